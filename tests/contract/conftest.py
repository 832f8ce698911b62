"""Every port's tests run against every engine: SQLite in a file, and a real PostgreSQL."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pgserver.postgres_server import get_server
from sqlalchemy import text

from bot.domain.ids import GuildId, ShowId, UserId
from bot.storage.database import Database
from bot.storage.schema import migrate
from bot.storage.tables import metadata

NOW = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
GUILD, OTHER_GUILD = GuildId(100), GuildId(200)
ARA, MINHO = UserId(1_456_074_443_980_800_009), UserId(2)
EVERYWHERE = GuildId(0)


def document(slug: str = "a-show", *, episodes: int = 8) -> dict[str, object]:
    """Return a show document of numbers only."""
    return {
        "slug": slug,
        "title": f"The title of {slug}",
        "episode": [{"number": number} for number in range(1, episodes + 1)],
    }


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an SQLite database with the schema once."""
    file = tmp_path_factory.mktemp("contract") / "lantern.db"
    _migrate(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """Start a PostgreSQL that pip alone brought, with the schema in it."""
    # Its socket's path must be short, which a test's own folder is not.
    folder = Path(tempfile.mkdtemp(prefix="lantern-pg-"))
    server = get_server(folder, cleanup_mode="delete")
    url = f"postgresql+asyncpg://postgres@/postgres?host={folder}"
    _migrate(url)
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _migrate(url: str) -> None:
    """Migrate on a thread of its own: a test's event loop may be running here."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(asyncio.run, _migrated(url)).result()


async def _migrated(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """Open an empty database of each engine in turn."""
    if request.param == "sqlite":
        copy = shutil.copy(request.getfixturevalue("sqlite_file"), tmp_path / "lantern.db")
        database = Database(f"sqlite+aiosqlite:///{copy}")
    else:
        database = Database(request.getfixturevalue("postgresql_url"))
        names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
        async with database.writer.begin() as connection:
            await connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    yield database
    await database.close()


@pytest.fixture
async def show_id(database: Database) -> ShowId:
    """Put one show into the catalog."""
    async with database.write() as kept:
        return await kept.shows.put(
            guild_id=EVERYWHERE,
            origin="bundled",
            document=document(),
            fingerprint="1",
            now=NOW,
        )
