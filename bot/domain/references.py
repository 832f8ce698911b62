"""References to an instalment as people type them: 6, ep 6, S01E06, finale, 6화, part of a title.

Everything here is total: whatever the text, the answer is one of the values below, and those that
say no carry what a helpful sentence needs. Only titles that the viewer may see are handed in, so
no answer can tell a title from a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Final, TypeVar

from msgspec import Struct

from bot.domain.folding import fold, query_key, remembered_keys
from bot.domain.matching import Match, alike, match_key
from bot.domain.member_text import MemberText, quote_member_text
from bot.domain.records import replace
from bot.domain.reference_results import (
    Ambiguous,
    Backwards,
    FewerLeft,
    Found,
    FoundRange,
    NoSuchSeason,
    NothingLeft,
    NothingSeen,
    NotUnderstood,
    Outline,
    OutOfRange,
    RangeReference,
    Reference,
    Refusal,
)
from bot.domain.reference_shapes import HERE, Spot, Tokens, read_list, read_span, read_spot
from bot.domain.reference_words import EPISODE_WORDS, PART_WORDS, Words, tokenise

__all__ = [
    "Ambiguous",
    "Backwards",
    "FewerLeft",
    "Found",
    "FoundRange",
    "NoSuchSeason",
    "NotUnderstood",
    "NothingLeft",
    "NothingSeen",
    "OutOfRange",
    "Outline",
    "RangeReference",
    "Reference",
    "Refusal",
    "Titles",
    "read_part",
    "read_part_range",
    "read_range",
    "read_reference",
    "tells_how_many_more",
]

Titles = Mapping[int, tuple[str, ...]]
"""By instalment, the titles that the viewer may see."""

_MOST_CHOICES: Final = 25
_SHOWN: Final = 60
"""Characters of what was typed that an answer repeats."""
_SHOWN_DIGITS: Final = 9
_ENOUGH: Final = 3
"""Letters from which on a part of a title is more than chance; Hangul says as much with two."""
_SURELY_LIKE: Final = 82.0
_CLEARLY_LIKER: Final = 7.0
_LONG_ENOUGH_FOR_SLIPS: Final = 5

_FROM_HERE: Final = frozenset("GUC")
"""What counts from where the viewer is."""

_Reading = TypeVar("_Reading", bound=RangeReference)


def read_reference(text: str, *, outline: Outline, position: int, titles: Titles) -> Reference:
    """Return the one episode that the text means to a viewer at `position`.

    A bare number counts over the whole show. Several episodes (a season) are ambiguous.
    """
    # What autocomplete puts in, and the commonest that people type.
    if text.isascii() and text.isdecimal() and len(text) <= _SHOWN_DIGITS:
        number = int(text)
        if 1 <= number <= outline.total:
            return Found(number)
    return _single(_Reader(outline, position, titles, EPISODE_WORDS), text)


def read_range(
    text: str, *, outline: Outline, position: int | None, titles: Titles, lists: bool = True
) -> RangeReference:
    """Return the episodes that the text means: one, from one to another, a season, all.

    A list ("2 and 3") that leaves none out is read as from one to another, unless `lists` are not
    to be read. Where `position` is None, what counts from one ("next", "+2") is not understood.
    """
    reader = _Reader(outline, position, titles, EPISODE_WORDS)
    return reader.read(text, reader.several, reader.listed if lists else reader.several)


def read_part(text: str, *, total: int, titles: Titles, position: int = 0) -> Reference:
    """Return the one part of the source that the text means to a reader at `position`."""
    return _single(_Reader(Outline((max(total, 0),)), position, titles, PART_WORDS), text)


def read_part_range(
    text: str, *, total: int, titles: Titles, position: int | None = 0
) -> RangeReference:
    """Return the parts of the source that the text means: one, from one to another, all.

    Where `position` is None, what counts from one is not understood.
    """
    reader = _Reader(Outline((max(total, 0),)), position, titles, PART_WORDS)
    return reader.read(text, reader.several, reader.listed)


def tells_how_many_more(text: str) -> bool:
    """Tell whether a text means the next so many episodes: "+2"."""
    spot = read_spot(tokenise(text, EPISODE_WORDS))
    return spot is not None and spot.what == "U"


def _single(reader: _Reader, text: str) -> Reference:
    reading: FoundRange | Refusal = reader.read(text, reader.one, reader.one)
    if not isinstance(reading, FoundRange):
        return reading
    if reading.first == reading.last:
        return Found(reading.first)
    several = tuple(range(reading.first, reading.last + 1))
    return Ambiguous(several[:_MOST_CHOICES], last=reading.last)


class _Reader(Struct, frozen=True):
    """One reading: what is known of the show and of the viewer."""

    outline: Outline
    place: int | None
    """How far the viewer is; None where it is to count from nowhere."""
    titles: Titles
    words: Words

    @property
    def position(self) -> int:
        """How far the viewer is, no less than nothing."""
        return max(self.place or 0, 0)

    def read(
        self,
        text: str,
        grammar: Callable[[Tokens], _Reading | None],
        looser: Callable[[Tokens], _Reading | None],
    ) -> _Reading | FoundRange | Refusal:
        """Try the grammar, then titles, then a looser grammar and titles with slips forgiven."""
        if self._is_lost(text):
            # "Next" is no part of "The Next Day" then: what it opens must be what was meant.
            whole, _ = self._titled(text)
            return _one_of(whole) if whole else _not_understood(text)
        reading = grammar(tokenise(text, self.words))
        if reading is not None and _has_digit(text):
            return reading
        whole, part = self._titled(text)
        if reading is not None:
            return _settle(reading, whole) if whole else reading
        if whole or part:
            return _one_of(whole or part)
        reading, nearly = looser(tokenise(text, self.words, forgive=True)), self._nearly(text)
        if nearly:
            found = _one_of(nearly) if reading is None else _settle(reading, nearly)
            return replace(found, is_guess=True) if isinstance(found, FoundRange) else found
        return _not_understood(text) if reading is None else reading

    def one(self, tokens: Tokens) -> FoundRange | Refusal | None:
        """Read tokens that name one thing, be it a whole season."""
        spot = read_spot(tokens)
        return None if spot is None else self._resolve(spot)

    def several(self, tokens: Tokens) -> RangeReference | None:
        """Read tokens that name one thing or the ends of a range."""
        span = None if read_spot(tokens) else read_span(tokens)
        return self.one(tokens) if span is None else self._between(*span)

    def listed(self, tokens: Tokens) -> RangeReference | None:
        """Read what `several` reads, and a list. Titles have been tried: "War and Peace" is one."""
        reading = self.several(tokens)
        if reading is not None:
            return reading
        ordinals: set[int] = set()
        for ends in read_list(tokens):
            item = self._between(*ends)
            if not isinstance(item, FoundRange):
                return item
            ordinals.update(range(item.first, item.last + 1))
        if not ordinals:
            return None
        begin, end = min(ordinals), max(ordinals)
        if len(ordinals) == end - begin + 1:
            return FoundRange(begin, end)
        return Ambiguous(tuple(sorted(ordinals))[:_MOST_CHOICES], is_list=True)

    def _between(self, begin: Spot, end: Spot) -> RangeReference:
        first, last = self._resolve(begin), self._resolve(end)
        if not isinstance(first, FoundRange):
            return first
        if not isinstance(last, FoundRange):
            return last
        if last.last < first.first:
            return Backwards(first.first, last.last)
        return FoundRange(first.first, last.last)

    def _is_lost(self, text: str) -> bool:
        """Tell whether a text counts from where somebody is, and nobody is anywhere."""
        if self.place is not None:
            return False
        tokens = tokenise(text, self.words, forgive=True)
        spot = read_spot(tokens)
        spots = [spot] if spot else (*(read_span(tokens) or ()), *chain(*read_list(tokens)))
        of_several = len(self.outline.seasons) > 1
        return any(one.what in _FROM_HERE or (of_several and one.season == HERE) for one in spots)

    def _resolve(self, spot: Spot) -> FoundRange | Refusal:
        total = self.outline.total
        match spot.what:
            case "N":
                return self._numbered(spot)
            case "M":
                return _out_of_range(f"−{spot.number}" if spot.number != "0" else "0", total)
            case "G":
                following = self.position + 1
                return FoundRange(following, following) if following <= total else NothingLeft()
            case "U":
                return self._more(spot.number)
            case "C":
                latest = min(self.position, total)
                return FoundRange(latest, latest) if latest > 0 else NothingSeen()
        block = self._block(spot.season)
        if not isinstance(block, range):
            return block
        return FoundRange(
            block[-1] if spot.what == "F" else block[0],
            block[0] if spot.what == "B" else block[-1],
        )

    def _more(self, number: str) -> FoundRange | Refusal:
        """Return the next so many."""
        seen, total = self.position, self.outline.total
        if seen >= total:
            return NothingLeft()
        if not 1 <= int(number) <= total - seen:
            return FewerLeft(_shown_number(number), total - seen, seen)
        return FoundRange(seen + 1, seen + int(number))

    def _numbered(self, spot: Spot) -> FoundRange | Refusal:
        block = self._block(spot.season)
        if not isinstance(block, range):
            return block
        number = int(spot.number)
        if not 1 <= number <= len(block):
            season = None if spot.season is None else int(spot.season)
            return _out_of_range(spot.number, len(block), season)
        return FoundRange(block[number - 1], block[number - 1])

    def _block(self, season: str | None) -> range | Refusal:
        """Return the ordinals of a season, or of the whole show where none is named."""
        outline = self.outline
        if outline.total == 0:
            return _out_of_range("1", 0)
        if season is None:
            return range(1, outline.total + 1)
        if season == HERE:
            wanted, _ = outline.place(min(self.position + 1, outline.total))
        else:
            wanted = int(season)
        if not 1 <= wanted <= len(outline.seasons) or not outline.seasons[wanted - 1]:
            return NoSuchSeason(_shown_number(season), len(outline.seasons))
        first = outline.ordinal(wanted, 1)
        return range(first, first + outline.seasons[wanted - 1])

    def _keys(self) -> list[tuple[int, str]]:
        """Return the keys of the visible titles, each with its instalment."""
        return [
            (ordinal, key)
            for ordinal, titles in self.titles.items()
            if 1 <= ordinal <= self.outline.total
            for title in titles
            for key in remembered_keys(title)
        ]

    def _titled(self, text: str) -> tuple[set[int], set[int]]:
        """Return the instalments with exactly this title, and those with this in their title."""
        wanted = query_key(text)
        whole: set[int] = set()
        part: set[int] = set()
        if wanted:
            for ordinal, key in self._keys():
                match = match_key(wanted, key)
                if match is not None:
                    (whole if match is Match.WHOLE else part).add(ordinal)
        letters = fold(text[:_SHOWN])
        enough = len(letters) >= (_ENOUGH if letters.isascii() else _ENOUGH - 1)
        return whole, part if enough else set()

    def _nearly(self, text: str) -> set[int]:
        """Return the instalments whose title is most like this, slips forgiven."""
        wanted = query_key(text)
        if len(wanted) < _LONG_ENOUGH_FOR_SLIPS:
            return set()
        keys = self._keys()
        scores = alike(wanted, [key for _, key in keys])
        best = max(scores.values(), default=0.0)
        if best < _SURELY_LIKE:
            return set()
        return {keys[at][0] for at, score in scores.items() if score >= best - _CLEARLY_LIKER}


def _settle(reading: _Reading, titled: set[int]) -> _Reading | FoundRange | Refusal:
    """Weigh a reading in words against titles: "Eleven" may be a number or a title."""
    if isinstance(reading, FoundRange) and reading.first == reading.last:
        return _one_of({reading.first, *titled})
    return _one_of(titled)


def _one_of(ordinals: Iterable[int]) -> FoundRange | Ambiguous:
    several = sorted(ordinals)[:_MOST_CHOICES]
    return FoundRange(several[0], several[0]) if len(several) == 1 else Ambiguous(tuple(several))


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _shown_number(digits: str) -> MemberText:
    return quote_member_text(digits, limit=_SHOWN_DIGITS)


def _out_of_range(number: str, total: int, season: int | None = None) -> OutOfRange:
    return OutOfRange(_shown_number(number), total, season)


def _not_understood(text: str) -> NotUnderstood:
    return NotUnderstood(quote_member_text(text[: 4 * _SHOWN], limit=_SHOWN, one_line=True))
