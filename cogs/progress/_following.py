"""Following a show again."""

from __future__ import annotations

from typing import Final

import discord

from bot.domain.ids import ShowId
from bot.ui.buttons import PersistentButton
from bot.ui.options import asking_about
from bot.ui.replies import reply
from bot.ui.words import Shown, say


class FollowButton(PersistentButton, template=r"follow:(?P<show>\d{1,18})"):
    """Makes whoever presses it a follower."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Follow, and say so privately."""
        who = await asking_about(interaction, self.number("show"))
        await who.services.progress.follow(who.guild_id, who.user_id, who.show)
        await reply(interaction, say("progress-followed", show=who.show.title))


BUTTONS: Final = (FollowButton,)


def follow_button(show_id: ShowId, label: Shown) -> FollowButton:
    """Return the button that makes one a follower."""
    return FollowButton.make(f"follow:{show_id}", label)
