"""Shows made by hand: what is read, what is refused, and titles that are markup nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import LanternError
from bot.domain.ids import ShowId
from bot.domain.member_text import clean_member_text, quote_member_text
from bot.domain.new_show import (
    MOST_EPISODES,
    MOST_SEASONS,
    SLUG_LIMIT,
    DateUnreadError,
    DateWithoutYearError,
    EpisodesUnreadError,
    NewShow,
    NoEpisodesError,
    TitleEmptyError,
    TitleTooLongError,
    TooManyEpisodesError,
    TooManySeasonsError,
    WeeklyElsewhereError,
    WeeklyWithoutDateError,
    check_weekly,
    kept_title,
    read_air_date,
    read_seasons,
)
from bot.domain.showbuild import build_show
from bot.domain.showfile_outline import outline
from bot.domain.showfile_schema import SHOW
from bot.domain.showfile_story import check_story
from bot.domain.showfile_values import check_table

NOW: Final = datetime(2026, 1, 1, 20, tzinfo=UTC)
SEOUL: Final = ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("text", "seasons"),
    [
        ("8", (8,)),
        (" 8 ", (8,)),
        ("10, 10, 8", (10, 10, 8)),
        ("10,10,8", (10, 10, 8)),
        ("10 10 8", (10, 10, 8)),
        ("10;10 ; 8", (10, 10, 8)),
        ("10 + 10 and 8", (10, 10, 8)),
        ("8 episodes", (8,)),
        ("1 episode", (1,)),
        ("16부작", (16,)),
        ("10화, 8화", (10, 8)),
        ("٨", (8,)),
        ("six", (6,)),
        ("Twenty-four episodes", (24,)),
        ("ten, ten and eight", (10, 10, 8)),
        ("2000", (2000,)),
        (", ".join(["1"] * MOST_SEASONS), (1,) * MOST_SEASONS),
    ],
)
def test_numbers_of_episodes_are_read_as_people_write_them(
    text: str, seasons: tuple[int, ...]
) -> None:
    assert read_seasons(text) == seasons


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", EpisodesUnreadError),
        ("many", EpisodesUnreadError),
        ("eight seasons", EpisodesUnreadError),
        ("-1", EpisodesUnreadError),
        ("8.5", EpisodesUnreadError),
        ("8,,8", EpisodesUnreadError),
        ("8, x", EpisodesUnreadError),
        ("🎬", EpisodesUnreadError),
        ("8 " * 3000, EpisodesUnreadError),
        ("0", NoEpisodesError),
        ("8, 0", NoEpisodesError),
        ("2001", TooManyEpisodesError),
        ("1999, 2", TooManyEpisodesError),
        ("9" * 31, TooManyEpisodesError),
        (", ".join(["1"] * (MOST_SEASONS + 1)), TooManySeasonsError),
    ],
)
def test_what_is_no_number_of_episodes_says_so(text: str, error: type[LanternError]) -> None:
    with pytest.raises(error):
        read_seasons(text)


@pytest.mark.parametrize(
    "text", ["2026-03-06", "2026.3.6", "2026/03/06", " 2026-3-6 ", "2026년 3월 6일"]
)
def test_a_day_is_read_year_first(text: str) -> None:
    assert read_air_date(text, now=NOW, zone=SEOUL) == date(2026, 3, 6)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6 March 2026", date(2026, 3, 6)),
        ("March 6th, 2026", date(2026, 3, 6)),
        ("06.03.2026", date(2026, 3, 6)),
        ("tomorrow", date(2026, 1, 3)),
        ("내일", date(2026, 1, 3)),
        ("monday", date(2026, 1, 5)),
        ("5 Jan 2015", date(2015, 1, 5)),
    ],
)
def test_a_day_is_read_as_a_partys_is_in_the_guilds_zone(text: str, day: date) -> None:
    assert read_air_date(text, now=NOW, zone=SEOUL) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-30",
        "0000-01-01",
        "9999-01-01",
        "5/1/2026",
        "soon",
        "20:00",
        "friday",
        "x" * 2000,
    ],
)
def test_no_day_says_so(text: str) -> None:
    with pytest.raises(DateUnreadError):
        read_air_date(text, now=NOW, zone=SEOUL)


@pytest.mark.parametrize(
    "text",
    ["6 march", "March 6th", "06.03.", "13/6", "3월 6일", "6 mars", "the 6th", "fri 6 march"],
)
@pytest.mark.parametrize("now", [NOW, NOW.replace(month=11, day=24)])
def test_a_day_without_its_year_may_have_been_or_be_to_come(text: str, now: datetime) -> None:
    with pytest.raises(DateUnreadError):
        read_air_date(text, now=now, zone=SEOUL)


def test_a_day_without_its_year_says_what_is_missing() -> None:
    with pytest.raises(DateWithoutYearError):
        read_air_date("6 march", now=NOW, zone=SEOUL)


def test_a_weekly_day_goes_with_the_first_day() -> None:
    friday = date(2026, 3, 6)
    check_weekly(friday, 4)
    with pytest.raises(WeeklyElsewhereError):
        check_weekly(friday, 3)
    with pytest.raises(WeeklyWithoutDateError):
        check_weekly(None, 4)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Twin Peaks", "Twin Peaks"),
        ("  Twin \n Peaks ", "Twin Peaks"),
        ("M*A*S*H", "M∗A∗S∗H"),
        ("||surprise||", "ǀǀsurpriseǀǀ"),
        ("<@123> & @everyone", "‹＠123› & ＠everyone"),
        ("# Alive", "＃ Alive"),
        ("9-1-1", "9-1-1"),
        ("24. Stunde", "24． Stunde"),
        ("Tw\u200bin\u202e Peaks", "Twin Peaks"),
        ("https://example.org", "https：//example.org"),
        ("김씨표류기", "김씨표류기"),
    ],
)
def test_a_title_is_kept_readable_and_harmless(typed: str, kept: str) -> None:
    assert kept_title(typed) == kept


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u2800", "\u0301"])
def test_a_title_that_nobody_sees_is_refused(text: str) -> None:
    with pytest.raises(TitleEmptyError):
        kept_title(text)


@pytest.mark.parametrize("length", [95, 2000])
def test_a_long_title_is_refused_with_its_length(length: int) -> None:
    with pytest.raises(TitleTooLongError) as refused:
        kept_title("x" * length)
    assert refused.value.fields == {"length": length, "limit": 94}
    assert len(kept_title("x" * 94)) == 94


_HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("*_~`|\\<>[]()#@-+1.:/ \n\u200b\u202eevryonht&!"), st.characters()
    ),
    max_size=90,
)


def _quoted_changes_nothing(title: str) -> bool:
    """Tell whether quoting would leave a title as it is, but for isolating what runs leftwards."""
    quoted = quote_member_text(title, limit=10_000, one_line=True)
    return regex.sub("[\u2068\u2069]", "", quoted) == title


@given(_HOSTILE)
def test_nothing_in_a_kept_title_is_left_to_be_quoted(text: str) -> None:
    try:
        title = kept_title(text)
    except LanternError:
        return
    assert _quoted_changes_nothing(title)
    assert kept_title(title) == title
    assert clean_member_text(title, limit=200, one_line=True) == title


@given(_HOSTILE, st.lists(st.integers(1, 30), min_size=1, max_size=8), st.integers(1, 99))
def test_what_is_made_is_a_show_file_without_a_problem(
    text: str, seasons: list[int], taken: int
) -> None:
    try:
        title = kept_title(text)
    except LanternError:
        return
    new = NewShow(title=title, seasons=tuple(seasons), taken=taken)
    document = new.document()
    assert not [*check_table(document, SHOW), *check_story(outline(document))]
    assert len(new.slug) <= SLUG_LIMIT
    show = build_show(document, ShowId(1))
    assert show.seasons == tuple(seasons)
    assert show.title == new.shown_title


def _made() -> NewShow:
    return NewShow(title="Twin Peaks", seasons=(3, 2))


def test_dates_are_those_that_are_known() -> None:
    first = date(2026, 3, 6)
    premiere = build_show(
        NewShow(title="A", seasons=(3, 2), first_air_date=first).document(), ShowId(1)
    )
    assert [episode.air_date for episode in premiere.episodes] == [first, None, None, None, None]
    weekly = NewShow(title="A", seasons=(3, 2), first_air_date=first, is_weekly=True)
    dates = [episode.air_date for episode in build_show(weekly.document(), ShowId(1)).episodes]
    assert dates == [first, date(2026, 3, 13), date(2026, 3, 20), None, None]


def test_slugs_and_titles_are_numbered_where_they_are_taken() -> None:
    assert _made().slug == "twin-peaks"
    second = NewShow(title="Twin Peaks", seasons=(1,), taken=2)
    assert (second.slug, second.shown_title) == ("twin-peaks-2", "Twin Peaks (2)")
    assert NewShow(title="김씨표류기", seasons=(1,)).slug == "show"


def test_one_episode_is_a_film() -> None:
    assert NewShow(title="A", seasons=(1,)).document()["kind"] == "film"
    assert _made().document()["kind"] == "series"


def test_the_most_there_may_be_is_a_show_too() -> None:
    document = NewShow(title="A", seasons=(MOST_EPISODES,)).document()
    assert not list(check_table(document, SHOW))
    assert build_show(document, ShowId(1)).total == MOST_EPISODES
