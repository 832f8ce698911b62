"""The board: who is where, as bars, twenty to a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

import discord

from bot.domain.guild_settings import BoardVisibility
from bot.domain.ids import UserId
from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.services.ports import FollowerRecord
from bot.ui.layouts import LanternView, Row, card
from bot.ui.options import Asking, asking_about
from bot.ui.pages import PageButton, PageId, Sheet, chunks
from bot.ui.progress_cards import where_label
from bot.ui.replies import reply
from bot.ui.words import Said, bar, joined, mention_member, say
from cogs.progress._mine import my_place_button

PAGE_SIZE: Final = 20
_ASKED_AT_ONCE: Final = 100
_PAGES: Final = PageId("board", ("show",))


class BoardPageButton(PageButton, template=_PAGES.template):
    """Turns to another page; who is where is looked up anew."""

    page_id = _PAGES

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Make the page as things stand now."""
        who = await asking_about(interaction, self.number("show"))
        return await _board(interaction, who, page)


BUTTONS: Final = (BoardPageButton,)


async def post_board(interaction: discord.Interaction, who: Asking) -> None:
    """Answer with the board's first page; where people are is no story, so all may see it."""
    await reply(interaction, await _board(interaction, who, 0), ephemeral=False)


async def _board(interaction: discord.Interaction, who: Asking, page: int) -> LanternView:
    followers = await who.services.progress.followers(who.guild_id, who.show)
    # The gateway is asked who is still here, and may take longer than Discord waits for us. Until
    # now anything that fails is told to the one who asked; after this, to all who see the board.
    await interaction.response.defer()
    present = await _present(interaction, [follower.user_id for follower in followers])
    here = [follower for follower in followers if follower.user_id in present]
    if not here:
        return card(say("progress-board-empty", show=who.show.title))
    shown = [follower for follower in here if not follower.is_hidden]
    hidden = len(here) - len(shown)
    sheet = Sheet.of(chunks(_lines(who, shown), PAGE_SIZE), page)
    return card(
        say("progress-board-heading", show=who.show.title),
        joined(sheet.content),
        say("progress-board-hidden", members=hidden) if hidden else None,
        sheet.footer,
        BoardPageButton.turns(sheet, show=who.show.id),
        Row([my_place_button(who.show.id)]),
    )


def _lines(who: Asking, shown: Sequence[FollowerRecord]) -> list[Said]:
    if who.services.guilds.settings(who.guild_id).board is BoardVisibility.NOBODY:
        return _counts(who.show, shown)
    farthest_first = sorted(shown, key=lambda follower: -follower.position.screen)
    return [_row(who.show, follower) for follower in farthest_first]


def _row(show: Show, follower: FollowerRecord) -> Said:
    position = follower.position.screen
    return say(
        "progress-board-row",
        bar=bar(position, show.total),
        member=mention_member(follower.user_id),
        where=_where(show, position),
    )


def _counts(show: Show, followers: Sequence[FollowerRecord]) -> list[Said]:
    """Return how many are where, without a name."""
    places = Counter(follower.position.screen for follower in followers)
    return [
        say(
            "progress-board-count",
            bar=bar(position, show.total),
            where=_where(show, position),
            members=places[position],
        )
        for position in sorted(places, reverse=True)
    ]


def _where(show: Show, position: int) -> Said:
    if show.is_film:
        return say("progress-board-film", seen=position)
    if position == 0:
        return say("progress-board-not-begun")
    return where_label(show, Track.SCREEN, position)


async def _present(
    interaction: discord.Interaction, user_ids: Sequence[UserId]
) -> Collection[UserId]:
    """Return who of these is still in the guild.

    Asked of the gateway by id, which needs no privileged intent. Whoever cannot be asked about is
    left out: a board names nobody who may have left.
    """
    guild = interaction.guild
    if guild is None:
        return ()
    present: set[UserId] = set()
    for start in range(0, len(user_ids), _ASKED_AT_ONCE):
        some = [int(user_id) for user_id in user_ids[start : start + _ASKED_AT_ONCE]]
        try:
            members = await guild.query_members(user_ids=some, limit=_ASKED_AT_ONCE, cache=False)
        except (TimeoutError, discord.HTTPException):
            continue
        present.update(UserId(member.id) for member in members)
    return present
