"""Filling a database with the progress of many members, before a bot is started on it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import insert

from bot.clock import SystemClock
from bot.domain.ids import ShowId
from bot.domain.progress import Seen
from bot.providers.files import bundled_folder, read_folder, show_files
from bot.services.bundle import Services
from bot.storage.database import Database
from bot.storage.rows import seconds
from bot.storage.schema import migrate
from bot.storage.tables import follower, progress, progress_change
from tests.made_shows import made_files

FIRST_MEMBER: Final = 10**17
_BATCH: Final = 10_000
_DEPTHS: Final = 7
_LAST_YEAR: Final = timedelta(days=365)

_WORDS: Final = ("Silver", "Harbour", "Winter", "Lantern", "Garden", "Stranger", "River", "Paper")

Row = dict[str, Any]
Document = Mapping[str, Any]


async def seed(database_url: str, *, guild_ids: Sequence[int], rows: int, shows: int) -> None:
    """Write `rows` rows of progress, each with its follower and its change, and `shows` films.

    The rows are spread evenly over the guilds and the bundled shows, each by a member of its own,
    and are a year old at most. The films come on top of the bundled shows.
    """
    database = Database(database_url)
    try:
        await migrate(database)
        catalog = Services.over(database, SystemClock()).catalog
        bundled = list(read_folder(bundled_folder()))
        await catalog.import_files(show_files(bundled_folder()), origin="bundled")
        async with database.read() as kept:
            known = [entry.id for entry in await kept.shows.entries()]
        await catalog.import_files(made_files(_films(bundled, shows)), origin="added")
        now = seconds(SystemClock().now())
        for start in range(0, rows, _BATCH):
            numbers = range(start, min(start + _BATCH, rows))
            await _write(database, list(_standings(numbers, guild_ids, known, now)))
    finally:
        await database.close()


def _films(bundled: Sequence[Document], count: int) -> Iterator[Document]:
    film = next(document for document in bundled if document["kind"] == "film")
    for number in range(count):
        first, second = _WORDS[number % len(_WORDS)], _WORDS[number // len(_WORDS) % len(_WORDS)]
        yield {**film, "slug": f"film-{number}", "title": f"The {first} {second} {number}"}


def _standings(
    numbers: range, guild_ids: Sequence[int], shows: Sequence[ShowId], now: int
) -> Iterator[Row]:
    for number in numbers:
        seen = Seen.up_to(1 + number % _DEPTHS)
        yield {
            "guild_id": guild_ids[number % len(guild_ids)],
            "user_id": FIRST_MEMBER + number,
            "show_id": shows[number // len(guild_ids) % len(shows)],
            "track": "screen",
            "pass": 0,
            "seen": str(seen),
            "position": seen.position,
            "updated_at": now - number % int(_LAST_YEAR.total_seconds()),
        }


async def _write(database: Database, standings: list[Row]) -> None:
    who = ("guild_id", "user_id", "show_id")
    followers = [
        {name: row[name] for name in who}
        | {"followed_at": row["updated_at"], "active_at": row["updated_at"], "is_hidden": 0}
        for row in standings
    ]
    changes = [
        {name: row[name] for name in (*who, "track", "pass")}
        | {"added": row["seen"], "changed_at": row["updated_at"]}
        for row in standings
    ]
    async with database.writer.begin() as connection:
        await connection.execute(insert(progress), standings)
        await connection.execute(insert(follower), followers)
        await connection.execute(insert(progress_change), changes)
