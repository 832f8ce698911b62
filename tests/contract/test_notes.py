"""The port of members' lines."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.spoilers import Gate, Hidden, Knowledge, Position, reveal
from bot.services.note_ports import NewNote, NoteRecord
from bot.storage.database import Database
from tests.contract.conftest import ARA, GUILD, MINHO, NOW, OTHER_GUILD


def line(
    show_id: ShowId, text: str, *, episode: int = 3, user: UserId = ARA, guild: GuildId = GUILD
) -> NewNote:
    return NewNote(
        guild_id=guild,
        user_id=user,
        show_id=show_id,
        episode=episode,
        text=text,
        created_at=NOW,
    )


def read(notes: list[NoteRecord], at: int = 8) -> list[str]:
    return [str(reveal(note.text, Knowledge(note.show_id, Position(at)))) for note in notes]


async def test_a_line_comes_back_behind_the_gate_of_its_episode(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        note_id = await kept.notes.add(line(show_id, "the hands"))
    async with database.read() as kept:
        note = await kept.notes.find(GUILD, note_id)
    assert note is not None
    assert (note.user_id, note.episode, note.created_at, note.edited_at) == (ARA, 3, NOW, None)
    assert note.text.gate == Gate.episode(3)
    assert isinstance(reveal(note.text, Knowledge(show_id, Position(2))), Hidden)
    assert read([note], at=3) == ["the hands"]


async def test_a_members_lines_are_in_the_order_of_the_story(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        for episode, text in ((4, "d"), (2, "a"), (2, "b"), (3, "c")):
            await kept.notes.add(line(show_id, text, episode=episode))
        await kept.notes.add(line(show_id, "not mine", user=MINHO))
        assert read(await kept.notes.of_member(GUILD, ARA, show_id)) == ["a", "b", "c", "d"]


async def test_the_newest_of_each_episode_are_read_oldest_first(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        for number in range(4):
            for episode in (1, 2, 3):
                await kept.notes.add(line(show_id, f"{episode}.{number}", episode=episode))
        found = await kept.notes.within(GUILD, show_id, range(1, 3), each=2)
    assert read(found) == ["1.2", "1.3", "2.2", "2.3"]


async def test_everybodys_newest_comes_before_the_second_of_anybody(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        await kept.notes.add(line(show_id, "ara 1"))
        await kept.notes.add(line(show_id, "ara 2"))
        for number in range(3):
            await kept.notes.add(line(show_id, f"minho {number}", user=MINHO))
        two = await kept.notes.within(GUILD, show_id, range(3, 4), each=2)
        three = await kept.notes.within(GUILD, show_id, range(3, 4), each=3)
        count = await kept.notes.count(GUILD, show_id, range(3, 4))
    assert read(two) == ["ara 2", "minho 2"]
    assert read(three) == ["ara 2", "minho 1", "minho 2"]
    assert count == 5


async def test_nothing_is_found_in_no_episodes(database: Database, show_id: ShowId) -> None:
    async with database.write() as kept:
        await kept.notes.add(line(show_id, "the hands"))
        assert await kept.notes.within(GUILD, show_id, range(1, 1), each=5) == []
        assert await kept.notes.count(GUILD, show_id, range(1, 1)) == 0


async def test_one_guild_reads_and_changes_nothing_of_another(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        note_id = await kept.notes.add(line(show_id, "the hands"))
        assert await kept.notes.find(OTHER_GUILD, note_id) is None
        assert await kept.notes.of_member(OTHER_GUILD, ARA, show_id) == []
        assert await kept.notes.within(OTHER_GUILD, show_id, range(1, 9), each=5) == []
        assert await kept.notes.count(OTHER_GUILD, show_id, range(1, 9)) == 0
        assert not await kept.notes.edit(OTHER_GUILD, ARA, note_id, "x", NOW)
        assert not await kept.notes.remove(OTHER_GUILD, ARA, note_id)
        assert read(await kept.notes.of_member(GUILD, ARA, show_id)) == ["the hands"]


async def test_only_its_writer_changes_or_deletes_a_line(
    database: Database, show_id: ShowId
) -> None:
    later = NOW + timedelta(hours=1)
    async with database.write() as kept:
        note_id = await kept.notes.add(line(show_id, "teh hands"))
        assert not await kept.notes.edit(GUILD, MINHO, note_id, "x", later)
        assert not await kept.notes.remove(GUILD, MINHO, note_id)
        assert await kept.notes.edit(GUILD, ARA, note_id, "the hands", later)
        note = await kept.notes.find(GUILD, note_id)
        assert note is not None
        assert (read([note]), note.edited_at) == (["the hands"], later)
        assert await kept.notes.remove(GUILD, ARA, note_id)
        assert await kept.notes.find(GUILD, note_id) is None
        assert not await kept.notes.remove(GUILD, ARA, note_id)


async def test_the_places_are_every_guilds_episodes_with_lines(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        for _ in range(2):
            await kept.notes.add(line(show_id, "a"))
        await kept.notes.add(line(show_id, "b", episode=5, guild=OTHER_GUILD))
        places = await kept.notes.places()
    assert places == {(GUILD, show_id, 3), (OTHER_GUILD, show_id, 5)}
