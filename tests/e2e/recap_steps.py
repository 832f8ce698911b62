"""What the tests of recaps share: a show of canaries, pages turned to the end, Discord's limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.components import walk_components
from simcord.results import InteractionResult, ResponseMessage

from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.spoilers import Track
from bot.services.progress import Marking
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer, buttons

EPISODES = 6
_CANARY = re.compile(r"\bcanary(\d)p(\d)\w*")


def canary(kind: str, episode: int, part: int = 0) -> str:
    """Return a text that says from where on it is safe."""
    return f"canary{episode}p{part}{kind}"


def canary_document() -> dict[str, Any]:
    """Return a show in which every gated string is a canary."""
    return {
        "slug": "canaries",
        "title": "The Aviary",
        "track": [{"id": "source", "title": "The Aviary Book", "parts": 2}],
        "episode": [_episode(number) for number in range(1, EPISODES + 1)],
        "character": [_character(number) for number in range(1, EPISODES + 1)],
    }


def _episode(number: int) -> dict[str, Any]:
    return {
        "number": number,
        "title": canary("title", number),
        "teaser": canary("teaser", number - 1),
        "synopsis": canary("synopsis", number),
        "beat": [
            {
                "text": canary(f"beat{place}", number) + " and what came of it" * 9,
                "importance": 3 - place % 3,
                "characters": [canary("name", number)],
            }
            for place in range(9)
        ]
        + [{"text": canary("book", number, 2), "importance": 3, "source_after": 2}],
    }


def _character(number: int) -> dict[str, Any]:
    return {
        "name": canary("name", number),
        "aliases": [canary("alias", number)],
        "actor": canary("actor", number),
        "first_episode": number,
        "note": [
            {"text": canary(f"note{after}", after), "after": after}
            for after in range(number, EPISODES + 1)
        ],
    }


async def aviary(evening: Evening) -> str:
    """Put the show of canaries on the shelf; return what the `show` option takes."""
    guild_id, owner = GuildId(evening.guild.id), UserId(evening.guild.owner.id)
    show = await evening.bot.services.catalog.create(guild_id, owner, canary_document())
    assert show is not None
    return f"show:{show.id}"


async def mark(
    evening: Evening, member: MemberActor, show: str, last: int, track: Track = Track.SCREEN
) -> None:
    """Mark a show's instalments up to one, without asking."""
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    found = await services.catalog.get(guild_id, ShowId(int(show.removeprefix("show:"))))
    marking = Marking(track=track, first=1, last=last)
    await services.progress.mark(guild_id, UserId(member.id), found, marking)


def ahead(text: str, screen: int, source: int = 0) -> list[str]:
    """Return the canaries in a text that somebody at this position may not see."""
    return [
        match[0]
        for match in _CANARY.finditer(text)
        if int(match[1]) > screen or int(match[2]) > source
    ]


async def press(member: MemberActor, shown: InteractionResult, label: str) -> InteractionResult:
    """Press the button of that label under an answer."""
    message = shown.response or shown.followups[-1]
    return await member.click(message, label=label)


def parts(message: discord.Message | ResponseMessage) -> list[dict[str, Any]]:
    """Return a message's components as Discord's JSON."""
    return [dict(part if isinstance(part, dict) else part.to_dict()) for part in message.components]


def next_id(components: list[dict[str, Any]]) -> str | None:
    """Return the custom id of Next, where there is one that can be pressed."""
    for button in buttons(components):
        if button.get("label") == "Next" and not button.get("disabled"):
            return str(button["custom_id"])
    return None


async def pages(member: MemberActor, shown: InteractionResult) -> list[str]:
    """Press Next to the end; return the text of every page."""
    found = [answer(shown)]
    message = shown.response
    assert message is not None
    within_limits(message.components)
    while (onward := next_id(message.components)) is not None:
        shown = await member.click(message, custom_id=onward)
        found.append(answer(shown))
        message = shown.response
        assert message is not None
        within_limits(message.components)
        assert len(found) < 60, "the pages do not end"
    return found


def within_limits(components: list[dict[str, Any]]) -> None:
    """Assert that a message is far enough from what Discord refuses."""
    every = list(walk_components(components))
    assert len(every) <= 40
    assert sum(len(part.get("content", "")) for part in every) <= 4_000
    ids = [part["custom_id"] for part in every if "custom_id" in part]
    assert all(len(one) <= 100 for one in ids)
    assert len(set(ids)) == len(ids)


def lines(text: str, start: str) -> Iterator[str]:
    """Yield the lines of an answer that begin so."""
    return (line for line in text.splitlines() if line.startswith(start))
