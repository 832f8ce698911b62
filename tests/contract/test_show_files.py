"""Show files are read when they hold something new, and never for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.providers import files
from bot.providers.files import bundled_folder, show_files
from bot.services.catalog import Catalog
from bot.storage.database import Database
from tests.contract.conftest import document


@dataclass
class Paper:
    """A show file that counts how often it is read."""

    mark: str
    slug: str = "a-show"
    is_wrong: bool = False
    reads: int = field(default=0)

    def document(self) -> Mapping[str, Any] | None:
        self.reads += 1
        return None if self.is_wrong else document(self.slug)


@pytest.fixture
def catalog(database: Database) -> Catalog:
    return Catalog(database=database, clock=SystemClock())


async def test_a_file_is_read_again_only_when_it_changed(catalog: Catalog) -> None:
    first, same, changed = Paper("1"), Paper("1"), Paper("2")
    (number,) = await catalog.import_files([first], origin="bundled")
    assert await catalog.import_files([same], origin="bundled") == []
    assert await catalog.import_files([changed], origin="bundled") == [number]
    assert (first.reads, same.reads, changed.reads) == (1, 0, 1)


async def test_a_wrong_file_is_left_out_and_looked_at_each_time(catalog: Catalog) -> None:
    wrong, right = Paper("1", is_wrong=True), Paper("2")
    assert len(await catalog.import_files([wrong, right], origin="bundled")) == 1
    assert await catalog.import_files([wrong, right], origin="bundled") == []
    assert (wrong.reads, right.reads) == (2, 1)


async def test_a_bundled_file_never_replaces_what_somebody_added(
    catalog: Catalog, database: Database
) -> None:
    await catalog.import_files([Paper("own")], origin="added")
    assert await catalog.import_files([Paper("ours")], origin="bundled") == []
    async with database.read() as kept:
        assert await kept.shows.fingerprints() == {"a-show": "own"}


def test_a_mark_tells_texts_and_readers_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("a", "slug = 1"), ("b", "slug = 1"), ("c", "slug = 2")):
        tmp_path.joinpath(f"{name}.toml").write_text(text, encoding="utf-8")
    one, same, other = (file.mark for file in show_files(tmp_path))
    assert one == same != other
    monkeypatch.setattr(files, "_reader_mark", lambda: "another program")
    assert one not in {file.mark for file in show_files(tmp_path)}


async def test_the_bundled_shows_are_all_known_the_second_time(catalog: Catalog) -> None:
    folder = list(show_files(bundled_folder()))
    assert len(await catalog.import_files(folder, origin="bundled")) == len(folder)
    assert await catalog.import_files(folder, origin="bundled") == []
