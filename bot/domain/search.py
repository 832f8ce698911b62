"""Finding things by what people type: forgiving, and no slower with more shows.

Two ways in. `ShowIndex` holds every show's titles and answers from small candidate sets;
`rank_choices` orders a handful of choices (episodes, characters, notes). Both put better kinds of
match first: the whole title, its beginning, a part of it, something like it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, takewhile
from operator import itemgetter
from typing import Final, Generic, NamedTuple, TypeVar

from msgspec import Struct

from bot.domain.folding import fold, query_key, remembered_keys, search_keys
from bot.domain.matching import LIKE_ENOUGH, Match, alike, match_key

__all__ = ["Choice", "ShowIndex", "fold", "rank_choices", "search_all"]

CHOICES: Final = 25
"""Discord shows no more autocomplete choices than this."""

_LEADING: Final = -101.0
"""Ahead of every grade: matches count up from 0, likenesses down to -100."""
_GRAM: Final = 3
# Each bounds one candidate set, so that a search costs the same in any catalog.
_MOST_FIRST: Final = 100
_MOST_BEGINNING: Final = 200
_MOST_CONTAINING: Final = 400
_MOST_POSTINGS: Final = 4_000
_TELLING: Final = 300
"""A gram that more shows have ("the") tells nothing of which of them is meant."""
_MOST_ALIKE: Final = 40
_SHORT: Final = 6
"""Up to this length one slip leaves too few grams in common, so slips are tried out instead."""

_TELLS: Final = {Match.WHOLE: 0, Match.BEGINNING: 3, Match.PART: 4}
"""Letters that say which show is meant, by what of its title they are; Hangul needs one fewer."""
_ABBREVIATION: Final = 5
"""The beginning of a title up to this length ("NOTLD") says nothing: "not" means a word."""
_SURELY_LIKE: Final = 90.0
"""The likeness from which on a slip of the finger is all that can be between."""

_BETWEEN_KEYS: Final = "\0"
"""Never part of a key, so that no query matches across two of them."""

Id = TypeVar("Id", bound=int)


class Choice(Struct, frozen=True, kw_only=True):
    """One thing to choose from; every text in it may be seen by the one who types.

    A hidden title among the search keys would answer guesses, so it must not be there.
    """

    value: int
    label: str
    search_keys: tuple[str, ...] = ()


class _Keys(NamedTuple):
    """What a choice can be found by, all in one text to pass over it quickly, and one by one."""

    together: str
    single: tuple[str, ...]


class _Grade(NamedTuple):
    """Where a show stands among the results; smaller is better."""

    match: Match
    place: int
    unlikeness: float
    length: int


def rank_choices(
    query: str,
    choices: Sequence[Choice],
    *,
    limit: int = CHOICES,
    leading: Collection[int] = (),
    remember: bool = True,
) -> tuple[Choice, ...]:
    """Return the choices that the query finds, best first, else in the order given.

    Nothing typed finds them all; near misses are shown only where nothing else is found. The
    values in `leading` are found and stand first whatever was typed: what a parser made of it.
    Choices that hold members' own words are not to be remembered between two calls.
    """
    wanted = query_key(query)
    if not wanted:
        return tuple(choices[:limit])
    keys_of = _remembered_choice if remember else _choice_keys
    entries = [keys_of((choice.label, *choice.search_keys)) for choice in choices]
    grades = _matches(wanted, entries) or _unlikeness(wanted, entries)
    for place, choice in enumerate(choices) if leading else ():
        if choice.value in leading:
            grades[place] = _LEADING
    found = sorted(grades, key=lambda place: (grades[place], place))
    return tuple(choices[place] for place in found[:limit])


class ShowIndex(Generic[Id]):
    """All titles of all shows, to be searched while somebody types."""

    def __init__(
        self, shows: Iterable[tuple[Id, Sequence[str]]] = (), *, top: Sequence[Id] = ()
    ) -> None:
        """Hold the shows; `top` leads what is offered before anything was typed."""
        self._top = tuple(top)
        self._keys: dict[Id, tuple[str, ...]] = {}
        self._sorted: list[tuple[str, Id]] = []
        self._unsorted: list[tuple[str, Id]] = []
        self._postings: dict[str, list[Id]] = {}
        for show, titles in shows:
            self.add(show, titles)

    def add(self, show: Id, titles: Iterable[str]) -> None:
        """Add a show or replace its titles."""
        self.discard(show)
        keys = tuple(dict.fromkeys(chain.from_iterable(map(search_keys, titles))))
        self._keys[show] = keys
        self._unsorted.extend((key, show) for key in keys)
        for gram in _grams(keys):
            self._postings.setdefault(gram, []).append(show)

    def discard(self, show: Id) -> None:
        """Forget a show; one that is not here is no matter."""
        if show not in self._keys:
            return
        self._settle()
        keys = self._keys.pop(show)
        for key in keys:
            del self._sorted[bisect_left(self._sorted, (key, show))]
        for gram in _grams(keys):
            self._postings[gram].remove(show)

    def search(
        self, query: str, *, limit: int = CHOICES, first: Sequence[Id] = ()
    ) -> tuple[Id, ...]:
        """Return the shows that the query finds, best first; `first` lead their kind of match.

        Nothing typed gives `first`, then the top of the catalog.
        """
        return search_all([self], query, limit=limit, first=first)

    def opening(self, first: Sequence[Id], limit: int) -> tuple[Id, ...]:
        """Return what is offered before anything was typed: `first`, the top, any others."""
        leading = [show for show in (*first, *self._top) if show in self._keys]
        offered = chain(leading, islice(self._keys, len(leading) + limit))
        return tuple(dict.fromkeys(offered))[:limit]

    def graded(self, wanted: str, places: dict[Id, int], limit: int) -> dict[Id, _Grade]:
        """Return the shows that a query's key finds, with where each stands; smaller is better."""
        self._settle()
        return self._matching(wanted, places, limit) or self._alike(wanted, places)

    def holds(self, show: Id) -> bool:
        """Tell whether a show is here."""
        return show in self._keys

    def meant(self, query: str, *, first: Sequence[Id] = ()) -> tuple[Id, ...]:
        """Return the shows that a text may mean which somebody wrote out and picked from no list.

        Where some of `first` are found, only they are. A text that is merely like a title, or has
        too few letters to say anything, means none.
        """
        wanted = query_key(query)
        if not wanted:
            return ()
        self._settle()
        places = {show: place for place, show in enumerate(first[:_MOST_FIRST])}
        found = self._matching(wanted, places, CHOICES)
        size = len(wanted) if wanted.isascii() else len(wanted) + 1
        if found:
            found = {show: one for show, one in found.items() if _tells(one, size)}
        else:
            alike_ones = self._alike(wanted, places).items()
            found = {show: one for show, one in alike_ones if -one.unlikeness >= _SURELY_LIKE}
        found = {show: one for show, one in found.items() if show in places} or found
        best = min((one.match for one in found.values()), default=None)
        return tuple(show for show in sorted(found) if found[show].match is best)

    def called(self, title: str) -> list[Id]:
        """Return the shows that have exactly this title."""
        wanted = query_key(title)
        if not wanted:
            return []
        self._settle()
        start = bisect_left(self._sorted, wanted, key=itemgetter(0))
        end = bisect_right(self._sorted, wanted, lo=start, key=itemgetter(0))
        return [show for _, show in self._sorted[start:end]]

    def _settle(self) -> None:
        """Bring what was added since into order: many at once, few one by one."""
        if len(self._unsorted) > _MOST_BEGINNING:
            self._sorted += self._unsorted
            self._sorted.sort()
        else:
            for entry in self._unsorted:
                insort(self._sorted, entry)
        self._unsorted = []

    def _matching(self, wanted: str, places: dict[Id, int], limit: int) -> dict[Id, _Grade]:
        found: dict[Id, _Grade] = {}
        entries = chain(self._entries(places), self._beginning(wanted, _MOST_BEGINNING))
        _grade(found, wanted, entries, places)
        if len(found) < limit:
            shows = (show for show in self._containing(wanted) if show not in found)
            _grade(found, wanted, self._entries(shows), places)
        return found

    def _alike(self, wanted: str, places: dict[Id, int]) -> dict[Id, _Grade]:
        found: dict[Id, _Grade] = {}
        grams = _grams((wanted,))
        shared, telling = self._sharing(grams)
        for show in {*places, *shared, *self._slipped(wanted)}:
            keys = self._keys.get(show, ())
            # Words in another order share their grams, whatever their distance says.
            near = max(alike(wanted, keys).values(), default=0.0)
            score = max(near, 100 * shared[show] / max(telling, 1))
            if score >= LIKE_ENOUGH:
                length = len(min(keys, key=len, default=""))
                found[show] = _Grade(Match.LIKE, places.get(show, len(places)), -score, length)
        return found

    def _entries(self, shows: Iterable[Id]) -> Iterator[tuple[str, Id]]:
        return ((key, show) for show in shows for key in self._keys.get(show, ()))

    def _beginning(self, wanted: str, most: int) -> list[tuple[str, Id]]:
        start = bisect_left(self._sorted, wanted, key=itemgetter(0))
        places = range(start, min(start + most, len(self._sorted)))
        entries = (self._sorted[place] for place in places)
        return list(takewhile(lambda entry: entry[0].startswith(wanted), entries))

    def _containing(self, wanted: str) -> list[Id]:
        """Return shows that may contain the query: those of its rarest gram."""
        postings = [self._postings.get(gram, []) for gram in _grams((wanted,))]
        return min(postings, key=len, default=[])[:_MOST_CONTAINING]

    def _sharing(self, grams: set[str]) -> tuple[Counter[Id], int]:
        """Count the telling grams that shows share with the query, and how many of them it has."""
        postings = sorted(filter(None, map(self._postings.get, grams)), key=len)
        telling = [posting for posting in postings if len(posting) <= _TELLING] or postings[:1]
        counts: Counter[Id] = Counter()
        room = _MOST_POSTINGS
        for posting in telling:
            counts.update(posting[: min(room, _TELLING)])
            room -= len(posting)
            if room <= 0:
                break
        most = Counter(dict(counts.most_common(_MOST_ALIKE)))
        return most, len(grams) - len(postings) + len(telling)

    def _slipped(self, wanted: str) -> Iterator[Id]:
        """Find what a short query may mean: two letters swapped, one too many, a slip later on."""
        if not _GRAM <= len(wanted) <= _SHORT:
            return
        for at in range(len(wanted)):
            swapped = wanted[:at] + wanted[at + 1 : at + 2] + wanted[at] + wanted[at + 2 :]
            for variant in (swapped, wanted[:at] + wanted[at + 1 :]):
                yield from (show for _, show in self._beginning(variant, 5))
        yield from (show for _, show in self._beginning(wanted[:2], _MOST_BEGINNING))


def search_all(
    indexes: Sequence[ShowIndex[Id]],
    query: str,
    *,
    limit: int = CHOICES,
    first: Sequence[Id] = (),
) -> tuple[Id, ...]:
    """Return what a query finds in several catalogs, best first as in one; see `ShowIndex.search`.

    What is merely like the query is shown only where none of them finds anything else.
    """
    wanted = query_key(query)
    if not wanted:
        leading = [show for show in first if any(index.holds(show) for index in indexes)]
        openings = (index.opening(first, limit) for index in indexes)
        return tuple(dict.fromkeys(chain(leading, *openings)))[:limit]
    places = {show: place for place, show in enumerate(first[:_MOST_FIRST])}
    found: dict[Id, _Grade] = {}
    for index in indexes:
        found |= index.graded(wanted, places, limit)
    surely = {show: grade for show, grade in found.items() if grade.match is not Match.LIKE}
    found = surely or found
    return tuple(sorted(found, key=lambda show: (found[show], show))[:limit])


def _grade(
    found: dict[Id, _Grade],
    wanted: str,
    entries: Iterable[tuple[str, Id]],
    places: dict[Id, int],
) -> None:
    """Enter each show that an entry finds, at its best match."""
    for key, show in entries:
        match = match_key(wanted, key)
        if match is None:
            continue
        grade = _Grade(match, places.get(show, len(places)), 0.0, len(key))
        if show not in found or grade < found[show]:
            found[show] = grade


def _tells(grade: _Grade, size: int) -> bool:
    """Tell whether so many letters say which show is meant."""
    if grade.match is Match.BEGINNING and grade.length <= _ABBREVIATION:
        return False
    return size >= _TELLS[grade.match]


def _grams(keys: Iterable[str]) -> set[str]:
    return {key[at : at + _GRAM] for key in keys for at in range(len(key) - _GRAM + 1)}


def _choice_keys(texts: tuple[str, ...]) -> _Keys:
    return _joined(search_keys, texts)


@lru_cache(maxsize=4_096)
def _remembered_choice(texts: tuple[str, ...]) -> _Keys:
    return _joined(remembered_keys, texts)


def _joined(keys_of: Callable[[str], tuple[str, ...]], texts: tuple[str, ...]) -> _Keys:
    keys = tuple(dict.fromkeys(chain.from_iterable(map(keys_of, texts))))
    return _Keys(_BETWEEN_KEYS.join(keys), keys)


def _matches(wanted: str, entries: Sequence[_Keys]) -> dict[int, float]:
    return {
        place: min(m for key in entry.single if (m := match_key(wanted, key)) is not None)
        for place, entry in enumerate(entries)
        if wanted in entry.together
    }


def _unlikeness(wanted: str, entries: Sequence[_Keys]) -> dict[int, float]:
    """Grade the choices that are like what was typed; smaller is better."""
    owners = [(place, key) for place, entry in enumerate(entries) for key in entry.single]
    grades: dict[int, float] = {}
    for at, score in alike(wanted, [key for _, key in owners]).items():
        place = owners[at][0]
        grades[place] = min(grades.get(place, 0.0), -score)
    return grades
