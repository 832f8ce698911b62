"""What a show was made from is called by its own word."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.ids import ShowId
from bot.domain.showbuild import build_show
from bot.domain.showfile import check
from bot.domain.shows import SourceKind
from bot.domain.spoilers import Position
from bot.ui.settings_cards import reach
from bot.ui.source_words import source_word


def document(**source: Any) -> dict[str, Any]:
    tracks = [{"id": "source", "title": "Roots", "parts": 4, **source}] if source else []
    return {"slug": "a", "title": "A", "episode": [{"number": 1}], "track": tracks}


@pytest.mark.parametrize("kind", list(SourceKind))
def test_each_kind_has_its_word(kind: SourceKind) -> None:
    show = build_show(document(kind=kind.value), ShowId(1))
    assert source_word(show) == kind.value
    assert reach(show, Position(0, 3)) == f"part 3 of the {kind.value}"


def test_what_is_not_said_to_be_anything_is_a_novel() -> None:
    assert source_word(build_show(document(year=2019), ShowId(1))) == "novel"
    assert source_word(build_show(document(), ShowId(1))) == "novel"


def test_a_kind_that_nobody_knows_is_told() -> None:
    text = 'slug = "a"\ntitle = "A"\n\n[[track]]\nid = "source"\nkind = "song"\ntitle = "Roots"\n'
    problems = check(f"{text}parts = 4\n\n[[episode]]\nnumber = 1\n")
    assert [problem.line for problem in problems] == [6]
