"""Marking and taking back, step by step, with the buttons that lead from one to the next.

Wherever a member marks something they get the same answers from here. Questions, steps and buttons
lead to each other in a circle, so they stand in one module. Each press looks everything up anew, so
the buttons outlive restarts.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

import discord

from bot.domain.errors import StorageError
from bot.domain.progress import Seen, Walk
from bot.domain.records import replace
from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.services.ports import ChangeRecord
from bot.services.progress import Doubt, Marking, Moved
from bot.ui.buttons import OWNER, SHOW, DrawnButton, PersistentButton
from bot.ui.hiding import hide_button
from bot.ui.layouts import LanternView, Part, Row, card
from bot.ui.marking_ids import MARKING, MarkingButton, coded
from bot.ui.options import Asking, asking_about
from bot.ui.progress_cards import (
    alone_line,
    finished_line,
    instalment_label,
    moved_heading,
    moved_walk,
    place_sentence,
    question_lines,
    span_label,
    standing_lines,
    undone_line,
    walk_line,
)
from bot.ui.replies import AnswerLostError, AnswerUndoneError, answer, turn
from bot.ui.source_words import source_word
from bot.ui.step_words import again_label, leaving_line, redo_label, remarks, undo_label
from bot.ui.unseen_steps import unmarked
from bot.ui.words import Said, Shown, say, small


class MarkButton(MarkingButton, template=rf"mark:{OWNER}:{SHOW}:{MARKING}"):
    """Marks what was asked about; the question has been answered by pressing."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Mark without asking again."""
        who = await asking_about(interaction, self.number("show"))
        await step(interaction, who, self.marking(), sure=True)


class NextButton(MarkingButton, template=rf"next:{OWNER}:{SHOW}:{MARKING}"):
    """Marks the next one; asks first where it has not aired."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Mark, or ask."""
        who = await asking_about(interaction, self.number("show"))
        await step(interaction, who, self.marking())


class SeenItButton(MarkingButton, template=rf"seen-it:{SHOW}:{MARKING}"):
    """Marks the next one under its own card, for whoever presses; the card is the same for all."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Mark, or ask."""
        who = await asking_about(interaction, self.number("show"))
        await step(interaction, who, self.marking())


class UndoButton(
    PersistentButton, template=rf"undo:{OWNER}:{SHOW}:(?P<change>\d{{1,18}})(?P<sure>:sure)?"
):
    """Takes back the step that its message tells of; asks first where threads would close."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Take back that step, and no other."""
        who = await asking_about(interaction, self.number("show"))
        sure = self.values_in_id["sure"] is not None
        await take_back(interaction, who, change_id=self.number("change"), sure=sure)


class FollowButton(PersistentButton, template=rf"follow:{SHOW}"):
    """Makes whoever presses it a follower."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Follow, say so, and show where they are; nothing is read that could still fail."""
        who = await asking_about(interaction, self.number("show"))
        await who.services.progress.follow(who.guild_id, who.user_id, who.show)
        following = replace(who, standing=replace(who.standing, is_following=True))
        title = who.show.title
        said = (
            say("progress-followed-hidden", show=title)
            if who.standing.is_hidden
            else say("progress-followed", show=title)
        )
        await turn(interaction, place_card(following, said))


class StopFollowingButton(PersistentButton, template=rf"unfollow:{OWNER}:{SHOW}"):
    """Ends following for whoever has taken back all that they had marked."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Leave, and offer the way back."""
        who = await asking_about(interaction, self.number("show"))
        await turn(interaction, await leave(who))


class CancelButton(PersistentButton, template=rf"cancel:{OWNER}"):
    """Leaves everything as it is."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Say that nothing was changed."""
        await turn(interaction, say("cancelled"))


Tell = Callable[[discord.Interaction, LanternView], Awaitable[None]]

BUTTONS: Final = (
    MarkButton, NextButton, SeenItButton, UndoButton, FollowButton, StopFollowingButton,
    CancelButton,
)  # fmt: skip


def onward(who: Asking, walk: Walk) -> list[DrawnButton]:
    """Return the button that marks the next one of a pass; none where it is finished."""
    upcoming, track = walk.upcoming, walk.track
    if upcoming is None:
        return []
    marking = Marking(track=track, first=upcoming, last=upcoming, pass_number=walk.pass_number)
    label = (
        say("button-next-film")
        if who.show.is_film and track is Track.SCREEN
        else say("button-next-episode", episode=instalment_label(who.show, track, upcoming))
    )
    custom_id = f"next:{who.user_id}:{who.show.id}:{coded(marking)}"
    return [NextButton.make(custom_id, label, style=discord.ButtonStyle.primary)]


def seen_it(show: Show, walk: Walk, ordinal: int, *, is_likely: bool = True) -> DrawnButton | None:
    """Return the button that marks an episode which is the next one of a pass.

    It stands out where it is likely that somebody has seen it.
    """
    if ordinal != walk.upcoming:
        return None
    marking = Marking(track=walk.track, first=ordinal, last=ordinal, pass_number=walk.pass_number)
    custom_id = f"seen-it:{show.id}:{coded(marking)}"
    label = say("button-next-film")
    style = discord.ButtonStyle.primary if is_likely else discord.ButtonStyle.secondary
    return SeenItButton.make(custom_id, label, style=style)


def place_card(who: Asking, remark: Said | None = None) -> LanternView:
    """Return where somebody is in one show, with what they may want to do about it."""
    row: list[DrawnButton] = [*onward(who, who.walk)]
    if who.standing.is_following:
        is_hidden = not who.standing.is_hidden
        row.append(hide_button(who.user_id, who.show.id, is_hidden=is_hidden))
    else:
        row.append(_follow_button(who, say("button-follow")))
    return card(remark, standing_lines(who.show, who.standing), Row(row))


async def leave(who: Asking) -> LanternView:
    """End following; return the word of it, with the way back.

    Raises NotFollowingError for somebody who does not follow.
    """
    await who.services.progress.drop(who.guild_id, who.user_id, who.show)
    again = _follow_button(who, say("button-follow-again"))
    marks = len(who.standing.progress.tracks)
    return card(say("progress-dropped", show=who.show.title, marks=marks), Row([again]))


def _follow_button(who: Asking, label: Said) -> DrawnButton:
    return FollowButton.make(f"follow:{who.show.id}", label)


def _stop_button(who: Asking) -> DrawnButton:
    label = say("button-stop-following")
    return StopFollowingButton.make(f"unfollow:{who.user_id}:{who.show.id}", label)


def nothing_left(who: Asking, walk: Walk) -> LanternView:
    """Say that all of a track was marked, with the button that begins it again."""
    show = who.show
    if walk.track is Track.SOURCE:
        said = say("progress-nothing-left-source", source=source_word(show), show=show.title)
    elif show.is_film:
        said = say("progress-nothing-left-film", show=show.title)
    else:
        said = say("progress-nothing-left", show=show.title)
    return card(said, Row([_again_button(who, walk)]))


def _mark_button(
    who: Asking,
    marking: Marking,
    label: Shown,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.primary,
) -> DrawnButton:
    return MarkButton.make(f"mark:{who.user_id}:{who.show.id}:{coded(marking)}", label, style=style)


def _again_button(who: Asking, walk: Walk, *, first: int = 1, last: int = 1) -> DrawnButton:
    """Return the button that begins the next time through, or marks something of it."""
    number = walk.pass_number + 1
    marking = Marking(track=walk.track, first=first, last=last, pass_number=number)
    label = again_label(who.show, marking)
    return _mark_button(who, marking, label, style=discord.ButtonStyle.secondary)


def _undo_button(who: Asking, change_id: int, label: Said) -> DrawnButton:
    return UndoButton.make(f"undo:{who.user_id}:{who.show.id}:{change_id}", label)


def _cancel_button(who: Asking) -> DrawnButton:
    return CancelButton.make(f"cancel:{who.user_id}", say("button-cancel"))


async def step(
    interaction: discord.Interaction,
    who: Asking,
    marking: Marking,
    *,
    sure: bool = False,
    remark: Said | None = None,
    tell: Tell = answer,
) -> None:
    """Mark and tell what that opened, or ask first; private either way.

    A `remark` on what was read stands below whichever it is. What nobody could be told of is taken
    back: whoever saw nothing presses again, and would be marked one further. Raises
    AnswerUndoneError then.
    """
    if marking.pass_number is None:
        number = who.standing.progress.current_pass(marking.track)
        marking = replace(marking, pass_number=number)
    doubt = None if sure else who.services.progress.doubt(who.show, who.standing, marking)
    if doubt is not None:
        await tell(interaction, _question(who, marking, doubt, remark))
        return
    moved = await who.services.progress.mark(who.guild_id, who.user_id, who.show, marking)
    if moved.change_id is None:
        await tell(interaction, await _already(who, marking, moved, remark))
        return
    try:
        await tell(interaction, _result(who, marking, moved, remark))
    except AnswerLostError as lost:
        if await unmarked(who, moved.change_id):
            raise AnswerUndoneError from lost
        raise


def _question(who: Asking, marking: Marking, doubt: Doubt, remark: Said | None) -> LanternView:
    show = who.show
    yes = say("button-yes-all") if len(doubt.added) > 1 else say("button-yes-mark")
    row: list[DrawnButton] = [_mark_button(who, marking, yes)]
    if doubt.is_leap:
        only = replace(marking, first=marking.sitting_from or marking.last)
        label = span_label(show, marking.track, only.first, only.last)
        row = [
            _mark_button(who, marking, say("button-yes-all")),
            _mark_button(
                who,
                only,
                say("button-only-one", episode=label),
                style=discord.ButtonStyle.secondary,
            ),
        ]
    lines = question_lines(show, who.standing.progress, marking, doubt)
    return card(*lines, remark, Row([*row, _cancel_button(who)]))


def _result(who: Asking, marking: Marking, moved: Moved, remark: Said | None) -> LanternView:
    show, walk = who.show, moved_walk(who.show, moved)
    policy = who.services.guilds.settings(who.guild_id).titles
    parts: list[Part | None] = [
        moved_heading(show, moved, policy),
        walk_line(show, walk),
        *remarks(who, marking, moved, walk),
        finished_line(show, walk),
        remark,
    ]
    if not who.standing.is_following:
        parts.append(small(say("progress-new-follower", show=show.title)))
    row: list[DrawnButton] = []
    if moved.change_id is not None:
        row.append(_undo_button(who, moved.change_id, say("button-undo")))
    return card(*parts, Row([*row, *onward(who, walk)]))


async def _already(who: Asking, marking: Marking, moved: Moved, remark: Said | None) -> LanternView:
    """Say that nothing was new, with the ways back, onward, and to the beginning."""
    show, walk = who.show, moved_walk(who.show, moved)
    row: list[DrawnButton] = []
    newest = await who.services.progress.newest_step(who.guild_id, who.user_id, show)
    if newest is not None and _is_at_hand(newest.added, marking, newest.track):
        row.append(_undo_what(who, newest))
    row += onward(who, walk)
    row += _again(who, marking, walk)
    said = say("progress-already", place=place_sentence(show, walk))
    alone = alone_line(show, moved, marking.last)
    return card(said, walk_line(show, walk), alone, remark, Row(row))


def _again(who: Asking, marking: Marking, walk: Walk) -> list[DrawnButton]:
    """Return the button that marks what was marked already in the next time through.

    Not in the midst of the first time: a rewatch would become one's place in the story.
    """
    is_evening = marking.sitting_from is not None
    if walk.is_finished and (is_evening or marking.last < walk.length):
        first = marking.sitting_from or marking.last
        return [_again_button(who, walk, first=first, last=marking.last)]
    is_whole = walk.is_finished or walk.is_again
    return [_again_button(who, walk)] if is_whole and not is_evening else []


def _is_at_hand(added: Seen, marking: Marking, track: Track) -> bool:
    """Tell whether taking a step back is no surprise: a single one, or about what was marked."""
    return track is marking.track and (
        len(added) == 1
        or all(marking.first <= first and last <= marking.last for first, last in added.ranges)
    )


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
        await answer(interaction, _leaving(who, ahead, ahead.change_id, closing))
        return
    moved = await who.services.progress.undo(
        who.guild_id, who.user_id, who.show, change_id=ahead.change_id
    )
    walk = moved.progress.walk(moved.track, who.show.length(moved.track))
    row = await _after_undo(who, moved, walk)
    parts = [undone_line(who.show, moved), walk_line(who.show, walk)]
    if who.standing.is_following and not moved.progress.tracks:
        # Whoever has nothing marked any more would hold the room back without knowing it.
        parts.append(small(say("progress-still-following")))
        row.append(_stop_button(who))
    await answer(interaction, card(*parts, Row(row)))


async def _after_undo(who: Asking, moved: Moved, walk: Walk) -> list[DrawnButton]:
    """Return the ways from a step back: one more, this one anew, and onward."""
    row: list[DrawnButton] = []
    # The step is taken back by now, and the answer has to say so, whatever else cannot be read.
    with suppress(StorageError):
        newest = await who.services.progress.newest_step(who.guild_id, who.user_id, who.show)
        if newest is not None:
            row.append(_undo_what(who, newest))
    first, last = min(moved.added), max(moved.added)
    known = moved.progress.seen(moved.track, moved.pass_number).union(moved.added)
    is_whole = not Seen(((first, last),)).without(known)
    is_next = (first, last, moved.pass_number) == (walk.upcoming, walk.upcoming, walk.pass_number)
    if is_whole and not is_next:
        # What lies between is marked: marking it all marks the same.
        marking = Marking(track=moved.track, first=first, last=last, pass_number=moved.pass_number)
        label = redo_label(who.show, marking)
        row.append(_mark_button(who, marking, label, style=discord.ButtonStyle.secondary))
    return [*row, *onward(who, walk)]


def _undo_what(who: Asking, newest: ChangeRecord) -> DrawnButton:
    label = undo_label(who.show, newest.track, newest.pass_number, newest.added)
    return _undo_button(who, newest.id, label)


def _leaving(who: Asking, ahead: Moved, change_id: int, threads: int) -> LanternView:
    show = who.show
    yes = UndoButton.make(
        f"undo:{who.user_id}:{show.id}:{change_id}:sure",
        say("button-undo"),
        style=discord.ButtonStyle.danger,
    )
    return card(leaving_line(show, ahead, threads), Row([yes, _cancel_button(who)]))
