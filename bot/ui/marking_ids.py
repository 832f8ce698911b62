"""How the custom id of a button carries what the button marks, and in which pass."""

from __future__ import annotations

from typing import Final

from bot.domain.spoilers import Track
from bot.services.progress import Marking
from bot.ui.buttons import PersistentButton

_TRACKS: Final = {"s": Track.SCREEN, "o": Track.SOURCE}
_LETTERS: Final = {track: letter for letter, track in _TRACKS.items()}
MARKING: Final = r"(?P<track>[so]):(?P<first>\d{1,6})-(?P<last>\d{1,6}):(?P<pass>\d{1,4})"
"""The part of a template that says what is marked."""


class MarkingButton(PersistentButton, template=r"(?!)"):
    """A button whose custom id holds what it marks, and in which pass."""

    def marking(self) -> Marking:
        """Return what the button is about."""
        return Marking(
            track=_TRACKS[self.values_in_id["track"]],
            first=self.number("first"),
            last=self.number("last"),
            pass_number=self.number("pass"),
        )


def coded(marking: Marking) -> str:
    """Return what is marked as a custom id carries it."""
    letter = _LETTERS[marking.track]
    return f"{letter}:{marking.first}-{marking.last}:{marking.pass_number or 0}"
