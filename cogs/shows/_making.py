"""Making a show by hand, and what is asked first where there is one of that title."""

from __future__ import annotations

from typing import Final

import discord

from bot.domain.ids import UserId
from bot.domain.new_show import NewShow
from bot.domain.progress import Progress
from bot.domain.shows import Show
from bot.services.ports import Standing
from bot.ui.buttons import CUSTOM_ID_LIMIT, OWNER, SHOW, DrawnButton, PersistentButton
from bot.ui.layouts import LanternView, Row, card
from bot.ui.new_shows import NEW, make_label, new_from_id, new_in_id, same_title_question
from bot.ui.once import Once
from bot.ui.options import Asking, asking_about, place_of, services_of
from bot.ui.permissions import require_manager
from bot.ui.replies import reply, turn
from bot.ui.words import joined, say
from cogs.shows._buttons import KeepButton, ShelveButton, show_card

_making: Final = Once()


class CreateButton(PersistentButton, template=rf"show-create:{OWNER}:{SHOW}:{NEW}"):
    """Makes a show all the same; which title it has is kept as a number of the known show's."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Make it, once: two quick presses are meant as one."""
        require_manager(interaction)
        await _making.do(interaction, self._make)

    async def _make(self, interaction: discord.Interaction) -> None:
        known = (await asking_about(interaction, self.number("show"))).show
        services, guild_id = services_of(interaction), place_of(interaction).guild_id
        new = new_from_id(self.values_in_id, known)
        made = await services.shows.make(guild_id, UserId(interaction.user.id), new)
        await turn(interaction, _made_card(interaction, new, made))


async def make(interaction: discord.Interaction, new: NewShow) -> None:
    """Make a show, or ask first where the guild or the catalog has one of that title."""
    services, guild_id = services_of(interaction), place_of(interaction).guild_id
    made = await services.shows.make_first(guild_id, UserId(interaction.user.id), new)
    if isinstance(made, Show):
        await reply(interaction, _made_card(interaction, new, made))
        return
    await reply(
        interaction, _question(interaction, await services.catalog.get(guild_id, made), new)
    )


def _question(interaction: discord.Interaction, known: Show, new: NewShow) -> LanternView:
    """Ask whether the show that is there is meant; the catalog's knows the story as well."""
    owner, guild_id = interaction.user.id, place_of(interaction).guild_id
    catalog = services_of(interaction).catalog
    is_own = catalog.is_created(guild_id, known.id)
    is_on_shelf = known.id in catalog.shelf(guild_id)
    there = say("button-show-open") if is_own else say("button-show-use")
    use = ShelveButton.make(
        f"show-shelve:{known.id}",
        there if is_on_shelf else say("button-show-shelve"),
        style=discord.ButtonStyle.primary,
    )
    buttons: list[DrawnButton] = [use]
    custom_id = f"show-create:{owner}:{known.id}:{new_in_id(known, new)}"
    if len(custom_id) <= CUSTOM_ID_LIMIT:
        buttons.append(CreateButton.make(custom_id, make_label(is_own=is_own)))
    buttons.append(KeepButton.make(f"show-keep:{owner}", say("button-show-neither")))
    return card(same_title_question(known, is_own=is_own), Row(buttons))


def _made_card(interaction: discord.Interaction, new: NewShow, made: Show) -> LanternView:
    services, place = services_of(interaction), place_of(interaction)
    user_id = UserId(interaction.user.id)
    # Nobody can have marked anything of it yet, so nothing is read that could still fail.
    fresh = Standing(
        progress=Progress(show_id=made.id), is_following=False, is_hidden=False, active_at=None
    )
    who = Asking(services=services, place=place, user_id=user_id, show=made, standing=fresh)
    lines = [say("show-made") if made.title == new.title else say("show-made-numbered")]
    if made.is_film:
        lines.append(say("show-made-film"))
    return show_card(interaction, who, joined(lines))
