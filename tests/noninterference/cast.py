"""Who acts, and on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from simcord.actors import MemberActor
from simcord.backend.models import Message
from simcord.builders import GuildHandle, UserHandle
from simcord.components import walk_components
from simcord.results import InteractionResult

_SELECTS: Final = (3, 5, 6, 7, 8)
_BUTTON: Final = 2


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, in whichever guilds they are."""

    name: str
    letter: str
    """In the tokens of their words."""
    user: UserHandle


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in one guild."""

    person: Person
    guild: GuildHandle
    actor: MemberActor

    @property
    def user_id(self) -> int:
        """Who it is."""
        return self.person.user.id


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button or menu that somebody sees."""

    message: Message
    component: Mapping[str, Any]

    @property
    def custom_id(self) -> str:
        """Its state."""
        return str(self.component["custom_id"])

    @property
    def is_menu(self) -> bool:
        """Tell whether it is chosen from."""
        return self.component["type"] in _SELECTS


@dataclass(slots=True)
class Form:
    """A form that was opened and not yet sent off."""

    seat: Seat
    shown: InteractionResult
    opened_by: str
    """The command or custom id that led to it."""


def in_message(message: Message) -> list[Pressable]:
    """Return every button and menu of a message that can be pressed."""
    return [
        Pressable(message, component)
        for component in walk_components(message.components)
        if component.get("custom_id") and not component.get("disabled")
        if component["type"] == _BUTTON or component["type"] in _SELECTS
    ]
