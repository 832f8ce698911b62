"""Members' standings kept in memory: the read that almost every command begins with.

Only this process changes the progress of its guilds' members, so what it has read stays true until
it writes. Whoever writes does it within `writing`, or calls `forget` once the transaction is over,
however it ended; a read that was under way meanwhile is given to its asker and not kept. What is
not in memory is read anew, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from msgspec import Struct

from bot.domain.ids import GuildId, ShowId, UserId
from bot.services.ports import Database, Standing

_KEEP: Final = 20_000
_Key = tuple[GuildId, UserId, ShowId]


class Writing(Struct):
    """One standing while it is written; `outcome` is what the transaction made of it."""

    outcome: Standing | None = None


class _UnderWay(Struct):
    """The writes of one standing that have begun and not ended."""

    count: int = 0
    is_crowded: bool = False
    """Something else touched it too, so nobody here can say who was last."""


class Standings:
    """Reads standings, and remembers a bounded number of them."""

    def __init__(self, *, database: Database) -> None:
        self._database = database
        self._kept: dict[_Key, Standing] = {}
        self._under_way: dict[_Key, _UnderWay] = {}
        self._changes = 0

    async def get(self, guild_id: GuildId, user_id: UserId, show_id: ShowId) -> Standing:
        """Return a member's standing on a show; empty where there is none."""
        key = (guild_id, user_id, show_id)
        known = self._kept.get(key)
        if known is not None:
            return known
        changes = self._changes
        async with self._database.read() as kept:
            standing = await kept.progress.standing(guild_id, user_id, show_id)
        if changes == self._changes:
            self._keep(key, standing)
        return standing

    @contextmanager
    def writing(self, guild_id: GuildId, user_id: UserId, show_id: ShowId) -> Iterator[Writing]:
        """Forget a standing while it is written.

        The outcome is remembered where the block ends well and nothing else touched the standing
        since it began; in any other case it is read anew.
        """
        key = (guild_id, user_id, show_id)
        under_way = self._under_way.setdefault(key, _UnderWay())
        under_way.count += 1
        under_way.is_crowded |= under_way.count > 1
        self._drop(key)
        outcome = None
        try:
            writing = Writing()
            yield writing
            outcome = writing.outcome
        finally:
            self._drop(key)
            under_way.count -= 1
            if not under_way.count:
                del self._under_way[key]
            if outcome is not None and not under_way.is_crowded:
                self._keep(key, outcome)

    def forget(self, guild_id: GuildId, user_id: UserId, show_id: ShowId) -> None:
        """Forget one standing: it was, or may have been, written."""
        key = (guild_id, user_id, show_id)
        if key in self._under_way:
            self._under_way[key].is_crowded = True
        self._drop(key)

    def forget_all(self) -> None:
        """Forget everything, as after a deletion that reaches far."""
        for under_way in self._under_way.values():
            under_way.is_crowded = True
        self._changes += 1
        self._kept.clear()

    def _drop(self, key: _Key) -> None:
        self._changes += 1
        self._kept.pop(key, None)

    def _keep(self, key: _Key, standing: Standing) -> None:
        if len(self._kept) >= _KEEP:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = standing
