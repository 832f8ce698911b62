"""Lists of shows: the shelf, and what a search finds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import discord

from bot.domain.ids import ShowId, UserId
from bot.domain.member_text import MemberText, quote_member_text
from bot.domain.shows import Show
from bot.ui.layouts import LanternView, card
from bot.ui.options import place_of, services_of
from bot.ui.pages import PageButton, PageId, Sheet, chunks
from bot.ui.permissions import is_manager
from bot.ui.settings_cards import managers_value
from bot.ui.show_cards import show_row
from bot.ui.words import Said, joined, say
from cogs.shows._buttons import open_menu

_PAGE: Final = 10
_SHOWN_QUERY: Final = 60
_SHELF: Final = PageId("show-list")


class ShelfPageButton(PageButton, template=_SHELF.template):
    """Turns the pages of the shelf."""

    page_id = _SHELF

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Make a page of the shelf as it is now."""
        return await shelf_card(interaction, page)


async def shelf_card(interaction: discord.Interaction, page: int = 0) -> LanternView:
    """Return a page of the guild's shelf with its reader's place in each show."""
    shelf = services_of(interaction).catalog.shelf(place_of(interaction).guild_id)
    if not shelf:
        return card(_nothing_yet(interaction))
    sheet = Sheet.of(chunks(shelf, _PAGE), page)
    shows, rows = await _rows(interaction, sheet.content)
    return card(
        say("show-list-heading"),
        rows,
        sheet.footer,
        open_menu(shows),
        ShelfPageButton.turns(sheet),
    )


async def search_card(interaction: discord.Interaction, query: str) -> LanternView:
    """Return what a search of the catalog finds, the guild's own shows included."""
    catalog, guild_id = services_of(interaction).catalog, place_of(interaction).guild_id
    wrote = quote_member_text(query, limit=_SHOWN_QUERY, one_line=True)
    found = catalog.search(guild_id, query, limit=_PAGE) if wrote else ()
    if not found:
        return card(_nothing_found(interaction, wrote) if wrote else say("show-search-empty"))
    on_shelf = frozenset(catalog.shelf(guild_id))
    shows, rows = await _rows(interaction, found, on_shelf=on_shelf)
    return card(say("show-search-heading", wrote=wrote), rows, open_menu(shows))


def _nothing_yet(interaction: discord.Interaction) -> Said:
    if is_manager(interaction):
        return say("show-list-empty")
    return say("show-list-empty-here", managers=_managers(interaction))


def _nothing_found(interaction: discord.Interaction, wrote: MemberText) -> Said:
    if is_manager(interaction):
        return say("show-search-nothing", wrote=wrote)
    return say("show-search-nothing-here", wrote=wrote, managers=_managers(interaction))


def _managers(interaction: discord.Interaction) -> Said:
    """Return who may make a show here."""
    settings = services_of(interaction).guilds.settings(place_of(interaction).guild_id)
    return managers_value(settings.manager_role_id)


async def _rows(
    interaction: discord.Interaction,
    show_ids: Iterable[ShowId],
    *,
    on_shelf: frozenset[ShowId] = frozenset(),
) -> tuple[list[Show], Said]:
    services, guild_id = services_of(interaction), place_of(interaction).guild_id
    shows = [await services.catalog.get(guild_id, show_id) for show_id in show_ids]
    standings = {
        standing.progress.show_id: standing
        for standing in await services.progress.standings(guild_id, UserId(interaction.user.id))
    }
    rows = (
        show_row(show, standings.get(show.id), is_on_shelf=show.id in on_shelf) for show in shows
    )
    return shows, joined(rows)
