"""Who will read a reply, and what they know: every surface asks here before it reveals."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from bot.domain.errors import BlankShowError, NoShowYetError, UnknownShowError, WhichShowError
from bot.domain.folding import fold
from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.member_text import is_blank, quote_member_text
from bot.domain.progress import FollowerState, floor
from bot.domain.shows import Show
from bot.domain.spoilers import Knowledge, Position
from bot.services.catalog import Catalog
from bot.services.guilds import GuildBook
from bot.services.ports import Clock, Database, Repositories, Standing
from bot.services.standings import Standings

SHOW_VALUE_PREFIX = "show:"
"""What autocomplete puts before a show's number, so that a show called "24" can be typed too."""

_ID_DIGITS = 18


class Place(Struct, frozen=True, kw_only=True):
    """Where somebody speaks: a guild, the channel, and for a thread its parent."""

    guild_id: GuildId
    channel_id: ChannelId
    parent_id: ChannelId | None = None


class Audiences:
    """Works out shows, viewers and rooms."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        catalog: Catalog,
        guilds: GuildBook,
        standings: Standings,
    ) -> None:
        self._database = database
        self._clock = clock
        self._catalog = catalog
        self._guilds = guilds
        self._standings = standings
        self._gate: Callable[[ChannelId], tuple[ShowId, int] | None] = lambda _channel: None
        self._talk: Callable[[ChannelId, ShowId], int] = lambda _channel, _show: 0

    def likely_show(self, place: Place) -> ShowId | None:
        """Return the show that a place makes clear: its channel's, or that of a shelf of one."""
        for channel_id in (place.channel_id, place.parent_id):
            if channel_id is not None:
                show_id = self._guilds.channel(place.guild_id, channel_id).show_id
                if show_id is not None:
                    return show_id
        shelf = self._catalog.shelf(place.guild_id)
        return shelf[0] if len(shelf) == 1 else None

    async def show(self, place: Place, wrote: str | None) -> Show:
        """Return the show that somebody means: what they wrote, else what the place makes clear.

        Raises UnknownShowError, WhichShowError or NoShowYetError; each says what to do.
        """
        if wrote is not None:
            return await self._named(place, wrote)
        show_id = self.likely_show(place)
        if show_id is not None:
            return await self._catalog.get(place.guild_id, show_id)
        if self._catalog.shelf(place.guild_id):
            raise WhichShowError
        raise NoShowYetError

    async def _named(self, place: Place, wrote: str) -> Show:
        prefix, _, number = wrote.partition(SHOW_VALUE_PREFIX)
        if not prefix and number.isascii() and number.isdigit() and len(number) <= _ID_DIGITS:
            return await self._catalog.get(place.guild_id, ShowId(int(number)))
        called = self._catalog.namesakes(place.guild_id, wrote)
        if called:
            return await self._catalog.get(place.guild_id, called[0])
        if not fold(wrote) or is_blank(wrote):
            raise BlankShowError
        likely = self.likely_show(place)
        meant = self._catalog.meant(place.guild_id, wrote, likely=likely)
        if meant is None:
            raise UnknownShowError(wrote=quote_member_text(wrote, limit=60))
        return await self._catalog.get(place.guild_id, meant)

    async def standing(self, guild_id: GuildId, user_id: UserId, show: Show) -> Standing:
        """Return one member's progress; their knowledge is `standing.progress.knowledge`."""
        return await self._standings.get(guild_id, user_id, show.id)

    async def room(self, place: Place, show: Show) -> Knowledge:
        """Return what a room knows of a show: what it declares, else the followers' floor."""
        declared = self._declared(place, show.id)
        if declared is not None:
            return self._within_talk(place, Knowledge(show.id, declared))
        async with self._database.read() as kept:
            return self._within_talk(place, await self.floor(kept, place.guild_id, show.id))

    def _within_talk(self, place: Place, room: Knowledge) -> Knowledge:
        """Keep an open thread to its episode: whoever has seen that far is promised no more.

        What was declared for the thread itself stands.
        """
        talk = self._talk(place.channel_id, room.show_id)
        own = self._guilds.channel(place.guild_id, place.channel_id)
        is_declared = own.show_id == room.show_id and own.position is not None
        if not talk or is_declared:
            return room
        return room.meet(Knowledge(room.show_id, Position(talk, room.position.source)))

    def heed_threads(
        self,
        gate: Callable[[ChannelId], tuple[ShowId, int] | None],
        talk: Callable[[ChannelId, ShowId], int],
    ) -> None:
        """Name who knows of threads: where membership is the gate, and where anybody looks in.

        `talk` returns up to which episode an open thread warns of spoilers; 0 elsewhere.
        """
        self._gate, self._talk = gate, talk

    def _declared(self, place: Place, show_id: ShowId) -> Position | None:
        gate = self._gate(place.channel_id)
        if gate is not None:
            # Its members have reached that episode and no more is certain, whatever was set since.
            return Position(gate[1]) if gate[0] == show_id else None
        for channel_id in (place.channel_id, place.parent_id):
            if channel_id is None:
                continue
            record = self._guilds.channel(place.guild_id, channel_id)
            if record.position is not None:
                # A position declared for one show says nothing about another.
                return record.position if record.show_id == show_id else None
        return None

    async def followers_floor(self, guild_id: GuildId, show_id: ShowId) -> Knowledge:
        """Return what every counted follower has seen, whatever a room declares."""
        async with self._database.read() as kept:
            return await self.floor(kept, guild_id, show_id)

    async def floor(self, kept: Repositories, guild_id: GuildId, show_id: ShowId) -> Knowledge:
        """Return the least knowledge among the guild's counted followers of a show."""
        now = self._clock.now()
        states = [
            FollowerState(
                position=follower.position,
                silent_seconds=int((now - follower.active_at).total_seconds()),
            )
            for follower in await kept.progress.followers(guild_id, show_id)
        ]
        limit = self._guilds.settings(guild_id).silence_limit_seconds
        return floor(show_id, states, silence_limit_seconds=limit)
