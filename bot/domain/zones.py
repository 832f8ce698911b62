"""Time zones: the ones there are, and how people look for theirs.

A search forgives typos, accents and missing spaces, and knows cities, countries and the letters
that people put behind a time. What it returns are IANA names, the only thing that is ever kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from msgspec import Struct

from bot.domain.errors import LanternError
from bot.domain.member_text import is_blank, quote_member_text
from bot.domain.zone_names import ABBREVIATIONS, CITIES, POPULAR, RENAMED, SPELLED
from bot.domain.zone_offsets import offset_of, zone_at

_REGIONS: Final = frozenset({
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific",
})  # fmt: skip
_ODDITIES: Final = ("posix/", "right/", "SystemV/", "Factory", "localtime", "posixrules")
_LONGEST_NAME: Final = 64
_LONGEST_QUERY: Final = 40
_NEAR: Final = 3
"""Zones that are asked back about."""
_SHOWN_NEAR: Final = 120
_EXACT: Final = 100.0
_STARTS: Final = 90.0
_CONTAINS: Final = 70.0
_CLOSE_ENOUGH: Final = 75.0
_FUZZY: Final = 0.65
"""Weight of a likeness, so that a typo never outranks what was typed right."""
_SHORTEST_BEGUN: Final = 5
_NEARLY_ALL: Final = 2 / 3
"""How much of a name must be there before the rest need not be."""
_SHORTEST_FUZZY: Final = 4
"""Letters; below that nearly every name is alike."""
_LONG_NAME: Final = 8
"""Letters from which on two slips are forgiven where it is asked back."""


class UnknownZoneError(LanternError):
    """No time zone has that name."""

    key = "when-zone-unknown"

    def __init__(self, name: str) -> None:
        super().__init__(name=quote_member_text(name, limit=_LONGEST_NAME, one_line=True))


class BlankZoneError(UnknownZoneError):
    """Nothing can be read in what was written for a zone."""

    key = "error-zone-blank"


class NearZoneError(UnknownZoneError):
    """No time zone has that name, but some have one that is like it."""

    key = "error-zone-near"

    def __init__(self, name: str, near: Iterable[str]) -> None:
        super().__init__(name)
        places = ", ".join(dict.fromkeys(near))
        self.fields = {
            **self.fields,
            "near": quote_member_text(places, limit=_SHOWN_NEAR, one_line=True),
        }


class ZoneMatch(Struct, frozen=True, kw_only=True):
    """A zone that a query may mean."""

    name: str
    """Its IANA name, such as "America/New_York"."""
    city: str
    """The city in it, for people: "New York"."""
    matched: str
    """The place that the query is like, which may be another one there: "Boston"."""
    score: float
    """How well it fits, from 0 to 100."""


@cache
def zone_names() -> tuple[str, ...]:
    """Return the names that are offered, sorted: cities of the world, and UTC."""
    names = (name for name in available_timezones() if name.partition("/")[0] in _REGIONS)
    return tuple(sorted({*names, "UTC"} - RENAMED.keys()))


def get_zone(name: str) -> ZoneInfo:
    """Return the zone of that IANA name, old names included, in any letter case.

    Raises UnknownZoneError for everything else: paths, empty text, a city alone.
    """
    known = _known().get(name.casefold()) if len(name) <= _LONGEST_NAME else None
    if known is None:
        raise _unknown(name)
    return ZoneInfo(known)


def _unknown(name: str) -> UnknownZoneError:
    if is_blank(name):
        return BlankZoneError(name)
    near = _near_places(name)
    return NearZoneError(name, near) if near else UnknownZoneError(name)


@cache
def _known() -> Mapping[str, str]:
    """Names are looked up here and never joined to a path."""
    names = (name for name in available_timezones() if not name.startswith(_ODDITIES))
    return {name.casefold(): name for name in names}


def named_zone(text: str, *, well_known: bool) -> str | None:
    """Return the zone that a text names to the letter: by its name, a city or country in it.

    Of the `well_known` alone: many a village that has a zone goes by an everyday word. None where
    it names nothing, or several.
    """
    folded = _fold(text[:_LONGEST_QUERY])
    names = tuple(dict.fromkeys(_index().get(folded, ()))) if folded else ()
    if "/" in text:
        return names[0] if len(names) == 1 else None
    popular = [name for name in names if name in POPULAR or folded in CITIES]
    found = popular if well_known else names
    return found[0] if len(found) == 1 else None


def begun_zone(text: str) -> str | None:
    """Return the one zone whose name, city or country a text breaks off shortly before its end.

    Of a shorter beginning too much is left open: "south" begins a country on two continents.
    """
    folded = _fold(text[:_LONGEST_QUERY])
    if len(folded) < _SHORTEST_BEGUN:
        return None
    begun = [(key, names) for key, names in _index().items() if key.startswith(folded)]
    found = {name for _, names in begun for name in names}
    is_nearly_all = any(len(folded) >= _NEARLY_ALL * len(key) for key, _ in begun)
    return found.pop() if len(found) == 1 and is_nearly_all else None


def search_zones(query: str, *, limit: int = 25) -> tuple[ZoneMatch, ...]:
    """Return the zones that a query may mean, best first; of an empty one, those most lived in."""
    folded = _fold(query[:_LONGEST_QUERY])
    found = _matches(folded) if query.strip() else dict.fromkeys(POPULAR, (0.0, ""))
    at = zone_at(query[:_LONGEST_QUERY])
    if at is not None:
        found = {at: (_EXACT, "")}
    ranked = sorted(found, key=lambda name: (-found[name][0], _popularity(name), name))
    return tuple(
        ZoneMatch(
            name=name,
            city=city_of(name),
            matched=spelled(found[name][1]) or city_of(name),
            score=found[name][0],
        )
        for name in ranked[:limit]
    )


def city_of(name: str) -> str:
    """Return the city part of an IANA name, for people; of an offset, "UTC+9"."""
    return offset_of(name) or name.rpartition("/")[2].replace("_", " ")


def _popularity(name: str) -> int:
    return POPULAR.index(name) if name in POPULAR else len(POPULAR)


def spelled(key: str) -> str:
    """Return how people write a place that is known by this key; of none, nothing."""
    return _renamed().get(key) or SPELLED.get(key) or (key.title() if key.isascii() else key)


@cache
def _renamed() -> Mapping[str, str]:
    return {_fold(city_of(old)): city_of(old) for old in RENAMED}


@cache
def _own_keys(name: str) -> frozenset[str]:
    """Return the keys of a zone's own city and name, which no other place goes by."""
    return frozenset({_fold(city_of(name)), _fold(name)})


def _near_places(text: str) -> list[str]:
    """Return the few places that somebody may have meant by what names none.

    Less is taken for one than by a search, which shows what else there is: most of a name has to
    be there, or all of it but a slip or two after its first letter.
    """
    folded = _fold(text[:_LONGEST_QUERY])
    if len(folded) < _SHORTEST_FUZZY or folded.title() in _REGIONS:
        return []
    near: dict[str, tuple[int, bool, int, str]] = {}
    for key, names in _index().items():
        slips = _slips(folded, key)
        if slips is None:
            continue
        for name in names:
            is_own = key in _own_keys(name)
            if is_own and key != _fold(city_of(name)) and "/" not in text:
                # A whole name begins with a continent, which says too little.
                continue
            place = city_of(name) if is_own else spelled(key)
            rank = (slips, not is_own, _popularity(name), place)
            near[name] = min(rank, near.get(name, rank))
    return [place for *_, place in sorted(near.values())[:_NEAR]]


def _slips(folded: str, key: str) -> int | None:
    """Return how many slips away a name is; None where it is another one."""
    if folded in key and 2 * len(folded) > len(key):
        return 1
    if folded[0] != key[0]:
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - when first needed, no start does

    most = 2 if len(folded) >= _LONG_NAME else 1
    slips = OSA.distance(folded, key, score_cutoff=most)
    return slips if slips <= most else None


def _matches(folded: str) -> dict[str, tuple[float, str]]:
    """Return each zone's best score by any of its names, and which name that was.

    The name is empty where the zone's own city is like the query as well. Of signs alone, nothing.
    """
    matches: dict[str, tuple[float, str]] = {}
    own: set[str] = set()
    if not folded:
        return matches
    for name, score, key in _found(folded):
        if not key or key in _own_keys(name):
            own.add(name)
        if score > matches.get(name, (0.0, ""))[0]:
            matches[name] = (score, key)
    return {name: (score, "" if name in own else key) for name, (score, key) in matches.items()}


def _found(folded: str) -> Iterator[tuple[str, float, str]]:
    for place, name in enumerate(ABBREVIATIONS.get(folded, ())):
        yield name, _EXACT - place, ""
    for key, names in _index().items():
        if score := _likeness(folded, key):
            yield from ((name, score, key) for name in names)
    if len(folded) < _SHORTEST_FUZZY:
        return
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - when first needed, no start does

    for key, score, _ in process.extract(
        folded, list(_index()), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH, limit=None
    ):
        yield from ((name, score * _FUZZY, key) for name in _index()[key])


def _likeness(folded: str, key: str) -> float:
    if folded == key:
        return _EXACT
    if key.startswith(folded):
        return _STARTS
    return _CONTAINS if folded in key else 0.0


@cache
def _index() -> Mapping[str, tuple[str, ...]]:
    """Return what may be typed, folded, and the zones that it names."""
    index: dict[str, tuple[str, ...]] = {}
    for key, name in _entries():
        index[key] = (*index.get(key, ()), name)
    return index


def _entries() -> Iterator[tuple[str, str]]:
    names = zone_names()
    for name in names:
        yield _fold(city_of(name)), name
        yield _fold(name), name
    for old, new in RENAMED.items():
        if new in names:
            yield _fold(city_of(old)), new
    for city, name in CITIES.items():
        if name in names:
            yield city, name


def _fold(text: str) -> str:
    """Return letters and digits alone, lower case, without accents."""
    split = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(mark for mark in split if mark.isalnum())
    return unicodedata.normalize("NFC", letters)
