"""What is said where somebody wrote an episode or a part that cannot be found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from bot.domain.errors import LanternError
from bot.domain.member_text import MemberText
from bot.domain.places import outline
from bot.domain.progress import Seen
from bot.domain.reference_reach import named_part
from bot.domain.references import (
    Ambiguous,
    Backwards,
    FewerLeft,
    FoundRange,
    NoSuchSeason,
    NothingLeft,
    NothingSeen,
    NotUnderstood,
    OutOfRange,
    RangeReference,
    Reference,
)
from bot.domain.shows import Show, Source
from bot.domain.spoilers import Track
from bot.services.progress import NoSuchTrackError
from bot.ui.labels import episode_label
from bot.ui.source_words import source_word
from bot.ui.words import Said, joined, say

_NAMED: Final = 5
"""Episodes that an answer names before it says how many more there are."""


class EpisodeReferenceError(LanternError):
    """What was written names no episode; the key says why."""

    def __init__(self, key: str, **fields: Any) -> None:  # noqa: ANN401 - as LanternError
        super().__init__(**fields)
        self.key = key  # type: ignore[misc]


def reference_error(show: Show, reference: Reference | RangeReference) -> LanternError:
    """Return the error that explains a reference which names no one episode."""
    if show.is_film and isinstance(reference, OutOfRange | FewerLeft | NoSuchSeason):
        return EpisodeReferenceError("reference-film", show=show.title)
    match reference:
        case OutOfRange() | FewerLeft():
            return _out_of_range(show, reference)
        case NoSuchSeason(season=season, seasons=seasons):
            key = "reference-no-such-season"
            return EpisodeReferenceError(key, show=show.title, season=season, seasons=seasons)
        case NothingLeft() | NothingSeen():
            return _nothing(show, reference)
        case Ambiguous():
            return _ambiguous(show, reference)
        case Backwards():
            return _backwards(reference)
        case NotUnderstood():
            return _not_understood(show, reference)
        case _:
            raise TypeError("a reference that was found is no error")


def _nothing(show: Show, reference: NothingLeft | NothingSeen) -> LanternError:
    if isinstance(reference, NothingLeft):
        return EpisodeReferenceError("reference-nothing-left", show=show.title)
    return EpisodeReferenceError("reference-nothing-seen", show=show.title)


def one_needed(show: Show, reference: FoundRange | Backwards | Ambiguous) -> LanternError:
    """Return the error that names those that were written where just one is needed."""
    if isinstance(reference, Ambiguous):
        ordinals: Sequence[int] = reference.ordinals
    else:
        low, high = sorted((reference.first, reference.last))
        ordinals = range(low, high + 1)
    first, *between, last = (_written(show, ordinal) for ordinal in ordinals)
    if len(ordinals) > _NAMED:
        return EpisodeReferenceError("reference-one-from", first=first, last=last)
    return EpisodeReferenceError(
        "reference-one-of", episodes=joined([first, *between], ", "), last=last
    )


def listed_runs(reference: Ambiguous) -> Said:
    """Return what a list with gaps names, run by run, as it is to be written."""
    runs = Seen.of(reference.ordinals).ranges[:_NAMED]
    return joined(
        (
            say(
                "reference-written", episode=Said(f"{first}-{last}" if first < last else f"{first}")
            )
            for first, last in runs
        ),
        say("reference-then"),
    )


def _written(show: Show, ordinal: int) -> Said:
    return say("reference-written", episode=Said(outline(show).label(ordinal)))


def _backwards(reference: Backwards) -> LanternError:
    return EpisodeReferenceError("error-backwards", first=reference.first, last=reference.last)


def _ambiguous(show: Show, reference: Ambiguous) -> LanternError:
    """Return what says which numbers may be meant; a span is named by its ends."""
    if reference.is_list:
        return EpisodeReferenceError("reference-list", runs=listed_runs(reference))
    if reference.last is not None:
        first = episode_label(show, reference.ordinals[0])
        last = episode_label(show, reference.last)
        return EpisodeReferenceError("reference-several", first=first, last=last)
    named = reference.ordinals[:_NAMED]
    return EpisodeReferenceError(
        "reference-ambiguous",
        episodes=joined((episode_label(show, ordinal) for ordinal in named), ", "),
        more=len(reference.ordinals) - len(named),
    )


def _not_understood(show: Show, reference: NotUnderstood) -> LanternError:
    part = None if show.source is None else named_part(reference.text)
    if show.source is not None and part is not None:
        parts = show.source.parts
        if not (part.isdecimal() and 1 <= int(part) <= parts):
            return _no_such_part(show, show.source, part)
        return EpisodeReferenceError(
            "reference-part-no-episode",
            number=part,
            word=source_word(show),
            source=show.source.title,
            show=show.title,
            total=show.total,
            **_ends(show),
        )
    if show.is_film:
        return EpisodeReferenceError("reference-film", show=show.title)
    return EpisodeReferenceError(
        "reference-not-understood" if reference.text else "reference-blank",
        show=show.title,
        total=show.total,
        text=reference.text,
        **_ends(show),
    )


def _ends(show: Show) -> dict[str, Any]:
    """Return how the first and the last episode are written, for a show of several seasons."""
    if len(show.seasons) <= 1:
        return {"seasons": 1, "first": 1, "last": show.total}
    first, last = (episode_label(show, ordinal) for ordinal in (1, show.total))
    return {"seasons": len(show.seasons), "first": first, "last": last}


def part_error(show: Show, reference: Reference | RangeReference) -> LanternError:
    """Return the error that explains a reference which names no part of the source."""
    if isinstance(reference, NothingLeft):
        return EpisodeReferenceError("reference-nothing-left", show=show.title)
    if isinstance(reference, Backwards):
        return _backwards(reference)
    if isinstance(reference, Ambiguous) and reference.is_list:
        return EpisodeReferenceError("reference-list", runs=listed_runs(reference))
    if show.source is None:
        return NoSuchTrackError(show=show.title)
    if isinstance(reference, FewerLeft):
        return _fewer_left(show, reference, Track.SOURCE)
    if isinstance(reference, OutOfRange):
        return _no_such_part(show, show.source, reference.number)
    return EpisodeReferenceError(
        "reference-part",
        word=source_word(show),
        source=show.source.title,
        total=show.source.parts,
    )


def _no_such_part(show: Show, source: Source, number: MemberText) -> LanternError:
    return EpisodeReferenceError(
        "reference-part-out-of-range",
        word=source_word(show),
        source=source.title,
        total=source.parts,
        number=number,
    )


def _fewer_left(show: Show, reference: FewerLeft, track: Track) -> LanternError:
    position = reference.position
    return EpisodeReferenceError(
        "reference-fewer-left",
        show=show.title,
        number=reference.number,
        left=reference.left,
        seen=int(position > 0),
        track=str(track),
        after=position if track is Track.SOURCE or not position else episode_label(show, position),
    )


def _out_of_range(show: Show, reference: OutOfRange | FewerLeft) -> LanternError:
    if isinstance(reference, FewerLeft):
        return _fewer_left(show, reference, Track.SCREEN)
    if reference.season is None:
        return EpisodeReferenceError(
            "reference-out-of-range",
            show=show.title,
            total=reference.total,
            number=reference.number,
            **_ends(show),
        )
    return EpisodeReferenceError(
        "reference-out-of-range-season",
        show=show.title,
        season=reference.season,
        total=reference.total,
        number=reference.number,
    )
