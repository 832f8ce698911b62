"""Pressing what an answer shows, as its reader would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simcord.actors import MemberActor
from simcord.builders import UserHandle
from simcord.results import InteractionResult, ResponseMessage

from tests.e2e.reading import custom_id


def shown(result: InteractionResult) -> ResponseMessage:
    """Return the message that was answered with.

    Raises AssertionError where there is none.
    """
    messages = [message for message in (*result.followups, result.response) if message is not None]
    if not messages:
        raise AssertionError("nothing was shown")
    return messages[0]


async def press(
    reader: MemberActor | UserHandle, result: InteractionResult, start: str
) -> InteractionResult:
    """Press the first button whose custom id begins so."""
    pressed: InteractionResult = await reader.click(
        shown(result), custom_id=custom_id(result, start)
    )
    return pressed


async def choose(
    reader: MemberActor | UserHandle, result: InteractionResult, start: str, values: Sequence[Any]
) -> InteractionResult:
    """Choose from the first menu whose custom id begins so."""
    chosen: InteractionResult = await reader.select(
        shown(result), values, custom_id=custom_id(result, start)
    )
    return chosen
