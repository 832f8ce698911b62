"""How far a room may talk about a show, and whether anybody is behind."""

from __future__ import annotations

from bot.domain.discussions import Following, Placed, RoomRule, RoomTalk, count_behind
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import GuildId, ShowId
from bot.domain.shows import Show
from bot.domain.spoilers import Position
from bot.services.audience import Audiences, Place
from bot.services.discussions import Discussions
from bot.services.guilds import GuildBook
from bot.services.ports import Clock, Database


class RoomTalks:
    """Answers what may be talked about here."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        guilds: GuildBook,
        audiences: Audiences,
        discussions: Discussions,
    ) -> None:
        self._database = database
        self._clock = clock
        self._guilds = guilds
        self._audiences = audiences
        self._discussions = discussions

    async def talk(self, place: Place, show: Show) -> RoomTalk:
        """Return how far this room may talk, without a word on who holds it back."""
        position = (await self._audiences.room(place, show)).position
        rule = self._rule(place, show.id)
        if rule is RoomRule.OPEN_THREAD:
            # What we post there ourselves stays at the floor; what members say may go further.
            talk = self._discussions.open_up_to(place.channel_id, show.id)
            position = Position(talk, position.source)
        following, counted = await self._followers(place.guild_id, show.id)
        return RoomTalk(
            position=position,
            rule=rule,
            following=following,
            behind=count_behind(position, counted, rule),
        )

    async def following(self, guild_id: GuildId, show_id: ShowId) -> Following:
        """Return whether anybody holds rooms back."""
        return (await self._followers(guild_id, show_id))[0]

    def _rule(self, place: Place, show_id: ShowId) -> RoomRule:
        record = self._discussions.book.at(place.channel_id)
        if record is not None and record.show_id == show_id:
            is_gated = record.kind is ThreadKind.GATED
            return RoomRule.MEMBERSHIP if is_gated else RoomRule.OPEN_THREAD
        for channel_id in (place.channel_id, place.parent_id):
            if channel_id is None:
                continue
            declared = self._guilds.channel(place.guild_id, channel_id)
            if declared.position is not None:
                return RoomRule.DECLARED if declared.show_id == show_id else RoomRule.FLOOR
        return RoomRule.FLOOR

    async def _followers(
        self, guild_id: GuildId, show_id: ShowId
    ) -> tuple[Following, list[Placed]]:
        """Return the followers who hold a room back; the long silent do not."""
        limit = self._guilds.settings(guild_id).silence_limit_seconds
        now = self._clock.now()
        async with self._database.read() as kept:
            followers = await kept.progress.followers(guild_id, show_id)
        counted = [
            Placed(position=follower.position, is_hidden=follower.is_hidden)
            for follower in followers
            if limit is None or (now - follower.active_at).total_seconds() <= limit
        ]
        if counted:
            return Following.COUNTED, counted
        return (Following.SILENT if followers else Following.NOBODY), counted
