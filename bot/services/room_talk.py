"""How far a room may talk about a show, and whether anybody is behind."""

from __future__ import annotations

from bot.domain.discussions import Placed, RoomRule, RoomTalk, count_behind
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ShowId
from bot.domain.shows import Show
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
        room = await self._audiences.room(place, show)
        rule = self._rule(place, show.id)
        followers = await self._counted(place, show)
        return RoomTalk(
            position=room.position,
            rule=rule,
            has_followers=bool(followers),
            behind=count_behind(room.position, followers, rule),
        )

    def _rule(self, place: Place, show_id: ShowId) -> RoomRule:
        record = self._discussions.book.at(place.channel_id)
        if record is not None and record.show_id == show_id and record.kind is ThreadKind.GATED:
            return RoomRule.MEMBERSHIP
        for channel_id in (place.channel_id, place.parent_id):
            if channel_id is None:
                continue
            declared = self._guilds.channel(place.guild_id, channel_id)
            if declared.position is not None:
                return RoomRule.DECLARED if declared.show_id == show_id else RoomRule.FLOOR
        return RoomRule.FLOOR

    async def _counted(self, place: Place, show: Show) -> list[Placed]:
        """Return the followers who hold a room back; the long silent do not."""
        limit = self._guilds.settings(place.guild_id).silence_limit_seconds
        now = self._clock.now()
        async with self._database.read() as kept:
            followers = await kept.progress.followers(place.guild_id, show.id)
        return [
            Placed(position=follower.position, is_hidden=follower.is_hidden)
            for follower in followers
            if limit is None or (now - follower.active_at).total_seconds() <= limit
        ]
