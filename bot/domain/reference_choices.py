"""What half a reference may become while it is being typed: "fin", "s2", "3-5"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec import Struct

from bot.domain.folding import fold
from bot.domain.reference_results import Found, FoundRange, Outline, RangeReference, Reference
from bot.domain.references import (
    Titles,
    read_part,
    read_part_range,
    read_range,
    read_reference,
)

_WORDS: Final = (
    "finale", "final", "last", "premiere", "first", "pilot", "next", "latest", "current",
    "previous",
)  # fmt: skip
"""Words for one episode that are worth finishing for somebody."""
_BEGUN_RUN: Final = re.compile(r"(?P<first>.*\w)\s*(?:[-‐–—−~〜]|\bto)\s*", re.IGNORECASE)
_LONGEST_BEGUN: Final = 60
_BEGUN_RUNS: Final = 4
"""Runs that are offered before anybody says where they end."""
_LAST_WORD: Final = re.compile(r"(?P<before>(?:.*[\W\d_])?)(?P<begun>[a-z]{2,9})", re.IGNORECASE)


class Run(Struct, frozen=True):
    """Several episodes, and the season that they are, if they are one."""

    first: int
    last: int
    season: int | None = None


def meant_episodes(
    text: str, *, outline: Outline, position: int, titles: Titles
) -> tuple[int, ...]:
    """Return the episodes that a text means, or will once its last word is written out."""
    return _found(
        read_reference(one, outline=outline, position=position, titles=titles)
        for one in (text, *_finished(text))
    )


def meant_parts(text: str, *, total: int, position: int) -> tuple[int, ...]:
    """Return the parts of the source that a text means, or will once it is written out."""
    return _found(
        read_part(one, total=total, position=position, titles={})
        for one in (text, *_finished(text))
    )


def _found(read: Iterable[Reference]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one.ordinal for one in read if isinstance(one, Found)))


def _finished(text: str) -> Iterator[str]:
    found = _LAST_WORD.fullmatch(text.strip())
    if found is not None:
        begun = found["begun"].lower()
        yield from (
            found["before"] + word for word in _WORDS if word.startswith(begun) and word != begun
        )


def meant_runs(text: str, *, outline: Outline, position: int, titles: Titles) -> tuple[Run, ...]:
    """Return the runs of episodes that a text means, and the seasons that it begins to name."""

    def read(one: str) -> RangeReference:
        return read_range(one, outline=outline, position=position, titles=titles)

    seasons = tuple(_seasons(outline))
    named = [run for run in seasons if _names(text, run)]
    meant = [
        next((one for one in seasons if (one.first, one.last) == (run.first, run.last)), run)
        for run in _runs(text, read, outline.total)
    ]
    return tuple(dict.fromkeys([*meant, *named]))


def meant_part_runs(text: str, *, total: int, position: int) -> tuple[Run, ...]:
    """Return the runs of parts of the source that a text means."""

    def read(one: str) -> RangeReference:
        return read_part_range(one, total=total, position=position, titles={})

    return tuple(_runs(text, read, total))


def _runs(text: str, read: Callable[[str], RangeReference], total: int) -> Iterator[Run]:
    """Return the run that a text means; of one that only begins, such as "3-", the next few."""
    meant = read(text)
    if isinstance(meant, FoundRange) and meant.first < meant.last:
        yield Run(meant.first, meant.last)
    begun = _BEGUN_RUN.fullmatch(text[:_LONGEST_BEGUN])
    first = read(begun["first"]) if begun else None
    if isinstance(first, FoundRange) and first.first == first.last:
        ends = range(first.first + 1, min(first.first + _BEGUN_RUNS, total) + 1)
        yield from (Run(first.first, last) for last in ends)


def _seasons(outline: Outline) -> Iterator[Run]:
    """Return the seasons of a show that has several."""
    last = 0
    for season, count in enumerate(outline.seasons, start=1):
        first, last = last + 1, last + count
        if len(outline.seasons) > 1 and first < last:
            yield Run(first, last, season)


def _names(text: str, run: Run) -> bool:
    begun = fold(text)
    spellings = (f"season{run.season}", f"s{run.season}", f"s0{run.season}", f"시즌{run.season}")
    return bool(begun) and any(one.startswith(begun) for one in spellings)
