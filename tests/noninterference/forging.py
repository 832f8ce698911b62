"""Buttons as they may lie about: any number in any custom id, as from another day or a forger.

A message stays where it is while the world moves on, so a button may name a page, a line, a party
or an episode that its presser has no business with any more. What a press does must not depend on
how the button came to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from simcord.backend.models import EPHEMERAL_FLAG, Message
from simcord.builders import ChannelHandle

from bot.ui.buttons import PersistentButton, PersistentSelect
from tests.noninterference.cast import Pressable, Seat
from tests.noninterference.harness import World

_COMPONENTS_V2: Final = 1 << 15
_GROUP = re.compile(r"\(\?P<(?P<name>\w+)>(?P<of>(?:[^()\[\]]|\[[^\]]*\])*)\)")
_LETTERS = re.compile(r"\[(?P<letters>[^\]]*)\]")

Kind = type[PersistentButton] | type[PersistentSelect]


def kinds(world: World) -> dict[str, Kind]:
    """Return every kind of button and menu that the bot knows, by its pattern."""
    known: Mapping[re.Pattern[str], Any] = world.bot._connection._view_store._dynamic_items
    return {pattern.pattern: kind for pattern, kind in known.items()}


def kind_of(world: World, custom_id: str) -> str | None:
    """Return the pattern of a custom id; None: nobody would answer a press."""
    return next((one for one in kinds(world) if re.fullmatch(one, custom_id)), None)


def custom_ids(pattern: str, owner: int, number: Callable[[str], int]) -> Iterator[str]:
    """Yield custom ids of a pattern, with each of the letters or words that it may have."""
    variants = max((len(_words(found["of"])) for found in _GROUP.finditer(pattern)), default=1)
    for place in range(max(variants, 1)):

        def fill(found: re.Match[str], place: int = place) -> str:
            if found["name"] == "owner":
                return str(owner)
            words = _words(found["of"])
            return words[place % len(words)] if words else str(number(found["name"]))

        yield re.sub(r"\\(.)", r"\1", _GROUP.sub(fill, pattern))


def _words(of: str) -> list[str]:
    """Return what may stand in a group that is no number."""
    if found := _LETTERS.search(of):
        return list(found["letters"])
    return of.split("|") if "|" in of else []


def forge(
    world: World, seat: Seat, channel: ChannelHandle, pattern: str, custom_id: str
) -> Pressable:
    """Let a button of the bot's lie before somebody's eyes alone."""
    is_menu = issubclass(kinds(world)[pattern], PersistentSelect)
    component: dict[str, Any] = (
        {"type": 3, "custom_id": custom_id, "options": _options(world)}
        if is_menu
        else {"type": 2, "style": 2, "label": "·", "custom_id": custom_id}
    )
    user = {"id": str(seat.user_id), "username": seat.person.name}
    backend = world.env.backend
    message = Message(
        id=backend.snowflake(),
        channel_id=channel.id,
        author_id=backend.bot_user.id,
        timestamp=backend.now_iso(),
        flags=EPHEMERAL_FLAG | _COMPONENTS_V2,
        components=[{"type": 1, "components": [component]}],
        interaction_metadata={"user": user},
    )
    backend.messages.setdefault(channel.id, {})[message.id] = message
    return Pressable(message, component)


def _options(world: World) -> list[dict[str, Any]]:
    numbers = [number for (number,) in world.ledger.rows("SELECT id FROM show ORDER BY id")]
    entered = [*map(str, numbers), "999", "UTC", "Asia/Seoul"]
    return [{"label": value, "value": value} for value in entered]
