"""Reading what a member sees, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from simcord.results import InteractionResult


def texts(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield every text that components show: contents, labels, placeholders, options."""
    for component in components:
        for key in ("content", "label", "placeholder", "description"):
            value = component.get(key)
            if isinstance(value, str):
                yield value
        for key in ("components", "options"):
            children = component.get(key)
            if isinstance(children, list):
                yield from texts(children)
        accessory = component.get("accessory")
        if isinstance(accessory, Mapping):
            yield from texts([accessory])


def buttons(components: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield every component that can be pressed or chosen from."""
    for component in components:
        if "custom_id" in component:
            yield component
        for child in component.get("components") or ():
            yield from buttons([child])
        if component.get("accessory"):
            yield from buttons([component["accessory"]])


def answer(result: InteractionResult) -> str:
    """Return all text of an interaction's answer and follow-ups."""
    messages = [result.response, *result.followups]
    return "\n".join(
        "\n".join([message.content, *texts(message.components)])
        for message in messages
        if message is not None
    )


def custom_id(result: InteractionResult, start: str) -> str:
    """Return the custom id of the first button that begins so."""
    for message in [result.response, *result.followups]:
        if message is None:
            continue
        for button in buttons(message.components):
            if str(button["custom_id"]).startswith(start):
                return str(button["custom_id"])
    raise AssertionError(f"no button {start!r} in: {answer(result)}")
