"""Configuration from the environment and `.env`; read when asked, never at import."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from dotenv import dotenv_values

DEFAULT_DATABASE_URL = "sqlite+aiosqlite:///lantern.db"
_TOKEN_SHAPE = re.compile(r"[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}")
_DRIVERS = ("sqlite+aiosqlite://", "postgresql+asyncpg://")


class SettingsError(Exception):
    """A setting is missing or wrong; `key` names the message, `variable` the setting."""

    def __init__(self, key: str, variable: str) -> None:
        super().__init__(f"{variable}: {key}")
        self.key = key
        self.variable = variable


class Secret:
    """A value that shows itself only when asked for by name."""

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        self.__value = value

    def __repr__(self) -> str:
        return "<secret>"

    __str__ = __repr__

    def value(self) -> str:
        """Return the secret; pass it on, never print it."""
        return self.__value


def environment() -> dict[str, str]:
    """Return the environment over what `.env` in the working directory says.

    Raises SettingsError where that cannot be read.
    """
    try:
        values = dotenv_values(".env")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("env-file", ".env") from error
    from_file = {key: value for key, value in values.items() if value is not None}
    return {**from_file, **os.environ}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person may configure."""

    token: Secret | None
    api_url: str | None
    database_url: str = field(repr=False, default=DEFAULT_DATABASE_URL)
    """May hold a password, so it stays out of the repr."""
    data_folder: Path | None = None
    log_level: int = logging.INFO
    tvmaze_url: str | None = None
    problems: tuple[SettingsError, ...] = ()
    """What cannot be right; the default stands in its place."""

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read the settings.

        Raises SettingsError for a value that cannot be right; a missing token is no error here,
        since only `run` needs one.
        """
        settings = cls.examined(env)
        if settings.problems:
            raise settings.problems[0]
        return settings

    @classmethod
    def examined(cls, env: Mapping[str, str]) -> Self:
        """Read the settings whatever they are; `problems` tells which of them are wrong."""
        problems: list[SettingsError] = []
        token = env.get("DISCORD_TOKEN", "").strip()
        database_url = env.get("DATABASE_URL", "").strip() or DEFAULT_DATABASE_URL
        if not database_url.startswith(_DRIVERS):
            problems.append(SettingsError("database-url", "DATABASE_URL"))
            database_url = DEFAULT_DATABASE_URL
        api_url = env.get("DISCORD_API_URL", "").strip().rstrip("/")
        if api_url and not _is_address(api_url):
            problems.append(SettingsError("api-url", "DISCORD_API_URL"))
            api_url = ""
        folder = env.get("LANTERN_DATA", "").strip()
        if folder and not Path(folder).is_dir():
            problems.append(SettingsError("data-folder", "LANTERN_DATA"))
            folder = ""
        level = logging.getLevelNamesMapping().get(
            env.get("LANTERN_LOG_LEVEL", "").strip().upper() or "INFO"
        )
        if level is None:
            problems.append(SettingsError("log-level", "LANTERN_LOG_LEVEL"))
        return cls(
            token=Secret(token) if token else None,
            api_url=api_url or None,
            database_url=database_url,
            data_folder=Path(folder) if folder else None,
            log_level=logging.INFO if level is None else level,
            tvmaze_url=env.get("LANTERN_TVMAZE_URL", "").strip() or None,
            problems=tuple(problems),
        )

    def required_token(self) -> Secret:
        """Return the token.

        Raises SettingsError where there is none, or where it cannot be one.
        """
        if self.token is None:
            raise SettingsError("token-missing", "DISCORD_TOKEN")
        if self.api_url is None and not _TOKEN_SHAPE.fullmatch(self.token.value()):
            raise SettingsError("token-shape", "DISCORD_TOKEN")
        return self.token


def _is_address(url: str) -> bool:
    """Tell whether something could be asked there."""
    try:
        parts = urlsplit(url)
        # Asking for the port is what finds it out of range.
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
