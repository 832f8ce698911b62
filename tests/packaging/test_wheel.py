"""The wheel: built, installed somewhere else, and started from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.wire.process import BotProcess
from tests.wire.server import WireDiscord

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the build backend that the lock file holds."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True, text=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a new environment; return its folder of programs.

    What Lantern depends on is taken from the environment of the tests: the wheel itself is what is
    tried here, and a second download of the rest would only cost time.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [programs / "python", "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)],
        check=True,
        capture_output=True,
    )
    found = subprocess.run(
        [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    borrowed = Path(found.stdout.strip()) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def test_shows_messages_and_migrations_travel_in_it(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"bot/_data/{path.relative_to(ROOT / 'data').as_posix()}"
        for path in (ROOT / "data").rglob("*")
        if path.suffix in {".toml", ".ftl"}
    }
    assert wanted
    assert wanted <= names
    migrations = {path.name for path in (ROOT / "bot/storage/migrations/versions").glob("*.py")}
    assert {f"bot/storage/migrations/versions/{name}" for name in migrations} <= names
    assert "playground/page.html" in names
    assert not any(name.startswith("tests/") for name in names)


def test_its_command_line_works_from_another_folder(installed: Path, tmp_path: Path) -> None:
    def lantern(*arguments: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
        return subprocess.run(
            [installed / "lantern", *arguments],
            cwd=tmp_path,
            env=env,
            check=False,
            capture_output=True,
            text=True,
        )

    assert lantern("--version").stdout.startswith("lantern ")
    listed = lantern("catalog", "list")
    assert listed.returncode == 0, listed.stderr
    assert "love-in-the-big-city" in listed.stdout
    refused = lantern("run")
    assert refused.returncode == 2
    assert "DISCORD_TOKEN" in refused.stderr
    assert refused.stderr.count("\n") == 1


async def test_the_installed_bot_starts_and_answers(installed: Path, tmp_path: Path) -> None:
    command = (str(installed / "lantern"), "run")
    async with WireDiscord.start() as discord, BotProcess(discord, command, tmp_path):
        ara = discord.user("Ara")
        options = {"show": "love in the big city", "episode": "1"}
        answer = await discord.command(discord.guilds[0], ara, "episode", options=options)
    assert "Episode 1" in answer["text"]
    assert (tmp_path / "lantern.db").exists()
