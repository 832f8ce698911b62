"""Drafts: what was written is shown back first, and kept once its writer confirms."""

from __future__ import annotations

from bot.domain.drafts import (
    KEPT_FOR,
    Draft,
    DraftId,
    Subject,
    Wish,
    ZoneOrigin,
    asks_zone,
    read_wish,
)
from bot.domain.errors import LanternError
from bot.domain.ids import GuildId, UserId
from bot.domain.records import replace
from bot.domain.when import Exact, Past, Reading
from bot.services.guilds import GuildBook
from bot.services.ports import Clock, Database, MemberRecord, Repositories


class DraftGoneError(LanternError):
    """The draft was confirmed already, or nobody confirmed it for a day."""

    key = "error-draft-gone"


class WentByError(LanternError):
    """The moment went by while the draft waited for its writer."""

    key = "error-went-by"


class Drafts:
    """Keeps drafts between being shown back and being confirmed, through restarts."""

    def __init__(self, *, database: Database, clock: Clock, guilds: GuildBook) -> None:
        self._database = database
        self._clock = clock
        self._guilds = guilds

    async def wish(
        self, guild_id: GuildId, user_id: UserId, text: str, *, zone: str | None
    ) -> Wish:
        """Return a moment as it was written just now, in the zone that counts for its writer.

        That is the zone they name now, else the one they told us before, else the guild's.
        """
        origin = ZoneOrigin.CHOSEN
        if zone is None:
            zone = (await self._guilds.member(user_id)).zone
            origin = ZoneOrigin.OWN if zone else ZoneOrigin.ASSUMED
        return Wish(
            text=text,
            asked_at=self._clock.now().replace(microsecond=0),
            zone=zone or self._guilds.settings(guild_id).zone,
            zone_origin=origin,
        )

    async def begin(
        self, guild_id: GuildId, user_id: UserId, text: str, *, zone: str | None, subject: Subject
    ) -> Draft:
        """Keep a draft of what was written just now, readable or not.

        A zone that was named is its writer's from now on, whatever becomes of the draft.
        """
        wish = await self.wish(guild_id, user_id, text, zone=zone)
        return await self.keep(guild_id, user_id, wish, subject)

    async def keep(self, guild_id: GuildId, user_id: UserId, wish: Wish, subject: Subject) -> Draft:
        """Keep a draft with the zone that was named, and drop those that nobody confirmed."""
        async with self._database.write() as kept:
            await kept.drafts.sweep(self._clock.now() - KEPT_FOR)
            if wish.zone_origin is ZoneOrigin.CHOSEN:
                await _keep_zone(kept, user_id, wish.zone)
            return await kept.drafts.add(guild_id, user_id, wish, subject)

    async def get(self, guild_id: GuildId, user_id: UserId, draft_id: DraftId) -> Draft:
        """Return a draft of this writer.

        Raises DraftGoneError.
        """
        async with self._database.read() as kept:
            draft = await kept.drafts.find(guild_id, user_id, draft_id)
        if draft is None:
            raise DraftGoneError
        return draft

    async def pick(self, draft: Draft, number: int) -> Draft:
        """Keep which of several meanings was picked, counted from 0."""
        return await self._put(replace(draft, wish=replace(draft.wish, pick=number)))

    async def set_zone(self, draft: Draft, zone: str) -> Draft:
        """Read a draft in another zone, and keep that as its writer's at once.

        What was picked before is open again.
        """
        wish = replace(draft.wish, zone=zone, zone_origin=ZoneOrigin.OWN, pick=None)
        changed = replace(draft, wish=wish)
        async with self._database.write() as kept:
            await kept.drafts.put(changed)
            await _keep_zone(kept, draft.user_id, zone)
        return changed

    async def rewrite(self, draft: Draft, text: str, *, zone: str, subject: Subject) -> Draft:
        """Put what was written just now into a draft, readable or not; a new zone is kept."""
        wish = await self.wish(draft.guild_id, draft.user_id, text, zone=zone)
        if zone == draft.wish.zone:
            wish = replace(wish, zone_origin=draft.wish.zone_origin)
            return await self._put(replace(draft, wish=wish, subject=subject))
        return await self.set_zone(replace(draft, wish=wish, subject=subject), zone)

    async def about(self, draft: Draft, subject: Subject) -> Draft:
        """Put into a draft what it is about, once that is known."""
        return await self._put(replace(draft, subject=subject))

    async def _put(self, draft: Draft) -> Draft:
        async with self._database.write() as kept:
            await kept.drafts.put(draft)
        return draft

    async def drop(self, draft: Draft) -> None:
        """Forget a draft."""
        async with self._database.write() as kept:
            await kept.drafts.remove(draft)

    def read(self, wish: Wish) -> Reading:
        """Return what was meant, as of now."""
        return read_wish(wish, now=self._clock.now())


def exact(reading: Reading) -> Exact:
    """Return the moment of a draft that is being confirmed.

    Raises WentByError where it has gone by, DraftGoneError where it is none.
    """
    match reading:
        case Exact():
            return reading
        case Past():
            raise WentByError
        case _:
            raise DraftGoneError


async def use_up(kept: Repositories, draft: Draft) -> None:
    """Take a draft that was confirmed, and keep its writer's zone if it is news.

    Raises DraftGoneError for one that was taken already, so that pressing twice keeps once.
    """
    if not await kept.drafts.remove(draft):
        raise DraftGoneError
    wish = draft.wish
    if asks_zone(draft):
        # It was asked about, and is confirmed with the rest.
        await _keep_zone(kept, draft.user_id, wish.zone)


async def _keep_zone(kept: Repositories, user_id: UserId, zone: str) -> None:
    before = await kept.settings.find_member(user_id) or MemberRecord()
    await kept.settings.put_member(user_id, replace(before, zone=zone))
