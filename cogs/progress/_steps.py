"""Marking and taking back, step by step, with the buttons that lead from one to the next.

Questions, steps and buttons lead to each other in a circle, so they stand in one module. Each press
looks everything up anew, so the buttons outlive restarts.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Final

import discord

from bot.domain.errors import StorageError
from bot.domain.ids import ShowId, UserId
from bot.domain.progress import mark
from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.services.discussion_ports import DiscussionRecord
from bot.services.progress import Doubt, Marking, Moved, seen_in_pass
from bot.tasks import spawn
from bot.ui.buttons import PersistentButton
from bot.ui.layouts import LanternView, Part, Row, card
from bot.ui.options import Asking, asking_about, episode_label
from bot.ui.progress_cards import (
    instalment_label,
    moved_heading,
    opened_beats,
    progress_line,
    ranges_label,
    where_label,
)
from bot.ui.replies import reply, turn
from bot.ui.words import Said, Shown, joined, mention_channel, say, small, stamp

TRACKS: Final = {"s": Track.SCREEN, "o": Track.SOURCE}
_LETTERS: Final = {track: letter for letter, track in TRACKS.items()}
_THREADS_NAMED: Final = 5
_TO_BE_OUT_SECONDS: Final = 8
"""How long being taken out of a thread may take before it is told that it has not worked."""
_OWNER = r"(?P<owner>\d{1,20})"
_SHOW = r"(?P<show>\d{1,18})"
_MARKING = r"(?P<track>[so]):(?P<first>\d{1,6})-(?P<last>\d{1,6}):(?P<again>[01])"


class MarkButton(PersistentButton, template=rf"mark:{_OWNER}:{_SHOW}:{_MARKING}"):
    """Marks what was asked about; the question has been answered by pressing."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Mark without asking again."""
        who = await asking_about(interaction, self.number("show"))
        await begin(interaction, who, self._marking(), sure=True)

    def _marking(self) -> Marking:
        return Marking(
            track=TRACKS[self.values_in_id["track"]],
            first=self.number("first"),
            last=self.number("last"),
            is_rewatch=self.values_in_id["again"] == "1",
        )


class NextButton(PersistentButton, template=rf"next:{_OWNER}:{_SHOW}:{_MARKING}"):
    """Marks the next one; asks first where it has not aired."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Mark, or ask."""
        who = await asking_about(interaction, self.number("show"))
        last = self.number("last")
        marking = Marking(track=TRACKS[self.values_in_id["track"]], first=last, last=last)
        await begin(interaction, who, marking)


class UndoButton(
    PersistentButton, template=rf"undo:{_OWNER}:{_SHOW}:(?P<change>\d{{1,18}})(?P<sure>:sure)?"
):
    """Takes back the step that its message tells of; asks first where threads would close."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Take back that step, and no other."""
        who = await asking_about(interaction, self.number("show"))
        sure = self.values_in_id["sure"] is not None
        await take_back(interaction, who, change_id=self.number("change"), sure=sure)


class CancelButton(PersistentButton, template=rf"cancel:{_OWNER}"):
    """Leaves everything as it is."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Say that nothing was changed."""
        await turn(interaction, say("cancelled"))


class FollowButton(PersistentButton, template=rf"follow:{_SHOW}"):
    """Makes whoever presses it a follower."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Follow, and say so privately."""
        who = await asking_about(interaction, self.number("show"))
        await who.services.progress.follow(who.guild_id, who.user_id, who.show)
        await reply(interaction, say("progress-followed", show=who.show.title))


class HideButton(PersistentButton, template=rf"hide:{_OWNER}:{_SHOW}:(?P<hidden>[01])"):
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


BUTTONS: Final = (MarkButton, NextButton, UndoButton, CancelButton, FollowButton, HideButton)


def mark_button(
    owner: UserId,
    show_id: ShowId,
    marking: Marking,
    label: Shown,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.primary,
) -> MarkButton:
    """Return the button that marks what a question is about."""
    return MarkButton.make(f"mark:{owner}:{show_id}:{_coded(marking)}", label, style=style)


def next_button(
    owner: UserId, show_id: ShowId, track: Track, ordinal: int, label: Shown
) -> NextButton:
    """Return the button that marks the next one."""
    coded = _coded(Marking(track=track, first=ordinal, last=ordinal))
    return NextButton.make(
        f"next:{owner}:{show_id}:{coded}",
        say("button-next-episode", episode=label),
        style=discord.ButtonStyle.primary,
    )


def undo_button(owner: UserId, show_id: ShowId, change_id: int) -> UndoButton:
    """Return the button that takes a step back."""
    return UndoButton.make(f"undo:{owner}:{show_id}:{change_id}", say("button-undo"))


def cancel_button(owner: UserId) -> CancelButton:
    """Return the button that changes nothing."""
    return CancelButton.make(f"cancel:{owner}", say("button-cancel"))


def follow_button(show_id: ShowId, label: Shown) -> FollowButton:
    """Return the button that makes one a follower."""
    return FollowButton.make(f"follow:{show_id}", label)


def hide_button(owner: UserId, show_id: ShowId, *, is_hidden: bool) -> HideButton:
    """Return the button that hides one on the board, or shows one again."""
    label = say("button-hide-me") if is_hidden else say("button-show-me")
    return HideButton.make(f"hide:{owner}:{show_id}:{int(is_hidden)}", label)


def _coded(marking: Marking) -> str:
    letter = _LETTERS[marking.track]
    return f"{letter}:{marking.first}-{marking.last}:{int(marking.is_rewatch)}"


async def begin(
    interaction: discord.Interaction, who: Asking, marking: Marking, *, sure: bool = False
) -> None:
    """Mark, or ask first; answers a command, or changes the message whose button was pressed."""
    doubt = None if sure else who.services.progress.doubt(who.show, who.standing, marking)
    if doubt is not None:
        view = _question(who, marking, doubt)
    else:
        moved = await who.services.progress.mark(who.guild_id, who.user_id, who.show, marking)
        view = _result(who, marking, moved)
    await answer(interaction, view)


async def answer(interaction: discord.Interaction, view: LanternView | Said) -> None:
    """Answer a command anew; where a button was pressed, change its message."""
    if interaction.type is discord.InteractionType.component:
        await turn(interaction, view)
    else:
        await reply(interaction, view)


def _question(who: Asking, marking: Marking, doubt: Doubt) -> LanternView:
    show, owner = who.show, who.user_id
    texts: list[Said] = []
    row: list[PersistentButton] = [
        mark_button(owner, show.id, marking, say("button-yes-mark")),
    ]
    if doubt.is_leap:
        seen = seen_in_pass(who.standing.progress, marking)
        _, added = mark(seen, marking.first, marking.last)
        texts.append(
            say(
                "progress-ask-leap",
                where=where_label(show, marking.track, seen.position),
                what=ranges_label(show, marking.track, added.ranges),
            )
        )
        only = replace(marking, first=marking.last)
        label = say("button-only-one", episode=instalment_label(show, marking.track, marking.last))
        row = [
            mark_button(owner, show.id, marking, say("button-yes-all")),
            mark_button(owner, show.id, only, label, style=discord.ButtonStyle.secondary),
        ]
    if doubt.unaired_from is not None:
        texts.append(
            say(
                "progress-ask-unaired",
                episode=episode_label(show, doubt.unaired_from),
                date=_air_date(show, doubt.unaired_from),
            )
        )
    return card(*texts, Row([*row, cancel_button(owner)]))


def _leaving(who: Asking, change_id: int, threads: int) -> LanternView:
    owner, show = who.user_id, who.show
    yes = UndoButton.make(
        f"undo:{owner}:{show.id}:{change_id}:sure",
        say("button-undo"),
        style=discord.ButtonStyle.danger,
    )
    return card(say("progress-ask-undo", threads=threads), Row([yes, cancel_button(owner)]))


def _air_date(show: Show, ordinal: int) -> Said:
    air_date = show.episode(ordinal).air_date
    if air_date is None:
        raise ValueError("an episode without a date is never in doubt")
    return stamp(datetime.combine(air_date, time(12), UTC), "D")


def _result(who: Asking, marking: Marking, moved: Moved) -> LanternView:
    show, track = who.show, marking.track
    position = moved.progress.seen(track).position
    if moved.change_id is None:
        where = where_label(show, track, position)
        return card(say("progress-already", where=where), _row(who, moved))
    policy = who.services.guilds.settings(who.guild_id).titles
    before = who.standing.progress.seen(track)
    first = max(marking.first, before.position + 1) if marking.first == 1 else marking.first
    parts: list[Part] = [
        moved_heading(show, moved, policy, (min(first, marking.last), marking.last)),
        progress_line(show, track, position),
    ]
    parts += _remarks(who, marking, moved)
    return card(*parts, _row(who, moved))


def _remarks(who: Asking, marking: Marking, moved: Moved) -> list[Said]:
    show, track = who.show, marking.track
    remarks: list[Said] = []
    if moved.after != moved.before:
        remarks += _opened(who, moved)
    elif moved.progress.current_pass(track):
        number = moved.progress.current_pass(track)
        done = moved.progress.seen(track, number).position
        remarks.append(say("progress-rewatch", number=number, done=done, total=show.length(track)))
    else:
        remarks.append(say("progress-island"))
    if track is Track.SCREEN and moved.after.position.screen == show.total:
        remarks.append(say("progress-finished"))
    if not who.standing.is_following:
        remarks.append(small(say("progress-new-follower", show=show.title)))
    return remarks


def _opened(who: Asking, moved: Moved) -> list[Said]:
    """Tell what the step opened: beats, and the threads by name."""
    show = who.show
    beats = opened_beats(show, moved.before, moved.after)
    threads = who.services.discussions.opened(who.guild_id, show.id, moved.before, moved.after)
    lines = [say("progress-opened", beats=beats, threads=len(threads))]
    named = [
        mention_channel(record.thread_id) for record in threads if record.thread_id is not None
    ]
    if named:
        lines.append(joined(named[-_THREADS_NAMED:], " · "))
    return lines


def _row(who: Asking, moved: Moved, *, undo: bool = True) -> Row:
    show, owner = who.show, who.user_id
    row: list[PersistentButton] = []
    if undo and moved.change_id is not None:
        row.append(undo_button(owner, show.id, moved.change_id))
    number = moved.progress.current_pass(moved.track)
    upcoming = moved.progress.seen(moved.track, number).position + 1
    if upcoming <= show.length(moved.track):
        label = instalment_label(show, moved.track, upcoming)
        row.append(next_button(owner, show.id, moved.track, upcoming, label))
    return Row(row)


async def take_back(
    interaction: discord.Interaction,
    who: Asking,
    *,
    change_id: int | None = None,
    sure: bool = False,
) -> None:
    """Take a step back, the named one or the newest, and tell where that leads.

    Asks first where the member would have to leave threads.
    """
    ahead = await who.services.progress.foresee_undo(
        who.guild_id, who.user_id, who.show, change_id=change_id
    )
    closing = who.services.discussions.would_close(
        who.guild_id, who.show.id, ahead.before, ahead.after
    )
    if closing and not sure and ahead.change_id is not None:
        await answer(interaction, _leaving(who, ahead.change_id, closing))
        return
    moved = await who.services.progress.undo(
        who.guild_id, who.user_id, who.show, change_id=ahead.change_id
    )
    before = who.standing.progress.seen(moved.track)
    after = moved.progress.seen(moved.track)
    position = after.position
    what = ranges_label(who.show, moved.track, before.without(after).ranges)
    where = where_label(who.show, moved.track, position)
    text = (
        say("progress-undone", what=what, where=where)
        if what
        else say("progress-undone-rewatch", where=where)
    )
    await answer(
        interaction,
        card(text, progress_line(who.show, moved.track, position), _row(who, moved, undo=False)),
    )
    if closing:
        threads = who.services.discussions.opened(
            who.guild_id, who.show.id, moved.before, moved.after
        )
        spawn(_tell_of_lingering(interaction, who, threads), name="threads left")


async def _tell_of_lingering(
    interaction: discord.Interaction, who: Asking, threads: Sequence[DiscussionRecord]
) -> None:
    """Tell a member of threads that should have closed to them and have not."""
    await asyncio.sleep(_TO_BE_OUT_SECONDS)
    with contextlib.suppress(StorageError, discord.HTTPException):
        left = await who.services.admissions.lingering(threads, who.user_id)
        named = [mention_channel(each.thread_id) for each in left if each.thread_id is not None]
        if named:
            where = joined(named[-_THREADS_NAMED:], " · ")
            await reply(interaction, say("discuss-still-inside", threads=where))
