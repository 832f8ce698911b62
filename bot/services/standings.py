"""Members' standings kept in memory: the read that almost every command begins with.

Only this process changes the progress of its guilds' members, so what it has read stays true until
it writes. Whoever writes calls `forget` once the transaction is over, however it ended; a read
that was under way meanwhile is given to its asker and not kept. What is not in memory is read anew,
never guessed.
"""

from __future__ import annotations

from typing import Final

from bot.domain.ids import GuildId, ShowId, UserId
from bot.services.ports import Database, Standing

_KEEP: Final = 20_000
_Key = tuple[GuildId, UserId, ShowId]


class Standings:
    """Reads standings, and remembers a bounded number of them."""

    def __init__(self, *, database: Database) -> None:
        self._database = database
        self._kept: dict[_Key, Standing] = {}
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
            if len(self._kept) >= _KEEP:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = standing
        return standing

    def forget(self, guild_id: GuildId, user_id: UserId, show_id: ShowId) -> None:
        """Forget one standing: it was, or may have been, written."""
        self._changes += 1
        self._kept.pop((guild_id, user_id, show_id), None)

    def forget_all(self) -> None:
        """Forget everything, as after a deletion that reaches far."""
        self._changes += 1
        self._kept.clear()
