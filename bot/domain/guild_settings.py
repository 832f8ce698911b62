"""What a guild may set, with defaults that suit a handful of friends."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

from msgspec import Struct
from msgspec.structs import asdict, fields

from bot.domain.shows import TitlePolicy

DAY_SECONDS = 86_400


class ThreadKind(StrEnum):
    """How an episode's discussion is kept from those who are not there yet."""

    GATED = "gated"
    """A private thread that admits members one by one; the default."""
    OPEN = "open"
    """A public thread under a neutral name; story only behind Reveal."""


class BoardVisibility(StrEnum):
    """Who stands on the progress board by name."""

    EVERYONE = "everyone"
    """Every follower, unless they hide themselves; the default."""
    NOBODY = "nobody"
    """No names, only how many are where."""


class GuildSettings(Struct, frozen=True, kw_only=True):
    """One guild's settings; all of them have a default."""

    titles: TitlePolicy = TitlePolicy.SEEN
    threads: ThreadKind = ThreadKind.GATED
    board: BoardVisibility = BoardVisibility.EVERYONE
    zone: str = "UTC"
    reminder_minutes: tuple[int, ...] = (24 * 60, 15)
    """How long before a party its reminders go out, longest first."""
    silence_days: int = 30
    """After so many days without a word a follower no longer holds the floor back; 0: never."""
    manager_role_id: int | None = None
    """A role whose members may manage shows and parties, beside Manage Server."""
    home_channel_id: int | None = None
    """Where cards go when nobody said where."""
    is_set_up: bool = False

    @property
    def silence_limit_seconds(self) -> int | None:
        """The silence limit as `bot.domain.progress.floor` takes it."""
        return self.silence_days * DAY_SECONDS if self.silence_days else None

    def to_document(self) -> dict[str, Any]:
        """Return what differs from the defaults, ready for JSON."""
        default = asdict(GuildSettings())
        return {key: value for key, value in asdict(self).items() if value != default[key]}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Read what `to_document` wrote; names that are no longer known are passed over."""
        known = {field.name for field in fields(cls)}
        values = {key: value for key, value in document.items() if key in known}
        readers = {
            "titles": TitlePolicy,
            "threads": ThreadKind,
            "board": BoardVisibility,
            "reminder_minutes": tuple,
        }
        for key, read in readers.items():
            if key in values:
                values[key] = read(values[key])
        return cls(**values)
