"""Stepping back where Discord takes the member out of no thread: they are told, and the log is."""

from __future__ import annotations

import logging

import discord
import pytest
from simcord.actors import MemberActor

from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import bot_lacks, open_thread, people_in, shown_in, thread_of
from tests.e2e.pressing import press

REMOVAL = "/channels/*/thread-members/*"


async def step_back(evening: Evening, member: MemberActor) -> None:
    """Take the newest step back as members do: asked once, and then sure."""
    asked = await member.slash(evening.channel, "progress undo")
    await press(member, asked, "undo:")


def told(member: MemberActor) -> list[str]:
    """Return what a member alone was told of threads that are still open to them."""
    seen: list[discord.Message] = member.user.dm_channel.history()
    return [text for text in map(shown_in, seen) if "could not take you out" in text]


async def test_whoever_could_not_be_taken_out_is_told_right_after(
    evening: Evening, caplog: pytest.LogCaptureFixture
) -> None:
    ara, minho = await evening.at("Ara", 4), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    bot_lacks(evening, "manage_threads")
    evening.env.inject_error("DELETE", REMOVAL, status=403, code=50013)
    with caplog.at_level(logging.WARNING):
        await step_back(evening, ara)
    assert ara.id in people_in(evening, thread)
    (text,) = told(ara)
    assert thread.mention in text
    assert "Leave Thread" in text
    assert told(minho) == []
    assert "refuses to take out a member: 403 (code 50013); the bot lacks Manage Threads" in (
        caplog.text
    )


async def test_whoever_was_taken_out_hears_no_more_of_it(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 4), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    await step_back(evening, ara)
    assert people_in(evening, thread_of(evening, 4)) == {minho.id}
    assert told(ara) == []


async def test_an_admission_that_is_refused_names_what_is_missing_in_the_log(
    evening: Evening, caplog: pytest.LogCaptureFixture
) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    bot_lacks(evening, "send_messages_in_threads")
    evening.env.inject_error("PUT", REMOVAL, status=403, code=50001)
    with caplog.at_level(logging.WARNING):
        await ara.slash(evening.channel, "watched")
    assert "refuses to let in a member: 403 (code 50001)" in caplog.text
    assert "Send Messages in Threads" in caplog.text
