"""Making a show by hand, and what is asked first where there is one of that title."""

from __future__ import annotations

from datetime import date
from typing import Final

import discord

from bot.domain.folding import query_key
from bot.domain.ids import UserId
from bot.domain.new_show import NewShow, kept_title, read_seasons
from bot.domain.progress import Progress
from bot.domain.shows import Show
from bot.services.ports import Standing
from bot.ui.buttons import OWNER, SHOW, DrawnButton, PersistentButton
from bot.ui.layouts import LanternView, Row, card
from bot.ui.once import Once
from bot.ui.options import Asking, asking_about, place_of, services_of
from bot.ui.permissions import require_manager
from bot.ui.replies import reply, turn
from bot.ui.show_cards import extent
from bot.ui.words import joined, say
from cogs.shows._buttons import KeepButton, ShelveButton, show_card

_making: Final = Once()
_LONGEST_ID: Final = 100
_NEW: Final = r"(?P<title>\d{1,3}):(?P<first>\d{1,7}):(?P<weekly>[01]):(?P<seasons>[0-9,]{1,70})"


class CreateButton(PersistentButton, template=rf"show-create:{OWNER}:{SHOW}:{_NEW}"):
    """Makes a show all the same; which title it has is kept as a number of the known show's."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Make it, once: two quick presses are meant as one."""
        require_manager(interaction)
        with _making.of(interaction) as is_first:
            if is_first:
                await self._make(interaction)
                return
        await interaction.response.defer()

    async def _make(self, interaction: discord.Interaction) -> None:
        known = (await asking_about(interaction, self.number("show"))).show
        titles, place = known.all_titles, self.number("title")
        first = self.number("first")
        new = NewShow(
            title=kept_title(titles[place] if place < len(titles) else known.title),
            seasons=read_seasons(self.values_in_id["seasons"]),
            first_air_date=date.fromordinal(first) if first else None,
            is_weekly=self.number("weekly") == 1,
        )
        await turn(interaction, await _made_card(interaction, new))


async def make(interaction: discord.Interaction, new: NewShow) -> None:
    """Make a show, or ask first where the guild or the catalog has one of that title."""
    catalog, guild_id = services_of(interaction).catalog, place_of(interaction).guild_id
    known = catalog.namesakes(guild_id, new.title)
    if not known:
        await reply(interaction, await _made_card(interaction, new))
        return
    await reply(interaction, _question(interaction, await catalog.get(guild_id, known[0]), new))


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
    custom_id = _custom_id(owner, known, new)
    if len(custom_id) <= _LONGEST_ID:
        label = say("button-show-second") if is_own else say("button-show-create")
        buttons.append(CreateButton.make(custom_id, label))
    buttons.append(KeepButton.make(f"show-keep:{owner}", say("button-show-neither")))
    key = "show-known-own" if is_own else "show-known"
    return card(say(key, show=known.title, extent=extent(known)), Row(buttons))


def _custom_id(owner: int, known: Show, new: NewShow) -> str:
    wanted = query_key(new.title)
    places = (at for at, title in enumerate(known.all_titles) if query_key(title) == wanted)
    first = 0 if new.first_air_date is None else new.first_air_date.toordinal()
    seasons = ",".join(map(str, new.seasons))
    return (
        f"show-create:{owner}:{known.id}:{next(places, 0)}:{first}:{int(new.is_weekly)}:{seasons}"
    )


async def _made_card(interaction: discord.Interaction, new: NewShow) -> LanternView:
    services, place = services_of(interaction), place_of(interaction)
    user_id = UserId(interaction.user.id)
    made = await services.shows.make(place.guild_id, user_id, new)
    # Nobody can have marked anything of it yet, so nothing is read that could still fail.
    fresh = Standing(
        progress=Progress(show_id=made.id), is_following=False, is_hidden=False, active_at=None
    )
    who = Asking(services=services, place=place, user_id=user_id, show=made, standing=fresh)
    lines = [say("show-made") if made.title == new.title else say("show-made-numbered")]
    if made.is_film:
        lines.append(say("show-made-film"))
    return show_card(interaction, who, joined(lines))
