"""A database that fails: one line about it, nothing half done, and afterwards all works again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

import pytest
from simcord.results import InteractionResult

from bot.domain.errors import StorageGoneError
from bot.domain.ids import GuildId
from bot.services.ports import Repositories
from bot.storage.database import Database
from tests.e2e.conftest import Evening
from tests.e2e.every_button import buttons_of
from tests.e2e.every_command import Stage, hurry, stage
from tests.e2e.mishaps import (
    Watched,
    failure,
    refusals,
    shown,
    talkative,
    unexplained,
    without_reference,
)
from tests.e2e.party_steps import button, has_buttons
from tests.e2e.pressing import choose, press
from tests.e2e.reading import answer

MOST_USES: Final = 15
ELSEWHERE: Final = ("discuss open", "threads-open")
"""A thread is made at Discord between two writes; how that ends is told in its own tests."""

T = TypeVar("T")
COPES: Final = ("party-rsvp:1:", "progress undo", "undo:")
"""What is asked for is kept, and then shown from what is known of it."""

Act = Callable[[], Awaitable[InteractionResult]]


@dataclass
class Fate:
    """Which use of the database fails, and how often it was used."""

    fails_at: int = 0
    """Counted from 1; 0 for none."""
    uses: int = 0

    def fail_at(self, number: int) -> None:
        self.fails_at, self.uses = number, 0

    def use(self) -> None:
        self.uses += 1
        if self.uses == self.fails_at:
            raise StorageGoneError

    @property
    def has_struck(self) -> bool:
        return self.uses >= self.fails_at > 0


@pytest.fixture
def fate(monkeypatch: pytest.MonkeyPatch) -> Fate:
    """Let a use of the database fail: a reading at once, a writing when it is to be kept."""
    fate, read, write, do = Fate(), Database.read, Database.write, Database.do

    @asynccontextmanager
    async def reading(database: Database) -> AsyncIterator[Repositories]:
        fate.use()
        async with read(database) as kept:
            yield kept

    @asynccontextmanager
    async def writing(database: Database) -> AsyncIterator[Repositories]:
        async with write(database) as kept:
            yield kept
            fate.use()

    async def doing(database: Database, work: Callable[[Repositories], Awaitable[T]]) -> T:
        async def unit(kept: Repositories) -> T:
            done = await work(kept)
            fate.use()
            return done

        return await do(database, unit)

    monkeypatch.setattr(Database, "read", reading)
    monkeypatch.setattr(Database, "write", writing)
    monkeypatch.setattr(Database, "do", doing)
    return fate


@pytest.fixture
async def everything(fate: Fate, evening: Evening, caplog: pytest.LogCaptureFixture) -> Stage:
    talkative(caplog)
    hurry(evening.env)
    staged = await stage(evening)
    # What the worker does on its own would be counted too.
    await evening.bot.unload_extension("cogs.worker")
    assert not fate.has_struck
    return staged


async def test_no_command_and_no_button_is_left_half_done(  # noqa: C901 - a walk through all
    everything: Stage, fate: Fate
) -> None:
    kept = Watched(everything.evening.database)
    tried: list[str] = []

    async def fail_at_each_use(name: str, act: Act) -> InteractionResult:
        """Do it until it works, each use of the database failing once; return what came of it."""
        for number in range(1, MOST_USES):
            fate.fail_at(number)
            kept.changes()
            told = await act()
            changes = kept.changes()
            if not fate.has_struck:
                fate.fail_at(0)
                return told
            tried.append(name)
            if name.startswith(ELSEWHERE):
                continue
            if without_reference(answer(told)).endswith(failure("error-storage-gone")):
                assert changes == set(), (name, number)
                assert all(message.ephemeral for message in shown(told)[-1:]), (name, number)
            else:
                assert name.startswith(COPES), (name, number, answer(told))
                if name.startswith("undo:"):  # it is taken back, and the button is gone with it
                    fate.fail_at(0)
                    return told
        raise AssertionError(f"{name} uses it without an end")

    for name, act in public_cards(everything):
        await fail_at_each_use(name, act)
    for name, act in commands(everything):
        told = await fail_at_each_use(name, act)
        for custom_id, pressing in presses(everything, told):
            await fail_at_each_use(custom_id, pressing)
    kept.close()
    refusals(everything.evening)
    assert len(tried) > 50
    assert {"watched", "show create", "remind me", "party-rsvp:1:maybe"} <= set(tried)


def commands(everything: Stage) -> Iterator[tuple[str, Act]]:
    """Yield every command, with few options and with all."""
    for command in everything.commands:
        few, many = everything.good(command), everything.good(command, everything=True)
        many.pop("clear", None)
        for options in (few, *([many] if many != few else [])):
            channel = everything.evening.channel
            yield command, partial(everything.actor.slash, channel, command, **options)


def presses(everything: Stage, told: InteractionResult) -> Iterator[tuple[str, Act]]:
    """Yield every button under an answer that is still there once its turn comes."""
    for message, custom_id in buttons_of(told):
        if not custom_id.startswith("privacy"):
            yield custom_id, partial(everything.actor.click, message, custom_id=custom_id)


def public_cards(everything: Stage) -> Iterator[tuple[str, Act]]:
    """Yield the buttons of the card that a party has in its channel."""
    for message in everything.evening.channel.history():
        if has_buttons(message) and button(message, "").startswith("party-rsvp"):
            for answered in ("going", "maybe", "no"):
                custom_id = f"party-rsvp:1:{answered}"
                yield custom_id, partial(everything.actor.click, message, custom_id=custom_id)


async def test_the_first_steps_are_not_left_half_done(everything: Stage, fate: Fate) -> None:
    evening, actor = everything.evening, everything.actor
    guild_id = GuildId(evening.guild.id)
    other = evening.bot.services.catalog.search(guild_id, "thrones", limit=1)[0]
    await actor.slash(evening.channel, "settings setup")
    kept = Watched(evening.database)
    for start, chosen, values in (
        ("setup-channel", None, [evening.channel]),
        ("setup-show", None, [str(other)]),
        ("setup-zone", None, ["Asia/Seoul"]),
        ("setup-managers", None, [evening.guild.create_role("Film club")]),
        ("setup-own", {"title": "Ours", "episodes": "4"}, []),
        ("setup-city", {"city": "Berlin"}, []),
    ):
        for number in range(1, MOST_USES):
            fate.fail_at(0)
            await evening.restart()
            hurry(evening.env)
            steps = await actor.slash(evening.channel, "settings setup")
            form = None if chosen is None else await press(actor, steps, start)
            kept.changes()
            fate.fail_at(number)
            if form is not None and chosen is not None:
                told = await actor.submit_modal(form, chosen)
            else:
                told = await choose(actor, steps, start, values)
            if not fate.has_struck:
                assert kept.changes() != set(), start
                break
            assert kept.changes() == set(), (start, number)
            assert without_reference(answer(told)).endswith(failure("error-storage-gone")), (
                start,
                number,
            )
    fate.fail_at(0)
    kept.close()
    refusals(evening)


async def test_what_is_in_memory_is_what_is_kept(
    everything: Stage, fate: Fate, caplog: pytest.LogCaptureFixture
) -> None:
    evening = everything.evening
    for _, act in commands(everything):
        for number in range(1, MOST_USES):
            fate.fail_at(number)
            await act()
            if not fate.has_struck:
                break
    fate.fail_at(0)
    before = await looks(everything)
    await evening.restart()
    hurry(evening.env)
    assert await looks(everything) == before
    refusals(evening)
    assert unexplained(caplog) == []


async def looks(everything: Stage) -> list[str]:
    """Return the lines that a member is told of what is kept."""
    seen = ("settings view", "show list", "progress me", "party list", "remind list", "recap me")
    told = [answer(await everything.run(command)) for command in seen]
    return sorted("\n".join(told).splitlines())
