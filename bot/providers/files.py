"""Shows from files: those that travel with Lantern, and a folder of one's own."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

import bot.domain
from bot.resources import data_folder

_log = logging.getLogger(__name__)


class TextFile(Struct, frozen=True, kw_only=True):
    """A show file; implements `bot.services.ports.ShowFile`."""

    name: str
    text: str

    @property
    def mark(self) -> str:
        """What tells its content from any other, and from the same read by another program."""
        return hashlib.sha256((_reader_mark() + self.text).encode()).hexdigest()

    def document(self) -> Mapping[str, Any] | None:
        """Return the checked document; of a file that is wrong, none, and the log says why."""
        # A long show takes a twentieth of a second to check, and the checks as much to load: most
        # starts meet nothing that they have not met before.
        from bot.domain.showfile import check, parse, to_document  # noqa: PLC0415

        problems = check(self.text)
        if not problems:
            return to_document(parse(self.text))
        first = problems[0]
        _log.error(
            "show file %s left out: line %d, %s (and %d more); see `lantern catalog check`",
            self.name,
            first.line,
            first.code,
            len(problems) - 1,
        )
        return None


def bundled_folder() -> Path:
    """Return the folder of the shows that travel with Lantern."""
    return data_folder() / "shows"


def show_files(folder: Path) -> Iterator[TextFile]:
    """Yield the show files of a folder, none of them looked at yet.

    What is no text is logged and left out.
    """
    for path in sorted(folder.glob("*.toml")):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            _log.error(
                "show file %s left out: it cannot be read as UTF-8; see `lantern catalog check`",
                path.name,
            )
            continue
        yield TextFile(name=path.name, text=text)


def read_folder(folder: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the checked document of each show file; one that is wrong is logged and left out."""
    for file in show_files(folder):
        document = file.document()
        if document is not None:
            yield document


@cache
def _reader_mark() -> str:
    """Return what changes when reading a show file changes, so that all are then read anew."""
    readers = sorted(Path(bot.domain.__file__).parent.glob("showfile*.py"))
    return hashlib.sha256(b"".join(reader.read_bytes() for reader in readers)).hexdigest()
