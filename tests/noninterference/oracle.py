"""A second opinion on who knows what, read from the database's rows and from nothing of the bot.

It says again, in its own words, what the product's rules are: positions without a gap, passes that
add up, floors, declared rooms. Where the two disagree, one of them is wrong.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from tests.noninterference.canaries import SEALED

_DAY: Final = 86_400
_SILENCE_DAYS: Final = 30
"""What holds where a guild set nothing."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody, or a room, has got on both tracks."""

    screen: int = 0
    source: int = 0

    def covers(self, screen: int, source: int) -> bool:
        """Tell whether a text of this gate may be read; a sealed one never."""
        return max(screen, source) < SEALED and screen <= self.screen and source <= self.source


@dataclass(frozen=True, slots=True)
class Thread:
    """A discussion thread as it is kept."""

    guild_id: int
    show_id: int
    episode: int
    is_gated: bool


@dataclass(frozen=True, slots=True)
class NoteGate:
    """Where a member's line belongs."""

    guild_id: int
    show_id: int
    episode: int
    author_id: int


class Ledger:
    """Reads the rows, at the moment it is asked."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(f"file:{file}?mode=ro", uri=True, isolation_level=None)
        self._notes: dict[str, NoteGate] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        return self._db.execute(query, values).fetchall()

    @property
    def version(self) -> int:
        """A number that changes with every change that the bot keeps."""
        ((number,),) = self.rows("PRAGMA data_version")
        return int(number)

    @cached_property
    def shows(self) -> dict[str, int]:
        """The numbers of the shows by their slug; those of the catalog never change."""
        return dict(self.rows("SELECT slug, id FROM show WHERE guild_id = 0"))

    # Members

    def reach(self, guild_id: int, user_id: int, show_id: int) -> Reach:
        """Return what a member has seen in a guild; what they saw elsewhere counts nothing."""
        seen: dict[str, set[int]] = {"screen": set(), "source": set()}
        for track, ranges in self.rows(
            "SELECT track, seen FROM progress WHERE guild_id = ? AND user_id = ? AND show_id = ?",
            guild_id,
            user_id,
            show_id,
        ):
            seen[track] |= _numbers(ranges)
        return Reach(_without_gap(seen["screen"]), _without_gap(seen["source"]))

    def progress(self, guild_id: int, user_id: int) -> list[tuple[Any, ...]]:
        """Return all that a member marked in a guild, to tell whether it moved."""
        return self.rows(
            "SELECT show_id, track, pass, seen FROM progress"
            " WHERE guild_id = ? AND user_id = ? ORDER BY 1, 2, 3",
            guild_id,
            user_id,
        )

    # Rooms

    def room(
        self, guild_id: int, channel_ids: Collection[int], show_id: int, world: Facts
    ) -> list[Reach]:
        """Return what a room knows: a thread or channel says so itself, else the floor does.

        The channel comes first, then what it hangs in. Into a public thread nobody was let by what
        they have seen, so it knows what the channel above it knows, whatever its members talk of.
        A floor may be told with those who left the guild, of whom we do not hear, or without.
        """
        for channel_id in channel_ids:
            thread = self.thread(channel_id)
            if thread is not None and not thread.is_gated:
                continue
            if thread is not None and thread.show_id == show_id:
                return [Reach(thread.episode)]
            declared = self._declared(guild_id, channel_id)
            if declared is not None:
                about, reach = declared
                if about == show_id:
                    return [reach]
                break
        here = world.present
        return [self.floor(guild_id, show_id, world.now, of) for of in (None, here)]

    def _declared(self, guild_id: int, channel_id: int) -> tuple[int, Reach] | None:
        for show_id, screen, source in self.rows(
            "SELECT show_id, screen, source FROM channel_setting"
            " WHERE guild_id = ? AND channel_id = ?",
            guild_id,
            channel_id,
        ):
            if screen is not None:
                return show_id, Reach(screen, source or 0)
        return None

    def floor(
        self, guild_id: int, show_id: int, now: int, among: Collection[int] | None = None
    ) -> Reach:
        """Return the least that the followers who count have seen."""
        days = self.setting(guild_id, "silence_days", _SILENCE_DAYS)
        counted = [
            self.reach(guild_id, user_id, show_id)
            for user_id, active_at in self.rows(
                "SELECT user_id, active_at FROM follower"
                " WHERE guild_id = ? AND show_id = ? AND dropped_at IS NULL",
                guild_id,
                show_id,
            )
            if among is None or user_id in among
            if not days or now - active_at <= days * _DAY
        ]
        if not counted:
            return Reach()
        return Reach(min(one.screen for one in counted), min(one.source for one in counted))

    def thread(self, thread_id: int) -> Thread | None:
        """Return the discussion that a thread is, if it is one."""
        for guild_id, show_id, episode, kind in self.rows(
            "SELECT guild_id, show_id, episode, kind FROM discussion WHERE thread_id = ?", thread_id
        ):
            return Thread(guild_id, show_id, episode, kind == "gated")
        return None

    # Settings and words

    def setting(self, guild_id: int, name: str, otherwise: Any) -> Any:
        """Return what a guild set."""
        for (document,) in self.rows(
            "SELECT document FROM guild_setting WHERE guild_id = ?", guild_id
        ):
            return json.loads(document).get(name, otherwise)
        return otherwise

    def note(self, token: str) -> NoteGate | None:
        """Return where the line belongs that holds a token; None: it is not kept yet."""
        for guild_id, show_id, episode, author_id in self.rows(
            "SELECT guild_id, show_id, episode, user_id FROM note WHERE text LIKE ?", f"%{token}%"
        ):
            self._notes[token] = NoteGate(guild_id, show_id, episode, author_id)
        # A line that was deleted since keeps its gate.
        return self._notes.get(token)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database does not know."""

    now: int
    """Seconds since the epoch."""
    present: Collection[int]
    """Who is in the guild."""


def _numbers(ranges: str) -> set[int]:
    found: set[int] = set()
    for piece in filter(None, ranges.split(",")):
        first, _, last = piece.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def _without_gap(numbers: set[int]) -> int:
    reached = 0
    while reached + 1 in numbers:
        reached += 1
    return reached
