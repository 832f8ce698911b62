"""The REST interface by itself, without a bot: what it refuses, remembers and writes down."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest

from tests.wire.messages import text_of
from tests.wire.server import WireDiscord


class Caller:
    """Asks as a bot would."""

    def __init__(self, discord: WireDiscord, session: aiohttp.ClientSession) -> None:
        self._discord = discord
        self._session = session

    async def ask(
        self, method: str, path: str, body: Any = None, *, query: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        headers = {"Authorization": f"Bot {self._discord.world.token}"}
        url = self._discord.api_url + path
        async with self._session.request(
            method, url, json=body, headers=headers, params=query
        ) as response:
            # Exactly this, or discord.py takes the answer for text.
            assert response.headers["Content-Type"] == "application/json"
            return response.status, await response.json()


@pytest.fixture
async def server() -> AsyncIterator[WireDiscord]:
    async with WireDiscord.start() as discord:
        yield discord


@pytest.fixture
async def caller(server: WireDiscord) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(server, session)


async def test_a_route_that_nobody_knows_is_written_down(
    server: WireDiscord, caller: Caller
) -> None:
    assert await caller.ask("GET", "/nowhere") == (404, {"message": "404: Not Found", "code": 0})
    assert server.log.unhandled == ["GET /api/v10/nowhere"]


async def test_without_the_token_nothing_happens(server: WireDiscord) -> None:
    url = f"{server.api_url}/channels/{server.guilds[0].channel_id}/messages"
    async with aiohttp.ClientSession() as session, session.post(url, json={"content": "x"}) as got:
        assert got.status == 401
    assert server.messages(server.guilds[0].channel_id) == []


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/channels/1", 10003),
        ("GET", "/guilds/1", 10004),
        ("GET", "/users/1", 10013),
        ("GET", "/channels/{channel}/messages/1", 10008),
        ("PUT", "/channels/{channel}/thread-members/@me", 50024),
        ("PATCH", "/webhooks/{bot}/unknown/messages/@original", 10015),
        ("POST", "/interactions/1/unknown/callback", 10062),
        ("POST", "/channels/{channel}/messages", 50006),
    ],
)
async def test_refusals_carry_the_codes_of_discord(
    server: WireDiscord, caller: Caller, method: str, path: str, code: int
) -> None:
    filled = path.format(channel=server.guilds[0].channel_id, bot=server.world.bot.id)
    status, refusal = await caller.ask(method, filled, {})
    assert (status // 100, refusal["code"]) == (4, code)


async def test_history_is_paged_from_either_end(server: WireDiscord, caller: Caller) -> None:
    path = f"/channels/{server.guilds[0].channel_id}/messages"
    ids = [(await caller.ask("POST", path, {"content": str(n)}))[1]["id"] for n in range(5)]

    async def page(**query: str) -> list[str]:
        return [message["content"] for message in (await caller.ask("GET", path, query=query))[1]]

    assert await page() == ["4", "3", "2", "1", "0"]
    assert await page(limit="2") == ["4", "3"]
    assert await page(before=ids[2], limit="1") == ["1"]
    assert await page(after=ids[2]) == ["4", "3"]


async def test_an_interaction_is_answered_once(server: WireDiscord, caller: Caller) -> None:
    world = server.world
    opened = world.interactions.open(
        2, user=server.user("Ara"), guild=None, channel=world.direct(server.user("Ara"))
    )
    path = f"/interactions/{opened.id}/{opened.token}/callback"
    answer = {"type": 4, "data": {"content": "hello", "flags": 64}}
    status, response = await caller.ask("POST", path, answer, query={"with_response": "1"})
    assert (status, text_of(response["resource"]["message"])) == (200, "hello")
    assert response["interaction"]["response_message_ephemeral"] is True
    assert (await caller.ask("POST", path, answer))[1]["code"] == 40060


async def test_an_answer_that_comes_too_late_is_refused() -> None:
    async with (
        WireDiscord.start(answer_within_seconds=0) as server,
        aiohttp.ClientSession() as session,
    ):
        ara = server.user("Ara")
        opened = server.world.interactions.open(
            2, user=ara, guild=None, channel=server.world.direct(ara)
        )
        path = f"/interactions/{opened.id}/{opened.token}/callback"
        status, refusal = await Caller(server, session).ask("POST", path, {"type": 5})
        assert (status, refusal["code"]) == (404, 10062)


async def test_a_nonce_stands_for_its_message_only_where_it_is_enforced(
    server: WireDiscord, caller: Caller
) -> None:
    path = f"/channels/{server.guilds[0].channel_id}/messages"
    body = {"content": "once", "nonce": "7"}
    first, second, third = [
        (await caller.ask("POST", path, body | {"enforce_nonce": enforced}))[1]["id"]
        for enforced in (True, True, False)
    ]
    assert first == second != third
