"""What is remembered is given to nobody who knows less, nor for another show."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from bot.domain.ids import ShowId
from bot.domain.showbuild import build_show
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Knowledge, Position
from bot.ui.remembered import Remembered

DOCUMENT = {"slug": "a", "title": "A", "episode": [{"number": 1}]}


def knowledge(screen: int = 0, source: int = 0, show: int = 1) -> Knowledge:
    return Knowledge(ShowId(show), Position(screen, source))


def show(number: int = 1) -> Show:
    return build_show(DOCUMENT, ShowId(number))


def saying(what: str) -> Callable[[], str]:
    return lambda: what


def test_it_is_made_once() -> None:
    kept: Remembered[str] = Remembered(most=2)
    one = show()
    assert kept.get(one, knowledge(), TitlePolicy.SEEN, saying("first")) == "first"
    assert kept.get(one, knowledge(), TitlePolicy.SEEN, saying("again")) == "first"


def test_everything_that_decides_what_may_be_read_tells_apart() -> None:
    kept: Remembered[object] = Remembered(most=1_000)
    one = show()
    asked = list(product(range(3), range(3), TitlePolicy, ("x", "y")))
    made = [
        kept.get(one, knowledge(screen, source), policy, object, of=what)
        for screen, source, policy, what in asked
    ]
    assert len({id(thing) for thing in made}) == len(asked)


def test_another_version_of_a_show_is_another_show() -> None:
    kept: Remembered[str] = Remembered(most=2)
    kept.get(show(), knowledge(), TitlePolicy.SEEN, saying("old"))
    assert kept.get(show(), knowledge(), TitlePolicy.SEEN, saying("new")) == "new"


@pytest.mark.parametrize("most", [1, 3])
def test_it_forgets_what_was_asked_for_longest_ago(most: int) -> None:
    kept: Remembered[int] = Remembered(most=most)
    one = show()
    for number in range(10):
        kept.get(one, knowledge(), TitlePolicy.SEEN, lambda n=number: n, of=number)  # type: ignore[misc]
        kept.get(one, knowledge(), TitlePolicy.SEEN, lambda: -1, of=0)
    made_anew = [
        number
        for number in range(10)
        if kept.get(one, knowledge(), TitlePolicy.SEEN, lambda: 99, of=number) == 99
    ]
    assert len(made_anew) >= 10 - most
