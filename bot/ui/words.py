"""Every sentence that people see, from the message files in `data/locales`.

`say` takes the id of a message and what stands in it. What may stand in it is typed: numbers and
moments, text that `reveal` gave out, members' own words once quoted, and other sentences. A plain
string is refused by the type checker, so story text cannot slip into a reply unrevealed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Final, final

from discord import app_commands

from bot.domain.member_text import MemberText
from bot.domain.spoilers import Revealed
from bot.resources import data_folder
from bot.ui.messages import Messages

LOCALE: Final = "en"


@final
class Said(str):
    """A sentence from the message files, ready to be shown; made by this module alone."""

    __slots__ = ()


Shown = Said | Revealed | MemberText
"""Everything that may be shown."""

Argument = Said | Revealed | MemberText | int | float | date


@cache
def _messages(locale: str) -> Messages:
    return Messages(locale, (file.read_text(encoding="utf-8") for file in message_files()))


def say(key: str, /, **arguments: Argument) -> Said:
    """Return a sentence.

    Raises MissingMessageError when there is no such message, or when it needs another argument.
    """
    return Said(_messages(LOCALE).fill(key, arguments))


def has_message(key: str) -> bool:
    """Tell whether the message files have a message."""
    return key in _messages(LOCALE)


def describe(key: str) -> app_commands.locale_str:
    """Return a command's or option's description, which Discord keeps and translates."""
    return app_commands.locale_str(str(say(key)), key=key)


def joined(parts: Iterable[Shown], separator: str = "\n") -> Said:
    """Join shown texts with white space or punctuation."""
    return Said(separator.join(parts))


def bold(text: Shown) -> Said:
    """Set a shown text in bold."""
    return Said(f"**{text}**")


def small(text: Shown) -> Said:
    """Set a shown text as subtext."""
    return Said(f"-# {text}")


def stamp(moment: datetime, style: str = "F") -> Said:
    """Return a moment as every client shows it, in the reader's own zone and language."""
    return Said(f"<t:{int(moment.timestamp())}:{style}>")


def day_stamp(day: date, style: str = "D") -> Said:
    """Return a day as every client shows it; noon, so that it is the same day in most zones."""
    return stamp(datetime.combine(day, time(12), UTC), style)


def mention_member(user_id: int) -> Said:
    """Return a member's mention; with our allowed mentions it pings nobody."""
    return Said(f"<@{user_id}>")


def mention_channel(channel_id: int) -> Said:
    """Return a channel's or thread's mention."""
    return Said(f"<#{channel_id}>")


def mention_role(role_id: int) -> Said:
    """Return a role's mention; with our allowed mentions it pings nobody."""
    return Said(f"<@&{role_id}>")


def bar(done: int, total: int, width: int = 10) -> Said:
    """Return a progress bar; a screen reader is given the numbers beside it."""
    filled = 0 if total <= 0 else width * min(done, total) // total
    if done > 0:
        filled = max(filled, 1)
    if done < total:
        filled = min(filled, width - 1)
    return Said("▰" * filled + "▱" * (width - filled))


def message_files() -> list[Path]:
    """Return the message files of the default locale."""
    return sorted((data_folder() / "locales" / LOCALE).glob("*.ftl"))
