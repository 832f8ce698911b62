"""Whether a member's place shows on the board of a show."""

from __future__ import annotations

import discord

from bot.domain.ids import ShowId, UserId
from bot.ui.buttons import OWNER, SHOW, DrawnButton, PersistentButton
from bot.ui.layouts import Row, card
from bot.ui.options import asking_about
from bot.ui.replies import turn
from bot.ui.words import say


class HideButton(PersistentButton, template=rf"hide:{OWNER}:{SHOW}:(?P<hidden>[01])"):
    """Hides its owner on the board, or shows them again."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Switch, and offer the way back."""
        who = await asking_about(interaction, self.number("show"))
        is_hidden = self.values_in_id["hidden"] == "1"
        await who.services.progress.set_hidden(
            who.guild_id, who.user_id, who.show, is_hidden=is_hidden
        )
        key = "progress-hidden-on" if is_hidden else "progress-hidden-off"
        back = hide_button(who.user_id, who.show.id, is_hidden=not is_hidden)
        await turn(interaction, card(say(key, show=who.show.title), Row([back])))


def hide_button(owner: UserId, show_id: ShowId, *, is_hidden: bool) -> DrawnButton:
    """Return the button that hides somebody on the board, or shows them again."""
    label = say("button-hide-me") if is_hidden else say("button-show-me")
    return HideButton.make(f"hide:{owner}:{show_id}:{int(is_hidden)}", label)
