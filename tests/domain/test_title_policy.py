"""A guild's policy on titles holds for an episode's title in every language alike."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ShowId
from bot.domain.showbuild import build_show
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Knowledge, Position

SHOW = ShowId(1)
TOTAL = 4
SHOWN_UP_TO: dict[TitlePolicy, Callable[[int], int]] = {
    TitlePolicy.SEEN: lambda seen: seen,
    TitlePolicy.NEXT: lambda seen: seen + 1,
    TitlePolicy.ALWAYS: lambda _seen: TOTAL,
}
"""The last episode whose titles a policy shows to who has seen so many."""


def titled(ordinal: int) -> list[str]:
    return [f"Title {ordinal}", f"제목 {ordinal}", f"題名 {ordinal}"]


def built(*, main: bool = True) -> Show:
    episodes: list[dict[str, Any]] = []
    for ordinal in range(1, TOTAL + 1):
        title, korean, japanese = titled(ordinal)
        episode: dict[str, Any] = {"season": 1 + (ordinal > 2), "number": 2 - ordinal % 2}
        episode["titles"] = {"ko": [korean], "ja": [japanese]}
        episodes.append(episode | ({"title": title} if main else {}))
    return build_show({"slug": "a", "title": "A", "episode": episodes}, SHOW)


@pytest.mark.parametrize(("policy", "seen"), list(product(TitlePolicy, range(TOTAL + 2))))
def test_a_policy_shows_every_language_of_the_same_episodes(policy: TitlePolicy, seen: int) -> None:
    last = min(SHOWN_UP_TO[policy](seen), TOTAL)
    visible = built().visible_titles(Knowledge(SHOW, Position(seen)), policy)
    assert {ordinal: list(texts) for ordinal, texts in visible.items()} == {
        ordinal: titled(ordinal) for ordinal in range(1, last + 1)
    }


@given(st.sampled_from(TitlePolicy), st.integers(0, TOTAL + 2), st.booleans())
def test_no_language_shows_more_than_another(policy: TitlePolicy, seen: int, main: bool) -> None:  # noqa: FBT001 - hypothesis gives it by place
    knowledge = Knowledge(SHOW, Position(seen))
    shown = built(main=main).visible_titles(knowledge, policy)
    assert set(shown) == set(built().visible_titles(knowledge, policy))
    assert {len(texts) for texts in shown.values()} <= {2 + main}


@given(st.sampled_from(TitlePolicy), st.integers(0, TOTAL))
def test_what_is_known_of_another_show_opens_nothing_more(policy: TitlePolicy, seen: int) -> None:
    visible = built().visible_titles(Knowledge(ShowId(2), Position(seen)), policy)
    assert len(visible) == min(SHOWN_UP_TO[policy](0), TOTAL)
