"""Buttons that are somebody else's, or about what is gone, also after a restart."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Final

import pytest
from simcord.actors import MemberActor

from bot.domain.ids import GuildId, ShowId
from bot.ui.words import say
from tests.e2e.conftest import Evening
from tests.e2e.every_button import (
    GONE,
    SUBJECTS,
    Pressable,
    every_button,
    press_everything,
    press_made_up,
)
from tests.e2e.every_command import Stage, hurry, stage
from tests.e2e.mishaps import Watched, lines, refusals, shown, talkative
from tests.e2e.outgoing import here, lively, messages
from tests.e2e.pressing import press
from tests.e2e.reading import answer, custom_id
from tests.e2e.test_show import host

STRANGER: Final = 424_242

CONTEXT_ONLY: Final = frozenset({"setup-channel", "setup-zone", "setup-managers", "setup-city"})
"""The show is what they return to; they do their own work without it."""


@pytest.fixture
def evening(evening: Evening, caplog: pytest.LogCaptureFixture) -> Evening:
    talkative(caplog)
    hurry(evening.env)
    return evening


Check = Callable[[MemberActor, Watched], Awaitable[list[str]]]


async def twice(evening: Evening, caplog: pytest.LogCaptureFixture, check: Check) -> None:
    """Run a check over every button, before and after a restart."""
    actor, kept = host(evening), Watched(evening.database)
    try:
        assert await check(actor, kept) == []
        await evening.restart()
        hurry(evening.env)
        kept.changes()
        assert await check(actor, kept) == []
    finally:
        kept.close()
    assert lines(caplog, logging.ERROR) == []


async def test_somebody_elses(evening: Evening, caplog: pytest.LogCaptureFixture) -> None:
    async def check(actor: MemberActor, kept: Watched) -> list[str]:
        owned = [kind for kind in every_button(evening) if "owner" in kind.groups]
        assert len(owned) > 25
        problems = []
        for kind in owned:
            told = await press_made_up(evening, actor, kind, kind.custom_id(owner=STRANGER))
            if answer(told).strip() != say("error-not-your-button"):
                problems.append(f"{kind.name}: {answer(told)!r}")
            if kept.changes() or [message.ephemeral for message in shown(told)] != [True]:
                problems.append(f"{kind.name}: not refused in private")
        return problems

    await twice(evening, caplog, check)


async def test_about_what_is_gone(evening: Evening, caplog: pytest.LogCaptureFixture) -> None:
    async def check(actor: MemberActor, kept: Watched) -> list[str]:
        about = [kind for kind in every_button(evening) if kind.is_about_something]
        assert len(about) > 35
        problems = []
        for kind in about:
            start = here(evening)
            gone = kind.custom_id(owner=actor.id, **dict.fromkeys(SUBJECTS, GONE))
            told = await press_made_up(evening, actor, kind, gone)
            changes = kept.changes()
            if kind.name in CONTEXT_ONLY:
                continue
            problems += [f"{kind.name}: changed {table}" for table in changes]
            if len(messages(evening, start)) != 1 or str(GONE) in answer(told):
                problems.append(f"{kind.name}: {answer(told)!r}")
            problems += [slip for one in messages(evening, start) for slip in lively(one)]
        return problems

    await twice(evening, caplog, check)


async def test_whatever_it_is_about_there_is_an_answer(
    evening: Evening, caplog: pytest.LogCaptureFixture
) -> None:
    """Also where the numbers are as large as a custom id can hold."""
    for kind in every_button(evening):
        actor = host(evening)
        for custom in (kind.custom_id(owner=actor.id, **_numbers(kind, 999)), _largest(kind)):
            told = await press_made_up(evening, actor, kind, custom)
            assert told.acknowledged, custom
            assert "reference" not in answer(told), custom
    assert lines(caplog, logging.ERROR) == []


def _numbers(kind: Pressable, number: int) -> dict[str, int]:
    return dict.fromkeys(kind.groups & {"page", "part", "episode", "character", "job"}, number)


def _largest(kind: Pressable) -> str:
    made = kind.custom_id()
    return made if kind.groups <= {"owner"} else kind.custom_id(**kind.largest())


# The same with what was really there.


async def test_everything_after_its_show_was_deleted(
    evening: Evening, caplog: pytest.LogCaptureFixture
) -> None:
    boss = host(evening)
    made = await boss.slash(evening.channel, "show create", title="Ours", episodes="3")
    show_id = int(custom_id(made, "show-follow").removeprefix("show-follow:"))
    show = f"show:{show_id}"
    await boss.slash(evening.channel, "settings set", show=show)
    for command, options in (
        ("watched", {"episode": "1"}),
        ("watched", {"episode": "3"}),
        ("episode", {"public": True}),
        ("progress me", {"show": show}),
        ("progress board", {}),
        ("recap me", {}),
        ("recap post", {}),
        ("recap note", {"episode": "1", "text": "Mine"}),
        ("discuss open", {"episode": "1"}),
        ("discuss list", {}),
        ("show info", {}),
        ("show list", {}),
        ("show remove", {"show": show}),
        ("party schedule", {"episode": "2", "when": "in 3 hours"}),
        ("remind me", {"when": "in 3 hours", "show": show}),
        ("settings set", {"position": "3"}),
        ("settings setup", {}),
        ("privacy delete", {}),
    ):
        told = await boss.slash(evening.channel, command, **options)
        if command in {"party schedule", "remind me"}:
            await press(boss, told, "draft-confirm")
            await boss.slash(evening.channel, command, **options)
    await evening.env.advance_time(4 * 3_600)
    refusals(evening)
    await evening.bot.services.catalog.delete_created(GuildId(evening.guild.id), ShowId(show_id))
    for _ in range(2):
        pressed = await press_everything(evening, boss)
        assert len(pressed) > 15
        for label, told in pressed:
            assert told.acknowledged, label
            assert "reference" not in answer(told), (label, answer(told))
            # A show that is gone has no name: its number is nobody's to read.
            assert "called “" not in answer(told), (label, answer(told))
        await evening.restart()
        hurry(evening.env)
    assert lines(caplog, logging.ERROR) == []


async def test_a_form_after_its_line_was_deleted(evening: Evening) -> None:
    ara = await evening.at("Ara", 2)
    kept = await ara.slash(evening.channel, "recap note", episode="2", text="Mine")
    form = await press(ara, kept, "note-edit")
    await press(ara, await press(ara, kept, "note-delete:"), "note-delete-sure")
    told = await ara.submit_modal(form, {"text": "Mine once more"})
    assert answer(told).strip() == say("error-note-gone")
    assert [refusal.key for refusal in refusals(evening)] == ["error-note-gone"]


async def test_a_form_after_its_draft_was_dropped(evening: Evening) -> None:
    everything: Stage = await stage(evening)
    drafted = await everything.run("remind me")
    form = await press(everything.actor, drafted, "draft-change")
    await press(everything.actor, drafted, "draft-drop")
    told = await everything.actor.submit_modal(form, {"when": "in 3 hours", "zone": "Seoul"})
    assert answer(told).strip() == say("error-draft-gone")
    assert [refusal.key for refusal in refusals(evening)] == ["error-draft-gone"]


async def test_a_form_after_its_show_was_deleted(evening: Evening) -> None:
    boss = host(evening)
    guild_id = GuildId(evening.guild.id)
    await boss.slash(evening.channel, "show create", title="Ours", episodes="3")
    show = max(evening.bot.services.catalog.shelf(guild_id))
    await boss.slash(evening.channel, "watched", episode="1", show=f"show:{show}")
    form = await boss.slash(evening.channel, "recap note", episode="1", show=f"show:{show}")
    city = await press(boss, await boss.slash(evening.channel, "settings setup"), "setup-city")
    await evening.bot.services.shows.delete(guild_id, show)
    told = await boss.submit_modal(form, {"text": "Too late"})
    assert answer(told).strip() == say("error-show-gone")
    zone = await boss.submit_modal(city, {"city": "Seoul"})
    assert "Seoul" in answer(zone)
    refusals(evening)
