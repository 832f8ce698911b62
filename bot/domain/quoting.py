"""Cleaning and quoting what members type, sign by sign.

`bot.domain.member_text` is the way in; it loads this when the first words are to be read, since
the signs' tables are large and no start needs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

_ELLIPSIS: Final = "…"
_ZERO_WIDTH_SPACE: Final = "\u200b"
_ISOLATE: Final = "\u2068"
_END_ISOLATE: Final = "\u2069"
_JOINERS: Final = "\u200c\u200d"
_READ_AT_MOST: Final = 20_000
"""Characters looked at; far above anything that Discord delivers."""

_PICTURE = r"\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?"
_JOINING_SCRIPT = (
    r"[\p{Arabic}\p{Syriac}\p{Devanagari}\p{Bengali}\p{Gujarati}\p{Gurmukhi}\p{Kannada}"
    r"\p{Malayalam}\p{Oriya}\p{Sinhala}\p{Tamil}\p{Telugu}]"
)
_NEWLINE = regex.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = regex.compile(
    # What is kept comes first, so that the last line does not reach it: flags made of tags,
    # joined emoji, keycaps, variants of Han characters, and the joiners that some scripts need.
    r"(?P<kept>\U0001f3f4[\U000e0030-\U000e007a]{1,16}\U000e007f"
    rf"|{_PICTURE}(?:\u200d{_PICTURE}){{0,9}}"
    r"|[\d#*]\ufe0f(?=\u20e3)"
    r"|\p{Han}[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    rf"|(?<={_JOINING_SCRIPT})[{_JOINERS}](?={_JOINING_SCRIPT}))"
    r"|[[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\ufff9-\ufffb]--[\n\t]]",
    regex.VERSION1,
)
# Piles of combining marks would cover the lines around them, and a mark without a letter of its
# own would sit on ours; no script needs more than four on one letter.
_PILED_MARKS = regex.compile(r"(\p{M}{4})\p{M}+")
_ORPHANS = regex.compile(rf"(?m)^[\p{{M}}\p{{Emoji_Modifier}}{_JOINERS} ]+")
_BLANKS = regex.compile(r"[^\S\n]+")
_LINE_END = regex.compile(r" +\n")
_MANY_NEWLINES = regex.compile(r"\n{3,}")
_SEEN = regex.compile(r"[^\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{M}\u2800]")
_RIGHT_TO_LEFT = regex.compile(r"[\p{bidi_class=R}\p{bidi_class=AL}\p{bidi_class=AN}]")

_PIECE = regex.compile(
    # A custom emoji's name may hold single underscores only: others would end our own italics.
    r"(?P<emoji><a?:[a-zA-Z0-9]+(?:_[a-zA-Z0-9]+)*:\d{17,20}>)"
    r"|<?(?P<link>https?://[^\s<>]*[^\s<>.,:;!?\"'\])|*_~`])>?"
    r"|(?P<number>^\d{1,9}[.)])"
    r"|(?P<opening>^(?:[-+>]|\#(?![\ufe0f\u20e3])))"
    r"|(?P<mention><(?=[@\#/:a-zA-Z])|@(?=everyone|here|[!&\d]))"
    r"|(?P<special>[\\*_~`|<\[\]])"
    r"|\X",
    regex.IGNORECASE,
)
_LINK_SPECIAL = regex.compile(r"[\\*~`|()\[\]@]|(?<![a-zA-Z0-9])_|_(?![a-zA-Z0-9])")


def is_blank(text: str) -> bool:
    """Tell whether nobody could see anything in the text."""
    return _SEEN.search(text) is None


def cleaned(text: str, *, limit: int, one_line: bool) -> str:
    """Return the text as it is kept, at most `limit` long."""
    return _cut(_clean(text, one_line=one_line), limit)


def quoted(text: str, *, limit: int, one_line: bool) -> str:
    """Return the text as it may be shown, at most `limit` long with its escapes."""
    return _fit(_clean(text, one_line=one_line).split("\n"), limit)


def _clean(text: str, *, one_line: bool) -> str:
    text = _NEWLINE.sub("\n", text[:_READ_AT_MOST])
    text = _INVISIBLE.sub(lambda match: match["kept"] or "", text)
    text = _BLANKS.sub(" ", text.replace("\n", " ") if one_line else text)
    text = _PILED_MARKS.sub(r"\1", _ORPHANS.sub("", text))
    text = _MANY_NEWLINES.sub("\n\n", _LINE_END.sub("\n", text)).strip()
    return "" if is_blank(text) else text


def _cut(text: str, limit: int) -> str:
    """Cut between two graphemes, with the ellipsis inside the limit."""
    if len(text) <= limit or limit <= 0:
        return text[: max(limit, 0)]
    kept = ""
    for grapheme in regex.findall(r"\X", text[:limit]):
        if len(kept) + len(grapheme) >= limit:
            break
        kept += grapheme
    return kept.rstrip(f" \n{_JOINERS}") + _ELLIPSIS


def _fit(lines: list[str], limit: int) -> str:
    """Quote all of it, or as much as fits before an ellipsis."""
    text, whole = _take(lines, limit)
    if whole or limit <= 0:
        return text
    return _take(lines, limit - 1)[0].rstrip() + _ELLIPSIS


def _take(lines: list[str], room: int) -> tuple[str, bool]:
    """Return the quoted lines that have room, and whether that is all of them."""
    taken: list[str] = []
    for line in lines:
        isolated = _RIGHT_TO_LEFT.search(line) is not None
        room -= 2 if isolated else 0
        shown, whole = _take_pieces(line, room)
        taken.append(f"{_ISOLATE}{shown}{_END_ISOLATE}" if isolated and shown else shown)
        room -= len(shown) + 1
        if not whole:
            return "\n".join(taken), False
    return "\n".join(taken), True


def _take_pieces(line: str, room: int) -> tuple[str, bool]:
    taken: list[str] = []
    for piece in _pieces(line):
        room -= len(piece)
        if room < 0:
            return "".join(taken), False
        taken.append(piece)
    return "".join(taken), True


def _pieces(line: str) -> Iterator[str]:
    """Yield what may not be cut apart, each quoted."""
    for match in _PIECE.finditer(line):
        piece = match[0]
        match match.lastgroup:
            case "link":
                # In angle brackets a link stays a link, opens no preview and has a clear end.
                yield f"<{_LINK_SPECIAL.sub(_percent, match['link'])}>"
            case "number":
                yield f"{piece[:-1]}\\{piece[-1]}"
            case "mention":
                # The zero-width space also holds where mentions are looked for in the raw text.
                yield f"\\<{_ZERO_WIDTH_SPACE}" if piece == "<" else f"@{_ZERO_WIDTH_SPACE}"
            case "special" | "opening":
                yield f"\\{piece}"
            case _:
                yield piece


def _percent(match: regex.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"
