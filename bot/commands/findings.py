"""What an examination finds, and how it is written down."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from bot.ui.words import Said, say


class Mark(StrEnum):
    """How a finding stands."""

    FINE = "fine"
    NOTE = "note"
    """Worth knowing; nothing has to be done."""
    WRONG = "wrong"
    """To be put right; the sentence says how."""


class Finding(Struct, frozen=True):
    """One thing that was looked at."""

    mark: Mark
    sentence: Said

    def line(self) -> Said:
        """Return the finding as one line, with its mark in front."""
        match self.mark:
            case Mark.FINE:
                return say("doctor-line-fine", sentence=self.sentence)
            case Mark.NOTE:
                return say("doctor-line-note", sentence=self.sentence)
            case Mark.WRONG:
                return say("doctor-line-wrong", sentence=self.sentence)


def fine(sentence: Said) -> Finding:
    """Return that something is as it should be."""
    return Finding(Mark.FINE, sentence)


def note(sentence: Said) -> Finding:
    """Return something worth knowing."""
    return Finding(Mark.NOTE, sentence)


def wrong(sentence: Said) -> Finding:
    """Return something to be put right."""
    return Finding(Mark.WRONG, sentence)
