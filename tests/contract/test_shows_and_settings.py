"""The ports of shows, shelves and settings."""

from __future__ import annotations

from bot.domain.ids import ChannelId, ShowId
from bot.domain.progress import Seen
from bot.domain.spoilers import Position, Track
from bot.services.ports import ChannelRecord, MemberRecord, PassKey
from bot.storage.database import Database
from tests.contract.conftest import ARA, EVERYWHERE, GUILD, MINHO, NOW, OTHER_GUILD, document

LOUNGE = ChannelId(1_456_074_443_980_800_010)


async def test_a_show_is_found_as_it_was_put(database: Database, show_id: ShowId) -> None:
    async with database.read() as kept:
        record = await kept.shows.find(show_id)
        (entry,) = await kept.shows.entries()
        assert await kept.shows.fingerprints() == {"a-show": "1"}
        assert await kept.shows.find(ShowId(999)) is None
    assert record is not None
    assert record.document == document()
    assert (record.guild_id, record.origin, record.slug) == (EVERYWHERE, "bundled", "a-show")
    assert (entry.id, entry.titles) == (show_id, ("The title of a-show",))


async def test_putting_again_replaces_and_keeps_the_number(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        again = await kept.shows.put(
            guild_id=EVERYWHERE,
            origin="added",
            document=document(episodes=9),
            fingerprint="2",
            now=NOW,
        )
        record = await kept.shows.find(show_id)
    assert again == show_id
    assert record is not None
    assert (len(record.document["episode"]), record.origin) == (9, "added")


async def test_two_guilds_may_make_shows_of_one_name(database: Database) -> None:
    async with database.write() as kept:
        ids = [
            await kept.shows.put(
                guild_id=guild,
                origin="created",
                document=document("ours"),
                fingerprint="1",
                now=NOW,
            )
            for guild in (GUILD, OTHER_GUILD)
        ]
        assert len(set(ids)) == 2
        assert await kept.shows.fingerprints() == {}
        assert await kept.shows.remove(OTHER_GUILD, ids[0]) is False
        assert await kept.shows.remove(GUILD, ids[0]) is True
        assert [entry.id for entry in await kept.shows.entries()] == ids[1:]


async def test_removing_a_show_takes_what_hangs_on_it_along(database: Database) -> None:
    async with database.write() as kept:
        show_id = await kept.shows.put(
            guild_id=GUILD, origin="created", document=document(), fingerprint="1", now=NOW
        )
        await kept.shows.shelve(GUILD, show_id, ARA, NOW)
        pass_key = PassKey(
            guild_id=GUILD, user_id=ARA, show_id=show_id, track=Track.SCREEN, pass_number=0
        )
        await kept.progress.put_seen(pass_key, Seen.up_to(2), NOW)
        await kept.progress.touch_follower(GUILD, ARA, show_id, NOW)
        await kept.shows.remove(GUILD, show_id)
        assert await kept.shows.shelf(GUILD) == []
        assert await kept.progress.standings(GUILD, ARA) == []


async def test_the_shelf_keeps_its_order_and_its_guild(database: Database, show_id: ShowId) -> None:
    async with database.write() as kept:
        other = await kept.shows.put(
            guild_id=EVERYWHERE,
            origin="bundled",
            document=document("other"),
            fingerprint="2",
            now=NOW,
        )
        for each in (other, show_id, other):
            await kept.shows.shelve(GUILD, each, MINHO, NOW)
        assert sorted(await kept.shows.shelf(GUILD)) == sorted([other, show_id])
        assert await kept.shows.shelf(OTHER_GUILD) == []
        assert await kept.shows.unshelve(OTHER_GUILD, other) is False
        assert await kept.shows.unshelve(GUILD, other) is True
        assert await kept.shows.unshelve(GUILD, other) is False
        assert await kept.shows.all_shelves() == {GUILD: [show_id]}


async def test_settings_of_guilds(database: Database) -> None:
    async with database.write() as kept:
        await kept.settings.put_guild(GUILD, {"titles": "next"}, NOW)
        await kept.settings.put_guild(OTHER_GUILD, {"zone": "Asia/Seoul"}, NOW)
        await kept.settings.put_guild(GUILD, {"titles": "always"}, NOW)
        assert await kept.settings.all_guilds() == {
            GUILD: {"titles": "always"},
            OTHER_GUILD: {"zone": "Asia/Seoul"},
        }


async def test_settings_of_channels(database: Database, show_id: ShowId) -> None:
    whole = ChannelRecord(channel_id=LOUNGE, show_id=show_id, position=Position(3, 1))
    async with database.write() as kept:
        await kept.settings.put_channel(GUILD, ChannelRecord(channel_id=LOUNGE, show_id=show_id))
        await kept.settings.put_channel(GUILD, whole)
        assert await kept.settings.all_channels() == {GUILD: [whole]}
        await kept.settings.put_channel(GUILD, ChannelRecord(channel_id=LOUNGE))
        assert await kept.settings.all_channels() == {}


async def test_a_declared_position_of_nothing_is_not_the_same_as_none(
    database: Database, show_id: ShowId
) -> None:
    declared = ChannelRecord(channel_id=LOUNGE, show_id=show_id, position=Position())
    async with database.write() as kept:
        await kept.settings.put_channel(GUILD, declared)
        assert await kept.settings.all_channels() == {GUILD: [declared]}


async def test_settings_of_members(database: Database) -> None:
    async with database.write() as kept:
        assert await kept.settings.find_member(ARA) is None
        await kept.settings.put_member(ARA, MemberRecord(zone="Asia/Seoul"))
        record = MemberRecord(zone="Europe/Berlin", party_reminders=False)
        await kept.settings.put_member(ARA, record)
        assert await kept.settings.find_member(ARA) == record
        assert await kept.settings.find_member(MINHO) is None
