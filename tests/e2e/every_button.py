"""Every button and menu that the bot knows, made up with whatever numbers a test wants in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from discord import ui
from simcord.actors import MemberActor, _component_interaction
from simcord.backend.models import Message
from simcord.components import walk_components
from simcord.interactions import resolve_handle
from simcord.results import InteractionResult, ResponseMessage

from bot.ui.buttons import PersistentButton, PersistentSelect
from bot.ui.pickers import ChannelPicker, RolePicker
from tests.e2e.conftest import Evening

SUBJECTS: Final = frozenset({"show", "party", "note", "draft", "reminder", "change"})
"""What a custom id may be about that can be gone."""
GONE: Final = 999_999
_DIGITS: Final = 15
"""With more of them in each place, a custom id would be too long to be sent."""
_COMPONENTS_V2: Final = 1 << 15
_GROUP: Final = re.compile(r"\(\?P<(\w+)>([^()]*)\)(\??)")
_BUTTON, _MENU, _ROLES, _CHANNELS = 2, 3, 6, 8
_KINDS: Final = {
    PersistentButton: _BUTTON,
    PersistentSelect: _MENU,
    RolePicker: _ROLES,
    ChannelPicker: _CHANNELS,
}


@dataclass(frozen=True, slots=True)
class Pressable:
    """A kind of button or menu."""

    pattern: str
    kind: int

    @property
    def name(self) -> str:
        """How its custom ids begin."""
        return self.pattern.split(":", 1)[0]

    @property
    def groups(self) -> frozenset[str]:
        """What its custom ids carry."""
        return frozenset(found[1] for found in _GROUP.finditer(self.pattern))

    @property
    def is_about_something(self) -> bool:
        """Whether what it is about can be gone."""
        return bool(self.groups & SUBJECTS) or self.name in {"show-open", "setup-show"}

    def largest(self) -> dict[str, int]:
        """Return the largest number for each of its groups that is a number."""
        return {
            found[1]: int("9" * min(_DIGITS, int(found[2].rpartition(",")[2].strip("}"))))
            for found in _GROUP.finditer(self.pattern)
            if found[2].startswith(r"\d{")
        }

    def custom_id(self, **numbers: int) -> str:
        """Return a custom id with these numbers in it, and with the first thing it takes else."""

        def fill(found: re.Match[str]) -> str:
            name, shape, optional = found.groups()
            if optional:
                return ""
            if name in numbers:
                return str(numbers[name])
            if shape.startswith(r"\d"):
                return "1"
            return shape[1] if shape.startswith("[") else shape.split("|")[0]

        return _GROUP.sub(fill, self.pattern)


def every_button(evening: Evening) -> list[Pressable]:
    """Return every kind that is registered."""
    known: Mapping[re.Pattern[str], type[ui.DynamicItem[Any]]] = (
        evening.bot._connection._view_store._dynamic_items
    )
    return [Pressable(pattern.pattern, _kind(item)) for pattern, item in known.items()]


def _kind(item: type[Any]) -> int:
    (number,) = {number for base, number in _KINDS.items() if issubclass(item, base)}
    return number


async def press_made_up(
    evening: Evening, actor: MemberActor, pressable: Pressable, custom_id: str
) -> InteractionResult:
    """Press a button that the bot may have sent once, with what it is about long gone."""
    component: dict[str, Any] = {"type": pressable.kind, "custom_id": custom_id}
    data: dict[str, Any] = {"component_type": pressable.kind, "custom_id": custom_id}
    resolved: dict[str, Any] = {}
    match pressable.kind:
        case 2:  # a button
            component |= {"style": 2, "label": "Press"}
        case 3:  # a menu
            value = "Asia/Seoul" if "zone" in pressable.name else str(GONE)
            component["options"] = [{"label": "Choose", "value": value}]
            data["values"] = [value]
        case 6:  # a menu of roles
            role = evening.guild.default_role
            resolve_handle(actor, role, resolved, channel_id=evening.channel.id)
            data |= {"values": [str(role.id)], "resolved": resolved}
        case 8:  # a menu of channels
            resolve_handle(actor, evening.channel, resolved, channel_id=evening.channel.id)
            data |= {"values": [str(evening.channel.id)], "resolved": resolved}
    stored = _message(evening, component)
    return await _component_interaction(actor, stored, data)


def _message(evening: Evening, component: dict[str, Any]) -> Message:
    backend = evening.env.backend
    return backend.create_message(
        evening.channel.id,
        backend.bot_user.id,
        "",
        components=[{"type": 1, "components": [component]}],
        flags=_COMPONENTS_V2,
    )


async def press_everything(
    evening: Evening, actor: MemberActor
) -> list[tuple[str, InteractionResult]]:
    """Press each button of each message that somebody sees, and choose each thing from its menus.

    Returns what was pressed with what came of it; those of others are left alone.
    """
    pressed = []
    for stored, part in _parts(evening, actor):
        kind, custom_id = int(part["type"]), str(part["custom_id"])
        values = [str(option["value"]) for option in part.get("options") or ()]
        data: dict[str, Any] = {"component_type": kind, "custom_id": custom_id}
        if kind in (_BUTTON, _MENU):
            for value in values or [""]:
                chosen = {"values": [value]} if kind == _MENU else {}
                told = await _component_interaction(actor, stored, data | chosen)
                pressed.append((f"{custom_id} {value}".strip(), told))
    return pressed


def _parts(evening: Evening, actor: MemberActor) -> list[tuple[Message, Mapping[str, Any]]]:
    channel = evening.channel.id
    return [
        (message, part)
        for message in list(evening.env.backend.messages[channel].values())
        if message.visible_to(actor.id)
        for part in walk_components(message.components)
        if part.get("custom_id") and not part.get("disabled")
    ]


def buttons_of(told: InteractionResult) -> Iterator[tuple[ResponseMessage, str]]:
    """Yield the buttons under an answer, each as long as it is there when its turn comes."""
    messages = [message for message in (told.response, *told.followups) if message is not None]
    for message in messages:
        for custom_id in _pressable(message):
            if custom_id in _pressable(message):
                yield message, custom_id


def _pressable(message: ResponseMessage) -> list[str]:
    return [
        str(part["custom_id"])
        for part in walk_components(message.components)
        if part["type"] == _BUTTON and part.get("custom_id") and not part.get("disabled")
    ]
