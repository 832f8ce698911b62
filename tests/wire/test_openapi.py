"""The check against Discord's own description must itself be able to fail."""

from typing import Any

import pytest

from tests.wire import openapi
from tests.wire.log import Entry

CALLBACK = "POST /interactions/{interaction_id}/{token}/callback"
MESSAGE = "POST /channels/{channel_id}/messages"
COMMANDS = "PUT /applications/{application_id}/commands"

pytestmark = pytest.mark.skipif(not openapi.is_present(), reason=openapi.MISSING)


def problems(route: str, body: Any) -> list[str]:
    method, path = route.split(" ")
    entry = Entry(number=1, method=method, path=path, route=route, query={}, body=body)
    return openapi.load().problems([entry])


@pytest.mark.parametrize(
    ("route", "body"),
    [
        (MESSAGE, {"content": "hello", "nonce": "1", "enforce_nonce": True}),
        (MESSAGE, {"content": "hello", "attachments": [{"id": 0, "filename": "a.txt"}]}),
        (COMMANDS, [{"name": "episode", "description": "Look it up", "type": 1, "options": []}]),
        (CALLBACK, {"type": 4, "data": {"content": "hello", "flags": 64}}),
        (CALLBACK, {"type": 8, "data": {"choices": [{"name": "Episode 1", "value": "1"}]}}),
    ],
)
def test_what_discord_takes_passes(route: str, body: Any) -> None:
    assert problems(route, body) == []


@pytest.mark.parametrize(
    ("route", "body", "hint"),
    [
        (MESSAGE, {"content": "x" * 4001}, "$.content"),
        (COMMANDS, [{"name": "episode", "description": "x" * 101}], ".description"),
        (CALLBACK, {"type": 4, "data": {"content": 7}}, "$.data.content"),
        (
            CALLBACK,
            {"type": 8, "data": {"choices": [{"name": f"E{n}", "value": "1"} for n in range(26)]}},
            "$.data: ",
        ),
    ],
)
def test_what_discord_refuses_is_found(route: str, body: Any, hint: str) -> None:
    (problem,) = problems(route, body)
    assert hint in problem
