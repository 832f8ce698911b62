"""When a show airs, on its card: true of all that the sentence is about."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.ids import ShowId
from bot.domain.new_show import NewShow
from bot.domain.progress import Progress
from bot.domain.showbuild import build_show
from bot.services.ports import Standing
from bot.ui.show_cards import show_parts

FIRST = date(2026, 3, 6)
BEFORE, DURING, AFTER = date(2026, 3, 1), date(2026, 3, 10), date(2026, 9, 1)


def said(seasons: tuple[int, ...], today: date, *, is_weekly: bool) -> str:
    made = NewShow(title="A", seasons=seasons, first_air_date=FIRST, is_weekly=is_weekly)
    show = build_show(made.document(), ShowId(1))
    standing = Standing(
        progress=Progress(show_id=show.id), is_following=False, is_hidden=False, active_at=None
    )
    return "\n".join(map(str, show_parts(show, standing, today=today, is_made_here=True)))


@pytest.mark.parametrize(
    ("today", "begin"),
    [
        (BEFORE, "season 1: airs every Friday from <t:"),
        (DURING, "season 1: on air since <t:"),
        (AFTER, "season 1: aired <t:"),
    ],
)
def test_days_of_the_first_season_are_said_of_it_alone(today: date, begin: str) -> None:
    assert f"28 episodes in 3 seasons · {begin}" in said((10, 10, 8), today, is_weekly=True)


@pytest.mark.parametrize(("today", "begin"), [(BEFORE, "airs from <t:"), (AFTER, "began <t:")])
def test_of_a_first_day_alone_no_end_is_said(today: date, begin: str) -> None:
    assert f"8 episodes · {begin}" in said((8,), today, is_weekly=False)
    assert f"3 seasons · season 1: {begin}" in said((10, 10, 8), today, is_weekly=False)


def test_of_a_show_of_one_season_no_season_is_named() -> None:
    assert "8 episodes · airs every Friday from <t:" in said((8,), BEFORE, is_weekly=True)
    assert "season" not in said((1,), AFTER, is_weekly=False).split("Made on")[0]
