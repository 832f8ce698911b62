"""`lantern catalog`: what it says of a file, what it adds, what it lists."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.composition import build_bot
from bot.domain.ids import GuildId

SHOW = """\
slug = "{slug}"
title = "{title}"

[[episode]]
number = 1
synopsis = "What happened."
"""


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Work in an empty folder, with a database there."""
    for name in ("DISCORD_TOKEN", "LANTERN_DATA", "DISCORD_API_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'lantern.db'}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, slug: str, title: str = "The Lamp", *, text: str = SHOW) -> Path:
    file = folder / f"{slug}.toml"
    file.write_text(text.replace("{slug}", slug).replace("{title}", title), encoding="utf-8")
    return file


def titles(folder: Path) -> set[str]:
    """Return the titles that a bot started over the database would offer."""

    async def ask() -> set[str]:
        async with await build_bot(f"sqlite+aiosqlite:///{folder / 'lantern.db'}") as bot:
            catalog = bot.services.catalog
            return {catalog.title(show_id) for show_id in catalog.search(GuildId(1), "")}

    return asyncio.run(ask())


def test_a_fine_file_is_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, "the-lamp")
    assert main(["catalog", "check", str(file)]) == 0
    assert capsys.readouterr().out == "One file, no problem.\n"


def test_a_problem_has_its_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, "the-lamp", text=SHOW + 'sinopsis = "x"\n')
    assert main(["catalog", "check", str(file)]) == 2
    first, last = capsys.readouterr().out.splitlines()
    assert first == f"{file}:7: unknown key “sinopsis”; did you mean “synopsis”?"
    assert last == "One file, one problem."


def test_every_file_is_told_about_and_a_folder_stands_for_its_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "a")
    write(tmp_path, "b", text='slug = "b"\n')
    write(tmp_path, "c", text="= 1\n")
    assert main(["catalog", "check", str(tmp_path)]) == 2
    out = capsys.readouterr().out
    assert f"{tmp_path / 'b.toml'}:1: " in out
    assert f"{tmp_path / 'c.toml'}:1: " in out
    assert "a.toml" not in out
    assert "3 files, " in out


def test_a_file_is_called_as_its_slug(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lamp.toml"
    text = "# a comment\n" + SHOW.replace("{slug}", "the-lamp")
    file.write_text(text, encoding="utf-8")
    assert main(["catalog", "check", str(file)]) == 2
    out = capsys.readouterr().out
    assert out.startswith(f"{file}:2: the file is called lamp.toml and its slug is the-lamp;")


def test_what_cannot_be_read_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'slug = "latin"\ntitle = "caf\xe9"\n')
    assert main(["catalog", "check", str(tmp_path / "none.toml"), str(latin)]) == 2
    out = capsys.readouterr().out
    assert "none.toml: this file cannot be read" in out
    assert f"{latin}:2: this is not UTF-8 text" in out


def test_nothing_in_a_file_orders_the_terminal_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, "the-lamp", text=SHOW + '"\\u001b[31mred" = 1\n')
    assert main(["catalog", "check", str(file)]) == 2
    assert "\x1b" not in capsys.readouterr().out


def test_what_was_added_is_there_after_a_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, "the-lamp")
    assert main(["catalog", "add", str(file)]) == 0
    assert "the-lamp: added" in capsys.readouterr().out
    assert "The Lamp" in titles(tmp_path)
    assert main(["catalog", "add", str(file)]) == 0
    out = capsys.readouterr().out
    assert "the-lamp: already there, unchanged" in out
    assert "next start" not in out


def test_one_problem_adds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = write(tmp_path, "good")
    bad = write(tmp_path, "bad", text='slug = "bad"\n')
    assert main(["catalog", "add", str(good), str(bad)]) == 2
    assert "Nothing was added." in capsys.readouterr().out
    assert not (tmp_path / "lantern.db").exists()


def test_a_bundled_show_that_was_replaced_stays_replaced(tmp_path: Path) -> None:
    file = write(tmp_path, "love-in-the-big-city", "Our Own Telling")
    assert main(["catalog", "add", str(file)]) == 0
    for _ in range(2):
        found = titles(tmp_path)
        assert "Our Own Telling" in found
        assert "Love in the Big City" not in found


def test_a_list_names_each_show_and_where_it_is_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["catalog", "add", str(write(tmp_path, "the-lamp"))])
    folder = tmp_path / "more"
    folder.mkdir()
    write(folder, "the-boat", "The Boat")
    monkeypatch.setenv("LANTERN_DATA", str(folder))
    capsys.readouterr()
    assert main(["catalog", "list"]) == 0
    rows = [line.split(maxsplit=3) for line in capsys.readouterr().out.splitlines()]
    assert ["the-lamp", "1", "added", "The Lamp"] in rows
    assert ["the-boat", "1", "folder", "The Boat"] in rows
    assert ["love-in-the-big-city", "8", "bundled", "Love in the Big City"] in rows


def test_listing_makes_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "list"]) == 0
    assert "shows." in capsys.readouterr().out
    assert not (tmp_path / "lantern.db").exists()


def test_a_database_that_is_none_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lantern.db").write_text("not a database, whatever its name says\n" * 50)
    assert main(["catalog", "add", str(write(tmp_path, "the-lamp"))]) == 2
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert "the database cannot be opened" in told.err


def test_without_an_action_it_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog"]) == 2
    assert "lantern catalog --help" in capsys.readouterr().err
