"""Moving progress: marking, taking back, following and leaving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from msgspec import Struct

from bot.domain.airing import unaired
from bot.domain.errors import LanternError
from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.progress import Progress, Seen, TrackProgress, is_leap, mark
from bot.domain.records import replace
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

_NOTED_EVERY: Final = timedelta(hours=1)
"""A follower's activity is noted no oftener: their silence is counted in days."""
_BACK_AFTER: Final = timedelta(days=1)
"""Whoever only looks is noted to be here no oftener: that costs a write."""


class NothingToUndoError(LanternError):
    """There is no step left that could be taken back."""

    key = "error-nothing-to-undo"


class NotFollowingError(LanternError):
    """Whoever does not follow cannot stop following."""

    key = "error-not-following"


class NoSuchTrackError(LanternError):
    """The show has no source that we know of."""

    key = "error-no-such-track"


class BeyondTheEndError(LanternError):
    """The show does not have that many instalments, or not any more."""

    key = "error-beyond-the-end"


class Marking(Struct, frozen=True, kw_only=True):
    """What somebody wants to mark."""

    track: Track
    first: int
    last: int
    pass_number: int | None = None
    """Which time through; None: the newest. One more than the newest begins a new one."""
    sitting_from: int | None = None
    """From here on all was watched in one sitting, so that marking it is no leap."""


class Doubt(Struct, frozen=True, kw_only=True):
    """Why a marking asks first."""

    is_leap: bool
    added: Seen
    """What would be marked anew."""
    unaired: Seen
    """Of what would be marked anew, what has not aired yet."""


class Moved(Struct, frozen=True, kw_only=True):
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
    pass_number: int
    added: Seen
    """What the step marked anew; where one was taken back, what that took away."""


class ProgressObserver(Protocol):
    """Somebody who has to act when progress moves, such as the discussion threads."""

    async def on_moved(self, kept: Repositories, moved: Moved) -> None:
        """Act within the same transaction: what it writes is kept with the step, or not at all.

        It waits for what is kept and for nothing else, see `Database.do`.
        """
        ...

    def after_moved(self, moved: Moved) -> None:
        """Act once the transaction of the step is kept, for instance wake the worker."""
        ...


class ProgressKeeper:
    """Keeps members' progress."""

    def __init__(self, *, database: Database, clock: Clock, standings: Standings) -> None:
        self._database = database
        self._clock = clock
        self._standings = standings
        self._observers: list[ProgressObserver] = []

    def observe(self, observer: ProgressObserver) -> None:
        """Tell somebody of every step from now on."""
        self._observers.append(observer)

    def doubt(self, show: Show, standing: Standing, marking: Marking) -> Doubt | None:
        """Return why a marking should be asked about first; None: go ahead."""
        seen = seen_in_pass(standing.progress, marking)
        _, added = mark(seen, marking.first, marking.last)
        leap = is_leap(seen, marking.first, marking.last, sitting_from=marking.sitting_from)
        ahead = Seen()
        if marking.track is Track.SCREEN:
            ahead = unaired(show, added, self._clock.now().date())
        return Doubt(is_leap=leap, added=added, unaired=ahead) if leap or ahead else None

    async def mark(self, guild_id: GuildId, user_id: UserId, show: Show, marking: Marking) -> Moved:
        """Mark instalments as seen; whoever marks becomes a follower.

        Raises NoSuchTrackError for a track that the show does not have, BeyondTheEndError for
        instalments that it does not have (any more).
        """
        length = show.length(marking.track)
        if length == 0:
            raise NoSuchTrackError(show=show.title)
        if not 1 <= marking.first <= marking.last <= length:
            raise BeyondTheEndError(show=show.title, total=length)
        now = self._clock.now()

        async def step(kept: Repositories) -> tuple[Standing, Moved]:
            standing = await kept.progress.standing(guild_id, user_id, show.id)
            moved = await self._step_on(kept, guild_id, user_id, standing.progress, marking)
            await self._tell(kept, moved)
            if not _is_noted_as_active(standing, now):
                await kept.progress.touch_follower(guild_id, user_id, show.id, now)
                active_at = now.replace(microsecond=0)
                standing = replace(standing, is_following=True, active_at=active_at)
            return replace(standing, progress=moved.progress), moved

        with self._standings.writing(guild_id, user_id, show.id) as writing:
            writing.outcome, moved = await self._database.do(step)
        self._told(moved)
        return moved

    async def _step_on(
        self,
        kept: Repositories,
        guild_id: GuildId,
        user_id: UserId,
        before: Progress,
        marking: Marking,
    ) -> Moved:
        now = self._clock.now()
        number = _pass_for(before, marking)
        key = PassKey(
            guild_id=guild_id,
            user_id=user_id,
            show_id=before.show_id,
            track=marking.track,
            pass_number=number,
        )
        marked, added = mark(before.seen(marking.track, number), marking.first, marking.last)
        change_id = None
        if added:
            await kept.progress.put_seen(key, marked, now)
            change_id = await kept.progress.add_change(key, added, now)
        after = _with(before, marking.track, number, marked)
        return _moved(key, change_id, added, before, after)

    async def undo(
        self, guild_id: GuildId, user_id: UserId, show: Show, *, change_id: int | None = None
    ) -> Moved:
        """Take back a step: the named one, else the newest; works again and again.

        Raises NothingToUndoError where there is none, also for a step taken back already.
        """
        now = self._clock.now()

        async def step(kept: Repositories) -> Moved:
            key, standing, moved = await self._step_back(kept, guild_id, user_id, show, change_id)
            restored = moved.progress.seen(key.track, key.pass_number)
            await kept.progress.put_seen(key, restored, now)
            if moved.change_id is not None:
                await kept.progress.mark_undone(guild_id, moved.change_id, now)
            if standing.is_following:
                # Whoever steps back is here again, and the floor is theirs too.
                await kept.progress.touch_follower(guild_id, user_id, show.id, now)
            await self._tell(kept, moved)
            return moved

        with self._standings.writing(guild_id, user_id, show.id):
            moved = await self._database.do(step)
        self._told(moved)
        return moved

    async def foresee_undo(
        self, guild_id: GuildId, user_id: UserId, show: Show, *, change_id: int | None = None
    ) -> Moved:
        """Return what taking a step back would lead to, and change nothing.

        Raises NothingToUndoError where there is none.
        """
        async with self._database.read() as kept:
            _, _, moved = await self._step_back(kept, guild_id, user_id, show, change_id)
        return moved

    async def newest_step(
        self, guild_id: GuildId, user_id: UserId, show: Show
    ) -> ChangeRecord | None:
        """Return the step that would be taken back next; None where there is none."""
        async with self._database.read() as kept:
            return await kept.progress.last_change(guild_id, user_id, show.id)

    async def _step_back(
        self,
        kept: Repositories,
        guild_id: GuildId,
        user_id: UserId,
        show: Show,
        change_id: int | None,
    ) -> tuple[PassKey, Standing, Moved]:
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
        moved = _moved(key, change.id, change.added, standing.progress, progress)
        return key, standing, moved

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
        now = self._clock.now()
        with self._standings.writing(guild_id, user_id, show.id):
            return await self._database.do(
                lambda kept: kept.progress.touch_follower(guild_id, user_id, show.id, now)
            )

    async def welcome_back(
        self, guild_id: GuildId, user_id: UserId, show: Show, standing: Standing
    ) -> None:
        """Note that a follower who was silent is here again, so that the floor is theirs too.

        Noted once a day at most: whoever only looks should not cost a write each time.
        """
        active_at = standing.active_at
        if not standing.is_following or active_at is None:
            return
        if self._clock.now() - active_at >= _BACK_AFTER:
            await self.follow(guild_id, user_id, show)

    async def drop(self, guild_id: GuildId, user_id: UserId, show: Show) -> None:
        """End following: off the board and out of the floor; what was marked is kept.

        Raises NotFollowingError for somebody who does not follow.
        """
        now = self._clock.now()
        with self._standings.writing(guild_id, user_id, show.id):
            had_followed = await self._database.do(
                lambda kept: kept.progress.drop(guild_id, user_id, show.id, now)
            )
        if not had_followed:
            raise NotFollowingError(show=show.title)

    async def set_hidden(
        self, guild_id: GuildId, user_id: UserId, show: Show, *, is_hidden: bool
    ) -> None:
        """Show a follower's position on the board, or not."""
        with self._standings.writing(guild_id, user_id, show.id):
            await self._database.do(
                lambda kept: kept.progress.set_hidden(
                    guild_id, user_id, show.id, is_hidden=is_hidden
                )
            )

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

    def _told(self, moved: Moved) -> None:
        for observer in self._observers:
            observer.after_moved(moved)


def _is_noted_as_active(standing: Standing, now: datetime) -> bool:
    active_at = standing.active_at
    return standing.is_following and active_at is not None and now - active_at < _NOTED_EVERY


def _pass_for(progress: Progress, marking: Marking) -> int:
    current = progress.current_pass(marking.track)
    if marking.pass_number is None:
        return current
    # A button may be older than a step that was taken back since.
    return min(marking.pass_number, current + 1)


def seen_in_pass(progress: Progress, marking: Marking) -> Seen:
    """Return what was seen in the pass that a marking is about; a new one begins with nothing."""
    return progress.seen(marking.track, _pass_for(progress, marking))


def _moved(
    key: PassKey, change_id: int | None, added: Seen, before: Progress, after: Progress
) -> Moved:
    return Moved(
        guild_id=key.guild_id,
        user_id=key.user_id,
        show_id=key.show_id,
        change_id=change_id,
        before=before.knowledge,
        after=after.knowledge,
        progress=after,
        track=key.track,
        pass_number=key.pass_number,
        added=added,
    )


def _with(progress: Progress, track: Track, number: int, seen: Seen) -> Progress:
    others = tuple(
        entry for entry in progress.tracks if (entry.track, entry.pass_number) != (track, number)
    )
    entry = (TrackProgress(track, number, seen),) if seen else ()
    return Progress(show_id=progress.show_id, tracks=(*others, *entry))
