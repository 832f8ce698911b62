"""The form in which a text about a moment is read."""

from __future__ import annotations

import unicodedata
from typing import Final

from bot.domain.member_text import clean_member_text

_FRACTIONS: Final = {ord("¼"): ".25", ord("½"): ".5", ord("¾"): ".75"}
_FULL_WIDTH: Final = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_QUOTES: Final = dict.fromkeys(map(ord, "’‘`´"), "'")
_MINUS: Final = {ord("−"): "-"}
_FOLDING: Final[dict[int, str | int]] = {**_FRACTIONS, **_FULL_WIDTH, **_QUOTES, **_MINUS}


def fold(text: str) -> str:
    """Return the text in lower case, composed, with plain digits, spaces and quotes.

    What cannot be seen (zero-width, direction marks) is left out. Signs such as ² are kept as they
    are: folded to digits they would quietly become another number.
    """
    seen = clean_member_text(text, limit=len(text), one_line=True)
    composed = unicodedata.normalize("NFC", seen).translate(_FOLDING).lower()
    return " ".join(composed.split())
