"""Writing to a terminal: what comes from files is shown, never obeyed."""

from __future__ import annotations

import sys
from typing import Final

from bot.ui.words import Said

OK: Final = 0
FAILED: Final = 1
WRONG: Final = 2

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> Said:
    """Return a text without anything that a terminal would take for an order."""
    return Said("".join(sign if sign.isprintable() else REPLACEMENT for sign in text))


def put(line: Said) -> None:
    """Write one line to standard output."""
    sys.stdout.write(f"{line}\n")


def refuse(sentence: Said, *, code: int = WRONG) -> int:
    """Say in one line why it is not done; return the exit code."""
    sys.stderr.write(f"lantern: {sentence}\n")
    return code
