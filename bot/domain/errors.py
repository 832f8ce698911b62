"""What can go wrong in a way that a member can do something about.

Each error names a message of the message files and carries the fields it needs;
the sentence itself is made at the edge, by `bot.ui.explain`.
"""

from __future__ import annotations

from typing import ClassVar

from bot.domain.member_text import MemberText
from bot.domain.spoilers import Revealed

Field = int | Revealed | MemberText
"""What may stand in a message: numbers, text that was revealed, and members' own words, quoted."""


class LanternError(Exception):
    """An expected refusal: nothing was changed, and the member is told what to do."""

    key: ClassVar[str] = "error-unexpected"

    def __init__(self, **fields: Field) -> None:
        super().__init__(self.key)
        self.fields = fields


class UnknownShowError(LanternError):
    """No show goes by that name here."""

    key = "error-unknown-show"


class ShowGoneError(UnknownShowError):
    """A show that this guild no longer has, meant by its number: by a button, a draft, a choice."""

    key = "error-show-gone"


class BlankShowError(UnknownShowError):
    """Nothing can be read in what was written for a show."""

    key = "error-blank-show"


class WhichShowError(LanternError):
    """Several shows are possible and none was named."""

    key = "error-which-show"


class NoShowYetError(LanternError):
    """The guild's shelf is empty and none was named."""

    key = "error-no-show-yet"


class StorageError(LanternError):
    """The database did not take or give something; nothing was changed."""

    key = "error-storage"


class StorageBusyError(StorageError):
    """Somebody else held the database for longer than we wait."""

    key = "error-storage-busy"


class StorageFullError(StorageError):
    """The disk is full."""

    key = "error-storage-full"


class StorageGoneError(StorageError):
    """The database cannot be reached."""

    key = "error-storage-gone"
