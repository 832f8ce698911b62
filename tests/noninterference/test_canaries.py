"""The canaries themselves: each gated text sings, once, and opens exactly where it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from msgspec import Struct

from bot.domain.ids import ShowId
from bot.domain.showbuild import build_show
from bot.domain.shows import TitlePolicy
from bot.domain.spoilers import Gated, Knowledge, Position, Revealed, reveal
from tests.noninterference.canaries import SEALED, STORY, CanaryShow, Twist, aviary, tokens_in

SHOW_ID = ShowId(1)
FAR = 90


def gated(node: Any) -> Iterator[Gated[str]]:
    """Yield every gated text of a show; titles as a guild has them that set nothing."""
    if isinstance(node, Gated):
        yield node
    elif isinstance(node, dict):
        yield from gated(node[TitlePolicy.SEEN])
    elif isinstance(node, tuple):
        for one in node:
            yield from gated(one)
    else:
        for name in _names(node):
            yield from gated(getattr(node, name))


def _names(node: Any) -> Sequence[str]:
    """Return the names of what a record holds; other values hold nothing."""
    if is_dataclass(node):
        return [field.name for field in fields(node)]
    return node.__struct_fields__ if isinstance(node, Struct) else ()


@pytest.mark.parametrize("show", aviary(), ids=lambda show: show.title)
def test_every_text_opens_where_its_token_says_and_nowhere_else(show: CanaryShow) -> None:
    built = build_show(show.document, SHOW_ID)
    found: Counter[str] = Counter()
    for content in gated(built):
        opened = {
            (screen, source)
            for screen in range(show.total + 2)
            for source in range(show.parts + 2)
            if isinstance(reveal(content, Knowledge(SHOW_ID, Position(screen, source))), Revealed)
        }
        text = reveal(content, Knowledge(SHOW_ID, Position(FAR, FAR)))
        if not isinstance(text, Revealed):
            assert opened == set()
            continue
        match = STORY.match(text)
        assert match is not None
        wanted = (int(match["screen"]), int(match["source"]))
        assert min(opened) == wanted
        assert all(one >= wanted[0] and other >= wanted[1] for one, other in opened)
        found[match[0]] += 1
    expected = {token for token, kind in show.kinds.items() if kind != "term"}
    sealed = {token for token in expected if token.startswith(f"zq{SEALED}")}
    assert set(found) == expected - sealed
    assert set(found.values()) == {1}


@pytest.mark.parametrize("show", aviary(), ids=lambda show: show.title)
def test_nothing_that_is_open_sings(show: CanaryShow) -> None:
    built = build_show(show.document, SHOW_ID)
    open_texts = [
        built.title,
        *built.all_titles,
        built.blurb or "",
        *built.genres,
        *built.announced_actors,
        *built.where_to_watch,
        *built.content_warnings,
    ]
    assert tokens_in(open_texts) == frozenset()


def test_two_stories_are_one_until_they_part() -> None:
    twist = Twist(screen=2, source=1)
    for one, other in zip(aviary(), aviary(twist), strict=True):
        mine, theirs = set(one.kinds), set(other.kinds)
        shared = mine & theirs
        assert not any(_is_hidden(token, twist) for token in shared)
        assert {token for token in mine ^ theirs if not _is_hidden(token, twist)} == set()
        assert one.total == 1 or mine != theirs


def _is_hidden(token: str, twist: Twist) -> bool:
    match = STORY.match(token)
    assert match is not None
    return twist.hides(int(match["screen"]), int(match["source"]))
