"""The words of a reference: what people type, cut into tokens of a few kinds.

A token's kind is one letter, so that the shape of a whole reference is a short text such as `SNEN`
(season 2 episode 3) that a pattern can be matched against.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from msgspec import Struct

from bot.domain.folding import plain

_MOST_READ: Final = 200
"""Characters looked at: longer texts are no references, and longer numbers no longer matter."""
_MOST_PARTS: Final = 32
_FORGIVEN_FROM: Final = 5
"""Letters that a word must have before a slip in it is forgiven."""
_TWO_SLIPS_FROM: Final = 7
"""Letters that the word which was meant must have before two slips are forgiven."""

_PART: Final = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_MINUS: Final = re.compile(r"(?<!\S)[-‐–—−](?=\d)")
_MINUS_SIGN: Final = "¬"
_KOREAN_ENDINGS: Final = re.compile(r"(.*?)([화회부장권편]?)(부터|에서|까지|)")

_NUMBERS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ORDINAL_ENDINGS: Final = (*_ORDINALS.split(), "ieth")
_BEHIND_DIGITS: Final = frozenset({"st", "nd", "rd", "th"})
_FROM_THE_END: Final = re.compile(
    rf"\b(?!1st|first)(?:\d+(?:st|nd|rd|th)|(?:[a-z]+[ -])?(?:{'|'.join(_ORDINAL_ENDINGS)})|next)"
    r"(?:\s*[-‐–—]\s*|\s+)(?:(?:to|from)(?:\s*[-‐–—]\s*|\s+))?(?:the\s+)?last\b"
)
"""Such as "second to last": no range, and it would be a bad guess which one is meant."""
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_TEN: Final = 10
_KOREAN_ORDINALS: Final = "첫 두 세 네 다섯 여섯 일곱 여덟 아홉 열"

_SHARED: Final = {
    "X": "x ×",
    "T": "to through thru until till ~ 〜 부터 에서",
    "D": "- ‐ – — −",
    "M": _MINUS_SIGN,
    "P": ". , : ; / · • ! ?",
    "O": "of in",
    "A": "all everything whole film movie 전부 전체 모두 영화",
    "L": "and & plus 그리고",
    "U": "+",
    "F": "finale fin final last end ending 마지막 최종 막",
    "G": "next 다음",
    "B": "premiere",
    "C": "current latest now previous prev 현재 지금 최신 최근 이전",
    "": "the a up st nd rd th 제 第 번째 까지 ( ) [ ] \" ' “ ” ‘ ’ * _ `",
}
_ANY_UNIT: Final = "# no nr number 편 "


class Token(NamedTuple):
    """One word, number or sign.

    The kinds: N number (`value` has its digits), E episode or part, S season, R series, X the
    cross of 2x03, T to, D dash, M minus, P punctuation (`value` is the sign), L and, U plus, O of,
    A all, B premiere, F finale, G next, C current.
    """

    kind: str
    value: str = ""


_UNKNOWN: Final = Token("?")


class Words(Struct, frozen=True):
    """What words mean on one kind of track; a word that means nothing there has an empty kind."""

    meanings: Mapping[str, Token]
    forgiven: tuple[str, ...]
    """The words that may be mistyped. No number is among them: "night" is not "eight"."""


def tokenise(text: str, words: Words, *, forgive: bool = False) -> tuple[Token, ...]:
    """Return the text's tokens; none at all for a text too long to be a reference.

    With `forgive`, a word with a slip in it is taken for the one known word that it is like.
    """
    text = text.strip()
    if len(text) > _MOST_READ:
        if not text.isdecimal():
            return ()
        text = text[:_MOST_READ]
    text = plain(text)
    if _FROM_THE_END.search(text):
        return (_UNKNOWN,)
    parts = _PART.findall(_MINUS.sub(f" {_MINUS_SIGN}", text))
    if len(parts) > _MOST_PARTS:
        return ()
    tokens: list[Token] = []
    before = ""
    for part in _single_words(parts, words):
        token = _token(part, words, forgive=forgive)
        # In "the next one" and "the first one" the last word is no number.
        is_noun = part == "one" and tokens and (tokens[-1].kind in "BFGC" or _is_ordinal(before))
        if token.kind and not is_noun:
            tokens.append(token)
        before = part
    return tuple(tokens)


def _is_ordinal(word: str) -> bool:
    return word in _BEHIND_DIGITS or word.endswith(_ORDINAL_ENDINGS)


def _single_words(parts: list[str], words: Words) -> Iterator[str]:
    """Join what makes one number (twenty-one) and cut Korean words from their endings."""
    at = 0
    while at < len(parts):
        for gap in (1, 2):
            pair = parts[at : at + gap + 1 : gap]
            joined, between = "".join(pair), parts[at + 1 : at + gap]
            if len(pair) > 1 and joined in words.meanings and between in ([], ["-"]):
                yield joined
                at += gap + 1
                break
        else:
            yield from _without_endings(parts[at], words)
            at += 1


def _without_endings(part: str, words: Words) -> Iterator[str]:
    match = None if part.isascii() or part in words.meanings else _KOREAN_ENDINGS.fullmatch(part)
    yield from filter(None, match.groups() if match else (part,))


def _token(part: str, words: Words, *, forgive: bool) -> Token:
    if part.isdecimal():
        digits = "".join(str(unicodedata.decimal(digit)) for digit in part)
        return Token("N", digits.lstrip("0") or "0")
    token = words.meanings.get(part)
    if token is None and forgive and len(part) >= _FORGIVEN_FROM:
        token = _nearest(part, words)
    return token or _UNKNOWN


def _nearest(part: str, words: Words) -> Token | None:
    """Return what the nearest known words mean, if they all mean the same."""
    from rapidfuzz import process  # noqa: PLC0415 - when first needed, no start does
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    near = [
        (distance, word)
        for word, distance, _ in process.extract(
            part, words.forgiven, scorer=OSA.distance, score_cutoff=2, limit=None
        )
        if distance <= 1 or len(word) >= _TWO_SLIPS_FROM
    ]
    tokens = {words.meanings[word] for distance, word in near if distance == min(near)[0]}
    return tokens.pop() if len(tokens) == 1 else None


def _counting_words() -> dict[str, Token]:
    """Return the English numbers to ninety-nine and the Korean ordinals to ten."""
    numbers: dict[str, int] = {}
    for words in (_NUMBERS, _ORDINALS, _KOREAN_ORDINALS):
        numbers |= {word: number for number, word in enumerate(words.split(), 1)}
    digits = {w: number for w, number in numbers.items() if w.isascii() and number < _TEN}
    for tens, word in enumerate(_TENS.split(), 2):
        numbers |= {word: tens * _TEN, word[:-1] + "ieth": tens * _TEN}
        numbers |= {word + digit: tens * _TEN + number for digit, number in digits.items()}
    numbers |= {word + "번째": numbers[word] for word in _KOREAN_ORDINALS.split()} | {"pilot": 1}
    return {word: Token("N", str(number)) for word, number in numbers.items()}


def _words(**kinds: str) -> Words:
    meanings = _counting_words()
    for kind, words in {**_SHARED, **kinds}.items():
        meanings |= {word: Token(kind, word if kind == "P" else "") for word in words.split()}
    units = f"{kinds.get('E', '')} {kinds.get('S', '')}".split()
    forgiven = [word for word in units if word.isascii() and len(word) >= _FORGIVEN_FROM]
    return Words(meanings, (*forgiven, "finale", "premiere"))


EPISODE_WORDS: Final = _words(
    E=_ANY_UNIT + "e ep eps episode episodes 에피소드 에피 화 회 회차 話 话 集 回",
    S="s season seasons 시즌 기 季 期",
    R="series 시리즈",
)
PART_WORDS: Final = _words(
    E=_ANY_UNIT + "part parts pt ch chap chapter chapters book books vol volume 부 장 권 화",
)
