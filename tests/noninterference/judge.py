"""Who may read what: each token in a text is held against what its readers know at this moment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tests.noninterference.canaries import SEALED, STORY, TYPED, CanaryShow
from tests.noninterference.oracle import Facts, Ledger, Reach


class Surface(StrEnum):
    """Where something can be read; a leak is reported by it."""

    ANSWER = "private answer"
    PUBLIC_ANSWER = "public answer"
    OPTIONS = "options of a command that was answered in public"
    MODAL = "form"
    CHOICE = "autocomplete choice"
    MESSAGE = "message in a room"
    DM = "direct message"
    FILE = "attached file"
    MACHINE = "custom id, value, nonce or file name"
    NAME = "name or topic of a channel, thread or event"
    COMMAND = "command names and descriptions"
    MEMBERSHIP = "membership of a gated thread"
    LOG = "log"
    OTHER = "request that nobody should read story in"


class Reader(StrEnum):
    """Who will read a text."""

    MEMBER = "a member"
    ROOM = "a room"
    DM = "a direct message's recipient"
    GUILD = "everybody in a guild, wherever they are"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Exactly who reads."""

    reader: Reader
    guild_id: int = 0
    channel_ids: tuple[int, ...] = ()
    """The room, and what it hangs in."""
    user_id: int = 0
    typed: frozenset[str] = frozenset()
    """Tokens that the reader typed a moment ago: to repeat them tells nothing."""

    def __str__(self) -> str:
        rooms = f", room {self.channel_ids}" if self.channel_ids else ""
        return f"{self.reader} {self.user_id or ''} (guild {self.guild_id}{rooms})"


NOBODY = Audience(reader=Reader.NOBODY)


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that could be read where it may not."""

    surface: Surface
    token: str
    audience: Audience
    where: str
    text: str

    def __str__(self) -> str:
        return (
            f"{self.token} in {self.surface} ({self.where}), read by {self.audience}: {self.text}"
        )


@dataclass(slots=True)
class Judge:
    """Tells which tokens of a text its readers may not have."""

    ledger: Ledger
    shows: Sequence[CanaryShow]
    facts: Callable[[int], Facts]
    """Time and members of a guild, asked at the moment of judging."""
    people: dict[str, int] = field(default_factory=dict)
    """User ids by the letter in their words' tokens."""
    guilds: dict[str, int] = field(default_factory=dict)
    """Guild ids by the digit in members' words."""

    def ahead(self, text: str, audience: Audience) -> Iterator[str]:
        """Yield each token that the audience may not read."""
        for match in STORY.finditer(text):
            token = match[0].lower()
            if token not in audience.typed and not self._may_read(match, audience):
                yield token
        for match in TYPED.finditer(text):
            token = match[0].lower()
            if token not in audience.typed and not self._may_read_words(match, audience):
                yield token

    def reach(self, audience: Audience, show_id: int) -> list[tuple[int, Reach]]:
        """Return what an audience knows, with the guild where it knows it.

        Whoever is written to directly has seen what they marked in any guild.
        """
        guild_id, ledger = audience.guild_id, self.ledger
        match audience.reader:
            case Reader.MEMBER:
                return [(guild_id, ledger.reach(guild_id, audience.user_id, show_id))]
            case Reader.ROOM:
                facts = self.facts(guild_id)
                rooms = ledger.room(guild_id, audience.channel_ids, show_id, facts)
                return [(guild_id, room) for room in rooms]
            case Reader.DM:
                return [
                    (one, ledger.reach(one, audience.user_id, show_id))
                    for one in self.guilds.values()
                ]
            case _:
                return []

    def _may_read(self, match: re.Match[str], audience: Audience) -> bool:
        screen, source = int(match["screen"]), int(match["source"])
        show = next(one for one in self.shows if one.letter == match["show"].lower())
        is_title = show.kinds.get(match[0].lower()) in {"title", "other title"}
        return any(
            reach.covers(self._title_from(guild_id, screen) if is_title else screen, source)
            for guild_id, reach in self.reach(audience, self._show_id(show))
        )

    def _show_id(self, show: CanaryShow) -> int:
        return self.ledger.shows[show.document["slug"]]

    def _title_from(self, guild_id: int, episode: int) -> int:
        """Return from where on a guild shows an episode's title."""
        policy = self.ledger.setting(guild_id, "titles", "seen")
        return {"seen": episode, "next": episode - 1, "always": 0}.get(policy, SEALED)

    def _may_read_words(self, match: re.Match[str], audience: Audience) -> bool:
        guild_id = self.guilds[match["guild"]]
        author = self.people[match["author"].lower()]
        if audience.reader is Reader.NOBODY:
            return False
        match match["kind"].lower():
            case "r":
                private = (Reader.MEMBER, Reader.DM)
                return audience.reader in private and audience.user_id == author
            case "n":
                return self._may_read_note(match[0].lower(), audience)
            case _ if audience.reader is Reader.DM:
                return audience.user_id in self.facts(guild_id).present
            case _:
                return audience.guild_id == guild_id

    def _may_read_note(self, token: str, audience: Audience) -> bool:
        gate = self.ledger.note(token)
        if gate is None:
            return False
        return any(
            guild_id == gate.guild_id and reach.covers(gate.episode, 0)
            for guild_id, reach in self.reach(audience, gate.show_id)
        )


def strings(node: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a payload with the key that it stands under."""
    if isinstance(node, str):
        yield key, node
    elif isinstance(node, Mapping):
        for name, value in node.items():
            yield from strings(value, _kind_of(node, str(name)))
    elif isinstance(node, list | tuple):
        for value in node:
            yield from strings(value, key)


_TEXT_INPUT = 4


def _kind_of(node: Mapping[object, object], name: str) -> str:
    # The value of a text input is what its reader sees in it; that of a choice is for us alone.
    if name == "value" and node.get("type") == _TEXT_INPUT:
        return "text"
    return name


MACHINE_KEYS = frozenset({"custom_id", "value", "values", "nonce", "filename", "url", "proxy_url"})
"""What people do not read, but clients keep and show to whoever looks."""
