"""Where the files that travel with Lantern are, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """Return the folder with the bundled shows and message files."""
    installed = _PACKAGE / "_data"
    return installed if installed.is_dir() else _PACKAGE.parent / "data"


def migrations_folder() -> Path:
    """Return the folder with the database migrations."""
    return _PACKAGE / "storage" / "migrations"
