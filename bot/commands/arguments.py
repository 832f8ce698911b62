"""What is typed after `lantern`, and how it is told in one line that it is not understood."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from bot.commands.terminal import printable
from bot.ui.words import Said, say


class ArgumentsError(Exception):
    """What was typed cannot be done; argparse lets it pass, unlike its own errors."""

    def __init__(self, sentence: Said) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Parser(argparse.ArgumentParser):
    """Raises ArgumentsError for whatever it does not understand, in words of our own."""

    _typed: Sequence[str] = ()

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - argparse's
        """Return what was asked for; every word must have been understood."""
        options, unknown = self.parse_known_args(args, namespace)
        if unknown:
            words = printable(" ".join(unknown))
            raise ArgumentsError(say("cli-unknown-words", words=words, program=Said(self.prog)))
        return options

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 - argparse's
        """Return what was understood, and the rest."""
        self._typed = sys.argv[1:] if args is None else list(args)
        return super().parse_known_args(self._typed, namespace)

    def error(self, message: str) -> NoReturn:
        """Tell it in our own words; argparse's are another in each Python."""
        del message
        program = Said(self.prog)
        error = sys.exc_info()[1]
        name = error.argument_name if isinstance(error, argparse.ArgumentError) else None
        if name is None:
            raise ArgumentsError(say("cli-word-missing", program=program))
        if name.startswith("-"):
            raise ArgumentsError(say("cli-option-use", option=Said(name), program=program))
        word = next((word for word in self._typed if not word.startswith("-")), "")
        raise ArgumentsError(say("cli-unknown-command", word=printable(word), program=program))
