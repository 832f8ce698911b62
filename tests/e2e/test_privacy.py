"""`/privacy`: everything about oneself, as a file or deleted, in a guild and in direct messages."""

from __future__ import annotations

import asyncio
import json
from typing import Any, cast

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import UserHandle
from simcord.results import InteractionResult
from sqlalchemy import Table, select

from bot.domain.ids import GuildId, UserId
from bot.storage.database import Database
from bot.storage.privacy import member_columns
from bot.storage.tables import job
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import open_thread, people_in, thread_of
from tests.e2e.party_steps import plan, planned, posts
from tests.e2e.pressing import choose, press, shown
from tests.e2e.reading import answer, custom_id
from tests.e2e.test_which_show import second

TEN_MINUTES = 600


async def exported(reader: MemberActor | UserHandle, evening: Evening) -> dict[str, Any]:
    result = (
        await reader.slash(evening.channel, "privacy export")
        if isinstance(reader, MemberActor)
        else await reader.slash("privacy export")
    )
    assert result.ephemeral
    (attachment,) = shown(result).attachments
    assert attachment.filename == "lantern-data.json"
    return cast("dict[str, Any]", json.loads(await attachment.read()))


async def traces(evening: Evening, user_id: int) -> set[str]:
    """Return the tables in which anything names a member."""
    database = evening.bot.services.privacy._database
    assert isinstance(database, Database)
    found: set[str] = set()
    async with database.writer.connect() as connection:
        for table, column in [*member_columns(), (job, job.c.subject_id)]:
            if (await connection.execute(select(table).where(column == user_id))).first():
                found.add(table.name)
    return found


async def delete(reader: MemberActor, evening: Evening, **options: str) -> InteractionResult:
    asked = await reader.slash(evening.channel, "privacy delete", **options)
    sure = await press(reader, asked, "privacy-ask:")
    return await press(reader, sure, "privacy-delete:")


async def lived(evening: Evening) -> MemberActor:
    """Add a member who has left a trace everywhere that members can."""
    ara = await evening.at("Ara", 4, part=1)
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    await open_thread(evening, ara, 3)
    await ara.slash(evening.channel, "recap note", episode="3", text="What a walk home.")
    card = await plan(evening, ara, "5", "fri 8pm", zone="Asia/Seoul")
    await minho.click(card, label="Going")
    reminder = await ara.slash(
        evening.channel, "remind me", when="in 48 hours", text="Bring the popcorn."
    )
    await press(ara, reminder, "draft-confirm")
    await ara.slash(evening.channel, "remind me", when="in 72 hours", text="Never confirmed.")
    return ara


async def test_a_file_holds_everything_of_this_guild_and_nobody_elses(evening: Evening) -> None:
    ara = await lived(evening)
    document = await exported(ara, evening)
    data = document["data"]
    assert document["member"] == str(ara.id)
    assert document["servers"] == [str(evening.guild.id)]
    assert document["shows"] == {str(evening.show_id): "Love in the Big City"}
    filled = {name for name, rows in data.items() if rows}
    assert filled == {
        "member_setting", "follower", "progress", "progress_change", "note", "discussion",
        "discussion_member", "party", "rsvp", "reminder", "draft", "job",
    }  # fmt: skip
    assert [row["text"] for row in data["note"]] == ["What a walk home."]
    assert {row["seen"] for row in data["progress"]} == {"1-4", "1"}
    others = [user.id for user in evening.env.backend.users.values() if user.id != ara.id]
    text = json.dumps(data)
    assert not [number for number in others if f'"{number}"' in text]


async def test_another_guilds_rows_are_in_the_file_of_direct_messages_only(
    evening: Evening,
) -> None:
    ara = await evening.at("Ara", 3)
    other = evening.env.create_guild(name="Elsewhere")
    channel = other.create_text_channel("general")
    there = other.add_member(ara.user)
    await there.slash(channel, "watched", episode="1", show=f"show:{evening.show_id}")
    here = await exported(ara, evening)
    assert {row["guild_id"] for row in here["data"]["progress"]} == {str(evening.guild.id)}
    everywhere = await exported(ara.user, evening)
    assert everywhere["servers"] == "all"
    assert {row["guild_id"] for row in everywhere["data"]["progress"]} == {
        str(evening.guild.id),
        str(other.id),
    }


async def test_in_a_guild_it_is_said_how_to_reach_all_servers_at_once(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    file = answer(await ara.slash(evening.channel, "privacy export"))
    assert "use the same command in a direct message with me" in file
    question = answer(await ara.slash(evening.channel, "privacy delete"))
    assert "use the same command in a direct message with me" in question
    everywhere = answer(await ara.slash(evening.channel, "privacy delete", where="everywhere"))
    in_direct = [answer(await ara.user.slash(f"privacy {name}")) for name in ("export", "delete")]
    assert "on every server?" in in_direct[1]
    assert not [text for text in (everywhere, *in_direct) if "the same command" in text]


async def test_deleting_is_asked_twice_and_can_be_left(evening: Evening) -> None:
    ara = await lived(evening)
    before = await traces(evening, ara.id)
    asked = await ara.slash(evening.channel, "privacy delete")
    text = answer(asked)
    assert "Delete everything about you on this server?" in text
    assert "your place in one show, one note, one reminder, one answer to a party." in text
    assert "The party that you host goes to somebody who is coming" in text
    sure = await press(ara, asked, "privacy-ask:")
    assert "Are you sure?" in answer(sure)
    kept = await press(ara, sure, "privacy-keep:")
    assert "Nothing was deleted." in answer(kept)
    assert await traces(evening, ara.id) == before


async def test_everywhere_says_from_how_many_servers(evening: Evening) -> None:
    ara = await lived(evening)
    here = answer(await ara.slash(evening.channel, "privacy delete"))
    assert "It comes from" not in here
    alone = answer(await ara.slash(evening.channel, "privacy delete", where="everywhere"))
    assert "It comes from one server." in alone
    other = evening.env.create_guild(name="Elsewhere")
    channel = other.create_text_channel("general")
    there = other.add_member(ara.user)
    await there.slash(channel, "watched", episode="1", show=f"show:{evening.show_id}")
    asked = await ara.slash(evening.channel, "privacy delete", where="everywhere")
    text = answer(asked)
    assert "It comes from 2 servers." in text
    assert "such as your time zone, goes too." in text
    assert "The party that you host goes to somebody who is coming" in text
    sure = answer(await press(ara, asked, "privacy-ask:"))
    assert "On every server: are you sure?" in sure


async def test_nobody_else_can_press(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), evening.member("Minho")
    asked = await ara.slash(evening.channel, "privacy delete")
    refused = await evening.press(minho, asked, custom_id(asked, "privacy-ask:"))
    assert "belongs to somebody else" in answer(refused)


async def test_deleting_leaves_no_trace_here_and_closes_threads(evening: Evening) -> None:
    ara = await lived(evening)
    thread = thread_of(evening, 4)
    assert ara.id in people_in(evening, thread)
    other = evening.env.create_guild(name="Elsewhere")
    channel = other.create_text_channel("general")
    there = other.add_member(ara.user)
    await there.slash(channel, "watched", episode="1", show=f"show:{evening.show_id}")
    done = await delete(ara, evening)
    assert "Everything about you on this server is deleted." in answer(done)
    assert "Your parties: one handed on, none cancelled." in answer(done)
    assert ara.id not in people_in(evening, thread)
    assert await evening.position(ara) == 0
    await evening.env.advance_time(TEN_MINUTES + 1)
    data = (await exported(ara, evening))["data"]
    assert {name for name, rows in data.items() if rows} <= {"member_setting"}
    elsewhere = (await exported(ara.user, evening))["data"]["progress"]
    assert [row["guild_id"] for row in elsewhere] == [str(other.id)]


async def test_deleting_everywhere_leaves_no_trace_at_all(evening: Evening) -> None:
    ara = await lived(evening)
    done = await delete(ara, evening, where="everywhere")
    assert "deleted, on every server" in answer(done)
    await evening.env.advance_time(TEN_MINUTES + 1)
    assert await traces(evening, ara.id) == set()
    book = evening.bot.services.discussions.book
    assert not [record for record in book if record.opened_by == ara.id]


async def test_the_questions_and_the_last_sweep_survive_restarts(evening: Evening) -> None:
    ara = await lived(evening)
    asked = await ara.slash(evening.channel, "privacy delete", where="everywhere")
    await evening.restart()
    sure = await press(ara, asked, "privacy-ask:")
    await evening.restart()
    await press(ara, sure, "privacy-delete:")
    await evening.restart()
    await evening.env.advance_time(TEN_MINUTES + 1)
    assert await traces(evening, ara.id) == set()


async def test_a_party_goes_to_who_comes_and_its_card_says_so(evening: Evening) -> None:
    ara = await lived(evening)
    (minho,) = [user for user in evening.env.backend.users.values() if user.name == "Minho"]
    await delete(ara, evening)
    (party,) = await planned(evening)
    assert party.host_id == minho.id
    assert not [post for post in posts(evening) if f"<@{ara.id}>" in post]
    # The new host is reminded like everybody who comes, the one who left is not.
    await evening.env.advance_time(3 * 86_400)
    assert not [post for post in posts(evening) if f"<@{ara.id}>" in post]
    assert [post for post in posts(evening) if f"<@{minho.id}>" in post]


async def test_a_party_to_which_nobody_comes_is_cancelled(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    await plan(evening, ara, "4", "fri 8pm")
    done = await delete(ara, evening)
    assert "Your parties: none handed on, one cancelled." in answer(done)
    assert await planned(evening) == []
    before = len(posts(evening))
    await evening.env.advance_time(4 * 86_400)
    assert len(posts(evening)) == before


async def test_a_reminder_of_somebody_who_left_is_never_sent(evening: Evening) -> None:
    ara = await lived(evening)
    await delete(ara, evening)
    await evening.env.advance_time(4 * 86_400)
    assert ara.user.dm_channel.history() == []
    assert not [post for post in posts(evening) if "popcorn" in post]


async def test_a_note_is_gone_for_everybody(evening: Evening) -> None:
    ara = await lived(evening)
    minho = evening.guild.add_member(evening.env.create_user("Sora"))
    services = evening.bot.services
    show = await services.catalog.get(GuildId(evening.guild.id), evening.show_id)
    assert "What a walk home." in answer(await _recap(evening, minho, show.total))
    await delete(ara, evening)
    assert "What a walk home." not in answer(await _recap(evening, minho, show.total))


async def _recap(evening: Evening, member: MemberActor, episode: int) -> InteractionResult:
    asked = await member.slash(evening.channel, "watched", episode=str(episode))
    if "mark:" in str(shown(asked).components):
        await press(member, asked, "mark:")
    looked: InteractionResult = await member.slash(evening.channel, "episode", episode="3")
    return looked


async def test_whoever_left_no_trace_is_told_so(evening: Evening) -> None:
    sora = evening.member("Sora")
    asked = await sora.slash(evening.channel, "privacy delete")
    assert "hardly anything to delete" in answer(asked)
    done = await press(sora, await press(sora, asked, "privacy-ask:"), "privacy-delete:")
    assert "is deleted" in answer(done)
    assert "Your parties" not in answer(done)


async def test_in_direct_messages_it_is_everywhere(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    asked = await ara.user.slash("privacy delete")
    assert "on every server?" in answer(asked)
    sure = await press(ara.user, asked, "privacy-ask:")
    done = await press(ara.user, sure, "privacy-delete:")
    assert "Everything about you is deleted" in answer(done)
    await evening.env.advance_time(TEN_MINUTES + 1)
    assert await traces(evening, ara.id) == set()


async def test_following_anew_begins_at_the_start(evening: Evening) -> None:
    ara = await evening.at("Ara", 6)
    await delete(ara, evening)
    marked = await ara.slash(evening.channel, "watched")
    assert "Episode 1" in answer(marked)
    assert await evening.position(ara) == 1
    standing = await evening.bot.services.progress.standings(
        GuildId(evening.guild.id), UserId(ara.id)
    )
    assert len(standing) == 1


@pytest.mark.parametrize("where", ["here", "everywhere"])
async def test_a_deletion_that_fails_deletes_nothing(
    evening: Evening, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ara = await lived(evening)
    before = await traces(evening, ara.id)
    asked = await ara.slash(evening.channel, "privacy delete", where=where)
    sure = await press(ara, asked, "privacy-ask:")

    def broken(table: Table) -> None:
        raise OSError(table.name)

    monkeypatch.setattr("bot.storage.privacy.delete", broken)
    failed = await press(ara, sure, "privacy-delete:")
    assert "Nothing was changed" in answer(failed) or "nothing was changed" in answer(failed)
    assert await traces(evening, ara.id) == before


async def test_words_that_wait_for_a_show_are_given_and_deleted(evening: Evening) -> None:
    await second(evening)
    ara, minho = evening.member("Ara"), evening.member("Minho")
    asked = await ara.slash(evening.channel, "recap note", episode="1", text="those hands")
    await minho.slash(evening.channel, "recap note", episode="1", text="that bridge")
    (waits,) = (await exported(ara, evening))["waiting"]
    assert waits["guild_id"] == str(evening.guild.id)
    assert waits["words"] == {"episode": "1", "text": "those hands"}
    await delete(ara, evening)
    assert (await exported(ara, evening))["waiting"] == []
    assert len((await exported(minho, evening))["waiting"]) == 1
    told = answer(await choose(ara, asked, "which-show:", [str(evening.show_id)]))
    assert "those hands" not in told
    assert "Write </recap note:" in told


async def test_a_form_that_is_left_open_keeps_no_word_of_what_it_was_filled_with(
    evening: Evening,
) -> None:
    ara = await evening.at("Ara", 3)
    saved = await ara.slash(evening.channel, "recap note", episode="3", text="What a walk home.")
    form = await press(ara, saved, "note-edit:")
    assert "What a walk home." in str(form.modal)
    # discord.py has no public way to what it keeps of an open form.
    (kept,) = evening.bot._connection._view_store._modals.values()
    lines = [one for one in kept.walk_children() if isinstance(one, discord.ui.TextInput)]
    assert [(one.default, one.value) for one in lines] == [(None, "")]


async def test_words_are_gone_from_the_journal_too(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    await ara.slash(evening.channel, "recap note", episode="2", text="nobody is to find this line")
    journal = evening.database.with_name(f"{evening.database.name}-wal")
    assert b"to find this line" in await asyncio.to_thread(journal.read_bytes)
    asked = await ara.slash(evening.channel, "privacy delete")
    await press(ara, await press(ara, asked, "privacy-ask:"), "privacy-delete:")
    await evening.env.advance_time(3_600)
    for file in (journal, evening.database):
        assert b"to find this line" not in await asyncio.to_thread(file.read_bytes)
