"""What a route of the REST interface is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.wire.messages import Upload
from tests.wire.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request, read: the parts of its path, its query, its JSON and its files."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    uploads: list[Upload] = field(default_factory=list)


Reply = tuple[int, Any]
Handler = Callable[[World, Call], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and path template with what answers it.

    The path without a token of its own in it needs the bot's token.
    """

    method: str
    template: str
    handler: Handler

    @property
    def name(self) -> str:
        """How faults and the log name the route, e.g. `PUT /channels/{channel_id}`."""
        return f"{self.method} {self.template}"

    @property
    def needs_token(self) -> bool:
        """Whether Discord asks for the bot's token here."""
        return "{token}" not in self.template
