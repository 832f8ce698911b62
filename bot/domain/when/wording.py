"""The writer's own words for what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from bot.domain.member_text import clean_member_text

_MOST: Final = 5
_LONGEST: Final = 30
"""Characters of a word."""
_AROUND: Final = ",;、"


class Unread(Struct, frozen=True):
    """A folded text, and from where to where it could not be read."""

    folded: str
    spans: Sequence[tuple[int, int]]

    def has(self, start: int, end: int) -> bool:
        """Tell whether any of what stands there could not be read."""
        return any(first < end and last > start for first, last in self.spans)


def whole_words(text: str, unread: Unread) -> tuple[str, ...]:
    """Return the words that could not be read, whole and as they were written.

    Folding keeps the words apart as they were, so that the one finds the other.
    """
    written = clean_member_text(text, limit=len(text), one_line=True).split()
    words = unread.folded.split(" ")
    if len(written) != len(words):
        written = words
    found: list[str] = []
    start = 0
    for word, own in zip(words, written, strict=True):
        end = start + len(word)
        if unread.has(start, end):
            found.append((own.strip(_AROUND) or own)[:_LONGEST])
        start = end + 1
    return tuple(dict.fromkeys(found))[:_MOST]
