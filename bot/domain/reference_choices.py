"""What half a reference may become while it is being typed: "fin", "s2", "3-5"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from bot.domain.folding import fold
from bot.domain.reference_results import Found, FoundRange, Outline
from bot.domain.references import Titles, read_range, read_reference

_WORDS: Final = (
    "finale", "final", "last", "premiere", "first", "pilot", "next", "latest", "current",
    "previous",
)  # fmt: skip
"""Words for one episode that are worth finishing for somebody."""
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
    texts = (text, *_finished(text))
    read = (read_reference(one, outline=outline, position=position, titles=titles) for one in texts)
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
    seasons = tuple(_seasons(outline))
    runs = [run for run in seasons if _names(text, run)]
    read = read_range(text, outline=outline, position=position, titles=titles)
    if isinstance(read, FoundRange) and read.first < read.last:
        same = (run for run in seasons if (run.first, run.last) == (read.first, read.last))
        runs.insert(0, next(same, Run(read.first, read.last)))
    return tuple(dict.fromkeys(runs))


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
