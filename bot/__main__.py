"""Where Python begins: all the rest is loaded from here."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from bot.loading import loading

INTERRUPTED: Final = 130
"""As a shell says of what Ctrl-C ended."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    try:
        with loading():
            # Here, where Ctrl-C ends it without a word, and the collector does not look on.
            from bot.command_line import run  # noqa: PLC0415
        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
