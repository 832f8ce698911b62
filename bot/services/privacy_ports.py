"""What a member's own data takes from the outside; part of `bot.services.ports`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.parties import PartyId

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""What is kept about a member: by table, each row as it can be written down."""


class PrivacyRepository(Protocol):
    """Everything that names a member, wherever it is kept.

    A `guild_id` of None means every guild, and what a member set for all of them.
    """

    async def rows(self, user_id: UserId, guild_id: GuildId | None) -> Rows:
        """Return everything that names a member; with a guild, that guild's and the common rows."""
        ...

    async def guilds(self, user_id: UserId) -> set[GuildId]:
        """Return the guilds in which anything names a member."""
        ...

    async def shows(self, user_id: UserId, guild_id: GuildId) -> set[ShowId]:
        """Return the shows on which a member marked anything in a guild."""
        ...

    async def set_host(
        self, guild_id: GuildId, party_ids: Collection[PartyId], host_id: UserId
    ) -> None:
        """Make somebody else the host of parties."""
        ...

    async def erase(self, user_id: UserId, guild_id: GuildId | None) -> None:
        """Delete what is about a member, and take their name from what others need."""
        ...

    async def sweep(self, user_id: UserId, guild_id: GuildId | None) -> int:
        """Delete finished jobs that name a member; return how many are still to be done."""
        ...
