"""The progress port."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.ids import ShowId, UserId
from bot.domain.progress import Seen
from bot.domain.spoilers import Position, Track
from bot.services.ports import PassKey
from bot.storage.database import Database
from tests.contract.conftest import ARA, EVERYWHERE, GUILD, MINHO, NOW, OTHER_GUILD, document


def key(
    show_id: ShowId, *, user: UserId = ARA, track: Track = Track.SCREEN, number: int = 0
) -> PassKey:
    return PassKey(guild_id=GUILD, user_id=user, show_id=show_id, track=track, pass_number=number)


async def test_a_stranger_has_seen_nothing(database: Database, show_id: ShowId) -> None:
    async with database.read() as kept:
        standing = await kept.progress.standing(GUILD, ARA, show_id)
    assert standing.progress.knowledge.position == Position()
    assert (standing.is_following, standing.active_at) == (False, None)


async def test_marks_are_kept_per_track_and_pass(database: Database, show_id: ShowId) -> None:
    async with database.write() as kept:
        await kept.progress.put_seen(key(show_id), Seen.parse("1-3,7"), NOW)
        await kept.progress.put_seen(key(show_id, number=1), Seen.parse("1"), NOW)
        await kept.progress.put_seen(key(show_id, track=Track.SOURCE), Seen.parse("1-2"), NOW)
        await kept.progress.touch_follower(GUILD, ARA, show_id, NOW)
        standing = await kept.progress.standing(GUILD, ARA, show_id)
    assert standing.progress.knowledge.position == Position(3, 2)
    assert standing.progress.current_pass(Track.SCREEN) == 1
    assert standing.progress.seen(Track.SCREEN, 0) == Seen.parse("1-3,7")
    assert standing.is_following
    assert standing.active_at == NOW


async def test_nothing_seen_removes_the_row(database: Database, show_id: ShowId) -> None:
    async with database.write() as kept:
        await kept.progress.put_seen(key(show_id), Seen.up_to(4), NOW)
        await kept.progress.put_seen(key(show_id), Seen(), NOW)
        assert await kept.progress.standings(GUILD, ARA) == []


async def test_one_guild_reads_nothing_of_another(database: Database, show_id: ShowId) -> None:
    async with database.write() as kept:
        await kept.progress.put_seen(key(show_id), Seen.up_to(8), NOW)
        change = await kept.progress.add_change(key(show_id), Seen.up_to(8), NOW)
        await kept.progress.touch_follower(GUILD, ARA, show_id, NOW)
        elsewhere = await kept.progress.standing(OTHER_GUILD, ARA, show_id)
        assert elsewhere.progress.knowledge.position == Position()
        assert not elsewhere.is_following
        assert await kept.progress.standings(OTHER_GUILD, ARA) == []
        assert await kept.progress.followers(OTHER_GUILD, show_id) == []
        assert await kept.progress.last_change(OTHER_GUILD, ARA, show_id) is None
        assert await kept.progress.find_change(OTHER_GUILD, ARA, change) is None
        await kept.progress.mark_undone(OTHER_GUILD, change, NOW)
        assert await kept.progress.find_change(GUILD, ARA, change) is not None


async def test_one_member_cannot_take_back_anothers_step(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        change = await kept.progress.add_change(key(show_id), Seen.up_to(1), NOW)
        assert await kept.progress.find_change(GUILD, MINHO, change) is None
        assert await kept.progress.last_change(GUILD, MINHO, show_id) is None


async def test_steps_are_taken_back_newest_first(database: Database, show_id: ShowId) -> None:
    async with database.write() as kept:
        first = await kept.progress.add_change(key(show_id), Seen.parse("1"), NOW)
        second = await kept.progress.add_change(key(show_id), Seen.parse("2-3"), NOW)
        newest = await kept.progress.last_change(GUILD, ARA, show_id)
        assert newest is not None
        assert (newest.id, newest.added, newest.changed_at) == (second, Seen.parse("2-3"), NOW)
        await kept.progress.mark_undone(GUILD, second, NOW)
        newest = await kept.progress.last_change(GUILD, ARA, show_id)
        assert newest is not None
        assert newest.id == first
        assert await kept.progress.find_change(GUILD, ARA, second) is None


async def test_the_steps_on_a_track_are_its_own_newest_first(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        first = await kept.progress.add_change(key(show_id), Seen.parse("1"), NOW)
        second = await kept.progress.add_change(key(show_id), Seen.parse("2"), NOW)
        undone = await kept.progress.add_change(key(show_id), Seen.parse("3"), NOW)
        await kept.progress.mark_undone(GUILD, undone, NOW)
        await kept.progress.add_change(key(show_id, track=Track.SOURCE), Seen.parse("1"), NOW)
        await kept.progress.add_change(key(show_id, user=MINHO), Seen.parse("1"), NOW)
        found = await kept.progress.changes(GUILD, ARA, show_id, Track.SCREEN)
        assert await kept.progress.changes(OTHER_GUILD, ARA, show_id, Track.SCREEN) == []
    assert [step.id for step in found] == [second, first]


async def test_followers_come_with_how_far_they_are(database: Database, show_id: ShowId) -> None:
    later = NOW + timedelta(days=1)
    async with database.write() as kept:
        assert await kept.progress.touch_follower(GUILD, ARA, show_id, NOW) is True
        assert await kept.progress.touch_follower(GUILD, ARA, show_id, later) is False
        assert await kept.progress.touch_follower(GUILD, MINHO, show_id, later) is True
        await kept.progress.put_seen(key(show_id), Seen.up_to(3), NOW)
        await kept.progress.put_seen(key(show_id, track=Track.SOURCE), Seen.up_to(4), NOW)
        await kept.progress.set_hidden(GUILD, ARA, show_id, is_hidden=True)
        ara, minho = await kept.progress.followers(GUILD, show_id)
    assert (ara.user_id, ara.position, ara.is_hidden) == (ARA, Position(3, 4), True)
    assert (ara.followed_at, ara.active_at) == (NOW, later)
    assert (minho.user_id, minho.position, minho.is_hidden) == (MINHO, Position(), False)


async def test_who_drops_a_show_is_no_follower_but_keeps_their_marks(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        await kept.progress.put_seen(key(show_id), Seen.up_to(3), NOW)
        await kept.progress.touch_follower(GUILD, ARA, show_id, NOW)
        assert await kept.progress.drop(GUILD, ARA, show_id, NOW) is True
        assert await kept.progress.drop(GUILD, ARA, show_id, NOW) is False
        assert await kept.progress.followers(GUILD, show_id) == []
        standing = await kept.progress.standing(GUILD, ARA, show_id)
        assert standing.progress.knowledge.position == Position(3, 0)
        assert not standing.is_following
        assert await kept.progress.touch_follower(GUILD, ARA, show_id, NOW) is True
        assert len(await kept.progress.followers(GUILD, show_id)) == 1


async def test_standings_cover_marked_and_followed_shows(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        other = await kept.shows.put(
            guild_id=EVERYWHERE,
            origin="bundled",
            document=document("other"),
            fingerprint="2",
            now=NOW,
        )
        await kept.progress.put_seen(key(show_id), Seen.up_to(2), NOW)
        await kept.progress.touch_follower(GUILD, ARA, other, NOW)
        standings = await kept.progress.standings(GUILD, ARA)
    assert {s.progress.show_id: s.is_following for s in standings} == {
        show_id: False,
        other: True,
    }
