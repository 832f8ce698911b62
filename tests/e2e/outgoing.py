"""What the bot sent, as it went over the wire: messages, forms and choices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import regex
from simcord.components import walk_components
from simcord.types import HttpLogEntry

from tests.e2e.conftest import Evening

_MESSAGES: Final = re.compile(r"/webhooks/.*|/channels/\d+/messages(/\d+)?")
_CALLBACK: Final = re.compile(r"/interactions/\d+/.*/callback")
_ANSWER, _UPDATE, _CHOICES, _FORM = 4, 7, 8, 9
_EPHEMERAL: Final = 64


@dataclass(frozen=True, slots=True)
class Sent:
    """One message, new or edited."""

    path: str
    body: Mapping[str, Any]

    @property
    def components(self) -> list[Mapping[str, Any]]:
        """Every component, however deep."""
        return list(walk_components(self.body.get("components") or []))

    @property
    def texts(self) -> list[str]:
        """Every text in which markdown and mentions live."""
        texts = [str(part.get("content", "")) for part in self.components]
        return [text for text in (str(self.body.get("content") or ""), *texts) if text]

    @property
    def is_private(self) -> bool:
        """Whether it says of itself that one member alone sees it."""
        return bool(int(self.body.get("flags") or 0) & _EPHEMERAL)


def here(evening: Evening) -> int:
    """Return the place in the log of requests up to which all is known."""
    return len(evening.env.http_requests)


def messages(evening: Evening, since: int = 0) -> list[Sent]:
    """Return every message that was sent or edited since."""
    return list(_messages(evening.env.http_requests[since:]))


def _messages(requests: Sequence[HttpLogEntry]) -> Iterator[Sent]:
    for request in requests:
        body = request.json
        if request.method not in ("POST", "PATCH") or not isinstance(body, Mapping):
            continue
        if _CALLBACK.fullmatch(request.path) and body.get("type") in (_ANSWER, _UPDATE):
            yield Sent(request.path, body["data"])
        elif _MESSAGES.fullmatch(request.path):
            yield Sent(request.path, body)


def choices(evening: Evening, since: int = 0) -> list[list[Mapping[str, Any]]]:
    """Return every list of choices that was offered since."""
    return [body["data"]["choices"] for body in _callbacks(evening, since, _CHOICES)]


def forms(evening: Evening, since: int = 0) -> list[Mapping[str, Any]]:
    """Return every form that was opened since."""
    return [body["data"] for body in _callbacks(evening, since, _FORM)]


def _callbacks(evening: Evening, since: int, kind: int) -> list[Mapping[str, Any]]:
    return [
        request.json
        for request in evening.env.http_requests[since:]
        if _CALLBACK.fullmatch(request.path)
        and isinstance(request.json, Mapping)
        and request.json.get("type") == kind
    ]


# What nobody's words may do in a card. Each is written so that our own cards do not have it.

_ALIVE: Final = {
    "pings everyone": r"@(?:everyone|here)",
    "mentions a member": r"<@!?424242",
    "mentions a role": r"<@&424242",
    "mentions a channel": r"<#424242",
    "mentions a command": r"</zqx",
    "shows a time": r"<t:424242",
    "is a heading": r"(?m)^# ",
    "is a list": r"(?m)^[*+] ",
    "is a link with a name": r"zqx(?<!\\)\]\(",
    "is a spoiler": r"(?<!\\)\|\|",
    "is a block of code": r"(?<!\\)```",
    "is code": r"(?<!\\)`zqx",
    "is bold": r"(?<!\\)\*\*zqxbold",
    "is underlined": r"(?<!\\)__zqx",
    "is struck out": r"(?<!\\)~~zqx",
    "turns the line around": "[\u202a-\u202e\u2066\u2067\u200f\u200e]",
    "piles up marks": r"\p{M}{5,}",
    "opens a preview": r"(?<!<)https?://zqx",
}
_PATTERNS: Final = {name: regex.compile(pattern) for name, pattern in _ALIVE.items()}


def lively(message: Sent) -> list[str]:
    """Return what somebody's words do in a message beyond being read."""
    found = [
        f"{name}: {text!r}"
        for text in message.texts
        for name, pattern in _PATTERNS.items()
        if pattern.search(text)
    ]
    found += [
        f"leaves its direction open: {text!r}"
        for text in message.texts
        if text.count("\u2068") != text.count("\u2069")
    ]
    allowed = message.body.get("allowed_mentions")
    if message.texts and (allowed is None or allowed.get("parse") != []):
        found.append(f"lets mentions live: {allowed} at {message.path}")
    return found
