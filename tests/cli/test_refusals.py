"""What is missing, wrong or odd: one line on the terminal, the right exit code, and no token."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import discord.http
import pytest

import bot.command_line as command
from bot import serving
from bot.__main__ import main
from bot.settings import Settings, environment
from bot.storage.database import Database
from tests.cli.test_doctor import NOBODY_THERE, TOKEN


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Work in an empty folder, with a token, and a Discord that nobody answers for."""
    for name in ("DATABASE_URL", "LANTERN_DATA", "LANTERN_LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DISCORD_API_URL", NOBODY_THERE)
    monkeypatch.chdir(tmp_path)
    # What is set for the whole process would outlive the test.
    for module in (command, serving):
        monkeypatch.setattr(module, "set_up", lambda *_, **__: None)
    monkeypatch.setattr("bot.storage.database._TRY_SECONDS", 0)
    before = discord.http.Route.BASE
    yield
    discord.http.Route.BASE = before


def refused(
    capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 2, out: str = ""
) -> str:
    """Run it, and return the one line that it says."""
    assert main(arguments or ["run"]) == code
    told = capsys.readouterr()
    assert TOKEN not in told.out + told.err
    assert told.out == out
    assert told.err.startswith("lantern: ")
    assert told.err.count("\n") == 1, told.err
    return told.err


@pytest.mark.parametrize(
    ("token", "says"),
    [
        ("", "DISCORD_TOKEN is not set"),
        ("   ", "DISCORD_TOKEN is not set"),
        ("hunter2", "does not look like a bot token"),
        (f"Bot {TOKEN}", "does not look like a bot token"),
        (f"{TOKEN[:30]} {TOKEN[30:]}", "does not look like a bot token"),
    ],
)
def test_a_token_that_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], token: str, says: str
) -> None:
    monkeypatch.delenv("DISCORD_API_URL")
    monkeypatch.setenv("DISCORD_TOKEN", token)
    assert says in refused(capsys)


@pytest.mark.parametrize("written", [f'" {TOKEN} "', f"'{TOKEN}'", f"  {TOKEN}  ", TOKEN])
def test_a_token_is_taken_however_it_is_written_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.delenv("DISCORD_TOKEN")
    monkeypatch.delenv("DISCORD_API_URL")
    (tmp_path / ".env").write_text(f"\ufeffDISCORD_TOKEN={written}\n", encoding="utf-8")
    read = Settings.from_env(environment())
    assert read.required_token().value() == TOKEN


def test_a_file_of_settings_that_is_no_utf_8(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # As Windows' own shell writes it.
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}", encoding="utf-16")
    assert ".env cannot be read. Save it as plain UTF-8 text" in refused(capsys)
    assert ".env cannot be read" in refused(capsys, "doctor")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("LANTERN_DATA", "nowhere", "LANTERN_DATA must name a folder"),
        ("LANTERN_DATA", ".env", "LANTERN_DATA must name a folder"),
        ("LANTERN_LOG_LEVEL", "loud", "LANTERN_LOG_LEVEL must be"),
        ("DISCORD_API_URL", "discord.com", "DISCORD_API_URL must be an address"),
        ("DISCORD_API_URL", "http://", "DISCORD_API_URL must be an address"),
        ("DISCORD_API_URL", "http://:80/api", "DISCORD_API_URL must be an address"),
        ("DISCORD_API_URL", "http://127.0.0.1:99999", "DISCORD_API_URL must be an address"),
        ("DISCORD_API_URL", "http://127.0.0.1:port", "DISCORD_API_URL must be an address"),
        ("DISCORD_API_URL", "http://[::1", "DISCORD_API_URL must be an address"),
        ("DATABASE_URL", "sqlite:///lantern.db", "DATABASE_URL must begin with"),
        ("DATABASE_URL", "sqlite+aiosqlite://lantern.db", "DATABASE_URL cannot be read"),
        ("DATABASE_URL", "sqlite+aiosqlite:///a.db?b=c", "DATABASE_URL cannot be read"),
        ("DATABASE_URL", "postgresql+asyncpg://a:b@:x/y", "DATABASE_URL cannot be read"),
        ("DATABASE_URL", "postgresql+asyncpg://h/d?sslmode=no", "DATABASE_URL cannot be read"),
        ("DATABASE_URL", "postgresql+asyncpg://127.0.0.1:9/d", "the database cannot be opened"),
        ("DATABASE_URL", "sqlite+aiosqlite:///no/l.db", "the database cannot be opened"),
        ("DATABASE_URL", "sqlite+aiosqlite:////proc/l.db", "the database cannot be opened"),
        ("DATABASE_URL", "sqlite+aiosqlite:///.", "the database cannot be opened"),
    ],
)
def test_a_setting_that_cannot_be_right(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    says: str,
) -> None:
    (tmp_path / ".env").touch()
    monkeypatch.setenv(name, value)
    assert says in refused(capsys)
    # The doctor says the same among all the rest.
    assert main(["doctor"]) == 2
    assert "[fix]" in capsys.readouterr().out


def test_a_file_that_is_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lantern.db").write_text("nothing of the kind\n" * 100)
    assert "the database cannot be opened" in refused(capsys)
    assert {one.name for one in tmp_path.iterdir()} == {"lantern.db"}


def test_a_newer_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(tmp_path / "lantern.db")) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    assert "written by a newer Lantern (its schema is 9999)" in refused(capsys)
    assert {one.name for one in tmp_path.iterdir()} == {"lantern.db"}


def test_a_disk_that_is_full(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_connection: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("bot.storage.schema._upgrade", full)
    assert "no space left for the database" in refused(capsys)


def test_a_database_that_somebody_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.storage.sqlite.BUSY_TIMEOUT_MS", 1)
    with closing(sqlite3.connect(tmp_path / "lantern.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        assert "another program is writing to the database" in refused(capsys)


def test_a_second_one_on_the_same_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = Database(f"sqlite+aiosqlite:///{tmp_path / 'lantern.db'}")
    asyncio.run(first.claim())
    says = "another Lantern is running on this database"
    assert says in refused(capsys)
    assert says in refused(capsys, "playground", "--no-open", "--port", "0", "--keep", "lantern.db")
    asyncio.run(first.close())


@pytest.mark.parametrize("name", ["no/l.db", ".", "nonsense.db", "what?.db"])
def test_a_file_to_keep_that_cannot_be_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "nonsense.db").write_text("nothing of the kind\n" * 100)
    told = refused(capsys, "playground", "--no-open", "--port", "0", "--keep", name)
    assert f"the playground cannot be kept in {name}." in told


@pytest.mark.parametrize("port", ["abc", "-5", "65536", "8_0", "", "１"])
def test_a_port_that_is_none(capsys: pytest.CaptureFixture[str], port: str) -> None:
    told = refused(capsys, "playground", "--no-open", f"--port={port}")
    assert told.startswith("lantern: --port must be a number from 0 to 65535.")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("bogus", "“bogus” is no command of “lantern”. See what there is with: lantern --help"),
        ("catalog bogus", "“bogus” is no command of “lantern catalog”."),
        ("catalog", "something is missing after “lantern catalog”."),
        ("catalog check", "something is missing after “lantern catalog check”."),
        ("run --fast", "“--fast” is not understood. See what there is with: lantern --help"),
        ("--fast", "“--fast” is not understood."),
        ("doctor here now", "“here now” is not understood."),
        ("playground --port", "--port is not used like that. See what it takes with: lantern play"),
        ("playground --no-open=1", "--no-open is not used like that."),
        ("run \x1b[2J", "“\ufffd[2J” is not understood."),
        ("a\nb", "“a\ufffdb” is no command"),
    ],
)
def test_what_the_command_line_does_not_know(
    capsys: pytest.CaptureFixture[str], arguments: str, says: str
) -> None:
    assert f"lantern: {says}" in refused(capsys, *arguments.split(" "))


def test_help_is_given_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["playground", "--help"])
    assert ended.value.code == 0
    assert "usage: lantern playground" in capsys.readouterr().out


def test_a_discord_that_nobody_answers_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Discord cannot be reached" in refused(capsys, code=1)


def _http(kind: type[discord.HTTPException], status: int) -> discord.HTTPException:
    return kind(cast("Any", SimpleNamespace(status=status, reason="Because")), {"code": 0})


def _no_gateway() -> Exception:
    return discord.GatewayNotFound()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (discord.LoginFailure(), 2, "Discord refused the token"),
        (_no_gateway(), 1, "Discord cannot be reached"),
        (aiohttp.ServerDisconnectedError(), 1, "Discord cannot be reached"),
        (TimeoutError(), 1, "Discord cannot be reached"),
        (_http(discord.NotFound, 404), 1, "Discord answered with status 404"),
        (_http(discord.DiscordServerError, 503), 1, "Discord answered with status 503"),
        (TypeError(f"what is {TOKEN}"), 1, "that nobody expected. The log has it"),
    ],
)
def test_how_discord_may_end_it(
    capsys: pytest.CaptureFixture[str], error: Exception, code: int, says: str
) -> None:
    assert serving._ended(error) == code
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
    assert TOKEN not in told


def test_ctrl_c_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> dict[str, str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "environment", interrupted)
    assert main(["run"]) == 130
    assert capsys.readouterr() == ("", "")


def test_ctrl_c_while_python_loads_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Pressed(MetaPathFinder):
        def find_spec(self, fullname: str, *_: object) -> None:
            if fullname == "bot.command_line":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "bot.command_line")
    monkeypatch.setattr(sys, "meta_path", [Pressed(), *sys.meta_path])
    assert main(["run"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("action", ["check", "add"])
def test_a_folder_without_show_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], action: str
) -> None:
    assert main(["catalog", action, str(tmp_path)]) == 2
    assert "There is no show file" in capsys.readouterr().out
    assert not (tmp_path / "lantern.db").exists()


def test_show_files_that_are_no_text_are_left_out(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = tmp_path / "shows"
    (folder / "folder.toml").mkdir(parents=True)
    (folder / "latin.toml").write_bytes(b'title = "caf\xe9"\n')
    monkeypatch.setenv("LANTERN_DATA", str(folder))
    assert main(["catalog", "list"]) == 0
    assert "love-in-the-big-city" in capsys.readouterr().out
    assert "folder.toml left out: it cannot be read" in caplog.text
    assert "latin.toml left out: it cannot be read" in caplog.text
    refused(capsys, code=1)
