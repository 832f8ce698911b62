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
from bot.ui.buttons import PersistentButton
from bot.ui.layouts import LanternView, Part, Row, card
from bot.ui.options import Asking, asking_about
from bot.ui.progress_cards import where_label
from bot.ui.replies import reply, turn
from bot.ui.words import Said, bar, joined, mention_member, say

PAGE_SIZE: Final = 20
_ASKED_AT_ONCE: Final = 100


class BoardPageButton(
    PersistentButton, template=r"board:(?P<show>\d{1,18}):(?P<page>\d{1,4}):(?P<way>[pn])"
):
    """Turns to another page; who is where is looked up anew."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Turn the page."""
        who = await asking_about(interaction, self.number("show"))
        await turn(interaction, await _board(interaction, who, self.number("page")))


async def post_board(interaction: discord.Interaction, who: Asking) -> None:
    """Answer with the board's first page; where people are is no story, so all may see it."""
    await reply(interaction, await _board(interaction, who, 0), ephemeral=False)


async def _board(interaction: discord.Interaction, who: Asking, page: int) -> LanternView:
    followers = await who.services.progress.followers(who.guild_id, who.show)
    present = await _present(interaction, [follower.user_id for follower in followers])
    here = [follower for follower in followers if follower.user_id in present]
    shown = [follower for follower in here if not follower.is_hidden]
    shown.sort(key=lambda follower: -follower.position.screen)
    hidden = len(here) - len(shown)
    heading = say("progress-board-heading", show=who.show.title)
    if not here:
        return card(say("progress-board-empty", show=who.show.title))
    remark = say("progress-board-hidden", members=hidden) if hidden else None
    if who.services.guilds.settings(who.guild_id).board is BoardVisibility.NOBODY:
        return card(heading, _counts(who.show, shown), remark)
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(page, pages - 1)
    rows = shown[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    lines = joined(_row(who.show, follower) for follower in rows)
    parts: list[Part | None] = [heading, lines, remark]
    if pages > 1:
        parts += [say("progress-board-page", page=page + 1, pages=pages), _turns(who, page, pages)]
    return card(*parts)


def _row(show: Show, follower: FollowerRecord) -> Said:
    position = follower.position.screen
    return say(
        "progress-board-row",
        bar=bar(position, show.total),
        member=mention_member(follower.user_id),
        where=_where(show, position),
    )


def _counts(show: Show, followers: Sequence[FollowerRecord]) -> Said:
    """Return how many are where, without a name."""
    places = Counter(follower.position.screen for follower in followers)
    return joined(
        say(
            "progress-board-count",
            bar=bar(position, show.total),
            where=_where(show, position),
            members=places[position],
        )
        for position in sorted(places, reverse=True)
    )


def _where(show: Show, position: int) -> Said:
    if position == 0:
        return say("progress-board-not-begun")
    return where_label(show, Track.SCREEN, position)


def _turns(who: Asking, page: int, pages: int) -> Row:
    def button(way: str, to: int, label: Said) -> BoardPageButton:
        is_there = 0 <= to < pages
        custom_id = f"board:{who.show.id}:{to if is_there else page}:{way}"
        return BoardPageButton.make(custom_id, label, disabled=not is_there)

    return Row(
        [
            button("p", page - 1, say("button-previous")),
            button("n", page + 1, say("button-next")),
        ]
    )


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
