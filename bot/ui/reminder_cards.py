"""Personal reminders as their owner sees them, and the one line that others may see."""

from __future__ import annotations

from typing import Final

from bot.domain.drafts import Draft, ReminderDraft
from bot.domain.member_text import MemberText, quote_member_text
from bot.domain.reminders import LONGEST_TEXT, Reminder
from bot.domain.shows import Show
from bot.domain.when import Exact
from bot.services.reminders import ReminderList
from bot.ui.layouts import Part
from bot.ui.when_words import late_line, moment_lines
from bot.ui.words import Said, joined, mention_member, say, stamp

_IN_LIST: Final = 160
"""Characters of a reminder's words in a list."""


def quoted_text(text: str, *, limit: int = 2 * LONGEST_TEXT) -> MemberText:
    """Return a reminder's words; escapes may double their length."""
    return quote_member_text(text, limit=limit)


def draft_parts(
    draft: Draft, subject: ReminderDraft, show: Show | None, reading: Exact
) -> list[Part]:
    """Return a reminder as it is shown back before it is kept."""
    parts: list[Part] = [say("remind-draft"), moment_lines(draft.wish, reading)]
    if show is not None:
        parts.append(say("remind-about", show=show.title))
    if subject.text:
        parts.append(quoted_text(subject.text))
    return parts


def private_parts(reminder: Reminder, show: Show | None, *, minutes_late: int) -> list[Part]:
    """Return a reminder in full, for its owner alone; `minutes_late` is 0 when on time."""
    parts: list[Part] = []
    if show is not None:
        parts.append(say("remind-dm-show", show=show.title))
    elif reminder.text:
        parts.append(say("remind-dm"))
    else:
        parts.append(say("remind-dm-plain"))
    if reminder.text:
        parts.append(quoted_text(reminder.text))
    if minutes_late:
        parts.append(late_line(minutes_late))
    return parts


def public_parts(reminder: Reminder, *, minutes_late: int) -> list[Part]:
    """Return what stands in the channel when direct messages are refused: nothing private."""
    lines = [say("remind-fallback", member=mention_member(reminder.user_id))]
    if minutes_late:
        lines.append(late_line(minutes_late))
    return [joined(lines)]


def list_blocks(found: ReminderList) -> list[Said]:
    """Return a member's reminders, and what did not reach them."""
    blocks = [joined([_when(one), *_words(one)]) for one in found.waiting]
    if found.missed:
        lines = [say("remind-list-missed-heading")]
        for one in found.missed:
            lines += [
                say("remind-list-missed", moment=stamp(one.remind_at, "f")),
                *_words(one),
            ]
        blocks.append(joined(lines))
    return blocks


def _when(reminder: Reminder) -> Said:
    at = reminder.remind_at
    return say("remind-list-row", moment=stamp(at, "F"), relative=stamp(at, "R"))


def _words(reminder: Reminder) -> list[Said]:
    return [Said(quoted_text(reminder.text, limit=_IN_LIST))] if reminder.text else []
