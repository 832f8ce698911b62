"""Discord's limits, with much of everything: no message, form or list of choices is beyond them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest
from simcord.results import InteractionResult

from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.every_button import buttons_of
from tests.e2e.every_command import Stage, every_command, hurry
from tests.e2e.largest import WATCHED, crowd
from tests.e2e.mishaps import lines, refusals, talkative
from tests.e2e.outgoing import Sent, choices, forms, here, messages
from tests.e2e.reading import answer
from tests.e2e.test_show import host

TEXT, COMPONENTS, CUSTOM_ID, LABEL, OPTIONS, CHOICE = 4_000, 40, 100, 80, 25, 100
PLACEHOLDER, FORM_TITLE, FORM_LABEL, FORM_HINT = 150, 45, 45, 100
PAGES: Final = 80
"""Pages turned of one list, which is more than any of them has."""
_FINAL: Final = ("show-remove", "privacy", "party-cancel", "note-delete-sure", "undo", "show-leave")
"""Buttons that take away what the others need."""


@pytest.fixture
async def largest(evening: Evening, caplog: pytest.LogCaptureFixture) -> Stage:
    talkative(caplog)
    hurry(evening.env)
    actor = host(evening)
    show = await crowd(evening, UserId(actor.id))
    await evening.env.settle()
    evening.show_id = show.id
    return Stage(evening, actor, every_command(evening, actor))


async def test_the_largest_show_and_a_crowd(
    largest: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    evening = largest.evening
    guilds, channel_id = evening.bot.services.guilds, ChannelId(evening.channel.id)
    await guilds.set_channel_show(GuildId(evening.guild.id), channel_id, largest_id(largest))
    start, turned = here(evening), 0
    for command in largest.commands:
        for options in variants(largest, command):
            told = await largest.actor.slash(evening.channel, command, **options)
            assert told.acknowledged, (command, options)
            turned += await turn_pages(largest, told)
            for message, custom_id in buttons_of(told):
                if not custom_id.startswith(_FINAL):
                    await largest.actor.click(message, custom_id=custom_id)
    refusals(evening)
    assert beyond(evening, start) == []
    assert turned > 60, "the lists were short"
    longest = max(sum(map(len, sent.texts)) for sent in messages(evening, start))
    assert longest > TEXT * 0.7, "nothing came near the limit, so nothing was shown"
    assert lines(caplog, logging.ERROR) == []


def largest_id(largest: Stage) -> ShowId:
    return largest.evening.show_id


def variants(largest: Stage, command: str) -> Iterator[dict[str, Any]]:
    """Yield ways to use a command: with little, with everything, and where most is shown."""
    yield largest.good(command)
    everything = largest.good(command, everything=True)
    everything.pop("clear", None)
    yield everything
    if "episode" in everything:
        yield {**largest.good(command), "episode": str(WATCHED)}
    if "length" in everything:
        yield {**largest.good(command), "length": "full"}
    if command == "recap note":
        yield {"episode": "20"}


async def turn_pages(largest: Stage, told: InteractionResult) -> int:
    """Press Next to the end; return how often."""
    for turned in range(PAGES):
        onward = [one for one in buttons_of(told) if _label(told, one[1]) == "Next"]
        if not onward:
            return turned
        message, custom_id = onward[0]
        told = await largest.actor.click(message, custom_id=custom_id)
        assert "reference" not in answer(told).lower()
    return PAGES


def _label(told: InteractionResult, custom_id: str) -> str:
    for message in (told.response, *told.followups):
        if message is not None:
            for part in Sent("", {"components": message.components}).components:
                if part.get("custom_id") == custom_id:
                    return str(part.get("label"))
    return ""


async def test_choices(largest: Stage) -> None:
    evening, offered = largest.evening, 0
    for command, options in largest.commands.items():
        for option in (name for name, known in options.items() if known.get("autocomplete")):
            for typed in ("", "w", "1", "와", "wide words", "episode", "x" * 300):
                start = here(evening)
                await largest.actor.autocomplete(
                    evening.channel, command, option, typed, **_show(largest, options)
                )
                (found,) = choices(evening, start)
                offered += len(found)
                assert len(found) <= OPTIONS, (command, option, typed)
                assert all(1 <= len(one["name"]) <= CHOICE for one in found), (command, option)
                assert all(1 <= len(str(one["value"])) <= CHOICE for one in found)
                assert len({one["value"] for one in found}) == len(found), (command, option)
    assert offered > 300
    assert refusals(evening) == []


def _show(largest: Stage, options: Mapping[str, Any]) -> dict[str, str]:
    return {"show": f"show:{largest_id(largest)}"} if "show" in options else {}


async def test_the_bundled_show_with_many_episodes(
    evening: Evening, caplog: pytest.LogCaptureFixture
) -> None:
    talkative(caplog)
    hurry(evening.env)
    guild_id = GuildId(evening.guild.id)
    (thrones,) = evening.bot.services.catalog.search(guild_id, "game of thrones", limit=1)
    evening.show_id = thrones
    member = await evening.at("Ara", 73)
    everything = Stage(evening, member, every_command(evening, member))
    start = here(evening)
    for command in everything.commands:
        for options in variants(everything, command):
            named = {"show": f"show:{thrones}"} if "show" in everything.commands[command] else {}
            if "episode" in options:
                options["episode"] = "73"
            told = await member.slash(evening.channel, command, **{**options, **named})
            await turn_pages(everything, told)
    refusals(evening)
    assert beyond(evening, start) == []
    assert lines(caplog, logging.ERROR) == []


def beyond(evening: Evening, since: int) -> list[str]:
    """Return what is beyond a limit in what was sent since."""
    found = [slip for sent in messages(evening, since) for slip in _message(sent)]
    found += [slip for form in forms(evening, since) for slip in _form(form)]
    for thread in evening.channel.threads:
        if not 1 <= len(thread.name or "") <= CHOICE:
            found.append(f"thread name {thread.name!r}")
    return found


def _message(sent: Sent) -> Iterator[str]:
    text = sum(len(str(part.get("content", ""))) for part in sent.components)
    if text > TEXT:
        yield f"{text} characters at {sent.path}"
    if len(sent.components) > COMPONENTS:
        yield f"{len(sent.components)} components at {sent.path}"
    if any(part["type"] == 10 and not part["content"].strip() for part in sent.components):
        yield f"an empty text at {sent.path}"
    ids = [str(part["custom_id"]) for part in sent.components if "custom_id" in part]
    if len(set(ids)) != len(ids):
        yield f"a custom id twice: {ids}"
    for part in sent.components:
        yield from _part(part)


def _part(part: Mapping[str, Any]) -> Iterator[str]:
    for key, limit in (("custom_id", CUSTOM_ID), ("label", LABEL), ("placeholder", PLACEHOLDER)):
        value = part.get(key)
        if value is not None and not 1 <= len(value) <= limit:
            yield f"{key} of {len(value)} characters: {value!r}"
    options = part.get("options") or []
    if len(options) > OPTIONS:
        yield f"{len(options)} options"
    for option in options:
        for key in ("label", "value", "description"):
            if option.get(key) is not None and not 1 <= len(option[key]) <= CHOICE:
                yield f"an option's {key}: {option[key]!r}"


def _form(form: Mapping[str, Any]) -> Iterator[str]:
    if not 1 <= len(form["title"]) <= FORM_TITLE:
        yield f"a form's title: {form['title']!r}"
    for part in form["components"]:
        if (
            len(part.get("label", "")) > FORM_LABEL
            or len(part.get("description") or "") > FORM_HINT
        ):
            yield f"a form's label: {part}"
        field = part.get("component", {})
        if len(field.get("placeholder") or "") > FORM_HINT:
            yield f"a form's placeholder: {field['placeholder']!r}"
        if len(field.get("value") or "") > field.get("max_length", TEXT):
            yield f"a form's text is longer than it lets it be: {field}"


def test_the_limits_are_looked_at() -> None:
    text, button = {"type": 10, "content": "x" * 4_001}, {"type": 2, "label": "x", "custom_id": "x"}
    for wrong in (
        [text],
        [{"type": 10, "content": " "}],
        [button] * 2,
        [{**button, "label": "x" * 81}],
        [{**button, "custom_id": "x" * 101}],
        [{**button, "custom_id": str(number)} for number in range(41)],
        [{"type": 3, "options": [{"label": "x", "value": "x"}] * 26}],
        [{"type": 3, "options": [{"label": "x" * 101, "value": "x"}]}],
    ):
        assert list(_message(Sent("/", {"components": wrong}))) != [], wrong
    assert list(_message(Sent("/", {"components": [{**text, "content": "x"}, button]}))) == []
