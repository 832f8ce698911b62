"""The forms in which texts are compared: what people type differs in case, accents and gaps.

Hangul is compared by keystrokes, so that a half-typed syllable already matches the one that it
becomes, and by initial consonants, which is how Korean titles are abbreviated.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ACCENTS_AND_INVISIBLES: Final = (
    *((0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF)),  # accents
    *((0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0xE0000, 0xE007F)),  # variants and tags
    *((0x00AD, 0x00AD), (0x061C, 0x061C), (0x115F, 0x1160), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF)),
)
_SPELLED_OUT: Final = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i",
}  # fmt: skip
_PLAIN: Final[dict[int, str | None]] = {
    **{code: None for start, end in _ACCENTS_AND_INVISIBLES for code in range(start, end + 1)},
    **{ord(letter): spelled for letter, spelled in _SPELLED_OUT.items()},
}
_ASCII_GAPS: Final = {code: None for code in range(128) if not chr(code).isalnum()}

_QUERY_LENGTH: Final = 120
"""Characters of a query that are looked at; few titles are longer."""
_FIRST_SYLLABLE: Final = 0xAC00
_SYLLABLES_PER_INITIAL: Final = 588
_INITIALS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_INITIAL_KEYS: Final = {0x1100 + place: letter for place, letter in enumerate(_INITIALS)}
_ONLY_INITIALS: Final = re.compile("[\u1100-\u1112]+")
_FINALS: Final = (
    "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ",
    "ㄹㅍ", "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
)  # fmt: skip
_NEVER_WHOLE: Final = "\n"
"""Ends initials: they begin a title's abbreviation, they are never the title itself."""
_COMPOUND_VOWELS: Final = {
    0x116A: "\u1169\u1161", 0x116B: "\u1169\u1162", 0x116C: "\u1169\u1175",
    0x116F: "\u116e\u1165", 0x1170: "\u116e\u1166", 0x1171: "\u116e\u1175",
    0x1174: "\u1173\u1175",
}  # fmt: skip
_KEYSTROKES: Final[dict[int, str]] = _COMPOUND_VOWELS | {
    0x11A8 + place: "".join(chr(0x1100 + _INITIALS.index(letter)) for letter in letters)
    for place, letters in enumerate(_FINALS)
}


def plain(text: str) -> str:
    """Return the text in small letters, without accents and invisible characters."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text).translate(_PLAIN).casefold()
    bare = unicodedata.normalize("NFKD", bare).translate(_PLAIN)
    return unicodedata.normalize("NFC", bare)


def fold(text: str) -> str:
    """Return the letters and digits of the plain text, without gaps; of signs alone, the signs."""
    bare = plain(text)
    kept = bare.translate(_ASCII_GAPS) if bare.isascii() else "".join(filter(_counts, bare))
    return kept or "".join(sign for sign in bare if sign.isprintable() and not sign.isspace())


def keystrokes(folded: str) -> str:
    """Return folded text with its Hangul taken apart into the keys that type it."""
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFD", folded).translate(_KEYSTROKES)


def query_key(query: str) -> str:
    """Return what to look for among `search_keys`; empty when nothing was typed."""
    return _key(query[:_QUERY_LENGTH])[:_QUERY_LENGTH]


def search_keys(title: str) -> tuple[str, ...]:
    """Return what a title can be found by: its keystrokes and, in Hangul, its initials."""
    folded = fold(title)
    initials = "".join(map(_initial, folded)) if not folded.isascii() else folded
    return (_key(title),) if initials == folded else (_key(title), initials + _NEVER_WHOLE)


@lru_cache(maxsize=16_384)
def remembered_keys(title: str) -> tuple[str, ...]:
    """Return a title's search keys, kept because titles come again with every key pressed.

    Not for what members write: nothing of that may outlive its deletion, in memory neither.
    """
    return search_keys(title)


def _key(text: str) -> str:
    typed = keystrokes(fold(text))
    return typed.translate(_INITIAL_KEYS) if _ONLY_INITIALS.fullmatch(typed) else typed


def _counts(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _initial(character: str) -> str:
    if "가" <= character <= "힣":
        return _INITIALS[(ord(character) - _FIRST_SYLLABLE) // _SYLLABLES_PER_INITIAL]
    return character
