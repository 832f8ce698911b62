"""Moving progress: marking, taking back, following and leaving."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.domain.errors import LanternError
from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.progress import Progress, Seen, TrackProgress, is_leap, mark
from bot.domain.shows import Show
from bot.domain.spoilers import Knowledge, Track
from bot.services.ports import (
    ChangeRecord,
    Clock,
    Database,
    FollowerRecord,
    PassKey,
    Repositories,
    Standing,
)
from bot.services.standings import Standings


class NothingToUndoError(LanternError):
    """There is no step left that could be taken back."""

    key = "error-nothing-to-undo"


class NotFollowingError(LanternError):
    """Whoever does not follow cannot stop following."""

    key = "error-not-following"


class NoSuchTrackError(LanternError):
    """The show has no source that we know of."""

    key = "error-no-such-track"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What somebody wants to mark."""

    track: Track
    first: int
    last: int
    is_rewatch: bool = False
    """Begin a new pass; what was seen before stays known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why a marking asks first."""

    is_leap: bool
    unaired_from: int | None
    """The first marked episode that has not aired yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A member's progress before and after a step."""

    guild_id: GuildId
    user_id: UserId
    show_id: ShowId
    change_id: int | None
    """None where everything had been marked already."""
    before: Knowledge
    after: Knowledge
    progress: Progress
    track: Track


class ProgressObserver(Protocol):
    """Somebody who has to act when progress moves, such as the discussion threads."""

    async def on_moved(self, kept: Repositories, moved: Moved) -> None:
        """Act within the same transaction: what it writes is kept with the step, or not at all."""
        ...

    def after_moved(self) -> None:
        """Act once the transaction is kept, for instance wake the worker."""
        ...


class ProgressKeeper:
    """Keeps members' progress."""

    def __init__(self, *, database: Database, clock: Clock, standings: Standings) -> None:
        self._database = database
        self._clock = clock
        self._standings = standings
        self._observers: list[ProgressObserver] = []

    @asynccontextmanager
    async def _write(
        self, guild_id: GuildId, user_id: UserId, show: Show
    ) -> AsyncIterator[Repositories]:
        """Begin a transaction about one standing, which is read anew afterwards."""
        try:
            async with self._database.write() as kept:
                yield kept
        finally:
            self._standings.forget(guild_id, user_id, show.id)

    def observe(self, observer: ProgressObserver) -> None:
        """Tell somebody of every step from now on."""
        self._observers.append(observer)

    def doubt(self, show: Show, standing: Standing, marking: Marking) -> Doubt | None:
        """Return why a marking should be asked about first; None: go ahead."""
        seen = seen_in_pass(standing.progress, marking)
        leap = is_leap(seen, marking.first, marking.last)
        unaired = None
        if marking.track is Track.SCREEN:
            unaired = _first_unaired(show, marking, self._clock.now().date())
        return Doubt(is_leap=leap, unaired_from=unaired) if leap or unaired else None

    async def mark(self, guild_id: GuildId, user_id: UserId, show: Show, marking: Marking) -> Moved:
        """Mark instalments as seen; whoever marks becomes a follower.

        Raises NoSuchTrackError for a track that the show does not have.
        """
        if show.length(marking.track) == 0:
            raise NoSuchTrackError(show=show.title)
        now = self._clock.now()
        async with self._write(guild_id, user_id, show) as kept:
            standing = await kept.progress.standing(guild_id, user_id, show.id)
            number = _pass_for(standing.progress, marking)
            key = PassKey(
                guild_id=guild_id,
                user_id=user_id,
                show_id=show.id,
                track=marking.track,
                pass_number=number,
            )
            seen = standing.progress.seen(marking.track, number)
            marked, added = mark(seen, marking.first, marking.last)
            change_id = None
            if added:
                await kept.progress.put_seen(key, marked, now)
                change_id = await kept.progress.add_change(key, added, now)
            await kept.progress.touch_follower(guild_id, user_id, show.id, now)
            moved = Moved(
                guild_id=guild_id,
                user_id=user_id,
                show_id=show.id,
                change_id=change_id,
                before=standing.progress.knowledge,
                after=(
                    progress := _with(standing.progress, marking.track, number, marked)
                ).knowledge,
                progress=progress,
                track=marking.track,
            )
            await self._tell(kept, moved)
        self._told()
        return moved

    async def undo(
        self, guild_id: GuildId, user_id: UserId, show: Show, *, change_id: int | None = None
    ) -> Moved:
        """Take back a step: the named one, else the newest; works again and again.

        Raises NothingToUndoError where there is none, also for a step taken back already.
        """
        now = self._clock.now()
        async with self._write(guild_id, user_id, show) as kept:
            key, moved = await self._step_back(kept, guild_id, user_id, show, change_id)
            restored = moved.progress.seen(key.track, key.pass_number)
            await kept.progress.put_seen(key, restored, now)
            if moved.change_id is not None:
                await kept.progress.mark_undone(guild_id, moved.change_id, now)
            await self._tell(kept, moved)
        self._told()
        return moved

    async def foresee_undo(
        self, guild_id: GuildId, user_id: UserId, show: Show, *, change_id: int | None = None
    ) -> Moved:
        """Return what taking a step back would lead to, and change nothing.

        Raises NothingToUndoError where there is none.
        """
        async with self._database.read() as kept:
            _, moved = await self._step_back(kept, guild_id, user_id, show, change_id)
        return moved

    async def _step_back(
        self,
        kept: Repositories,
        guild_id: GuildId,
        user_id: UserId,
        show: Show,
        change_id: int | None,
    ) -> tuple[PassKey, Moved]:
        change = await self._change(kept, guild_id, user_id, show.id, change_id)
        standing = await kept.progress.standing(guild_id, user_id, show.id)
        seen = standing.progress.seen(change.track, change.pass_number)
        restored = seen.without(change.added)
        progress = _with(standing.progress, change.track, change.pass_number, restored)
        key = PassKey(
            guild_id=guild_id,
            user_id=user_id,
            show_id=show.id,
            track=change.track,
            pass_number=change.pass_number,
        )
        moved = Moved(
            guild_id=guild_id,
            user_id=user_id,
            show_id=show.id,
            change_id=change.id,
            before=standing.progress.knowledge,
            after=progress.knowledge,
            progress=progress,
            track=change.track,
        )
        return key, moved

    async def _change(
        self,
        kept: Repositories,
        guild_id: GuildId,
        user_id: UserId,
        show_id: ShowId,
        change_id: int | None,
    ) -> ChangeRecord:
        if change_id is None:
            change = await kept.progress.last_change(guild_id, user_id, show_id)
        else:
            change = await kept.progress.find_change(guild_id, user_id, change_id)
        if change is None or change.show_id != show_id:
            raise NothingToUndoError
        return change

    async def follow(self, guild_id: GuildId, user_id: UserId, show: Show) -> bool:
        """Make somebody a follower; tell whether they are new."""
        async with self._write(guild_id, user_id, show) as kept:
            return await kept.progress.touch_follower(guild_id, user_id, show.id, self._clock.now())

    async def drop(self, guild_id: GuildId, user_id: UserId, show: Show) -> None:
        """End following: off the board and out of the floor; what was marked is kept.

        Raises NotFollowingError for somebody who does not follow.
        """
        async with self._write(guild_id, user_id, show) as kept:
            if not await kept.progress.drop(guild_id, user_id, show.id, self._clock.now()):
                raise NotFollowingError(show=show.title)

    async def set_hidden(
        self, guild_id: GuildId, user_id: UserId, show: Show, *, is_hidden: bool
    ) -> None:
        """Show a follower's position on the board, or not."""
        async with self._write(guild_id, user_id, show) as kept:
            await kept.progress.set_hidden(guild_id, user_id, show.id, is_hidden=is_hidden)

    async def standings(self, guild_id: GuildId, user_id: UserId) -> Sequence[Standing]:
        """Return a member's standing on every show they marked or followed here."""
        async with self._database.read() as kept:
            return await kept.progress.standings(guild_id, user_id)

    async def followers(self, guild_id: GuildId, show: Show) -> Sequence[FollowerRecord]:
        """Return everyone who follows a show here."""
        async with self._database.read() as kept:
            return await kept.progress.followers(guild_id, show.id)

    async def _tell(self, kept: Repositories, moved: Moved) -> None:
        for observer in self._observers:
            await observer.on_moved(kept, moved)

    def _told(self) -> None:
        for observer in self._observers:
            observer.after_moved()


def _pass_for(progress: Progress, marking: Marking) -> int:
    current = progress.current_pass(marking.track)
    return current + 1 if marking.is_rewatch else current


def seen_in_pass(progress: Progress, marking: Marking) -> Seen:
    """Return what was seen in the pass that a marking is about; a rewatch begins anew."""
    return progress.seen(marking.track, _pass_for(progress, marking))


def _with(progress: Progress, track: Track, number: int, seen: Seen) -> Progress:
    others = tuple(
        entry for entry in progress.tracks if (entry.track, entry.pass_number) != (track, number)
    )
    entry = (TrackProgress(track, number, seen),) if seen else ()
    return Progress(show_id=progress.show_id, tracks=(*others, *entry))


def _first_unaired(show: Show, marking: Marking, today: date) -> int | None:
    for ordinal in range(marking.first, marking.last + 1):
        air_date = show.episode(ordinal).air_date
        if air_date is not None and air_date > today:
            return ordinal
    return None
