"""Shows as everything above the catalog sees them: facts in the open, story behind its gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from msgspec import Struct

from bot.domain.ids import ShowId
from bot.domain.spoilers import Gate, Gated, Knowledge, Revealed, Track, reveal


class TitlePolicy(StrEnum):
    """From when on a guild shows an episode's title."""

    SEEN = "seen"
    """Once the episode was seen; the default."""
    NEXT = "next"
    """Also that of the next one."""
    ALWAYS = "always"
    """All of them; for shows whose titles are public knowledge."""


class ShowKind(StrEnum):
    """What sort of thing is watched."""

    SERIES = "series"
    FILM = "film"


class SourceKind(StrEnum):
    """What a show was made from."""

    NOVEL = "novel"
    NOVELS = "novels"
    BOOK = "book"
    MEMOIR = "memoir"
    PLAY = "play"
    COMIC = "comic"
    MANGA = "manga"
    WEBTOON = "webtoon"


class Beat(Struct, frozen=True, kw_only=True):
    """One sentence of story."""

    text: Gated[str]
    episode: int
    importance: int
    """3 is what nobody may miss, 1 is colour."""
    characters: tuple[int, ...]
    """Indexes into the show's characters."""


class Note(Struct, frozen=True, kw_only=True):
    """One thing to know about a character."""

    text: Gated[str]


class Character(Struct, frozen=True, kw_only=True):
    """Somebody in the story; the name opens with the first appearance."""

    index: int
    name: Gated[str]
    aliases: tuple[Gated[str], ...]
    role: Gated[str] | None
    """The actor's name, behind the character's gate: a role beside its actor gives it away."""
    first_episode: int
    notes: tuple[Note, ...]


class Episode(Struct, frozen=True, kw_only=True):
    """One instalment on the screen."""

    ordinal: int
    """Counted over the whole show, from 1."""
    season: int
    number: int
    titles: Mapping[TitlePolicy, Gated[str]] | None
    other_titles: tuple[Mapping[TitlePolicy, Gated[str]], ...]
    """Those of other languages, behind the same gates."""
    air_date: date | None
    runtime_minutes: int | None
    teaser: Gated[str] | None
    synopsis: Gated[str] | None
    source_part: int | None
    beats: tuple[Beat, ...]

    def title(self, policy: TitlePolicy) -> Gated[str] | None:
        """Return the title behind the gate that the guild's policy gives it."""
        return self.titles[policy] if self.titles else None


class Source(Struct, frozen=True, kw_only=True):
    """What the show was made from, told in its own order."""

    kind: SourceKind
    title: Revealed
    author: Revealed | None
    year: int | None
    parts: int
    part_titles: tuple[Gated[str], ...]
    """Empty where only their number is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """A series or a film."""

    id: ShowId
    slug: str
    kind: ShowKind
    title: Revealed
    all_titles: tuple[Revealed, ...]
    """Every open title and alias, in all languages: what people may type for it."""
    blurb: Revealed | None
    year: int | None
    country: str | None
    language: str | None
    network: Revealed | None
    where_to_watch: tuple[Revealed, ...]
    genres: tuple[Revealed, ...]
    content_warnings: tuple[Revealed, ...]
    announced_actors: tuple[Revealed, ...]
    episodes: tuple[Episode, ...]
    characters: tuple[Character, ...]
    source: Source | None
    seasons: tuple[int, ...] = field(init=False, compare=False)
    """The number of episodes of each season, in order."""
    has_story: bool = field(init=False, compare=False)
    """Whether anybody told its story; of a show made by hand only the numbers are known."""

    def __post_init__(self) -> None:
        """Count the seasons once; every answer about an episode asks for them."""
        counts = Counter(episode.season for episode in self.episodes)
        object.__setattr__(self, "seasons", tuple(counts[season] for season in sorted(counts)))
        told = any(one.beats or one.synopsis is not None for one in self.episodes)
        object.__setattr__(self, "has_story", told)

    @property
    def total(self) -> int:
        """The number of episodes over all seasons."""
        return len(self.episodes)

    @property
    def is_film(self) -> bool:
        """Whether it is one film, of which nobody speaks as of an episode."""
        return self.kind is ShowKind.FILM

    def length(self, track: Track) -> int:
        """Return the number of instalments on a track; 0 where the show has no such track."""
        if track is Track.SCREEN:
            return self.total
        return self.source.parts if self.source else 0

    def episode(self, ordinal: int) -> Episode:
        """Return an episode by its number over the whole show.

        Raises LookupError for a number that the show does not have.
        """
        if not 1 <= ordinal <= self.total:
            raise LookupError(ordinal)
        return self.episodes[ordinal - 1]

    def part_title(self, episode: Episode) -> Gated[str] | None:
        """Return the title of the part that an episode tells; None where none is known."""
        part = episode.source_part
        if self.source is None or part is None or part > len(self.source.part_titles):
            return None
        return self.source.part_titles[part - 1]

    def visible_titles(
        self, knowledge: Knowledge, policy: TitlePolicy
    ) -> dict[int, tuple[Revealed, ...]]:
        """Return the titles that the knowledge opens, by episode."""
        visible: dict[int, tuple[Revealed, ...]] = {}
        for episode in self.episodes:
            title = episode.title(policy)
            texts = [] if title is None else [reveal(title, knowledge)]
            texts += [reveal(other[policy], knowledge) for other in episode.other_titles]
            shown = tuple(text for text in texts if isinstance(text, Revealed))
            if shown:
                visible[episode.ordinal] = shown
        return visible


def title_gates(ordinal: int) -> dict[TitlePolicy, Gate]:
    """Return the gate of an episode's title under each policy."""
    return {
        TitlePolicy.SEEN: Gate.episode(ordinal),
        TitlePolicy.NEXT: Gate.episode(max(ordinal - 1, 0)),
        TitlePolicy.ALWAYS: Gate.open,
    }
