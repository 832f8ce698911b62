"""The schema's version: migrate forward, refuse what is newer, keep a copy first."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.resources import migrations_folder
from bot.storage.database import Database, explained

HEAD = "0001"
"""The newest revision; a test holds it to the migrations folder."""

_log = logging.getLogger(__name__)


class NewerSchemaError(Exception):
    """The database was written by a newer Lantern; `found` is its revision."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


async def current_revision(database: Database) -> str | None:
    """Return the database's revision; None for an empty one.

    Raises StorageError where the database cannot be asked, DatabaseUrlError where there is none.
    """
    return await database.look(_revision)


async def migrate(database: Database) -> bool:
    """Bring the schema to `HEAD`; tell whether anything was to do.

    An SQLite file is copied beside itself first. Raises NewerSchemaError, and changes nothing,
    where the schema is newer than this program.
    """
    found = await current_revision(database)
    if found == HEAD:
        return False
    require_known(found)
    if found is not None and database.path is not None:
        copy = keep_copy(database.path, found)
        _log.info("kept a copy of the database before the migration: %s", copy.name)
    with explained():
        async with database.writer.begin() as connection:
            await connection.run_sync(_upgrade)
    return True


async def open_database(url: str, *, is_to_be_ours: bool = False) -> Database:
    """Open a database and bring its schema forward; take it first where it is to be ours alone.

    Raises DatabaseUrlError, NewerSchemaError, DatabaseTakenError or StorageError.
    """
    database = Database(url)
    try:
        if is_to_be_ours:
            # Not before it is known to be one of ours: taking may leave a file beside it.
            require_known(await current_revision(database))
            await database.take()
        await migrate(database)
    except BaseException:
        await database.close()
        raise
    return database


def keep_copy(path: Path, revision: str) -> Path:
    """Copy an SQLite file, its journal included, to a name that tells the revision."""
    copy = path.with_name(f"{path.name}.before-{revision}")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    shutil.copymode(path, copy)
    return copy


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def is_known(revision: str) -> bool:
    """Tell whether this program has a migration to or from that revision."""
    return any(migrations_folder().joinpath("versions").glob(f"{revision}_*.py"))


def require_known(revision: str | None) -> None:
    """Raise NewerSchemaError where the revision is none of this program's."""
    if revision is not None and not is_known(revision):
        raise NewerSchemaError(revision)


def _upgrade(connection: Connection) -> None:
    # Alembic takes a tenth of a second to import and is needed once per release.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
