"""What the playground's page is told over HTTP, and the way into a room."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

import playground
from playground.keeping import keeping
from playground.session import bind, open_playground
from playground.steps import Run, Say
from tests.playground.playground_stub import build_stub

SHOW = "love-in-the-big-city"
WEEK = (
    Say("Ara", SHOW, "Shall we start?"),
    Run("Sora", SHOW, "admit", {"episode": 4}, makes_a_room=True),
)


class Visitor:
    """A browser's HTTP side: the playground's page, and SimCord's page of a room."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self.session = session
        self.address = address.rstrip("/")

    async def state(self) -> dict[str, Any]:
        async with self.session.get(f"{self.address}/api/state") as answer:
            assert answer.status == 200
            state: dict[str, Any] = await answer.json()
            return state

    async def room(self, name: str) -> dict[str, Any]:
        rooms = (await self.state())["rooms"]
        found: dict[str, Any] = next(room for room in rooms if room["name"] == name)
        return found

    async def enter(self, name: str, *, as_: str | None = None) -> Page:
        room = await self.room(name)
        way = f"{self.address}/rooms/{room['id']}" + (f"?as={as_}" if as_ else "")
        async with self.session.get(way, allow_redirects=False) as answer:
            assert answer.status == 303
            origin, _, capability = answer.headers["Location"].partition("/#")
        page = Page(self.session, origin, capability)
        await page.start()
        return page

    async def jump(self, to: str, **headers: str) -> aiohttp.ClientResponse:
        address = f"{self.address}/api/clock"
        return await self.session.post(address, json={"to": to}, headers=headers)


class Page:
    """SimCord's page of one room, as its script talks to it."""

    def __init__(self, session: aiohttp.ClientSession, origin: str, capability: str) -> None:
        self.session = session
        self.origin = origin
        self.headers = {"X-Simcord-Capability": capability}
        self.state: dict[str, Any] = {}

    async def start(self) -> None:
        async with self.session.post(
            f"{self.origin}/api/pages", json={}, headers=self.headers
        ) as answer:
            assert answer.status == 200, await answer.text()
            self.state = await answer.json()
        self.headers["X-Simcord-Context"] = self.state["context"]["id"]

    async def look(self) -> int:
        async with self.session.get(f"{self.origin}/api/state", headers=self.headers) as answer:
            if answer.status == 200:
                self.state = await answer.json()
            return answer.status

    async def act(self, kind: str, sequence: int, **parts: object) -> tuple[int, Any]:
        body = {
            "protocol_version": 3,
            "kind": kind,
            "sequence": sequence,
            "request_id": f"request-{sequence}",
            "generation": self.state["context"]["generation"],
            "bot_generation": self.state["botGeneration"],
            "published_revision": self.state["publishedRevision"],
            **parts,
        }
        async with self.session.post(
            f"{self.origin}/api/action", json=body, headers=self.headers
        ) as answer:
            return answer.status, await answer.json(content_type=None)

    def texts(self) -> str:
        return str(self.state["messages"])


@asynccontextmanager
async def visiting(folder: Path) -> AsyncIterator[Visitor]:
    doors = bind(0)
    with doors[0], doors[1], keeping(folder / "kept.db") as kept:
        async with (
            open_playground(build_stub, kept, doors, week=WEEK) as address,
            aiohttp.ClientSession() as session,
        ):
            yield Visitor(session, address)


@pytest.fixture
async def visitor(tmp_path: Path) -> AsyncIterator[Visitor]:
    async with visiting(tmp_path) as somebody:
        yield somebody


async def test_the_page_stands_alone(visitor: Visitor) -> None:
    async with visitor.session.get(visitor.address) as answer:
        page = await answer.text()
        policy = answer.headers["Content-Security-Policy"]
    assert "Lantern playground" in page
    assert "http://" not in page.replace("http://www.w3.org/", "")
    assert "https://" not in page
    assert "frame-ancestors 'none'" in policy


async def test_the_page_is_told_the_rooms_the_cast_and_the_time(visitor: Visitor) -> None:
    state = await visitor.state()
    assert [member["name"] for member in state["members"]] == ["Juno", "Ara", "Sora", "Minho"]
    thread = await visitor.room("Love in the Big City · Episode 4")
    assert thread["enters"] == ["Sora"]
    assert thread["parent"] == (await visitor.room(SHOW))["id"]
    assert state["now"].startswith("2026-01-01T")
    assert state["open"] is None


async def test_what_is_said_in_a_room_is_not_in_the_list_of_rooms(visitor: Visitor) -> None:
    assert "Shall we start?" not in str(await visitor.state())


async def test_a_room_opens_as_the_member_asked_for(visitor: Visitor) -> None:
    page = await visitor.enter(SHOW, as_="Minho")
    assert "Shall we start?" in page.texts()
    minho, *others = page.state["viewers"]
    assert page.state["viewerId"] == minho["id"]
    assert (minho["name"], len(others)) == ("Minho", 3)
    assert (await visitor.state())["open"] == (await visitor.room(SHOW))["id"]


async def test_a_room_s_page_has_its_name_and_a_way_back(visitor: Visitor) -> None:
    page = await visitor.enter(SHOW)
    async with visitor.session.get(f"{page.origin}/") as answer:
        text = await answer.text()
    assert f"<title>{SHOW} · Lantern playground</title>" in text
    assert f'href="{visitor.address}/" target="lantern-lobby">‹ All rooms</a><div' in text
    for part in ("/lantern.css", "/lantern.js"):
        assert text.index(part) < text.index("</head>")
        async with visitor.session.get(page.origin + part) as answer:
            assert answer.status == 200


async def test_another_room_closes_the_one_before(visitor: Visitor) -> None:
    first = await visitor.enter(SHOW)
    second = await visitor.enter("general")
    assert await first.look() == 401
    assert await second.look() == 200


async def test_a_member_acts_in_a_room_and_the_bot_answers(visitor: Visitor) -> None:
    page = await visitor.enter("general", as_="Ara")
    status, receipt = await page.act("send_message", 1, content="Hello, all")
    assert (status, receipt["rejected"]) == (200, False), receipt
    await page.look()
    assert "Hello, all" in page.texts()


async def test_an_action_waits_for_the_clock_and_is_not_refused(visitor: Visitor) -> None:
    page = await visitor.enter("general", as_="Ara")
    jumps = [asyncio.ensure_future(visitor.jump("hour")) for _ in range(5)]
    for number in range(1, 11):
        status, receipt = await page.act("refresh", number)
        assert (status, receipt["rejected"]) == (200, False), receipt
        await page.look()
    assert {(await jump).status for jump in jumps} == {200}


async def test_what_the_bot_says_later_reaches_the_open_page(visitor: Visitor) -> None:
    page = await visitor.enter(SHOW, as_="Ara")
    async with visitor.session.get(f"{page.origin}/api/commands", headers=page.headers) as answer:
        commands = (await answer.json())["entries"]
    nudge = next(entry for entry in commands if entry["path"] == ["nudge"])
    status, receipt = await page.act(
        "run_command",
        1,
        command_id=nudge["commandId"],
        path=nudge["path"],
        schema_fingerprint=nudge["schemaFingerprint"],
        options={"minutes": "30"},
    )
    assert (status, receipt["rejected"]) == (200, False), receipt
    answer = await visitor.jump("hour")
    assert (await answer.json())["spoke"] == [(await visitor.room(SHOW))["id"]]
    await page.look()
    assert "It is time." in page.texts()


async def test_a_room_ended_from_its_own_menu_can_be_entered_again(visitor: Visitor) -> None:
    page = await visitor.enter(SHOW)
    await page.act("close", 1)
    async with asyncio.timeout(10):
        while await page.look() != 410:
            pass  # it ends a moment after it has answered
    assert (await visitor.state())["open"] is None
    again = await visitor.enter(SHOW)
    assert await again.look() == 200


async def test_the_clock_runs_by_itself(visitor: Visitor) -> None:
    first = (await visitor.state())["now"]
    async with asyncio.timeout(10):
        while (await visitor.state())["now"] == first:
            pass


async def test_with_nothing_to_come_the_page_is_told_so(visitor: Visitor) -> None:
    answer = await visitor.jump("reminder")
    told = await answer.json()
    assert (told["next"], told["spoke"]) == (None, [])


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"to": "midnight"}', b"\xff"])
async def test_a_wrong_jump_is_refused(visitor: Visitor, body: bytes) -> None:
    async with visitor.session.post(f"{visitor.address}/api/clock", data=body) as answer:
        assert answer.status == 400


@pytest.mark.parametrize("room", ["0", "1", "x", "-1", "99999999999999999999999"])
async def test_an_unknown_room_is_not_there(visitor: Visitor, room: str) -> None:
    async with visitor.session.get(f"{visitor.address}/rooms/{room}") as answer:
        assert answer.status == 404


async def test_a_stranger_s_page_is_answered_nothing(visitor: Visitor) -> None:
    answer = await visitor.jump("hour", Origin="https://elsewhere.example")
    assert answer.status == 403
    async with visitor.session.get(
        f"{visitor.address}/api/state", headers={"Host": "elsewhere.example"}
    ) as answer:
        assert answer.status == 403


async def test_a_kept_session_goes_on_where_the_clock_stood(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visitor:
        await visitor.jump("hour")
        left_at = (await visitor.state())["now"]
    async with visiting(tmp_path) as visitor:
        state = await visitor.state()
        assert state["now"] >= left_at
        assert (await visitor.room("Love in the Big City · Episode 4"))["enters"] == ["Sora"]


async def test_nothing_is_left_behind_unless_it_is_kept() -> None:
    with keeping(None) as kept:
        kept.note(datetime(2026, 1, 2, tzinfo=UTC))
        assert kept.left_at() is None
        folder = kept.database.parent
        kept.database.touch()
    assert not folder.exists()


@pytest.mark.parametrize("port", [-1, 65536])
async def test_a_port_that_is_none_is_refused(port: int) -> None:
    assert await playground.play(build_stub, port=port, open_browser=False, keep=None) == 2


async def test_a_port_in_use_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = await playground.play(build_stub, port=port, open_browser=False, keep=None)
    assert code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert str(port) in told.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
async def test_a_signal_ends_it_cleanly(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    playing = asyncio.ensure_future(
        playground.play(build_stub, port=0, open_browser=False, keep=None, week=WEEK)
    )
    told = ""
    async with asyncio.timeout(10):
        while "http://" not in told:
            await asyncio.wait([playing], timeout=0.05)
            assert not playing.done()
            told += capsys.readouterr().out
    signal.raise_signal(number)
    assert await playing == 0
    assert told.count("\n") == 1
