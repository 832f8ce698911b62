"""`lantern doctor`: each thing that can be wrong, and what to do about it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Self

import discord
import discord.http
import pytest
from aiohttp import web

from bot.__main__ import main
from bot.client import permissions, use_api
from bot.storage.schema import open_database

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789"
NOBODY_THERE = "http://127.0.0.1:9/api/v10"


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Work in an empty folder, without a token; afterwards Discord is Discord again."""
    for name in ("DISCORD_TOKEN", "LANTERN_DATA", "DISCORD_API_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'lantern.db'}")
    monkeypatch.chdir(tmp_path)
    before = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    yield
    discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = before


def _json(body: Any, status: int = 200) -> web.Response:
    # discord.py reads an answer as JSON only where its type is exactly this.
    return web.Response(
        body=json.dumps(body).encode(), status=status, content_type="application/json"
    )


class FakeDiscord:
    """Answers the three questions of the doctor on a loopback port."""

    def __init__(self) -> None:
        self.status = 200
        self.guilds: list[dict[str, str]] = []
        self.flags = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        port = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        self.url = f"http://127.0.0.1:{port}/api/v10"
        return self

    def __exit__(self, *_ended: object) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _start(self) -> int:
        app = web.Application()
        app.router.add_get("/api/v10/users/@me", self._me)
        app.router.add_get("/api/v10/oauth2/applications/@me", self._application)
        app.router.add_get("/api/v10/users/@me/guilds", self._guilds)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port: int = self._runner.addresses[0][1]
        return port

    async def _me(self, _request: web.Request) -> web.Response:
        body = {"id": "1", "username": "lantern", "discriminator": "0", "avatar": None}
        return _json(body, status=self.status)

    async def _application(self, _request: web.Request) -> web.Response:
        owner = {"id": "2", "username": "owner", "discriminator": "0", "avatar": None}
        body = {"id": "1", "name": "lantern", "icon": None, "description": "", "owner": owner}
        return _json(
            {
                **body,
                "bot_public": True,
                "bot_require_code_grant": False,
                "verify_key": "0",
                "flags": self.flags,
            }
        )

    async def _guilds(self, _request: web.Request) -> web.Response:
        return _json(self.guilds)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeDiscord]:
    with FakeDiscord() as running:
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
        monkeypatch.setenv("DISCORD_API_URL", running.url)
        yield running


def doctor(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["doctor"])
    told = capsys.readouterr()
    assert TOKEN not in told.out + told.err
    return code, told.out


def test_all_is_well(fake: FakeDiscord, capsys: pytest.CaptureFixture[str]) -> None:
    fake.guilds = [{"id": "3", "name": "Movie night", "permissions": str(permissions().value)}]
    code, out = doctor(capsys)
    assert code == 0, out
    assert "[fix]" not in out
    assert "In its one server the bot has the permissions it needs" in out
    assert out.endswith("All is well.\n")


def test_a_permission_that_lacks_is_named_with_its_guild(
    fake: FakeDiscord, capsys: pytest.CaptureFixture[str]
) -> None:
    held = permissions()
    held.create_private_threads = False
    fake.guilds = [
        {"id": "3", "name": "Movie\x1b night", "permissions": str(held.value)},
        {"id": "4", "name": "Book club", "permissions": "8"},
    ]
    code, out = doctor(capsys)
    assert code == 2
    assert "One server does not give the bot what it needs: Movie\ufffd night" in out
    assert "(lacks Create Private Threads)" in out
    assert "Book club" not in out


def test_no_privileged_intent_is_needed_and_none_is_on(
    fake: FakeDiscord, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.flags = discord.ApplicationFlags(app_commands_badge=True).value
    assert "[ok]   No privileged intent is switched on, and none is needed." in doctor(capsys)[1]


@pytest.mark.parametrize("is_verified", [False, True])
def test_privileged_intents_that_are_on_may_be_switched_off(
    fake: FakeDiscord,
    capsys: pytest.CaptureFixture[str],
    is_verified: bool,  # noqa: FBT001 - a case
) -> None:
    on = discord.ApplicationFlags()
    on.gateway_message_content = on.gateway_guild_members = is_verified
    on.gateway_message_content_limited = on.gateway_guild_members_limited = not is_verified
    fake.flags = on.value
    code, out = doctor(capsys)
    assert code == 0, "worth knowing, and nothing that keeps it from working"
    assert "[note] Switched on without need: Server Members Intent, Message Content Intent." in out
    assert "none is needed" not in out


def test_no_guild_yet_is_no_problem(fake: FakeDiscord, capsys: pytest.CaptureFixture[str]) -> None:
    del fake
    code, out = doctor(capsys)
    assert code == 0
    assert "[note] The bot is not in any server yet." in out


def test_a_refused_token_says_what_to_do(
    fake: FakeDiscord, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.status = 401
    code, out = doctor(capsys)
    assert code == 2
    assert "[fix]  Discord refused the token." in out


def test_an_unreachable_discord_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DISCORD_API_URL", NOBODY_THERE)
    code, out = doctor(capsys)
    assert code == 2
    assert "Discord cannot be reached" in out


def test_a_missing_token_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = doctor(capsys)
    assert code == 2
    assert "[fix]  DISCORD_TOKEN is not set." in out
    assert "[note] Discord was not asked" in out
    assert out.count("[fix]") == 1


def test_a_token_of_the_wrong_shape_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "hunter2-hunter2")
    code, out = doctor(capsys)
    assert code == 2
    assert "does not look like a bot token" in out
    assert "hunter2" not in out


def test_every_wrong_setting_is_told_and_the_rest_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere")
    monkeypatch.setenv("LANTERN_DATA", "no such folder")
    monkeypatch.setenv("DISCORD_API_URL", "discord.com")
    monkeypatch.setenv("LANTERN_LOG_LEVEL", "loud")
    code, out = doctor(capsys)
    assert code == 2
    for name in ("DATABASE_URL", "LANTERN_DATA", "DISCORD_API_URL", "LANTERN_LOG_LEVEL"):
        assert f"[fix]  {name} must" in out
    assert "lantern.db" not in out
    assert "without a problem" in out
    assert "time zones are known" in out
    assert "[note] Discord was not asked" in out
    assert out.endswith("4 things need fixing.\n")


def test_the_other_commands_still_refuse_a_wrong_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANTERN_LOG_LEVEL", "loud")
    assert main(["catalog", "list"]) == 2
    assert "LANTERN_LOG_LEVEL must be" in capsys.readouterr().err


def test_asking_discord_says_nothing_of_voice(
    fake: FakeDiscord,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    del fake
    monkeypatch.setattr(discord.VoiceClient, "warn_nacl", True)
    monkeypatch.setattr(discord.VoiceClient, "warn_dave", True)
    assert doctor(capsys)[0] == 0
    assert "voice" not in caplog.text


def test_looking_makes_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = doctor(capsys)
    assert "is not there yet" in out
    assert not (tmp_path / "lantern.db").exists()


def test_a_missing_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/none/lantern.db")
    code, out = doctor(capsys)
    assert code == 2
    assert f"[fix]  The database's folder {tmp_path}/none is not there" in out


def made(folder: Path) -> Path:
    async def make() -> None:
        await (await open_database(f"sqlite+aiosqlite:///{folder / 'lantern.db'}")).close()

    asyncio.run(make())
    return folder / "lantern.db"


def test_a_schema_up_to_date_is_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(tmp_path)
    assert "its schema is up to date" in doctor(capsys)[1]


def test_a_newer_schema_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(made(tmp_path))) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    code, out = doctor(capsys)
    assert code == 2
    assert "written by a newer Lantern (its schema is 9999)" in out


def test_what_is_no_database_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lantern.db").write_text("nothing of the kind\n" * 100)
    code, out = doctor(capsys)
    assert code == 2
    assert "[fix]  the database cannot be opened" in out


def test_a_show_file_with_a_problem_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "shows"
    folder.mkdir()
    (folder / "a.toml").write_text('slug = "a"\ntitle = "A"\n', encoding="utf-8")
    monkeypatch.setenv("LANTERN_DATA", str(folder))
    code, out = doctor(capsys)
    assert code == 2
    assert f"[fix]  One problem in {folder}: {folder}/a.toml:1: “episode” is missing here" in out


def test_missing_zone_data_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.commands.doctor.available_timezones", lambda: {"UTC"})
    code, out = doctor(capsys)
    assert code == 2
    assert "pip install --upgrade tzdata" in out


def test_another_api_is_asked_when_one_is_set() -> None:
    use_api("http://127.0.0.1:8080/api/v10")
    assert discord.http.Route.BASE == "http://127.0.0.1:8080/api/v10"
