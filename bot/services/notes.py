"""Members' own lines on episodes: kept behind the gate of the episode, attributed, and theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from bot.domain.errors import LanternError
from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.member_text import MemberText, clean_member_text, quote_member_text
from bot.domain.progress import Progress
from bot.domain.shows import Episode, Show
from bot.domain.spoilers import Knowledge, Revealed, Track, reveal
from bot.services.note_ports import NewNote, NoteRecord
from bot.services.ports import Clock, Database, Repositories

NOTE_LIMIT: Final = 280
"""Characters of one line."""
QUOTED_LIMIT: Final = 2 * NOTE_LIMIT
"""Characters of one line as it is shown: all of it escaped still fits."""
NOTES_PER_EPISODE: Final = 5
"""Lines that one member may keep on one episode."""
_ON_A_PAGE: Final = 8
"""Lines that the page of one episode shows, the newest, of different members first."""
_ROOM_ON_A_PAGE: Final = 1_500
"""Characters for them there."""


class NotSeenYetError(LanternError):
    """A line is for an episode that its writer has seen."""

    key = "error-note-not-seen"


class EmptyNoteError(LanternError):
    """Nothing in the text could be read by anybody."""

    key = "error-note-empty"


class TooManyNotesError(LanternError):
    """The member has as many lines on the episode as they may."""

    key = "error-note-too-many"


class NoteGoneError(LanternError):
    """The line was deleted, or was never theirs."""

    key = "error-note-gone"


class NoteLine(Struct, frozen=True, kw_only=True):
    """A line that the audience may read, quoted."""

    author: UserId
    episode: int
    text: MemberText


class EpisodeNotes(Struct, frozen=True, kw_only=True):
    """What the page of one episode shows of members' lines."""

    lines: tuple[NoteLine, ...] = ()
    """The oldest first."""
    has_more: bool = False
    """Whether the page had no room for some."""


NO_NOTES: Final = EpisodeNotes()


class NoteKeeper:
    """Keeps the lines.

    Which episodes have any stays in memory, so that looking up one without asks the database
    nothing more; lines of a guild are written by this process alone. One that lost its last line
    stays in it, which costs a question and no more.
    """

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._places: set[tuple[GuildId, ShowId, int]] = set()

    async def load(self) -> None:
        """Read which episodes have lines; call it once, before the first command."""
        async with self._database.read() as kept:
            self._places = await kept.notes.places()

    async def write(
        self, guild_id: GuildId, user_id: UserId, show: Show, episode: Episode, text: str
    ) -> NoteRecord:
        """Keep a member's line on an episode.

        Raises NotSeenYetError, EmptyNoteError or TooManyNotesError; then nothing is kept.
        """
        new = NewNote(
            guild_id=guild_id,
            user_id=user_id,
            show_id=show.id,
            episode=episode.ordinal,
            text=_cleaned(text),
            created_at=self._clock.now(),
        )
        # Before it is kept: there is no moment in which a line is kept and not found.
        self._places.add((guild_id, show.id, episode.ordinal))
        async with self._database.write() as kept:
            standing = await kept.progress.standing(guild_id, user_id, show.id)
            require_seen(standing.progress, episode.ordinal)
            own = await kept.notes.of_member(guild_id, user_id, show.id)
            if sum(note.episode == episode.ordinal for note in own) >= NOTES_PER_EPISODE:
                raise TooManyNotesError(episode=episode.ordinal, limit=NOTES_PER_EPISODE)
            return await _own(kept, guild_id, user_id, await kept.notes.add(new))

    async def edit(self, guild_id: GuildId, user_id: UserId, note_id: int, text: str) -> NoteRecord:
        """Change a member's own line.

        Raises NoteGoneError, EmptyNoteError, or NotSeenYetError where a step back closed the
        episode since; then nothing is changed.
        """
        cleaned = _cleaned(text)
        async with self._database.write() as kept:
            note = await _own(kept, guild_id, user_id, note_id)
            standing = await kept.progress.standing(guild_id, user_id, note.show_id)
            if not reveal(note.text, standing.progress.knowledge):
                raise NotSeenYetError(episode=note.episode)
            await kept.notes.edit(guild_id, user_id, note_id, cleaned, self._clock.now())
            return await _own(kept, guild_id, user_id, note_id)

    async def remove(self, guild_id: GuildId, user_id: UserId, note_id: int) -> None:
        """Delete a member's own line; one that is gone already is no matter."""
        async with self._database.write() as kept:
            await kept.notes.remove(guild_id, user_id, note_id)

    async def own(self, guild_id: GuildId, user_id: UserId, note_id: int) -> NoteRecord:
        """Return a member's own line.

        Raises NoteGoneError.
        """
        async with self._database.read() as kept:
            return await _own(kept, guild_id, user_id, note_id)

    async def mine(self, guild_id: GuildId, user_id: UserId, show_id: ShowId) -> list[NoteRecord]:
        """Return what a member wrote on a show, by episode."""
        async with self._database.read() as kept:
            return await kept.notes.of_member(guild_id, user_id, show_id)

    async def on_episode(
        self, guild_id: GuildId, episode: Episode, knowledge: Knowledge
    ) -> EpisodeNotes:
        """Return the newest lines on an episode that the audience may read."""
        ordinal = episode.ordinal
        has_lines = (guild_id, knowledge.show_id, ordinal) in self._places
        if not has_lines or ordinal > knowledge.position.screen:
            return NO_NOTES
        here = range(ordinal, ordinal + 1)
        async with self._database.read() as kept:
            found = await kept.notes.within(guild_id, knowledge.show_id, here, each=_ON_A_PAGE)
            count = await kept.notes.count(guild_id, knowledge.show_id, here)
        lines = _newest(note_lines(found, knowledge))
        return EpisodeNotes(lines=lines, has_more=count > len(lines))


def require_seen(progress: Progress, episode: int) -> None:
    """Raise NotSeenYetError for an episode that was not marked, on its own at least."""
    if episode not in progress.seen(Track.SCREEN):
        raise NotSeenYetError(episode=episode)


def note_lines(notes: Iterable[NoteRecord], knowledge: Knowledge) -> tuple[NoteLine, ...]:
    """Return the lines that the audience may read, and no trace of others."""
    shown = ((note, reveal(note.text, knowledge)) for note in notes)
    return tuple(
        NoteLine(author=note.user_id, episode=note.episode, text=quoted(text))
        for note, text in shown
        if isinstance(text, Revealed)
    )


def _newest(lines: Sequence[NoteLine]) -> tuple[NoteLine, ...]:
    """Return the newest lines that have room beside everything else on a page."""
    room, first = _ROOM_ON_A_PAGE, len(lines)
    while first > 0 and (room := room - len(lines[first - 1].text)) >= 0:
        first -= 1
    return tuple(lines[first:])


def quoted(text: Revealed) -> MemberText:
    """Return a line as it is shown."""
    return quote_member_text(text, limit=QUOTED_LIMIT, one_line=True)


def _cleaned(text: str) -> str:
    cleaned = clean_member_text(text, limit=NOTE_LIMIT, one_line=True)
    if not cleaned:
        raise EmptyNoteError
    return cleaned


async def _own(kept: Repositories, guild_id: GuildId, user_id: UserId, note_id: int) -> NoteRecord:
    note = await kept.notes.find(guild_id, note_id)
    if note is None or note.user_id != user_id:
        raise NoteGoneError
    return note
