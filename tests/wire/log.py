"""The ordered log of everything that the bot asked of the server."""

from dataclasses import dataclass, field
from typing import Any

from tests.wire.messages import Upload


@dataclass(slots=True, kw_only=True)
class Entry:
    """One request and its outcome; it never holds the bot's token.

    `status` stays None while the request is under way and when its connection was cut;
    `was_applied` tells whether it changed anything all the same.
    """

    number: int
    method: str
    path: str
    route: str
    query: dict[str, str]
    body: Any = None
    uploads: list[Upload] = field(default_factory=list)
    status: int | None = None
    was_applied: bool = False

    def __str__(self) -> str:
        return f"{self.number}. {self.method} {self.path} -> {self.status}"


@dataclass(slots=True)
class Log:
    """Requests in the order in which they arrived."""

    entries: list[Entry] = field(default_factory=list)
    unhandled: list[str] = field(default_factory=list)

    def of(self, route: str) -> list[Entry]:
        """Return the requests of one route, e.g. `PUT /applications/{application_id}/commands`."""
        return [entry for entry in self.entries if entry.route == route]

    def tail(self, count: int = 12) -> str:
        """Return the latest requests as lines, for the message of a failed test."""
        return "\n".join(str(entry) for entry in self.entries[-count:])
