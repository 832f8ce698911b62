"""Logging: what happened and to which id, never what somebody wrote and never a token."""

from __future__ import annotations

import logging


class _Formatter(logging.Formatter):
    """Formats a record, tracebacks too, without the secret."""

    def __init__(self, secret: str | None) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return text.replace(self._secret, "<secret>") if self._secret else text


def set_up(level: int, *, secret: str | None = None) -> None:
    """Send the log to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Formatter(secret))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("discord").setLevel(max(level, logging.INFO))
    # alembic tells each step at INFO; our own line says what an admin needs.
    logging.getLogger("alembic").setLevel(max(level, logging.WARNING))
