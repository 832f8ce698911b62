"""Shows from files: those that travel with Lantern, and a folder of one's own."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.domain.showfile import check, parse, to_document
from bot.resources import data_folder

_log = logging.getLogger(__name__)


def bundled_folder() -> Path:
    """Return the folder of the shows that travel with Lantern."""
    return data_folder() / "shows"


def read_folder(folder: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the checked document of each show file; one that is wrong is logged and left out."""
    for path in sorted(folder.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        problems = check(text)
        if problems:
            first = problems[0]
            _log.error(
                "show file %s left out: line %d, %s (and %d more); see `lantern catalog check`",
                path.name,
                first.line,
                first.code,
                len(problems) - 1,
            )
            continue
        yield to_document(parse(text))
