"""What members typed and is yet to be gone on with: in memory alone, bounded, and theirs.

Whatever of a member's words outlives an answer in memory is kept here and nowhere else, so that
`/privacy` gives it to them and forgets it with the rest; a test lists every other place that keeps
anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from bot.domain.ids import GuildId, UserId

MOST: Final = 1_000
"""So many at a time; the oldest makes room for the next."""


class Waiting(Struct, frozen=True, kw_only=True):
    """Words that wait, and whose they are."""

    user_id: UserId
    guild_id: GuildId
    words: Mapping[str, Any]
    """By the names of the options in which they were typed."""


class WaitingWords:
    """Keeps words under a number that a button can carry."""

    def __init__(self, *, most: int = MOST) -> None:
        self._most = most
        self._waiting: dict[int, Waiting] = {}

    def put(self, number: int, waiting: Waiting) -> None:
        """Keep words under a number that nobody has used."""
        while len(self._waiting) >= self._most:
            del self._waiting[next(iter(self._waiting))]
        self._waiting[number] = waiting

    def get(self, number: int) -> Mapping[str, Any] | None:
        """Return the words; None where they were forgotten, or made room for others."""
        found = self._waiting.get(number)
        return None if found is None else found.words

    def of(self, user_id: UserId, guild_id: GuildId | None) -> list[Waiting]:
        """Return what waits for a member, oldest first; a guild of None means every guild."""
        return [waiting for _, waiting in self._theirs(user_id, guild_id)]

    def forget(self, user_id: UserId, guild_id: GuildId | None) -> None:
        """Forget all of that."""
        for number, _ in list(self._theirs(user_id, guild_id)):
            del self._waiting[number]

    def _theirs(self, user_id: UserId, guild_id: GuildId | None) -> Iterator[tuple[int, Waiting]]:
        for number, one in self._waiting.items():
            if one.user_id == user_id and guild_id in (None, one.guild_id):
                yield number, one
