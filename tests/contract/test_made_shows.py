"""Shows that a guild made, and what hangs on them."""

from __future__ import annotations

from bot.domain.ids import ChannelId, GuildId, ShowId
from bot.domain.progress import Seen
from bot.domain.spoilers import Track
from bot.services.note_ports import NewNote
from bot.services.party_ports import NewParty
from bot.services.ports import Hanging, PassKey
from bot.storage.database import Database
from tests.contract.conftest import ARA, EVERYWHERE, GUILD, MINHO, NOW, OTHER_GUILD, document


async def made(database: Database, guild_id: GuildId, slug: str = "a-show") -> ShowId | None:
    async with database.write() as kept:
        return await kept.shows.add(
            guild_id=guild_id, origin="created", document=document(slug), fingerprint="1", now=NOW
        )


async def test_a_slug_is_taken_once_a_guild(database: Database) -> None:
    first = await made(database, GUILD)
    assert first is not None
    assert await made(database, GUILD) is None
    assert await made(database, GUILD, "another") not in (None, first)
    assert await made(database, OTHER_GUILD) not in (None, first)
    async with database.read() as kept:
        record = await kept.shows.find(first)
    assert record is not None
    assert (record.guild_id, record.slug, record.origin) == (GUILD, "a-show", "created")


async def test_the_number_of_a_deleted_show_is_never_given_again(database: Database) -> None:
    first = await made(database, GUILD)
    assert first is not None
    async with database.write() as kept:
        assert await kept.shows.remove(GUILD, first)
    assert await made(database, GUILD) not in (None, first)


async def test_a_guild_removes_its_own_shows_alone(database: Database) -> None:
    first = await made(database, GUILD)
    assert first is not None
    async with database.write() as kept:
        assert not await kept.shows.remove(OTHER_GUILD, first)
    async with database.read() as kept:
        assert await kept.shows.find(first) is not None


async def test_what_hangs_on_a_show_is_counted_for_one_guild(database: Database) -> None:
    show_id = await made(database, EVERYWHERE)
    assert show_id is not None
    async with database.write() as kept:
        for user_id in (ARA, MINHO):
            for track in Track:
                key = PassKey(
                    guild_id=GUILD, user_id=user_id, show_id=show_id, track=track, pass_number=0
                )
                await kept.progress.put_seen(key, Seen.up_to(2), NOW)
        await kept.notes.add(
            NewNote(
                guild_id=GUILD, user_id=ARA, show_id=show_id, episode=1, text="A", created_at=NOW
            )
        )
        party = NewParty(
            guild_id=GUILD,
            show_id=show_id,
            first_episode=1,
            last_episode=1,
            channel_id=ChannelId(1),
            host_id=ARA,
            starts_at=NOW,
            zone="UTC",
            place=None,
            repeat=None,
        )
        await kept.parties.add([party], now=NOW)
    async with database.read() as kept:
        here = await kept.shows.hanging(GUILD, show_id)
        elsewhere = await kept.shows.hanging(OTHER_GUILD, show_id)
    assert here == Hanging(members=2, notes=1, discussions=0, parties=1)
    assert elsewhere == Hanging(members=0, notes=0, discussions=0, parties=0)


async def test_the_slugs_that_were_added_are_known(database: Database) -> None:
    async with database.write() as kept:
        for origin, slug in (("bundled", "one"), ("added", "two")):
            await kept.shows.put(
                guild_id=EVERYWHERE,
                origin=origin,
                document=document(slug),
                fingerprint="1",
                now=NOW,
            )
    async with database.read() as kept:
        assert await kept.shows.replaced() == {"two"}
