"""Cut a text into pieces, none of it lost: what no rule knows becomes a `Word`.

Rules are tried in order at each place, so the longer and the surer stand first.
"""

from __future__ import annotations

import re
from typing import Final

from bot.domain.when.clock_rules import CLOCK_RULES
from bot.domain.when.date_rules import DATE_RULES
from bot.domain.when.span_rules import SPAN_RULES
from bot.domain.when.tokens import Piece, Token, Word
from bot.domain.when.word_rules import WORD_RULES

_RULES: Final = (*DATE_RULES, *SPAN_RULES, *CLOCK_RULES, *WORD_RULES)
_SKIPPED: Final = re.compile(r"[\s,、]+")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+\S*|[^\s\w]+\S*|\S")


def scan(folded: str) -> tuple[Piece, ...]:
    """Return the pieces of a folded text, in order; together they are all of it."""
    pieces: list[Piece] = []
    at = 0
    while at < len(folded):
        if skipped := _SKIPPED.match(folded, at):
            at = skipped.end()
            continue
        tokens, end = _read(folded, at)
        pieces += (Piece(token, at, end, folded[at:end].strip()) for token in tokens)
        at = end
    return tuple(pieces)


def _read(folded: str, at: int) -> tuple[tuple[Token, ...], int]:
    for pattern, build in _RULES:
        if (match := pattern.match(folded, at)) and (tokens := build(match)):
            return tokens, match.end()
    word = _WORD.match(folded, at)
    return (Word(),), word.end() if word else at + 1
