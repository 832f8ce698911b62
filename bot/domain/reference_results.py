"""What a reference is read against, and what it can turn out to be."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from bot.domain.member_text import MemberText


class Outline(Struct, frozen=True):
    """How many episodes each season has; a film has one season of one."""

    seasons: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse negative counts; they would be a slip of the caller."""
        if any(count < 0 for count in self.seasons):
            raise ValueError("a season has no fewer than 0 episodes")

    @property
    def total(self) -> int:
        """The number of episodes over all seasons."""
        return sum(self.seasons)

    def ordinal(self, season: int, number: int) -> int:
        """Return an episode's number over the whole show.

        Raises LookupError where there is no such season or episode.
        """
        if not (1 <= season <= len(self.seasons) and 1 <= number <= self.seasons[season - 1]):
            raise LookupError(season, number)
        return sum(self.seasons[: season - 1]) + number

    def place(self, ordinal: int) -> tuple[int, int]:
        """Return an episode's season and its number there.

        Raises LookupError where there is no such episode.
        """
        number = ordinal
        for season, count in enumerate(self.seasons, 1):
            if 1 <= number <= count:
                return season, number
            number -= count
        raise LookupError(ordinal)

    def label(self, ordinal: int) -> str:
        """Return how an episode is written: "7", or "S02E03" where there are several seasons.

        Raises LookupError where there is no such episode.
        """
        if len(self.seasons) == 1:
            return str(self.place(ordinal)[1])
        return _spellings(self, ordinal)[0]

    def spellings(self, ordinal: int) -> tuple[str, ...]:
        """Return what people may begin to type for an episode, for autocomplete.

        Raises LookupError where there is no such episode.
        """
        return _spellings(self, ordinal)


# All of a show's are asked for with every key that somebody presses.
@lru_cache(maxsize=8_192)
def _spellings(outline: Outline, ordinal: int) -> tuple[str, ...]:
    season, number = outline.place(ordinal)
    return (
        f"S{season:02}E{number:02}",
        f"s{season}e{number}",
        f"{season}x{number:02}",
        f"season {season} episode {number}",
        *(f"{unit}{ordinal}" for unit in ("", "e", "ep", "episode ")),
        f"{ordinal}화",
    )


class Found(Struct, frozen=True):
    """The one instalment that is meant."""

    ordinal: int


class FoundRange(Struct, frozen=True):
    """All instalments from the first to the last, both included."""

    first: int
    last: int
    is_guess: bool = False
    """Whether it was only like a title, so that the reader should be told what it was taken for."""


class OutOfRange(Struct, frozen=True):
    """A number that the show, or the named season of it, does not have."""

    number: MemberText
    """What was written, shortened if it is long; it may be far too big for a number."""
    total: int
    season: int | None = None


class FewerLeft(Struct, frozen=True):
    """So many more than there are, or none at all."""

    number: MemberText
    left: int
    """How many there are after the viewer's own place."""
    position: int
    """The viewer's own place; 0 before the first."""


class NoSuchSeason(Struct, frozen=True):
    """A season that the show does not have."""

    season: MemberText
    seasons: int


class Ambiguous(Struct, frozen=True):
    """Several instalments may be meant, at most 25, in order."""

    ordinals: tuple[int, ...]
    last: int | None = None
    """The last of all, where a whole span such as a season was named."""
    is_list: bool = False
    """All of them were named, and others stand between them."""


class Backwards(Struct, frozen=True):
    """A range that ends before it begins."""

    first: int
    last: int


class NothingLeft(Struct, frozen=True):
    """There is no next one: all was seen."""


class NothingSeen(Struct, frozen=True):
    """There is no latest one: nothing was seen yet."""


class NotUnderstood(Struct, frozen=True):
    """Neither a number nor a title that the viewer may see; the text may be empty."""

    text: MemberText


Refusal = (
    OutOfRange | FewerLeft | NoSuchSeason | Ambiguous | NothingLeft | NothingSeen | NotUnderstood
)
Reference = Found | Refusal
RangeReference = FoundRange | Backwards | Refusal
