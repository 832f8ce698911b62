"""Members' own words, wherever they turn up later: in rooms, in threads, in direct messages."""

from __future__ import annotations

from typing import Final

import pytest
from simcord.actors import MemberActor

from tests.e2e.conftest import Evening
from tests.e2e.every_command import hurry
from tests.e2e.mishaps import lines, nothing_private, refusals, talkative
from tests.e2e.outgoing import here, lively, messages
from tests.e2e.pressing import press
from tests.e2e.test_bad_input import TYPED
from tests.e2e.test_show import host

DAY: Final = 86_400
_WATCHED: Final = 3


@pytest.fixture
def evening(evening: Evening, caplog: pytest.LogCaptureFixture) -> Evening:
    talkative(caplog)
    hurry(evening.env)
    return evening


def slips(evening: Evening, since: int, name: str) -> list[str]:
    """Return what words of this kind do in the messages sent since."""
    found = [slip for message in messages(evening, since) for slip in lively(message)]
    return [f"{name}: {slip}" for slip in found]


async def test_a_title(evening: Evening, caplog: pytest.LogCaptureFixture) -> None:
    boss, problems, taken = host(evening), [], 0
    for name, typed in TYPED.items():
        start = here(evening)
        await boss.slash(evening.channel, "show create", title=typed, episodes="3")
        if refusals(evening):
            continue
        taken += 1
        await _about_the_newest(evening, boss)
        refusals(evening)
        problems += slips(evening, start, name)
    assert problems == []
    assert taken > 20
    for thread in evening.channel.threads:
        assert 1 <= len(thread.name or "") <= 100
    assert lines(caplog) == []
    nothing_private(caplog)


async def _about_the_newest(evening: Evening, boss: MemberActor) -> None:
    """Use every command that shows the title of the show that was made last."""
    catalog = evening.bot.services.catalog
    show = f"show:{max(catalog._owner)}"
    for command, options in (
        ("watched", {}),
        ("progress me", {}),
        ("progress board", {}),
        ("episode", {"public": True}),
        ("recap post", {}),
        ("recap me", {}),
        ("discuss open", {"episode": "1"}),
        ("discuss list", {}),
        ("discuss safe", {}),
        ("show list", {}),
        ("show info", {}),
        ("show remove", {}),
        ("settings set", {}),
        ("settings view", {}),
        ("remind me", {"when": "in 2 hours"}),
        ("episode", {"episode": "99"}),
        ("progress undo", {}),
        ("progress drop", {}),
    ):
        named = {} if command in {"show list", "settings view"} else {"show": show}
        await boss.slash(evening.channel, command, **named, **options)
    planned = await boss.slash(
        evening.channel, "party schedule", show=show, episode="1", when="in 30 hours"
    )
    await press(boss, planned, "draft-confirm")
    await boss.slash(evening.channel, "party list")
    await boss.slash(evening.channel, "party cancel")


async def test_a_line_on_an_episode(evening: Evening, caplog: pytest.LogCaptureFixture) -> None:
    ara = await evening.at("Ara", _WATCHED)
    minho = await evening.at("Minho", _WATCHED)
    problems: list[str] = []
    for name, typed in TYPED.items():
        start = here(evening)
        form = await ara.slash(evening.channel, "recap note", episode="2")
        if not 1 <= len(typed) <= 280:
            continue
        kept = await ara.submit_modal(form, {"text": typed})
        if refusals(evening):
            continue
        for reader in (ara, minho):
            await reader.slash(evening.channel, "episode", episode="2")
            await reader.slash(evening.channel, "episode", episode="2", public=True)
            await reader.slash(evening.channel, "recap me")
            await reader.slash(evening.channel, "recap post")
        listed = await press(ara, kept, "note-mine")
        await press(ara, await press(ara, listed, "note-delete:"), "note-delete-sure")
        problems += slips(evening, start, name)
    assert problems == []
    assert refusals(evening) == []
    assert lines(caplog) == []
    nothing_private(caplog)


async def test_a_place_and_a_reminder(evening: Evening, caplog: pytest.LogCaptureFixture) -> None:
    ara = await evening.at("Ara", _WATCHED)
    start, planned = here(evening), 0
    for typed in TYPED.values():
        for command, options in (
            ("party schedule", {"where": typed, "episode": "4", "when": "in 30 hours"}),
            ("remind me", {"text": typed, "when": "in 2 hours"}),
        ):
            draft = await ara.slash(evening.channel, command, **options)
            if not refusals(evening):
                await press(ara, draft, "draft-confirm")
                planned += 1
    await ara.slash(evening.channel, "party list")
    await ara.slash(evening.channel, "remind list")
    said = here(evening)
    await evening.env.advance_time(2 * DAY)
    assert len(messages(evening, said)) > 50
    assert slips(evening, start, "a place or a reminder") == []
    assert planned > 50
    assert refusals(evening) == []
    assert lines(caplog) == []
    nothing_private(caplog)
