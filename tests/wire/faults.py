"""What goes wrong on purpose, and when."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from tests.wire.log import Entry
from tests.wire.routes import ROUTES

ANY: Final = "*"
CUT: Final = 0
_NAMES: Final = frozenset(route.name for route in ROUTES) | {ANY}

Hook = Callable[[Entry], Awaitable[None]]


@dataclass(slots=True, kw_only=True)
class Fault:
    """One kind of trouble for the next few requests of a route."""

    route: str
    times: int
    status: int
    after_effect: bool = False
    retry_after: float = 0.0
    is_global: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether the connection breaks instead of any answer arriving."""
        return self.status == CUT

    def headers(self) -> dict[str, str]:
        """Return the headers of the answer; without `Via` a client takes a 429 for a ban."""
        if self.status != 429:
            return {}
        scope = "global" if self.is_global else "user"
        return {
            "Via": "1.1 wire",
            "Retry-After": f"{self.retry_after:.3f}",
            "X-RateLimit-Scope": scope,
        } | ({"X-RateLimit-Global": "true"} if self.is_global else {})

    def body(self) -> bytes:
        """Return the JSON that goes with the status."""
        if self.status == 429:
            told: dict[str, Any] = {
                "message": "You are being rate limited.",
                "retry_after": self.retry_after,
                "global": self.is_global,
            }
        else:
            told = {"message": f"{self.status}: injected", "code": 0}
        return json.dumps(told).encode()


@dataclass(slots=True)
class Faults:
    """The troubles that wait for their request, first come first served.

    A route is named as in the table of routes, e.g. `POST /channels/{channel_id}/messages`;
    `*` stands for every route.
    """

    hook: Hook | None = None
    _waiting: list[Fault] = field(default_factory=list)

    def limit(
        self, route: str, *, times: int = 1, retry_after: float = 0.05, is_global: bool = False
    ) -> Fault:
        """Answer the next requests with 429; nothing of theirs happens."""
        return self._add(
            Fault(
                route=route,
                times=times,
                status=429,
                retry_after=retry_after,
                is_global=is_global,
            )
        )

    def fail(
        self, route: str, *, status: int = 502, times: int = 1, after_effect: bool = False
    ) -> Fault:
        """Answer the next requests with an error, before or after they took effect."""
        return self._add(Fault(route=route, times=times, status=status, after_effect=after_effect))

    def cut(self, route: str, *, times: int = 1, after_effect: bool) -> Fault:
        """Break the connection of the next requests: the bot cannot know what came of them."""
        return self._add(Fault(route=route, times=times, status=CUT, after_effect=after_effect))

    def clear(self) -> None:
        """Let everything go right again."""
        self._waiting.clear()
        self.hook = None

    def take(self, route: str) -> Fault | None:
        """Return the trouble that this request meets, and count it."""
        for fault in self._waiting:
            if fault.route in {route, ANY}:
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None

    def _add(self, fault: Fault) -> Fault:
        if fault.route not in _NAMES:
            raise LookupError(f"no route is called {fault.route!r}")
        self._waiting.append(fault)
        return fault
