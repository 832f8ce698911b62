"""The composition root: here the parts are put together, and nowhere else."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import cogs
from bot.client import LanternBot
from bot.clock import SystemClock
from bot.providers.files import bundled_folder, show_files
from bot.services.bundle import Services
from bot.storage.database import Database
from bot.storage.schema import open_database
from bot.ui.errors import install


def extensions() -> list[str]:
    """Return every cog's extension: each public module of the cogs package."""
    return sorted(
        f"cogs.{module.name}"
        for module in pkgutil.iter_modules(cogs.__path__)
        if not module.name.startswith("_")
    )


async def build_bot(database_url: str, *, data_folder: Path | None = None) -> LanternBot:
    """Put a bot together over a database, with the bundled shows in it."""
    return await _build_over(await open_database(database_url), data_folder)


async def build_alone(url: str, data_folder: Path | None) -> tuple[Database, LanternBot]:
    """Take the database first: two bots over one would both answer, and remember other things."""
    database = await open_database(url, is_to_be_ours=True)
    return database, await _build_over(database, data_folder)


async def _build_over(database: Database, data_folder: Path | None) -> LanternBot:
    try:
        services = Services.over(database, SystemClock())
        await services.catalog.import_files(show_files(bundled_folder()), origin="bundled")
        if data_folder is not None:
            await services.catalog.import_files(show_files(data_folder), origin="added")
        await services.load()
    except BaseException:
        await database.close()
        raise
    bot = LanternBot(services, extensions=extensions(), on_close=database.close)
    install(bot.tree)
    return bot
