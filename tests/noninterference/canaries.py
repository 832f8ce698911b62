"""Shows in which every gated text sings: a token in it says from where on it may be read.

`zq5x2a017` belongs to show `a` and may be read once five episodes were seen and two parts of the
source read. The gate stands before the number, so a text that was cut short still tells it. Words
of members carry tokens of their own, see `TYPED`.

Everything here follows data/README.md, not the code that reads it: what a text's place in the
document says is written down a second time, so that a wrong gate in the product is noticed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

Document = dict[str, Any]

SEALED: Final = 99
"""The demand of a text whose gate nobody can tell: no show here is that long."""

STORY: Final = re.compile(
    r"zq(?P<screen>\d{1,2})x(?P<source>\d{1,2})(?P<show>[a-z])(?P<number>\d{0,3})", re.IGNORECASE
)
TYPED: Final = re.compile(
    r"z(?P<kind>[nrf])(?P<guild>\d)(?P<author>[a-z])(?P<number>\d{0,4})", re.IGNORECASE
)
"""Words that somebody typed: a note, a reminder (its owner's alone), or free words."""

_SYLLABLES: Final = ("bru", "keth", "mo", "vax", "li", "dorn", "shu", "pel", "gwi", "ta")
_FIRST_AIRED: Final = date(2025, 11, 3)
_LAST_AIRS: Final = date(2026, 3, 2)
"""Beyond the first day of the simulated Discord, so that marking it asks first."""
_LONG: Final = " and then came all that always comes of such a thing, told at some length"


@dataclass(frozen=True, slots=True)
class Twist:
    """Another story from a point on: whoever has not passed the point cannot tell the two apart."""

    screen: int
    source: int

    def hides(self, screen: int, source: int) -> bool:
        """Tell whether a text of this gate lies beyond the point."""
        return screen > self.screen or source > self.source


@dataclass(slots=True)
class Scribe:
    """Writes one show's texts, and remembers what kind of text each is."""

    letter: str
    twist: Twist | None = None
    kinds: dict[str, str] = field(default_factory=dict)
    _count: Counter[tuple[int, int]] = field(default_factory=Counter)

    def token(self, kind: str, screen: int, source: int = 0) -> str:
        """Return a new token of a gate."""
        self._count[screen, source] += 1
        number = self._count[screen, source] + (500 if self.is_twisted(screen, source) else 0)
        token = f"zq{screen}x{source}{self.letter}{number:03d}"
        self.kinds[token] = kind
        return token

    def text(self, kind: str, screen: int, source: int = 0, *, tail: str = "") -> str:
        """Return a text of a gate; a word nobody knows keeps the texts unlike each other."""
        token = self.token(kind, screen, source)
        return f"{token} {_nonsense(token)}{tail}"

    def is_twisted(self, screen: int, source: int = 0) -> bool:
        """Tell whether the other story is told here."""
        return self.twist is not None and self.twist.hides(screen, source)


def _nonsense(token: str) -> str:
    seed = sum(ord(letter) * 7**place for place, letter in enumerate(token))
    return "".join(_SYLLABLES[seed // 10**place % 10] for place in range(3))


@dataclass(frozen=True, slots=True)
class CanaryShow:
    """A show, with the kind of every token in it."""

    letter: str
    title: str
    document: Document
    kinds: dict[str, str]

    @property
    def total(self) -> int:
        """The number of episodes."""
        return len(self.document["episode"])

    @property
    def parts(self) -> int:
        """The number of parts of the source."""
        tracks = self.document.get("track", ())
        return len(tracks[0]["parts"]) if tracks else 0

    def texts(self, kind: str) -> list[str]:
        """Return the whole texts of one kind, in the order of the document."""
        wanted = {token for token, one in self.kinds.items() if one == kind}
        texts = dict.fromkeys(_strings(self.document))
        return [text for text in texts if text.split(" ")[0] in wanted]


def aviary(twist: Twist | None = None) -> tuple[CanaryShow, ...]:
    """Return the shows: four episodes with a source of three parts, two seasons, a film."""
    return (
        _show("a", "Alder Aviary", seasons=(4,), parts=3, twist=twist),
        _show("b", "Birch Aviary", seasons=(3, 3), parts=0, twist=twist),
        _show("c", "Cedar Aviary", seasons=(1,), parts=2, twist=twist),
    )


def _show(
    letter: str, title: str, *, seasons: tuple[int, ...], parts: int, twist: Twist | None
) -> CanaryShow:
    scribe = Scribe(letter, twist)
    total = sum(seasons)
    document: Document = {
        "slug": title.lower().replace(" ", "-"),
        "title": title,
        "titles": {"ko": [f"{title} 새장"], "ja": [f"{title} 鳥籠"]},
        "kind": "film" if total == 1 else "series",
        "year": 2025,
        "network": "Canary Mine",
        "where_to_watch": ["Canary Mine"],
        "genres": ["birds"],
        "content_warnings": ["feathers"],
        "announced_actors": ["Robin Finch", "Jay Wren"],
        "blurb": "Birds that sing of what is to come.",
        "character": list(_characters(scribe, total, parts)),
    }
    if parts:
        titles = [scribe.text("part", 0, part) for part in range(1, parts + 1)]
        document["track"] = [{"id": "source", "title": f"{title}, the book", "parts": titles}]
    document["episode"] = list(_episodes(scribe, seasons, parts, document["character"]))
    return CanaryShow(letter, title, document, scribe.kinds)


def _episodes(
    scribe: Scribe, seasons: tuple[int, ...], parts: int, cast: list[Document]
) -> Iterator[Document]:
    ordinal, total = 0, sum(seasons)
    for season, length in enumerate(seasons, start=1):
        for number in range(1, length + 1):
            ordinal += 1
            is_last = ordinal == total and total > 1
            aired = _LAST_AIRS if is_last else _FIRST_AIRED + timedelta(weeks=ordinal - 1)
            yield {
                "season": season,
                "number": number,
                "air_date": aired.isoformat(),
                "runtime_minutes": 40 + ordinal,
                **_story(scribe, ordinal, parts, cast),
            }


def _story(scribe: Scribe, ordinal: int, parts: int, cast: list[Document]) -> Document:
    story: Document = {"beat": list(_beats(scribe, ordinal, parts, cast))}
    if not scribe.is_twisted(ordinal - 1):
        story["teaser"] = scribe.text("teaser", ordinal - 1)
    story["synopsis"] = scribe.text("synopsis", ordinal, tail=_LONG * 3)
    others = [scribe.text("other title", ordinal) for _ in range(2)]
    if scribe.is_twisted(ordinal):
        # In the other story the episode has no title of its own, but more of other languages.
        story["titles"] = {"ko": others, "ga": [scribe.text("other title", ordinal)]}
    else:
        story["title"] = scribe.text("title", ordinal)
        story["titles"] = {"ko": others}
        if parts:
            story["source_part"] = min(ordinal, parts)
    return story


def _beats(scribe: Scribe, ordinal: int, parts: int, cast: list[Document]) -> Iterator[Document]:
    known = [one["name"] for one in cast if one["first_episode"] <= ordinal]
    is_other = scribe.is_twisted(ordinal)
    for place in range(7 if is_other else 4):
        yield {
            "text": scribe.text("beat", ordinal, tail=_LONG * 3),
            "importance": 3 - place % 3,
            "characters": known[-2:] if place % 2 == 0 else known[:1],
            "terms": [scribe.text("term", ordinal)],
        }
    for part in range(1, parts + 1):
        if is_other and part == 1:
            continue
        yield {
            "text": scribe.text("comparison", ordinal, part),
            "importance": 3,
            "characters": known[:1],
            "source_after": part,
        }


def _characters(scribe: Scribe, total: int, parts: int) -> Iterator[Document]:
    for first in range(1, total + 1):
        for _ in range(4 if scribe.is_twisted(first) else 2):
            yield _character(scribe, first, total, parts)


def _character(scribe: Scribe, first: int, total: int, parts: int) -> Document:
    notes: list[Document] = [
        {"text": scribe.text("note", after), "after": after}
        for after in range(first, total + 1)
        if after < total or not scribe.is_twisted(after)
    ]
    if parts:
        last = {"after": total, "source_after": parts}
        notes.append({"text": scribe.text("note", total, parts), **last})
    # Nobody said from where on this one is safe.
    notes.append({"text": scribe.text("note", SEALED, SEALED)})
    return {
        "name": scribe.text("name", first),
        "aliases": [scribe.text("alias", first) for _ in range(2)],
        "actor": scribe.text("actor", first),
        "first_episode": first,
        "note": notes,
    }


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value)


def tokens_in(texts: Iterable[str]) -> frozenset[str]:
    """Return every token in some texts."""
    return frozenset(
        match[0].lower()
        for text in texts
        for pattern in (STORY, TYPED)
        for match in pattern.finditer(text)
    )
