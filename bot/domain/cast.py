"""Who is who: the characters as an audience knows them, and whom a name means among those.

Nothing here looks at anybody whom the audience has not met, so no answer, choice or order can tell
a character of later from one that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from bot.domain.folding import fold, plain, query_key, search_keys
from bot.domain.matching import Match, match_key
from bot.domain.recaps import COLOUR, Length, SeenBeat
from bot.domain.search import Choice
from bot.domain.shows import Character, Show
from bot.domain.spoilers import Knowledge, Revealed, reveal, reveal_all

MOST_PEOPLE: Final = {Length.QUICK: 5, Length.NORMAL: 12}
"""How many people a recap introduces; a full one introduces everybody."""
_MOST_LATIN: Final = 3
_MOST_OTHERS: Final = 2
MOST_NAMESAKES: Final = 5
"""How many people a name that fits several is asked about."""


class Person(Struct, frozen=True, kw_only=True):
    """A character as the audience knows them."""

    index: int
    name: Revealed
    aliases: tuple[Revealed, ...]
    role: Revealed | None
    first_episode: int
    """Where they were met."""
    notes: tuple[Revealed, ...]
    """What may be known of them, the latest last."""

    @property
    def other_names(self) -> tuple[Revealed, ...]:
        """Return the aliases, without mere spellings of what stands there already."""
        named = {fold(self.name): self.name}
        for alias in self.aliases:
            named.setdefault(fold(alias), alias)
        return tuple(named.values())[1:]

    @property
    def also_called(self) -> tuple[tuple[Revealed, ...], ...]:
        """Return the first few other names, those in Latin letters apart from the others."""
        latin = [name for name in self.other_names if plain(name).isascii()]
        others = [name for name in self.other_names if not plain(name).isascii()]
        groups = (tuple(latin[:_MOST_LATIN]), tuple(others[:_MOST_OTHERS]))
        return tuple(group for group in groups if group)

    @property
    def latest_note(self) -> Revealed | None:
        """Return how things stand with them now."""
        return self.notes[-1] if self.notes else None


def people(show: Show, knowledge: Knowledge) -> tuple[Person, ...]:
    """Return everybody whom the audience has met, in the order of the show."""
    met = (person(character, knowledge) for character in show.characters)
    return tuple(one for one in met if one is not None)


def person(character: Character, knowledge: Knowledge) -> Person | None:
    """Return a character as the audience knows them; None: they have not met."""
    name = reveal(character.name, knowledge)
    if not isinstance(name, Revealed):
        return None
    roles = reveal_all([character.role] if character.role is not None else [], knowledge)
    notes = sorted((note.text for note in character.notes), key=lambda text: text.gate.screen)
    return Person(
        index=character.index,
        name=name,
        aliases=reveal_all(character.aliases, knowledge),
        role=roles[0] if roles else None,
        first_episode=character.first_episode,
        notes=reveal_all(notes, knowledge),
    )


def who_is_who(
    known: Sequence[Person], beats: Iterable[SeenBeat], length: Length
) -> tuple[Person, ...]:
    """Choose whom a recap introduces: those who were in the story last, in the order of the show.

    Colour counts for nobody. A full recap introduces everybody.
    """
    if length is Length.FULL:
        return tuple(known)
    told = (beat for beat in beats if beat.importance > COLOUR)
    last_in = {index: beat.episode for beat in told for index in beat.characters}
    nearest = sorted(known, key=lambda one: (-last_in.get(one.index, 0), one.index))
    return tuple(sorted(nearest[: MOST_PEOPLE[length]], key=lambda one: one.index))


def find_people(query: str, known: Sequence[Person]) -> tuple[Person, ...]:
    """Return whom a name means among those whom the audience has met.

    One whose name or alias it is, else those whose names begin with it, else those in whose names
    it stands; several where it cannot be told. Near misses are nobody: the name of a character of
    later must not be taken for that of a known one.
    """
    wanted = query_key(query)
    if not wanted:
        return ()
    grades = {one.index: _grade(wanted, one) for one in known}
    for grade in (Match.WHOLE, Match.BEGINNING, Match.PART):
        found = tuple(one for one in known if grades[one.index] is grade)
        if found:
            return found[:MOST_NAMESAKES]
    return ()


def _grade(wanted: str, one: Person) -> Match | None:
    keys = (key for name in (one.name, *one.aliases) for key in search_keys(name))
    matches = (match_key(wanted, key) for key in keys)
    return min((match for match in matches if match is not None), default=None)


def person_choices(known: Sequence[Person]) -> list[Choice]:
    """Return people as choices, to be ranked while somebody types."""
    return [
        Choice(value=one.index, label=one.name, search_keys=tuple(one.aliases)) for one in known
    ]
