"""The doors that an error can come through: behind each one, one kind line and one log entry."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import discord
import pytest
from discord import app_commands, ui

from bot.domain.errors import StorageFullError
from bot.domain.ids import GuildId
from bot.services.discussions import Discussions
from bot.services.jobs import JobRunner, Outcome
from bot.services.notes import NoteKeeper
from bot.services.ports import Job, NewJob
from bot.tasks import spawn
from bot.ui.layouts import LanternView
from bot.ui.words import say
from tests.e2e.conftest import Evening
from tests.e2e.mishaps import (
    WORDS,
    lines,
    met,
    nothing_private,
    refusals,
    shown,
    talkative,
    told_and_logged,
)
from tests.e2e.pressing import choose, press
from tests.e2e.reading import answer, custom_id
from tests.e2e.test_show import host


@pytest.fixture(autouse=True)
def _everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    talkative(caplog)


def broken(*_: Any, **__: Any) -> NoReturn:
    """Fail in a way whose message repeats what somebody wrote."""
    raise ValueError(f"cannot make anything of {WORDS!r}")


async def broken_later(*_: Any, **__: Any) -> NoReturn:
    broken()


async def test_a_command(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys.modules["cogs.lookup"], "read_episode", broken)
    told = await evening.member("Ara").slash(evening.channel, "episode", episode=WORDS)
    entry = told_and_logged(told, caplog)
    assert "/episode failed" in entry
    assert "lookup.py" in entry
    (error,) = met(evening)
    assert isinstance(error, ValueError)


async def test_a_command_that_was_taking_its_time(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys.modules["cogs.discuss._offer"], "open_thread", broken_later)
    ara = await evening.at("Ara", 2)
    told = await ara.slash(evening.channel, "discuss open", episode="2")
    assert "/discuss open failed" in told_and_logged(told, caplog)
    met(evening)


async def test_a_view(evening: Evening, caplog: pytest.LogCaptureFixture) -> None:
    class Fuse(ui.Button[LanternView]):
        async def callback(self, _interaction: discord.Interaction) -> None:
            broken()

    view = LanternView()
    view.add_item(ui.ActionRow(Fuse(label="Light it", custom_id="fuse:1")))
    room = evening.bot.get_partial_messageable(evening.channel.id, guild_id=evening.guild.id)
    message = await room.send(view=view)
    told = await evening.member("Ara").click(message, custom_id="fuse:1")
    assert "fuse failed" in told_and_logged(told, caplog)
    met(evening)


async def test_a_form(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(NoteKeeper, "write", broken_later)
    ara = await evening.at("Ara", 2)
    form = await ara.slash(evening.channel, "recap note", episode="2")
    told = await ara.submit_modal(form, {"text": WORDS})
    assert "_notes.py" in told_and_logged(told, caplog)
    met(evening)


async def test_a_button(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys.modules["bot.ui.steps"], "take_back", broken_later)
    ara = evening.member("Ara")
    marked = await ara.slash(evening.channel, "watched")
    told = await press(ara, marked, "undo")
    assert "undo failed" in told_and_logged(told, caplog)


async def test_a_menu(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys.modules["cogs.shows._buttons"], "asking_about", broken_later)
    ara = evening.member("Ara")
    shelf = await ara.slash(evening.channel, "show list")
    told = await choose(ara, shelf, "show-open", [str(evening.show_id)])
    assert "show-open failed" in told_and_logged(told, caplog)


async def test_a_menu_of_channels(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys.modules["cogs.settings._setup"], "writable", broken)
    boss = host(evening)
    first_steps = await boss.slash(evening.channel, "settings setup")
    told = await choose(boss, first_steps, "setup-channel", [evening.channel])
    assert "setup-channel failed" in told_and_logged(told, caplog)


async def test_choices_while_typing(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys.modules["bot.ui.options"], "ranked_episodes", broken)
    ara = evening.member("Ara")
    assert await ara.autocomplete(evening.channel, "episode", "episode", WORDS) == []
    assert evening.env.http_requests[-1].json == {"type": 8, "data": {"choices": []}}
    (entry,) = lines(caplog)
    assert "choices of /episode episode failed" in entry
    assert "Traceback" in entry
    nothing_private(caplog)


async def test_choices_that_are_refused_are_no_news(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refused(*_: Any) -> NoReturn:
        raise StorageFullError

    monkeypatch.setattr(sys.modules["bot.ui.options"], "asking", refused)
    ara = evening.member("Ara")
    assert await ara.autocomplete(evening.channel, "episode", "episode", "x") == []
    assert lines(caplog) == []


async def test_no_option_completes_outside_the_door(evening: Evening) -> None:
    unguarded = [
        f"{command.qualified_name} {name}"
        for command in evening.bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
        for name, parameter in command._params.items()
        if parameter.autocomplete and not hasattr(parameter.autocomplete, "__wrapped__")
    ]
    assert unguarded == []


async def test_a_listener(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Discussions, "forget_channel", broken_later)
    doomed = evening.guild.create_text_channel(WORDS)
    await evening.env.settle()
    evening.env.backend.delete_channel(doomed.id)
    await evening.env.settle()
    (entry,) = lines(caplog)
    assert "on_guild_channel_delete failed" in entry
    assert "reference " in entry
    assert "Traceback" in entry
    nothing_private(caplog)
    met(evening)


async def test_work_in_the_background(evening: Evening, caplog: pytest.LogCaptureFixture) -> None:
    spawn(broken_later(), name="an errand")
    await evening.env.settle()
    (entry,) = lines(caplog)
    assert "an errand failed" in entry
    assert "reference " in entry
    assert "Traceback" in entry
    nothing_private(caplog)


async def test_the_worker_lives_on(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(JobRunner, "run_due", broken_later)
        with evening.env._bot_scope():
            evening.bot.services.jobs.wake()
        await evening.env.settle()
    (entry,) = lines(caplog)
    assert "the worker failed" in entry
    assert "reference " in entry
    nothing_private(caplog)
    looked = []

    async def look(*_: Any) -> int:
        looked.append(True)
        return 0

    monkeypatch.setattr(JobRunner, "run_due", look)
    await evening.env.advance_time(60)
    assert looked


async def test_a_job(evening: Evening, caplog: pytest.LogCaptureFixture) -> None:
    """Its number is the reference; it is tried again, as the database may have recovered."""
    jobs, tried = evening.bot.services.jobs, []

    async def fail_once(job: Job) -> Outcome:
        tried.append(job.attempts)
        if len(tried) == 1:
            broken()
        return Outcome()

    jobs.handle("errand", fail_once)
    now, guild_id = evening.bot.services.clock.now(), GuildId(evening.guild.id)
    async with jobs._database.write() as kept:
        await kept.jobs.add(
            [NewJob(kind="errand", key="1", due_at=now, guild_id=guild_id, subject_id=1)]
        )
    with evening.env._bot_scope():
        jobs.wake()
    await evening.env.advance_time(60)
    assert tried == [1, 2]
    (entry,) = lines(caplog)
    assert "of kind errand failed, attempt 1" in entry
    assert "Traceback" in entry
    nothing_private(caplog)


# What was to be expected: its own sentence, and no alarm.


async def test_a_command_refuses_quietly(
    evening: Evening, caplog: pytest.LogCaptureFixture
) -> None:
    told = await evening.member("Ara").slash(evening.channel, "episode", show=WORDS)
    (message,) = shown(told)
    assert message.ephemeral
    assert "There is no show called" in answer(told)
    assert lines(caplog) == []
    nothing_private(caplog)
    (refusal,) = refusals(evening)
    assert refusal.key == "error-unknown-show-here"


async def test_a_form_refuses_quietly(evening: Evening, caplog: pytest.LogCaptureFixture) -> None:
    boss = host(evening)
    form = await press(boss, await boss.slash(evening.channel, "settings setup"), "setup-city")
    told = await boss.submit_modal(form, {"city": WORDS})
    (message,) = shown(told)
    assert message.ephemeral
    assert lines(caplog) == []
    nothing_private(caplog)
    (refusal,) = refusals(evening)
    assert str(say(refusal.key, **refusal.fields)) in answer(told)
    assert evening.bot._connection._view_store._modals == {}, "a form that was sent off is kept"


async def test_a_menu_refuses_quietly(evening: Evening, caplog: pytest.LogCaptureFixture) -> None:
    boss = host(evening)
    first_steps = await boss.slash(evening.channel, "settings setup")
    told = await evening.member("Ara").slash(evening.channel, "settings setup")
    refused = await choose(boss, first_steps, "setup-managers", [evening.guild.default_role])
    for result in (told, refused):
        (message,) = [one for one in shown(result) if one.ephemeral][-1:]
        assert message.ephemeral
    assert lines(caplog) == []
    refusals(evening)


# Doors that lead nowhere any more.


async def test_a_form_that_was_open_over_a_restart(evening: Evening) -> None:
    ara = await evening.at("Ara", 2)
    form = await ara.slash(evening.channel, "recap note", episode="2")
    await evening.restart()
    told = await ara.submit_modal(form, {"text": WORDS})
    assert answer(told).strip() == say("error-form-gone")
    assert all(message.ephemeral for message in shown(told))


async def test_a_form_that_was_open_for_hours(evening: Evening) -> None:
    ara = await evening.at("Ara", 2)
    form = await ara.slash(evening.channel, "recap note", episode="2")
    await evening.env.advance_time(4 * 3600)
    told = await ara.submit_modal(form, {"text": WORDS})
    assert answer(told).strip() == say("error-form-gone")


async def test_a_form_answers_once(evening: Evening) -> None:
    ara = await evening.at("Ara", 2)
    form = await ara.slash(evening.channel, "recap note", episode="2")
    told = await ara.submit_modal(form, {"text": WORDS})
    (message,) = shown(told)
    assert WORDS in answer(told)
    assert message.ephemeral


async def test_a_button_of_another_version(evening: Evening) -> None:
    view = LanternView()
    view.add_item(ui.ActionRow(ui.Button(label="Then", custom_id="long-ago:1")))
    room = evening.bot.get_partial_messageable(evening.channel.id, guild_id=evening.guild.id)
    message = await room.send(view=view)
    await evening.restart()
    told = await evening.member("Ara").click(message, custom_id="long-ago:1")
    assert answer(told).strip() == say("error-old-button")


async def test_a_used_button_of_somebody_else_is_told_to_be_theirs(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 2), evening.member("Minho")
    asked = await ara.slash(evening.channel, "privacy delete")
    used = custom_id(asked, "privacy-ask:")
    await press(ara, asked, "privacy-keep:")
    told = await evening.press(minho, asked, used)
    assert answer(told).strip() == say("error-not-your-button")
    mine = await evening.press(ara, asked, used)
    assert answer(mine).strip() == say("error-old-button")


async def test_a_used_menu_of_somebody_else_is_told_to_be_theirs(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 2), evening.member("Minho")
    asked = await ara.slash(evening.channel, "privacy delete")
    await press(ara, asked, "privacy-keep:")
    told = await evening.press(minho, asked, f"which-show:{ara.id}:watched:{{}}")
    assert answer(told).strip() == say("error-not-your-button")


async def test_a_command_of_another_version(
    evening: Evening, caplog: pytest.LogCaptureFixture
) -> None:
    evening.bot.tree.remove_command("episode")
    ara = evening.member("Ara")
    told = await ara.slash(evening.channel, "episode")
    assert answer(told).strip() == say("error-command-changed")
    assert await ara.autocomplete(evening.channel, "episode", "episode", "x") == []
    assert evening.env.http_requests[-1].json == {"type": 8, "data": {"choices": []}}
    assert lines(caplog) == []
    met(evening)


async def test_a_channel_that_we_cannot_see(
    evening: Evening, caplog: pytest.LogCaptureFixture
) -> None:
    hidden = evening.guild.create_text_channel("hidden")
    await evening.env.settle()
    guild = evening.bot.get_guild(evening.guild.id)
    assert guild is not None
    channel = guild.get_channel(hidden.id)
    assert channel is not None
    guild._remove_channel(channel)
    boss = host(evening)
    told = await boss.slash(evening.channel, "settings set", home=hidden)
    assert answer(told).strip() == say("error-unseen-channel")
    assert lines(caplog) == []
    met(evening)
