"""A prepared database of canaries, made once, and worlds over copies of it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.services.bundle import Services
from bot.storage.schema import open_database
from tests.made_shows import made_files
from tests.noninterference.canaries import CanaryShow, aviary


def prepare(file: Path, shows: tuple[CanaryShow, ...]) -> Path:
    """Make a database that holds the shows and nothing else."""

    async def made() -> None:
        database = await open_database(f"sqlite+aiosqlite:///{file}")
        try:
            services = Services.over(database, SystemClock())
            documents = [show.document for show in shows]
            await services.catalog.import_files(made_files(documents), origin="added")
        finally:
            await database.close()

    asyncio.run(made())
    return file


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with the shows in it."""
    return prepare(tmp_path_factory.mktemp("canaries") / "lantern.db", aviary())
