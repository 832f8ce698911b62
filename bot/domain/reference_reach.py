"""How far somebody says that a story has been told: "3", "episode 3 part 2", "all", "nothing".

An answer may name both tracks, so the text is read in clauses: one about episodes, one about parts
of the source. Everything here is total, as in `bot.domain.references`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from bot.domain.folding import fold, plain
from bot.domain.member_text import MemberText, quote_member_text
from bot.domain.reference_results import FoundRange, NotUnderstood, Outline, RangeReference
from bot.domain.reference_shapes import read_span, read_spot
from bot.domain.reference_words import PART_WORDS, tokenise
from bot.domain.references import read_part_range, read_range

_SHOWN: Final = 60
_LONGEST: Final = 200
"""Characters; nobody needs more to say how far, and a pattern takes its time over them."""
_NOTHING: Final = frozenset({
    "0", "zero", "nothing", "none", "no", "start", "thestart", "beginning", "thebeginning",
    "fromthestart", "notyet", "episode0", "ep0", "없음", "처음",
})  # fmt: skip
"""What says the very start, as `fold` makes it."""
_SOURCE_WORDS: Final = (
    r"novels?|books?|source|manga|manhwa|webtoon|comics?|memoir|소설|원작|책|웹툰|만화"
)
_PART_WORDS: Final = r"parts?|pt|chapters?|chap|ch|vol(?:ume)?s?|부|장"
_BREAK: Final = re.compile(
    r"\s*(?:[,;&+/]|\b(?:and|plus|with|also)\b|그리고)\s*"
    r"|(?<=\d)\s+(?=(?:e|ep|eps|episodes?)\b)"
)
_IS_SOURCE: Final = re.compile(rf"\b(?:{_SOURCE_WORDS}|{_PART_WORDS})\b|(?<=\d)[부장]")
_IN_WORDS: Final = "|".join(
    word for word, token in PART_WORDS.meanings.items() if token.kind == "N" and word.isascii()
)
_NUMBER: Final = rf"(?:\d|\b(?:{_IN_WORDS})\b)"
_BOTH: Final = re.compile(
    rf"(?P<screen>.*{_NUMBER}.*?)\s"
    rf"(?P<source>(?:the\s+)?(?:{_SOURCE_WORDS}|{_PART_WORDS})\b.*{_NUMBER}.*|\d+\s*[부장](?:까지|\b).*)"
)
"""Both tracks with nothing between them; what only follows a number, as in "3 parts", is none."""
_FILLER: Final = re.compile(
    rf"\b(?:{_SOURCE_WORDS})(?:'s)?\b|\b(?:up\s+to|until|till|as\s+far\s+as|of|the|in)\b|까지"
)
_COUNTED_ON: Final = re.compile(r"(?<![\d\s])(?<!\d[화회부장])\s*\+\s*\d")
"""So many more: a plus with nothing before it that it could add to."""
_UP_TO: Final = re.compile(r"^\s*(?:up\s+to|until|till|as\s+far\s+as)\b|까지\s*$")


class Reach(Struct, frozen=True):
    """How far on each track; None where nothing was said about it."""

    screen: int | None = None
    source: int | None = None


class PartsRefused(Struct, frozen=True):
    """What was written about the source names no part of it."""

    reference: RangeReference


class Story(Struct, frozen=True):
    """What a reach is read against: the show's outline, and what the reader may see of it.

    Not where the reader is: how far a story has been told does not depend on who says it.
    """

    outline: Outline
    parts: int
    """How many the source has; 0 where none is known."""
    titles: Mapping[int, tuple[str, ...]]


def read_reach(text: str, story: Story) -> Reach | PartsRefused | RangeReference:
    """Return how far the text says; of a span, its end.

    Raises nothing: what cannot be read is a refusal of the one track or the other.
    """
    is_endless = len(text) > _LONGEST and not text.strip().isdecimal()
    if is_endless or _COUNTED_ON.search(plain(text)):
        return NotUnderstood(_quoted(text))
    if fold(text) in _NOTHING:
        return Reach(screen=0, source=0 if story.parts else None)
    is_of_source = bool(story.parts and _IS_SOURCE.search(plain(text)))
    if is_of_source and (titled := _titled(text, story)) is not None:
        return titled
    whole = NotUnderstood(_quoted(text)) if is_of_source else _screen(text, story)
    if isinstance(whole, Reach):
        return whole
    clauses = [clause for clause in _clauses(text) if clause.strip()]
    of_source = [clause for clause in clauses if _IS_SOURCE.search(clause)]
    of_screen = [clause for clause in clauses if clause not in of_source]
    if not of_source or len(of_source) > 1 or len(of_screen) > 1:
        return whole
    source = _source(of_source[0], story)
    if not isinstance(source, Reach):
        return source
    screen = _screen(of_screen[0], story) if of_screen else Reach()
    if not isinstance(screen, Reach):
        return screen
    return Reach(screen=screen.screen, source=source.source)


def _titled(text: str, story: Story) -> Reach | None:
    """Return the one episode of that very title, which may have a book or a part in it."""
    wanted = fold(text)
    found = [ordinal for ordinal, own in story.titles.items() if wanted in map(fold, own)]
    return Reach(screen=found[0]) if len(found) == 1 else None


def _clauses(text: str) -> Iterator[str]:
    for clause in _BREAK.split(plain(text)):
        both = _BOTH.fullmatch(clause)
        yield from both.groups() if both else (clause,)


def _screen(text: str, story: Story) -> Reach | RangeReference:
    if fold(text) in _NOTHING:
        return Reach(screen=0)
    read = read_range(
        _UP_TO.sub("", text),
        outline=story.outline,
        position=None,
        titles=story.titles,
        # Two numbers may be an episode and a part, and a room is opened by them.
        lists=False,
    )
    return Reach(screen=read.last) if isinstance(read, FoundRange) else read


def _source(clause: str, story: Story) -> Reach | PartsRefused:
    bare = _FILLER.sub(" ", clause).strip()
    if fold(bare) in _NOTHING or fold(bare) == "part0":
        return Reach(source=0)
    read = read_part_range(bare or "all", total=story.parts, titles={}, position=None)
    return Reach(source=read.last) if isinstance(read, FoundRange) else PartsRefused(read)


def named_part(text: str) -> MemberText | None:
    """Return the number of the part that a text names which names no episode; None for neither.

    Of several from one to another, the last. Nothing is made of numbers between other words: a
    mention has one, and names nothing.
    """
    if not any(token.kind == "E" for token in tokenise(text, PART_WORDS)):
        return None
    for tried in (text, _FILLER.sub(" ", plain(text))):
        tokens = tokenise(tried, PART_WORDS)
        spot = read_spot(tokens)
        ends = (spot, spot) if spot else read_span(tokens)
        if ends and all(end.what == "N" for end in ends):
            return _quoted(ends[1].number)
    return None


def _quoted(text: str) -> MemberText:
    return quote_member_text(text, limit=_SHOWN, one_line=True)
