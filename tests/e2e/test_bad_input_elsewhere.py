"""What nobody should type, in numbers, in forms, and in direct messages."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Final

import pytest
from simcord.enums import OptionType
from simcord.results import InteractionResult

from tests.e2e.conftest import Evening
from tests.e2e.every_command import Options, Stage, hurry, leaves, stage
from tests.e2e.mishaps import (
    WORDS,
    Watched,
    lines,
    nothing_private,
    refusals,
    shown,
    talkative,
)
from tests.e2e.outgoing import here, lively, messages
from tests.e2e.pressing import press
from tests.e2e.reading import answer
from tests.e2e.test_bad_input import OWN_WORDS, TYPED, refused

NUMBERS: Final = (-(2**53) + 1, -1, 0, 999, 2**53 - 1)
Open = Callable[[], Awaitable[InteractionResult]]


@pytest.fixture
async def everything(evening: Evening, caplog: pytest.LogCaptureFixture) -> Stage:
    talkative(caplog)
    hurry(evening.env)
    return await stage(evening)


async def test_numbers(everything: Stage, caplog: pytest.LogCaptureFixture) -> None:
    evening, kept, tried = everything.evening, Watched(everything.evening.database), 0
    for command, option, number in _numbers(everything):
        kept.changes()
        told = await everything.run(command, **{option: number})
        assert all(message.ephemeral for message in shown(told)), (command, option, number)
        assert "reference" not in answer(told).lower(), (command, option, number)
        if refusals(evening):
            assert kept.changes() == set(), (command, option, number)
        tried += 1
    kept.close()
    assert tried >= 10
    assert lines(caplog) == []


def _numbers(everything: Stage) -> Iterator[tuple[str, str, int]]:
    for command, options in everything.commands.items():
        for name, option in options.items():
            if option["type"] == OptionType.INTEGER and not option.get("choices"):
                for number in NUMBERS:
                    if option.get("min_value", number) <= number <= option.get("max_value", number):
                        yield command, name, number


async def test_forms(everything: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Each form takes it or says what is wrong with it; then nothing is kept."""
    evening, kept, taken, tried = everything.evening, Watched(everything.evening.database), 0, 0
    problems: list[str] = []
    for name, open_form, filled in _forms(everything):
        for field in filled:
            for typed in TYPED.values():
                if not 1 <= len(typed) <= 60:
                    continue
                form = await open_form()
                start, _ = here(evening), kept.changes()
                told = await everything.actor.submit_modal(form, {**filled, field: typed})
                tried += 1
                if refusals(evening):
                    problems += [f"{name} {field}: changed {one}" for one in kept.changes()]
                else:
                    taken += 1
                slips = [slip for one in messages(evening, start) for slip in lively(one)]
                problems += [f"{name} {field}: {slip}" for slip in slips]
                assert "reference" not in answer(told).lower(), (name, field, typed)
                assert "“”" not in answer(told), (name, field, typed)
    kept.close()
    assert problems == []
    assert tried > 100
    assert 10 < taken < tried
    assert lines(caplog) == []
    nothing_private(caplog)


def _forms(everything: Stage) -> Iterator[tuple[str, Open, dict[str, str]]]:
    """Yield each form: how to open it, and with what it can be filled in."""

    def by(command: str, start: str) -> Open:
        async def opened() -> InteractionResult:
            return await press(everything.actor, await everything.run(command), start)

        return opened

    yield "own show", by("settings setup", "setup-own"), {"title": "Ours", "episodes": "4"}
    yield "city", by("settings setup", "setup-city"), {"city": "Seoul"}
    yield "change", by("remind me", "draft-change"), {"when": "in 3 hours", "zone": "Seoul"}


async def test_in_direct_messages(everything: Stage, caplog: pytest.LogCaptureFixture) -> None:
    evening, member = everything.evening, everything.actor.user
    commands = _offered_in_private(evening, member.id, member.dm_channel.id)
    assert {"remind me", "remind list", "privacy export"} <= set(commands)
    assert not {"watched", "settings set", "party schedule"} & set(commands)
    kept, problems = Watched(evening.database), []
    for command in commands:
        told = await member.slash(command, **everything.good(command))
        assert "reference" not in answer(told).lower(), command
        refusals(evening)
        for option in everything.texts(command):
            for name, typed in TYPED.items():
                kept.changes()
                start = here(evening)
                told = await member.slash(command, **{**everything.good(command), option: typed})
                slips = [slip for one in messages(evening, start) for slip in lively(one)]
                if option in OWN_WORDS.get(command, set()) or (option, name) == ("when", "zero"):
                    refusals(evening)
                else:
                    slips += refused(evening, told) + sorted(kept.changes() - {"draft"})
                problems += [f"/{command} {option}, {name}: {slip}" for slip in slips]
    kept.close()
    assert problems == []
    assert lines(caplog, logging.WARNING) == []
    nothing_private(caplog)


def _offered_in_private(evening: Evening, user_id: int, channel_id: int) -> dict[str, Options]:
    visible = evening.env.backend.visible_commands(user_id=user_id, channel_id=channel_id)
    return leaves(visible)


def test_the_words_that_are_looked_for_are_typed() -> None:
    assert sum(WORDS in typed for typed in TYPED.values()) > 15
