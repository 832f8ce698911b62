"""What nobody should type, typed into every option of every command that was synced."""

from __future__ import annotations

import logging
from typing import Final

import pytest
from simcord.results import InteractionResult

from bot.ui.words import say
from tests.e2e.conftest import Evening
from tests.e2e.every_command import Stage, hurry, stage
from tests.e2e.mishaps import (
    WORDS,
    Watched,
    lines,
    met,
    nothing_private,
    refusals,
    shown,
    talkative,
)
from tests.e2e.outgoing import choices, here, lively, messages
from tests.e2e.reading import answer, buttons

TYPED: Final = {
    "nothing known": WORDS,
    "zero": "0",
    "less than nothing": "-1",
    "too much": "999",
    "far too much": "1" + "0" * 30,
    "nothing": "",
    "a space": " ",
    "signs": "?!…",
    "2,000 characters": (f"{WORDS} " * 250)[:2_000],
    "emoji": "🕯️🎬👩‍👩‍👧",
    "right to left": f"שלום {WORDS} \u202eneddih",
    "a blank sign": "\u2800",
    "zero width": "\u200b\u2060\ufeff\u200d",
    "piled marks": "zqx" + "\u0301" * 60,
    "two lines": f"{WORDS}\n# {WORDS}\n* {WORDS}",
    "a heading": f"# {WORDS}",
    "a quotation": f"> {WORDS}",
    "a small line": f"-# {WORDS}",
    "a link": f"[{WORDS}](http://zqx.example)",
    "an address": f"http://zqx.example/{WORDS}",
    "bars": f"||{WORDS}||",
    "code": f"`{WORDS}`",
    "a block of code": f"```\n{WORDS}",
    "bold and more": "**zqxbold** __zqxunder__ ~~zqxstruck~~ *zqx* _zqx_",
    "everyone": f"@everyone {WORDS} @here",
    "a member": f"<@4242424242424242424> <@!4242424242424242424> {WORDS}",
    "a role": f"<@&4242424242424242424> {WORDS}",
    "a channel": f"<#4242424242424242424> {WORDS}",
    "a command": "</zqxwords:1>",
    "a time": f"<t:4242424242:R> {WORDS}",
    "a statement": "'; DROP TABLE note; --",
}

OWN_WORDS: Final = {
    "recap note": {"text"},
    "remind me": {"text"},
    "party schedule": {"where"},
    "show create": {"title"},
    "show search": {"query"},
}
"""Where people write what they like; all that can be seen is taken."""

MEANT: Final = {
    ("when", "zero"),  # midnight
    ("position", "zero"),  # the start
    ("episodes", "too much"),  # a long show
    ("reminders", "zero"),  # none at all
}
"""What only looks as if nobody could mean it."""


@pytest.fixture
async def everything(evening: Evening, caplog: pytest.LogCaptureFixture) -> Stage:
    talkative(caplog)
    hurry(evening.env)
    return await stage(evening)


async def test_what_names_nothing_changes_nothing(
    everything: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    evening = everything.evening
    problems, steps = [], 0
    kept = Watched(evening.database)
    for command in everything.commands:
        for option in set(everything.texts(command)) - OWN_WORDS.get(command, set()):
            for name, typed in TYPED.items():
                if (option, name) in MEANT or not fits(everything, command, option, typed):
                    continue
                steps += 1
                start = here(evening)
                told = await everything.run(command, **{option: typed})
                found = refused(evening, told)
                found += [f"changed {table}" for table in kept.changes() - {"draft"}]
                found += [slip for message in messages(evening, start) for slip in lively(message)]
                problems += [f"/{command} {option}, {name}: {problem}" for problem in found]
    kept.close()
    assert problems == []
    assert steps > 800
    assert lines(caplog) == []
    nothing_private(caplog)


def fits(everything: Stage, command: str, option: str, typed: str) -> bool:
    """Tell whether clients let it through."""
    known = everything.commands[command][option]
    return bool(known.get("min_length", 0) <= len(typed) <= known.get("max_length", 6_000))


def refused(evening: Evening, told: InteractionResult) -> list[str]:
    """Return what is wrong with a refusal: one private line that says what it is about.

    Or a private card that offers to change what was written, or to choose, and nothing to confirm.
    """
    errors = refusals(evening)
    if not errors and offers(told):
        return []
    if len(errors) != 1:
        return [f"not refused: {answer(told)!r}"]
    (error,) = errors
    if [message.ephemeral for message in shown(told)] != [True]:
        return ["not one private line"]
    if answer(told).strip() != str(say(error.key, **error.fields)).strip():
        return [f"not what was to be said: {answer(told)!r}"]
    if "“”" in answer(told):
        return ["quotes nothing at all"]
    return ["says nothing of what is wrong"] if error.key == "error-unexpected" else []


def offers(told: InteractionResult) -> bool:
    """Tell whether what was written is offered to be changed, or asked for anew."""
    ids = [str(one["custom_id"]) for message in shown(told) for one in buttons(message.components)]
    keeps = [one for one in ids if one.startswith(("draft-confirm", "draft-pick"))]
    asks = [one for one in ids if one.startswith(("draft-change", "party-which", "remind-which"))]
    return bool(asks) and not keeps and [one.ephemeral for one in shown(told)] == [True]


async def test_own_words_stay_words(everything: Stage, caplog: pytest.LogCaptureFixture) -> None:
    evening, problems = everything.evening, []
    for command, options in OWN_WORDS.items():
        for option in options:
            for number, (name, typed) in enumerate(TYPED.items()):
                if not fits(everything, command, option, typed):
                    continue
                start = here(evening)
                varied = {"episode": str(1 + number % 3)} if command == "recap note" else {}
                if command == "recap note":
                    await evening.bot.services.notes.load()
                told = await everything.run(command, **varied, **{option: typed})
                refusals(evening)
                slips = [slip for one in messages(evening, start) for slip in lively(one)]
                if [message.ephemeral for message in shown(told)] != [True]:
                    slips.append(f"not one private answer: {answer(told)!r}")
                if "“”" in answer(told):
                    slips.append("quotes nothing at all")
                problems += [f"/{command} {option}, {name}: {slip}" for slip in slips]
    assert problems == []
    assert lines(caplog) == []
    nothing_private(caplog)


async def test_choices_take_anything(everything: Stage, caplog: pytest.LogCaptureFixture) -> None:
    evening, offered = everything.evening, 0
    for command, options in everything.commands.items():
        for option in (name for name, known in options.items() if known.get("autocomplete")):
            for name, typed in TYPED.items():
                start = here(evening)
                await everything.actor.autocomplete(evening.channel, command, option, typed)
                (found,) = choices(evening, start)
                offered += len(found)
                assert len(found) <= 25, (command, option, name)
                for choice in found:
                    assert 1 <= len(choice["name"]) <= 100, (command, option, name)
                    assert 1 <= len(str(choice["value"])) <= 100, (command, option, name)
    assert offered > 100
    assert lines(caplog) == []
    assert met(evening) == []
    nothing_private(caplog)


async def test_the_words_reach_the_oracle(everything: Stage) -> None:
    """Show that live words would be noticed."""
    evening = everything.evening
    start = here(evening)
    room = evening.bot.get_partial_messageable(evening.channel.id)
    for typed in ("# zqx", "@everyone", "||zqx||", "[zqx](http://zqx.example)", "\u202eneddih"):
        await room.send(typed)
    sent = messages(evening, start)
    assert len(sent) == 5
    assert all(lively(message) for message in sent)
    assert logging.getLogger("bot").isEnabledFor(logging.DEBUG)
