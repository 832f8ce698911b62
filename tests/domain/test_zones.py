"""Time zones: found as people look for them, and never by a path."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.zone_names import ABBREVIATIONS, CITIES, POPULAR, RENAMED, SPELLED
from bot.domain.zones import (
    UnknownZoneError,
    _fold,
    begun_zone,
    city_of,
    get_zone,
    search_zones,
    spelled,
    zone_names,
)

NEW_YORK: Final = "America/New_York"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Asia/Seoul", "Asia/Seoul"),
        ("america/new york", NEW_YORK),
        ("seoul", "Asia/Seoul"),
        ("New York", NEW_YORK),
        ("newyork", NEW_YORK),
        ("NEW_YORK", NEW_YORK),
        ("new y", NEW_YORK),
        ("york", NEW_YORK),
        ("ang", "America/Anguilla"),  # not the middle of Los Angeles
        ("서울", "Asia/Seoul"),
        ("부산", "Asia/Seoul"),
        ("도쿄", "Asia/Tokyo"),
        ("Mumbai", "Asia/Kolkata"),
        ("delhi", "Asia/Kolkata"),
        ("Beijing", "Asia/Shanghai"),
        ("osaka", "Asia/Tokyo"),
        ("San Francisco", "America/Los_Angeles"),
        ("seattle", "America/Los_Angeles"),
        ("boston", NEW_YORK),
        ("Rio", "America/Sao_Paulo"),
        ("munich", "Europe/Berlin"),
        ("MÜNCHEN", "Europe/Berlin"),
        ("Zürich", "Europe/Zurich"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Barcelona", "Europe/Madrid"),
        ("Milan", "Europe/Rome"),
        ("Montréal", "America/Toronto"),
        ("kiev", "Europe/Kyiv"),
        ("calcutta", "Asia/Kolkata"),
        ("soeul", "Asia/Seoul"),
        ("tokio", "Asia/Tokyo"),
        ("newyrok", NEW_YORK),
        ("san fransisco", "America/Los_Angeles"),
        ("los angels", "America/Los_Angeles"),
        ("berln", "Europe/Berlin"),
        ("KST", "Asia/Seoul"),
        ("jst", "Asia/Tokyo"),
        ("CET", "Europe/Berlin"),
        ("pst", "America/Los_Angeles"),
        ("ET", NEW_YORK),
        ("utc", "UTC"),
    ],
)
def test_finds_what_people_type(query: str, first: str) -> None:
    found = search_zones(query)
    assert found[0].name == first
    assert found[0].city == city_of(first)


@pytest.mark.parametrize(("query", "also"), [("ist", "Europe/Dublin"), ("cst", "Asia/Shanghai")])
def test_offers_the_other_meanings_of_an_abbreviation(query: str, also: str) -> None:
    assert also in [match.name for match in search_zones(query)[:3]]


@pytest.mark.parametrize("query", ["xyzzy", "🎬", "../../etc/passwd", "-", "w" * 2000, "'; --"])
def test_finds_nothing_for_nonsense(query: str) -> None:
    assert search_zones(query) == ()


def test_offers_where_most_people_live_before_anything_is_typed() -> None:
    assert [match.name for match in search_zones("  ")] == list(POPULAR)


@given(query=st.text(max_size=50), limit=st.integers(0, 30))
@settings(deadline=None, max_examples=150)
def test_whatever_is_found_can_be_kept(query: str, limit: int) -> None:
    found = search_zones(query, limit=limit)
    assert len(found) <= limit
    assert len({match.name for match in found}) == len(found)
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    for match in found:
        assert 0 <= match.score <= 100
        assert get_zone(match.name).key == match.name


def test_every_zone_is_found_by_its_name_and_by_its_city() -> None:
    by_name = [name for name in zone_names() if search_zones(name)[0].name != name]
    by_city = [
        name
        for name in zone_names()
        if name not in [match.name for match in search_zones(city_of(name))]
    ]
    assert by_name == []
    assert by_city == []


def test_leaves_oddities_out() -> None:
    names = zone_names()
    assert len(names) > 350
    assert {name.partition("/")[0] for name in names} == {
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
        "Indian", "Pacific", "UTC",
    }  # fmt: skip
    assert not RENAMED.keys() & set(names)


def test_the_tables_name_zones_that_there_are() -> None:
    named = {*CITIES.values(), *RENAMED.values(), *POPULAR}
    named |= {name for names in ABBREVIATIONS.values() for name in names}
    assert named <= set(zone_names())
    assert set(RENAMED) <= available_timezones()
    for old, new in RENAMED.items():
        assert get_zone(old).key == old
        assert old != new


def test_the_tables_are_folded_as_queries_are() -> None:
    keys = [*CITIES, *ABBREVIATIONS]
    assert [_fold(key) for key in keys] == keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Asia/Seoul", "Asia/Seoul"),
        ("asia/seoul", "Asia/Seoul"),
        ("UTC", "UTC"),
        ("US/Eastern", "US/Eastern"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("Etc/GMT+9", "Etc/GMT+9"),
    ],
)
def test_gets_a_zone_by_its_name(name: str, key: str) -> None:
    zone = get_zone(name)
    assert isinstance(zone, ZoneInfo)
    assert zone.key == key


@pytest.mark.parametrize(
    "name",
    [
        "", " ", "Seoul", "Asia/Seoul ", "Asia", "Asia/", "../../etc/passwd", "/etc/passwd",
        "Asia/../Asia/Seoul", "Asia\\Seoul", "Asia/Seoul\x00", "posix/Asia/Seoul", "localtime",
        "Factory", "posixrules", "tzdata.zi", "A" * 5000,
    ],
)  # fmt: skip
def test_refuses_what_is_no_zone(name: str) -> None:
    with pytest.raises(UnknownZoneError) as refused:
        get_zone(name)
    assert len(str(refused.value.fields["name"])) <= 64


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("qqqqzzzz", "when-zone-unknown"),
        ("lisbin", "error-zone-near"),
        ("\u200b", "error-zone-blank"),
        (" ", "error-zone-blank"),
    ],
)
def test_a_refusal_says_what_is_nearest(name: str, key: str) -> None:
    with pytest.raises(UnknownZoneError) as refused:
        get_zone(name)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("lisbin", "Lisbon"),
        ("soeul", "Seoul"),
        ("Berln", "Berlin, Bern"),
        ("Marseile", "Marseille"),
        ("San Fransico", "San Francisco"),
        ("new zeland", "New Zealand"),
        ("Calcuta", "Calcutta"),
        ("York", "New York"),
        ("Bombey", "Bombay"),
        ("europe/berlni", "Berlin"),
    ],
)
def test_a_refusal_names_the_place_that_was_nearly_written(name: str, near: str) -> None:
    with pytest.raises(UnknownZoneError) as refused:
        get_zone(name)
    assert refused.value.fields["near"] == near


@pytest.mark.parametrize(
    "name",
    ["Mars", "earth", "Home", "Gotham", "Ham", "US", "Bonn", "Asia", "Europe", "Moon", "ang"],
)
def test_a_refusal_names_no_place_that_nobody_would_have_meant(name: str) -> None:
    with pytest.raises(UnknownZoneError) as refused:
        get_zone(name)
    assert refused.value.key == "when-zone-unknown"


@pytest.mark.parametrize(
    ("query", "matched"),
    [
        ("Mars", "Marseille"),
        ("san fran", "San Francisco"),
        ("paris", "Paris"),
        ("soeul", "Seoul"),
        ("europe/par", "Paris"),
        ("saigo", "Saigon"),
        ("부", "부산"),
        ("KST", "Seoul"),
    ],
)
def test_a_zone_is_found_by_the_name_of_the_place_that_was_begun(query: str, matched: str) -> None:
    assert search_zones(query)[0].matched == matched


def test_every_name_of_a_place_is_shown_as_people_write_it() -> None:
    for key in CITIES:
        assert _fold(spelled(key)) == key
    assert {key for key in SPELLED if key not in CITIES} == set()


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Londo", "Europe/London"),
        ("New Yor", "America/New_York"),
        ("europe/berli", "Europe/Berlin"),
        ("san franci", "America/Los_Angeles"),
    ],
)
def test_a_name_that_breaks_off_shortly_before_its_end_is_known(text: str, zone: str) -> None:
    assert begun_zone(text) == zone


@pytest.mark.parametrize(
    "text", ["Mars", "Marse", "south", "north", "chris", "green", "Berln", "", "Europe", "x" * 900]
)
def test_a_name_that_is_merely_like_one_is_not(text: str) -> None:
    assert begun_zone(text) is None
