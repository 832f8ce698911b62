"""Shows that a test makes up, kept by the way on which the product keeps those of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.services.catalog import fingerprint


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A show file that was never written; implements `bot.services.ports.ShowFile`."""

    made: Mapping[str, Any]

    @property
    def mark(self) -> str:
        return fingerprint(self.made)

    def document(self) -> Mapping[str, Any]:
        return self.made


def made_files(documents: Iterable[Mapping[str, Any]]) -> list[MadeFile]:
    """Return the files of documents that are right as they are."""
    return [MadeFile(document) for document in documents]
