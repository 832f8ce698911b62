"""Everything that the bot says to Discord passes here, and so does all that it logs.

Each request is judged at the moment it is sent, by what its readers know then; what lies in
channels afterwards is looked over as well: names, topics, who sits in which thread.
"""

from __future__ import annotations

import logging
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from simcord.backend import Backend
from simcord.backend.models import EPHEMERAL_FLAG, Channel, Interaction
from simcord.enums import CallbackType, ChannelType, InteractionType
from simcord.http import router

from bot.log import set_up
from tests.noninterference.judge import (
    MACHINE_KEYS,
    NOBODY,
    Audience,
    Judge,
    Leak,
    Reader,
    Surface,
    strings,
)

_SHOWN: Final = 300
_CALLBACK = re.compile(r"/interactions/(\d+)/[^/]+/callback")
_WEBHOOK = re.compile(r"/webhooks/\d+/([^/]+)(?:/messages/([^/]+))?")
_MESSAGE = re.compile(r"/channels/(\d+)/messages(?:/(\d+))?")
_SEAT = re.compile(r"/channels/(\d+)/thread-members/(\d+)")
_MENTION = re.compile(r"<@!?(\d+)>")
_IN_GUILD = re.compile(r"/(channels|guilds)/(\d+)\b")


class LeakedError(AssertionError):
    """Something could be read where it may not."""


class BrokenError(AssertionError):
    """The bot met what it did not expect."""


class Watch:
    """Judges what goes out; what should not have is kept in `leaks`."""

    def __init__(self, backend: Backend, judge: Judge) -> None:
        self._backend = backend
        self.judge = judge
        self.leaks: list[Leak] = []
        self.surfaces: Counter[Surface] = Counter()
        """How often each surface was looked at."""
        self.steps: list[list[tuple[str, str, Any]]] = [[]]
        """Every request with its body, step by step; for comparing two worlds."""
        self.typist: int = 0
        self.typed: frozenset[str] = frozenset()
        self.options: tuple[str, ...] = ()
        self._lines: deque[str] = deque()
        self._names: dict[int, tuple[str | None, ...]] = {}
        self._seats: tuple[int, dict[int, frozenset[int]]] = (-1, {})

    def typing(self, user_id: int, tokens: Iterable[str] = (), options: Iterable[str] = ()) -> None:
        """Say who is about to do something, and what they typed for it: a step begins."""
        self.steps.append([])
        self.typist, self.typed = user_id, frozenset(tokens)
        self.options = tuple(options)

    # Requests

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Stand between the bot and its Discord, and beside its log."""
        send: Callable[..., Any] = router.dispatch

        def dispatch(backend: Backend, method: str, path: str, **rest: Any) -> Any:
            if backend is self._backend:
                self._hear(method, path, rest)
            return send(backend, method, path, **rest)

        router.dispatch = dispatch
        try:
            with _product_log(self._lines):
                yield
        finally:
            router.dispatch = send

    def _hear(self, method: str, path: str, rest: Mapping[str, Any]) -> None:
        if method == "GET":
            return
        body = rest.get("json")
        self.steps[-1].append((method, path, body))
        surface, audience = self._readers(method, path, body or {})
        where = f"{method} {path}"
        self._look(surface, audience, where, body)
        if audience.reader is Reader.ROOM:
            for user_id in _called(body or {}):
                # Discord adds whoever is mentioned in a private thread to it.
                self._check_seat(audience.channel_ids[0], user_id)
        for file in rest.get("files") or ():
            self._look_at_file(audience, where, file)
        self._look(Surface.OTHER, NOBODY, where, rest.get("reason"))

    def _readers(self, method: str, path: str, body: Mapping[str, Any]) -> tuple[Surface, Audience]:
        """Return where a request can be read, and by whom."""
        if found := _CALLBACK.fullmatch(path):
            record = self._backend.interactions.get(int(found[1]))
            return (Surface.OTHER, NOBODY) if record is None else self._answer(record, body)
        if found := _WEBHOOK.fullmatch(path):
            return self._followup(found[1], found[2], body)
        if found := _MESSAGE.fullmatch(path):
            return self._room(int(found[1]))
        if found := _SEAT.fullmatch(path):
            if method == "PUT":
                self._check_seat(int(found[1]), int(found[2]))
            return Surface.MEMBERSHIP, NOBODY
        if "/commands" in path:
            return Surface.COMMAND, NOBODY
        return Surface.NAME, self._everybody(path)

    def _answer(self, record: Interaction, body: Mapping[str, Any]) -> tuple[Surface, Audience]:
        """Return who reads the first answer to an interaction."""
        data = body.get("data") or {}
        kind = body["type"]
        if kind == CallbackType.APPLICATION_COMMAND_AUTOCOMPLETE_RESULT:
            # A choice that repeats a guess is an answer to it.
            return Surface.CHOICE, self._member(record, has_typed=False)
        if kind == CallbackType.MODAL:
            return Surface.MODAL, self._member(record)
        if kind in (CallbackType.UPDATE_MESSAGE, CallbackType.DEFERRED_UPDATE_MESSAGE):
            return self._of_message(record, record.source_message_id)
        if int(data.get("flags") or 0) & EPHEMERAL_FLAG:
            return Surface.ANSWER, self._member(record)
        return self._public(record)

    def _followup(
        self, token: str, message: str | None, body: Mapping[str, Any]
    ) -> tuple[Surface, Audience]:
        number = self._backend.interaction_tokens.get(token)
        if number is None:
            return Surface.OTHER, NOBODY
        record = self._backend.interactions[number]
        if message is not None:
            own = record.message_id if message == "@original" else int(message)
            return self._of_message(record, own)
        if record.loading:
            return self._of_message(record, record.message_id)
        if int(body.get("flags") or 0) & EPHEMERAL_FLAG:
            return Surface.ANSWER, self._member(record)
        return self._public(record)

    def _of_message(self, record: Interaction, message_id: int | None) -> tuple[Surface, Audience]:
        """Return who reads a message that an interaction changes."""
        stored = self._backend.messages.get(record.channel_id, {}).get(message_id or 0)
        if stored is not None and stored.is_ephemeral:
            return Surface.ANSWER, self._member(record)
        return self._public(record)

    def _public(self, record: Interaction) -> tuple[Surface, Audience]:
        _, audience = self._room(record.channel_id)
        if record.type == InteractionType.APPLICATION_COMMAND and record.guild_id is not None:
            for option in self.options:
                self._look(Surface.OPTIONS, audience, f"/{record.command_name}", option)
        return Surface.PUBLIC_ANSWER, audience

    def _member(self, record: Interaction, *, has_typed: bool = True) -> Audience:
        typed = self.typed if has_typed and record.user_id == self.typist else frozenset()
        if record.guild_id is None:
            return Audience(reader=Reader.DM, user_id=record.user_id, typed=typed)
        return Audience(
            reader=Reader.MEMBER, guild_id=record.guild_id, user_id=record.user_id, typed=typed
        )

    def _room(self, channel_id: int) -> tuple[Surface, Audience]:
        channel = self._backend.channels.get(channel_id)
        if channel is None:
            return Surface.OTHER, NOBODY
        if channel.guild_id is None:
            (recipient, *_) = [
                one for one in channel.recipient_ids if one != self._backend.bot_user.id
            ]
            typed = self.typed if recipient == self.typist else frozenset()
            return Surface.DM, Audience(reader=Reader.DM, user_id=recipient, typed=typed)
        rooms = (channel.id,) if channel.parent_id is None else (channel.id, channel.parent_id)
        return Surface.MESSAGE, Audience(
            reader=Reader.ROOM, guild_id=channel.guild_id, channel_ids=rooms
        )

    def _everybody(self, path: str) -> Audience:
        found = _IN_GUILD.search(path)
        if found is None:
            return NOBODY
        guild_id: int | None = int(found[2])
        if found[1] == "channels":
            channel = self._backend.channels.get(int(found[2]))
            guild_id = None if channel is None else channel.guild_id
        return NOBODY if guild_id is None else Audience(reader=Reader.GUILD, guild_id=guild_id)

    # Judging

    def _look(self, surface: Surface, audience: Audience, where: str, body: object) -> None:
        self.surfaces[surface] += 1
        for key, text in strings(body):
            is_machine = key in MACHINE_KEYS
            readers = NOBODY if is_machine else audience
            self.surfaces[Surface.MACHINE] += is_machine
            for token in self.judge.ahead(text, readers):
                at = Surface.MACHINE if is_machine else surface
                self.leaks.append(Leak(at, token, readers, f"{where} {key}", text[:_SHOWN]))

    def _look_at_file(self, audience: Audience, where: str, file: Any) -> None:
        content = file.fp.read()
        file.fp.seek(0)
        text = content.decode("utf-8", errors="replace")
        own = self._own_words(audience)
        for token in self.judge.ahead(text, audience):
            if own is None or not own.match(token):
                self.leaks.append(Leak(Surface.FILE, token, audience, where, text[:_SHOWN]))
        self.surfaces[Surface.FILE] += 1
        self._look(Surface.FILE, audience, where, {"description": file.description})
        self._look(Surface.FILE, audience, where, {"filename": file.filename})

    def _own_words(self, audience: Audience) -> re.Pattern[str] | None:
        """Return what a member's own words look like: a file of all that is kept has them."""
        letters = [letter for letter, one in self.judge.people.items() if one == audience.user_id]
        return re.compile(rf"z[nrf]\d{letters[0]}\d+") if letters else None

    def _check_seat(self, thread_id: int, user_id: int) -> None:
        """Check that whoever is in a gated thread, or let in, has got to its episode."""
        thread = self.judge.ledger.thread(thread_id)
        if thread is None or not thread.is_gated:
            return
        self.surfaces[Surface.MEMBERSHIP] += 1
        reach = self.judge.ledger.reach(thread.guild_id, user_id, thread.show_id)
        if reach.screen < thread.episode:
            audience = Audience(reader=Reader.MEMBER, guild_id=thread.guild_id, user_id=user_id)
            where = f"thread of episode {thread.episode}"
            self.leaks.append(
                Leak(Surface.MEMBERSHIP, f"member {user_id}", audience, where, f"at {reach}")
            )

    def look_around(self) -> None:
        """Look at what can be seen without anything being sent, and read the log."""
        channels = [one for one in self._backend.channels.values() if one.guild_id is not None]
        for channel in channels:
            self._look_at_names(channel.id, channel.guild_id, (channel.name, channel.topic))
        for guild in self._backend.guilds.values():
            for event in guild.scheduled_events.values():
                self._look_at_names(event.id, guild.id, (event.name, event.description))
        self._check_seats([one for one in channels if one.type == ChannelType.PRIVATE_THREAD])
        while self._lines:
            self._look(Surface.LOG, NOBODY, "log", self._lines.popleft())

    def _look_at_names(
        self, number: int, guild_id: int | None, names: tuple[str | None, ...]
    ) -> None:
        if self._names.get(number) != names:
            self._names[number] = names
            everybody = Audience(reader=Reader.GUILD, guild_id=guild_id or 0)
            self._look(Surface.NAME, everybody, f"{number}", names)

    def _check_seats(self, threads: Iterable[Channel]) -> None:
        """Check who sits where, unless neither seats nor progress moved since the last look."""
        seats = {thread.id: frozenset(thread.thread_members) for thread in threads}
        state = (self.judge.ledger.version, seats)
        if state == self._seats:
            return
        self._seats = state
        for thread_id, members in seats.items():
            for user_id in members - {self._backend.bot_user.id}:
                self._check_seat(thread_id, user_id)


def _called(body: Mapping[str, Any]) -> Iterator[int]:
    """Yield the members whom a message pings."""
    message = body.get("data") or body
    allowed = message.get("allowed_mentions") or {"parse": ["users"]}
    named = {int(one) for _, text in strings(message) for one in _MENTION.findall(text)}
    everybody = "users" in allowed.get("parse", ())
    yield from named if everybody else named & {int(one) for one in allowed.get("users", ())}


class _Lines(logging.Handler):
    """Keeps every line as the product formats it, tracebacks too."""

    def __init__(self, lines: deque[str]) -> None:
        super().__init__(logging.NOTSET)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))


@contextmanager
def _product_log(lines: deque[str]) -> Iterator[None]:
    """Set the log up as the product does where it is asked for everything, and read along."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in list(root.manager.loggerDict)}
    root.handlers = []
    set_up(logging.DEBUG)
    logging.getLogger("simcord").setLevel(logging.WARNING)
    (ours,) = root.handlers
    handler = _Lines(lines)
    handler.setFormatter(ours.formatter)
    root.handlers = [*before, handler]
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        for name, its_level in quiet.items():
            logging.getLogger(name).setLevel(its_level)
