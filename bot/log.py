"""Logging: what happened and to which id, never what somebody wrote and never a token.

The words of an exception may be somebody's ("invalid literal for int(): ..."), so the log tells its
kind, its numbers and the way it came, and leaves its words out.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Iterator
from typing import Any, Final

_log = logging.getLogger(__name__)

QUIET: Final = {
    "discord": logging.INFO,  # below it, every payload with what people wrote
    "aiosqlite": logging.INFO,  # below it, every value that is read or kept
    "alembic": logging.WARNING,  # at INFO each step; our own line says what an admin needs
}
"""How little may be told by others, whatever level is asked for."""

_FACTS: Final = ("status", "code", "errno", "sqlite_errorname", "sqlstate")
"""What exceptions of discord.py, the system and the databases tell apart from their words."""


def record(error: BaseException, where: str) -> str:
    """Log what nobody expected; return the short reference under which the log has it."""
    reference = secrets.token_hex(3).upper()
    _log.error("reference %s: %s failed", reference, where, exc_info=error)
    return reference


class _Formatter(logging.Formatter):
    """Formats a record without the secret, and its traceback without an exception's words."""

    def __init__(self, secret: str | None) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have left a traceback there, with every word.
        record.exc_text = None
        text = super().format(record)
        record.exc_text = None
        return text.replace(self._secret, "<secret>") if self._secret else text

    def formatException(self, ei: Any) -> str:  # noqa: ANN401, N802 - logging's own
        """Tell an error without its words; borrowed from logging.Formatter."""
        error = ei[1]
        return "" if error is None else "".join(_told(error, set())).rstrip()


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    """Yield the way an error came, what led to it first."""
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield "\nthat led to:\n\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{_kind(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _told(part, seen)


def _kind(error: BaseException) -> str:
    facts = ((name, getattr(error, name, None)) for name in _FACTS)
    told = [f"{name}={fact}" for name, fact in facts if isinstance(fact, int | str)]
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{name} ({', '.join(told)})" if told else name


def formatter(secret: str | None = None) -> logging.Formatter:
    """Return what writes the lines of the log."""
    return _Formatter(secret)


def set_up(level: int, *, secret: str | None = None) -> None:
    """Send the log to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(secret))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, lowest in QUIET.items():
        logging.getLogger(name).setLevel(max(level, lowest))
