"""Recaps: the story so far for one viewer or one room, and one character up to there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from bot.domain.cast import Person, people, who_is_who
from bot.domain.errors import LanternError
from bot.domain.ids import GuildId, UserId
from bot.domain.places import next_ordinal
from bot.domain.progress import Progress
from bot.domain.recaps import (
    Length,
    SeenBeat,
    choose_beats,
    seen_beats,
    up_to,
)
from bot.domain.records import replace
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Gated, Knowledge, Revealed, Track, reveal
from bot.services.guilds import GuildBook
from bot.services.notes import NoteLine, note_lines
from bot.services.ports import ChangeRecord, Clock, Database, Repositories, Standing

_NOTES_EACH: Final = {Length.QUICK: 1, Length.NORMAL: 3, Length.FULL: 200}
"""Members' lines per episode, the newest, of different members first."""
_NOTES: Final = {Length.QUICK: 6, Length.NORMAL: 24}
"""Members' lines in all, those on the latest episodes; a full recap has as many as there are."""


class NobodyByThatNameError(LanternError):
    """Nobody whom the viewer has met goes by the name.

    It says the same of a character of later as of one that does not exist, and repeats nothing.
    """

    key = "error-nobody-by-that-name"


class NobodyListedError(LanternError):
    """Nothing was told about who is in the show, neither of now nor of later: only numbers."""

    key = "error-nobody-listed"


class Wish(Struct, frozen=True, kw_only=True):
    """How a member wants the story told."""

    length: Length = Length.NORMAL
    to: int | None = None
    """Stop after this episode; it never opens more than they have seen."""


class Chapter(Struct, frozen=True, kw_only=True):
    """What is told of one episode."""

    ordinal: int
    title: Revealed | None
    lines: tuple[Revealed, ...]
    notes: tuple[NoteLine, ...]
    source_part: int | None = None
    """The part of the source that the episode tells."""
    source_part_title: Revealed | None = None


class Story(Struct, frozen=True, kw_only=True):
    """The story so far as one audience may read it; there is no gated text in it any more."""

    show: Show
    knowledge: Knowledge
    latest: tuple[Chapter, ...] = ()
    """The episode that the viewer is at, told first."""
    earlier: tuple[Chapter, ...]
    people: tuple[Person, ...]
    teaser: Revealed | None
    """Of what comes next."""
    days_away: int = 0
    """Whole days since the viewer last watched on from where they were."""
    stops_at: int | None = None
    """The episode that the viewer asked to stop at, where that is before their own."""
    is_capped: bool = False
    """They had asked for more than they have seen."""
    begins_at: int | None = None
    """The first episode that is told, where earlier ones were left out to stay short."""
    length: Length = Length.NORMAL
    has_more_notes: bool = False
    """Whether members' lines that the audience may read were left out."""

    @property
    def upcoming(self) -> int | None:
        """Return the next episode; None at the end, and where the recap stops before it."""
        if self.stops_at is not None:
            return None
        return next_ordinal(self.show, self.knowledge.position.screen)

    @property
    def is_untold(self) -> bool:
        """Tell whether nothing was written for the show: its recaps are its members' lines."""
        return not self.show.has_story

    @property
    def is_finished(self) -> bool:
        """Tell whether there is nothing left to see."""
        return self.stops_at is None and self.knowledge.position.screen >= self.show.total


class Profile(Struct, frozen=True, kw_only=True):
    """One character up to where the audience is."""

    show: Show
    person: Person
    chapters: tuple[Chapter, ...]


class Recaps:
    """Tells the story again."""

    def __init__(self, *, database: Database, clock: Clock, guilds: GuildBook) -> None:
        self._database = database
        self._clock = clock
        self._guilds = guilds

    async def for_member(
        self, guild_id: GuildId, user_id: UserId, show: Show, standing: Standing, wish: Wish
    ) -> Story:
        """Return the story up to a member's position with what came last first, or up to less."""
        everything = standing.progress.knowledge
        knowledge = up_to(everything, wish.to)
        async with self._database.read() as kept:
            steps = await kept.progress.changes(guild_id, user_id, show.id, Track.SCREEN)
            notes = await self._notes(kept, guild_id, knowledge, wish.length)
            has_more = await _has_more(kept, guild_id, show, knowledge, notes)
        story = self._story(guild_id, show, knowledge, wish.length, notes)
        story = replace(story, has_more_notes=has_more)
        position = everything.position.screen
        if wish.to is not None and wish.to < position:
            return replace(story, stops_at=wish.to)
        return replace(
            story,
            latest=tuple(told for told in story.earlier if told.ordinal == position),
            earlier=tuple(told for told in story.earlier if told.ordinal != position),
            days_away=self._days_since(watched_at(standing.progress, steps)),
            is_capped=wish.to is not None and wish.to > position,
        )

    async def for_room(
        self, guild_id: GuildId, show: Show, knowledge: Knowledge, length: Length
    ) -> Story:
        """Return the story as far as a room may know it, from the beginning."""
        async with self._database.read() as kept:
            notes = await self._notes(kept, guild_id, knowledge, length)
            has_more = await _has_more(kept, guild_id, show, knowledge, notes)
        story = self._story(guild_id, show, knowledge, length, notes)
        return replace(story, has_more_notes=has_more)

    def profile(
        self, guild_id: GuildId, show: Show, knowledge: Knowledge, person: Person
    ) -> Profile:
        """Return a character with the beats that they are in, as far as the audience is."""
        beats = [beat for beat in seen_beats(show, knowledge) if person.index in beat.characters]
        policy = self._guilds.settings(guild_id).titles
        return Profile(
            show=show, person=person, chapters=_chapters(show, knowledge, policy, beats, ())
        )

    async def _notes(
        self, kept: Repositories, guild_id: GuildId, knowledge: Knowledge, length: Length
    ) -> tuple[NoteLine, ...]:
        episodes = range(1, knowledge.position.screen + 1)
        if not episodes:
            return ()
        found = await kept.notes.within(
            guild_id, knowledge.show_id, episodes, each=_NOTES_EACH[length]
        )
        lines = note_lines(found, knowledge)
        return lines if length is Length.FULL else lines[-_NOTES[length] :]

    def _story(
        self,
        guild_id: GuildId,
        show: Show,
        knowledge: Knowledge,
        length: Length,
        notes: Sequence[NoteLine],
    ) -> Story:
        policy = self._guilds.settings(guild_id).titles
        position = knowledge.position.screen
        beats = seen_beats(show, knowledge)
        chosen = choose_beats(beats, position=position, length=length)
        upcoming = next_ordinal(show, position)
        chapters = _chapters(show, knowledge, policy, chosen, notes)
        # A member's line keeps its chapter, whether the story of that episode is told or not.
        begins = next((chapter.ordinal for chapter in chapters if chapter.lines), None)
        is_cut = begins is not None and beats[0].episode < begins
        return Story(
            show=show,
            knowledge=knowledge,
            earlier=chapters,
            begins_at=begins if is_cut else None,
            length=length,
            people=who_is_who(people(show, knowledge), beats, length),
            teaser=_maybe(show.episode(upcoming).teaser if upcoming else None, knowledge),
        )

    def _days_since(self, since: datetime | None) -> int:
        return 0 if since is None else max((self._clock.now() - since).days, 0)


def watched_at(progress: Progress, steps: Iterable[ChangeRecord]) -> datetime | None:
    """Return when somebody last watched on, of their steps on the screen, the newest first.

    What was marked beyond a gap did not move them on, unless the recap ends with it.
    """
    position = progress.knowledge.position.screen
    for step in steps:
        reached = progress.seen(Track.SCREEN, step.pass_number).position
        if position in step.added or any(number <= reached for number, _ in step.added.ranges):
            return step.changed_at
    return None


async def _has_more(
    kept: Repositories,
    guild_id: GuildId,
    show: Show,
    knowledge: Knowledge,
    notes: Sequence[NoteLine],
) -> bool:
    """Tell whether more lines may be read than these; of episodes ahead none is counted."""
    last = min(knowledge.position.screen, show.total)
    if not last:
        return False
    told = sum(line.episode <= last for line in notes)
    return await kept.notes.count(guild_id, show.id, range(1, last + 1)) > told


def _chapters(
    show: Show,
    knowledge: Knowledge,
    policy: TitlePolicy,
    beats: Iterable[SeenBeat],
    notes: Iterable[NoteLine],
) -> tuple[Chapter, ...]:
    lines: defaultdict[int, list[Revealed]] = defaultdict(list)
    for beat in beats:
        lines[beat.episode].append(beat.text)
    said: defaultdict[int, list[NoteLine]] = defaultdict(list)
    for note in notes:
        said[note.episode].append(note)
    return tuple(
        Chapter(
            ordinal=ordinal,
            title=_maybe(show.episode(ordinal).title(policy), knowledge),
            lines=tuple(lines[ordinal]),
            notes=tuple(said[ordinal]),
            source_part=show.episode(ordinal).source_part,
            source_part_title=_maybe(show.part_title(show.episode(ordinal)), knowledge),
        )
        for ordinal in sorted({*lines, *said})
        # A show that was replaced by a shorter one leaves lines on episodes that it no longer has.
        if ordinal <= show.total
    )


def _maybe(content: Gated[str] | None, knowledge: Knowledge) -> Revealed | None:
    shown = None if content is None else reveal(content, knowledge)
    return shown if isinstance(shown, Revealed) else None
