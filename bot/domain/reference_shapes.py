"""The shapes of a reference: which tokens in which order name an instalment or several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bot.domain.reference_words import Token

Tokens = tuple[Token, ...]

HERE: Final = ""
"""The season that the viewer is in, where a season is meant and none is named."""


class Spot(NamedTuple):
    """What one reference names, before anybody asks whether the show has it.

    `what` is N for a number, M for one below zero, U for so many more, F the finale, G the next,
    C the current one, B the premiere, S a whole season, A all of them; numbers are digits of any
    length.
    """

    what: str
    number: str = ""
    season: str | None = None


class _Shape(NamedTuple):
    what: str
    pattern: re.Pattern[str]
    season: str | None = None


def _end_of(what: str) -> tuple[tuple[str, str | None, str], ...]:
    """Return the shapes of the finale, or the premiere, of all or of a season."""
    return (
        (what, None, rf"E?{what}E?|R{what}E?"),  # finale, last episode, series finale
        (what, HERE, rf"S{what}E?|{what}E?OS"),  # season finale
        (what, None, rf"[SR]P?(?P<s>N)P?{what}E?"),  # season 2 finale
        (what, None, rf"{what}E?O?[SR]P?(?P<s>N)"),  # finale of season 2
        (what, None, rf"{what}E?O?(?P<s>N)[SR]|(?P<t>N)[SR]{what}E?"),  # 2nd season finale
    )


_SHAPES: Final = tuple(
    _Shape(what, re.compile(pattern), season)
    for what, season, pattern in (
        ("N", None, r"(?:E+P?D?)?(?P<n>N)E?"),  # 6, ep. 6, ep-6, #6, 6화
        ("N", None, r"[SR]P?(?P<s>N)[PD]?E+P?D?(?P<n>N)E?"),  # S01E06, season 1 - episode 6
        ("N", None, r"[SR](?P<s>N)(?P<n>N)E?"),  # s1 6
        ("N", None, r"[SR](?P<s>N)P(?P<n>N)E"),  # 시즌 2, 3화
        ("N", None, r"(?P<s>N)[SR][PD]?(?:E+P?)?(?P<n>N)E?"),  # 2nd season 3rd episode
        ("N", None, r"(?P<s>N)X(?P<n>N)"),  # 1x06
        ("N", None, r"(?:E+P?)?(?P<n>N)E?[PO]?[SR]P?(?P<s>N)"),  # episode 3 of season 2
        ("N", None, r"(?:E+P?)?(?P<n>N)E?O(?P<s>N)[SR]"),  # episode 3 of the 2nd season
        ("M", None, r"(?:E+P?)?M(?P<n>N)E?"),  # -1
        ("U", None, r"U(?P<n>N)E?"),  # +1
        *_end_of("F"),
        *_end_of("B"),
        ("G", None, r"E?GE?"),
        ("C", None, r"E?CE?"),
        ("S", None, r"(?:AO?)?[SR]P?(?P<s>N)"),  # season 2, all of season 2
        ("S", None, r"(?:AO?)?(?P<s>N)[SR]"),  # 2nd season
        ("A", None, r"AE?"),
    )
)
_SEASONS: Final = re.compile(r"[SR](?P<s>N)[TDM][SR]?(?P<t>N)")
_BETWEEN: Final = "TDM"
_LISTED: Final = frozenset("NFB")
"""What a list may be of."""
_COMMAS: Final = frozenset(",;")


def read_spot(tokens: Tokens) -> Spot | None:
    """Return what the tokens name if they have the shape of one reference."""
    tokens = _without_outer_signs(tokens)
    shape = _shape(tokens)
    for known in _SHAPES:
        match = known.pattern.fullmatch(shape)
        if match:
            at = {
                name: tokens[match.start(name)].value
                for name, kind in match.groupdict().items()
                if kind
            }
            return Spot(known.what, at.get("n", ""), at.get("s", at.get("t", known.season)))
    return None


def read_span(tokens: Tokens) -> tuple[Spot, Spot] | None:
    """Return both ends of a range: 3-5, S01E03 to E05, seasons 1 to 3, up to 5."""
    tokens = _without_outer_signs(tokens)
    shape = _shape(tokens)
    seasons = _SEASONS.fullmatch(shape)
    if seasons:
        first, last = (tokens[seasons.start(name)].value for name in "st")
        return Spot("S", season=first), Spot("S", season=last)
    if shape.startswith("T"):
        last_spot = read_spot(tokens[1:])
        return (Spot("N", "1"), last_spot) if last_spot else None
    return next(_spans(tokens), None)


def _spans(tokens: Tokens) -> Iterator[tuple[Spot, Spot]]:
    for at, token in enumerate(tokens):
        if token.kind in _BETWEEN:
            first, last = read_spot(tokens[:at]), read_spot(tokens[at + 1 :])
            if first and last:
                yield _in_one_season(first, last, of_last="O" in _shape(tokens[at:]))


def read_list(tokens: Tokens) -> tuple[tuple[Spot, Spot], ...]:
    """Return the ends of each that is named in a list: "1, 2 and 3", "S01E02 & 3"; else nothing."""
    items: list[tuple[Spot, Spot]] = []
    for piece in _pieces(tokens):
        spot = read_spot(piece)
        ends = (spot, spot) if spot else read_span(piece)
        if ends is None or not {ends[0].what, ends[1].what} <= _LISTED:
            return ()
        items.append(_within(ends, items[-1][1].season) if items else ends)
    if len(items) <= 1:
        return ()
    if "O" in _shape(tokens):
        items = [_within(ends, items[-1][1].season) for ends in items]
    return tuple(items)


def _within(ends: tuple[Spot, Spot], season: str | None) -> tuple[Spot, Spot]:
    """Put what names no season into that one."""
    if any(end.season is not None for end in ends):
        return ends
    return ends[0]._replace(season=season), ends[1]._replace(season=season)


def _pieces(tokens: Tokens) -> Iterator[Tokens]:
    """Cut a list where it is cut; "2, and 3" is cut once."""
    start = 0
    for at, token in enumerate((*tokens, Token("L"))):
        if token.kind in "LU" or (token.kind == "P" and token.value in _COMMAS):
            if at > start:
                yield tokens[start:at]
            start = at + 1


def _in_one_season(first: Spot, last: Spot, *, of_last: bool) -> tuple[Spot, Spot]:
    """Let one end tell the other its season: S01E03-E05, episodes 3 to 5 of season 2."""
    if last.what == "N" and last.season is None:
        return first, last._replace(season=first.season or None)
    if of_last and first.what == "N" and first.season is None:
        return first._replace(season=last.season or None), last
    return first, last


def _shape(tokens: Tokens) -> str:
    return "".join(token.kind for token in tokens)


def _without_outer_signs(tokens: Tokens) -> Tokens:
    shape = _shape(tokens)
    start = len(shape) - len(shape.lstrip("P"))
    return tokens[start : len(shape.rstrip("P"))]
