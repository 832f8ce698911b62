from __future__ import annotations

import pytest

from bot.domain.references import (
    Ambiguous,
    Backwards,
    Found,
    FoundRange,
    NoSuchSeason,
    NothingLeft,
    NothingSeen,
    NotUnderstood,
    Outline,
    OutOfRange,
    RangeReference,
    Reference,
    read_part,
    read_part_range,
    read_range,
    read_reference,
)

ONE = Outline((8,))
THREE = Outline((10, 10, 8))
TITLES = {
    1: ("Winter Is Coming",),
    2: ("The Kingsroad", "고양이"),
    3: ("Eleven",),
    4: ("The Winds of Winter", "대도시의 밤"),
    5: ("Réunion à Séoul",),
    99: ("Beyond the End",),
}


def one(text: str, *, outline: Outline = ONE, position: int = 3) -> Reference:
    return read_reference(text, outline=outline, position=position, titles=TITLES)


def several(text: str, *, outline: Outline = THREE, position: int = 12) -> RangeReference:
    return read_range(text, outline=outline, position=position, titles=TITLES)


@pytest.mark.parametrize(
    "text",
    [
        "6", "06", " 6 ", "6.", "(6)", "“6”", "**6**", "６", "٦", "𝟞", "⑥", "\u200b6\u200d",
        "e6", "E06", "ep 6", "ep6", "EP. 6", "ep-6", "eps 6", "#6", "no. 6", "№ 6", "number six",
        "episode 6", "Episode: 6", "episode six", "episode no. 6", "six", "Sixth", "6th episode",
        "the sixth episode", "S01E06", "s1e6", "S01 · E06", "s1 ep6", "s1 6", "1x06", "1×6",
        "season 1 episode 6", "Season 1 - Episode 6", "series 1 episode 6",
        "1st season 6th episode",
        "episode 6 of season 1", "episode 6 of the first season", "6화", "6 회", "제6회", "제 6 화",
        "시즌 1 6화", "시즌1, 6화", "1기 6화", "6화 시즌 1", "여섯 번째 화", "여섯번째", "第6話",
        "6편", "에피소드 6", "에피소드6", "에피 6", "6회차", "제6회차", "시즌 1 6회차",
        "the sixth one", "6th one", "season 1 sixth one",
        "epsiode 6", "eposide 6", "seasn 1 episdoe 6",
    ],
)  # fmt: skip
def test_the_sixth_episode_is_written_in_many_ways(text: str) -> None:
    assert one(text) == Found(6)


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("finale", 8), ("last", 8), ("the last one", 8), ("last episode", 8), ("season finale", 8),
        ("series finale", 8), ("finalle", 8), ("마지막", 8), ("마지막화", 8), ("막화", 8),
        ("최종회", 8),
        ("first one", 1), ("the second one", 2),
        ("first", 1), ("pilot", 1), ("첫화", 1), ("첫 회", 1),
        ("next", 4), ("next one", 4), ("the next episode", 4), ("다음", 4), ("다음 화", 4),
        ("current", 3), ("latest", 3), ("latest episode", 3), ("현재", 3),
        ("previous", 3), ("prev", 3), ("the previous one", 3), ("이전 화", 3),
        ("premiere", 1), ("series premiere", 1), ("season premiere", 1), ("the premiere", 1),
    ],
)  # fmt: skip
def test_words_name_episodes(text: str, ordinal: int) -> None:
    assert one(text) == Found(ordinal)


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("3", 3), ("28", 28), ("S02E03", 13), ("s2e3", 13), ("2x03", 13), ("ep 13", 13),
        ("season 2 episode 3", 13), ("시즌 2 3화", 13), ("2nd season 3rd episode", 13),
        ("episode three of season two", 13), ("season 2 finale", 20), ("finale of season 2", 20),
        ("s2 last episode", 20), ("2nd season finale", 20), ("season finale", 20),
        ("finale", 28), ("series finale", 28), ("next", 13), ("twenty-one", 21),
        ("premiere", 1), ("series premiere", 1), ("season premiere", 11), ("season 3 premiere", 21),
        ("s3 premiere", 21), ("premiere of season 2", 11), ("2nd season premiere", 11),
        ("twenty first", 21),
    ],
)  # fmt: skip
def test_a_bare_number_counts_over_all_seasons(text: str, ordinal: int) -> None:
    assert one(text, outline=THREE, position=12) == Found(ordinal)


def test_the_season_finale_is_that_of_the_season_begun() -> None:
    assert one("season finale", outline=THREE, position=0) == Found(10)
    assert one("season finale", outline=THREE, position=-5) == Found(10)
    assert one("season finale", outline=THREE, position=10) == Found(20)
    assert one("season finale", outline=THREE, position=28) == Found(28)


@pytest.mark.parametrize(
    ("text", "number", "total", "season"),
    [
        ("9", "9", 8, None), ("0", "0", 8, None), ("e00", "0", 8, None), ("-1", "−1", 8, None),
        ("−1", "−1", 8, None), ("-0", "0", 8, None), ("episode -1", "−1", 8, None),
        ("999", "999", 8, None), ("ninety-nine", "99", 8, None),
        (str(10**30), "10000000…", 8, None),
        ("1" * 2_000, "11111111…", 8, None), ("S01E09", "9", 8, 1), ("1x00", "0", 8, 1),
    ],
)  # fmt: skip
def test_numbers_that_the_show_does_not_have(
    text: str, number: str, total: int, season: int | None
) -> None:
    reading = one(text)
    assert isinstance(reading, OutOfRange)
    assert (reading.number, reading.total, reading.season) == (number, total, season)


def test_a_season_that_is_too_short_is_named() -> None:
    reading = one("S03E09", outline=THREE)
    assert isinstance(reading, OutOfRange)
    assert (reading.season, reading.total) == (3, 8)


@pytest.mark.parametrize("text", ["S02E01", "2x01", "season 2", "season 0 episode 1", "시즌 2 1화"])
def test_seasons_that_the_show_does_not_have(text: str) -> None:
    reading = one(text)
    assert isinstance(reading, NoSuchSeason)
    assert reading.seasons == 1
    assert reading.season in {"2", "0"}


def test_a_season_without_episodes_is_none() -> None:
    assert isinstance(one("s2e1", outline=Outline((2, 0, 3))), NoSuchSeason)
    assert one("s3e1", outline=Outline((2, 0, 3))) == Found(3)


def test_there_is_no_next_after_the_last_and_no_latest_before_the_first() -> None:
    assert one("next", position=8) == NothingLeft()
    assert one("next", position=50) == NothingLeft()
    assert one("latest", position=0) == NothingSeen()
    assert one("next", position=0) == Found(1)
    assert one("next", position=-5) == Found(1)
    assert one("latest", position=-5) == NothingSeen()


@pytest.mark.parametrize("text", ["1", "next", "finale", "all", "S01E01", "winter", "latest"])
def test_a_show_without_episodes_refuses_everything(text: str) -> None:
    for outline in (Outline(()), Outline((0,))):
        assert not isinstance(one(text, outline=outline), Found | Ambiguous)


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("The Kingsroad", 2), ("kingsroad", 2), ("KINGS ROAD", 2), ("kingsraod", 2), ("고양", 2),
        ("고얗", 2), ("ㄷㄷㅅ", 4), ("대도시", 4), ("winds of wintre", 4), ("reunion a seoul", 5),
        ("REUNION", 5), ("winter is coming", 1), ("winter is", 1),
    ],
)  # fmt: skip
def test_a_visible_title_names_its_episode(text: str, ordinal: int) -> None:
    assert one(text) == Found(ordinal)


def test_several_titles_are_ambiguous() -> None:
    assert one("winter") == Ambiguous((1, 4))


def test_a_number_in_digits_is_never_a_title() -> None:
    titles = {3: ("7",), 4: ("Episode 6",)}
    for text, ordinal in [("7", 7), ("episode 6", 6)]:
        reading = read_reference(text, outline=ONE, position=0, titles=titles)
        assert reading == Found(ordinal)


def test_a_slip_is_forgiven_only_if_one_title_is_clearly_meant() -> None:
    titles = {1: ("The Red Wedding",), 2: ("The Bed Wedding",), 3: ("Kissed by Fire",)}
    for text, expected in [
        ("the fed weding", Ambiguous((1, 2))),
        ("kised by fier", Found(3)),
        ("teh red weddign", Found(1)),
    ]:
        assert read_reference(text, outline=ONE, position=0, titles=titles) == expected
    titles[4] = ("Lost",)
    for text in ("lot", "kiss my tyre", "missed fire", "kissing by"):
        reading = read_reference(text, outline=ONE, position=0, titles=titles)
        assert isinstance(reading, NotUnderstood)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("winter is comming", FoundRange(1, 1, is_guess=True)),
        ("Winter Is Coming!", FoundRange(1, 1)),
        ("kingsroad", FoundRange(2, 2)),
        ("sesaon 2", FoundRange(11, 20)),
    ],
)
def test_what_was_read_by_likeness_alone_says_so(text: str, expected: FoundRange) -> None:
    assert several(text) == expected


def test_a_number_word_that_is_also_a_title_is_ambiguous_if_both_are_possible() -> None:
    assert one("eleven", outline=THREE) == Ambiguous((3, 11))
    assert one("eleven") == Found(3)
    assert isinstance(one("11"), OutOfRange)


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "🔥", "th", "wi", "night", "there", "finally", "while", "banana",
             "2.03", "1.5", "1e5", "10**30", "3-5", "6 7", "six -", "twenty 5 one", "x" * 2_000,
             "beyond the end",
             "6 banana"]
)  # fmt: skip
def test_what_names_nothing_is_not_guessed(text: str) -> None:
    assert isinstance(one(text), NotUnderstood)


def test_what_was_not_understood_is_repeated_safely_and_shortly() -> None:
    reading = one("@everyone **look** \u202e" + "x" * 2_000)
    assert isinstance(reading, NotUnderstood)
    assert reading.text.startswith("@\u200beveryone \\*\\*look\\*\\* x")
    assert len(reading.text) <= 60


def test_a_whole_season_is_ambiguous_where_one_episode_is_wanted() -> None:
    assert one("season 3", outline=THREE) == Ambiguous(tuple(range(21, 29)), last=28)
    assert one("all", outline=Outline((1,))) == Found(1)
    assert one("movie", outline=Outline((1,))) == Found(1)
    assert one("all", outline=Outline((40,))) == Ambiguous(tuple(range(1, 26)), last=40)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3-5", 3, 5), ("3–5", 3, 5), ("3 — 5", 3, 5), ("3 -5", 3, 5), ("3~5", 3, 5),
        ("3 to 5", 3, 5),
        ("e3-e5", 3, 5), ("ep 3 through ep 5", 3, 5), ("three to five", 3, 5), ("#3-#5", 3, 5),
        ("3화부터 5화까지", 3, 5), ("3부터 5까지", 3, 5), ("3화-5화", 3, 5), ("1-8", 1, 8),
        ("3-3", 3, 3),
        ("S01E03-S01E05", 3, 5), ("S02E03-S03E01", 13, 21), ("S02E03-E05", 13, 15),
        ("S02E03-05", 13, 15), ("2x03-2x05", 13, 15), ("season 2 episodes 3-5", 13, 15),
        ("episodes 3 to 5 of season 2", 13, 15), ("twenty-one to twenty-three", 21, 23),
        ("season 2", 11, 20), ("s2", 11, 20), ("시즌 2", 11, 20), ("2nd season", 11, 20),
        ("all of season 2", 11, 20), ("s1-s2", 1, 20), ("seasons 1 to 2", 1, 20),
        ("all", 1, 28), ("everything", 1, 28), ("전부", 1, 28), ("up to 5", 1, 5),
        ("next to finale", 13, 28), ("season finale to 25", 20, 25), ("first to last", 1, 28),
        ("6", 6, 6), ("finale", 28, 28), ("2 to last", 2, 28), ("1st to last", 1, 28),
        ("second episode to last", 2, 28), ("에피소드 3부터 5회차까지", 3, 5),
        ("kingsroad", 2, 2), ("seasn 2", 11, 20),
    ],
)  # fmt: skip
def test_ranges(text: str, first: int, last: int) -> None:
    assert several(text) == FoundRange(first, last)


@pytest.mark.parametrize(
    "text",
    ["second to last", "the second-to-last one", "2nd to last episode", "Third from the last",
     "second - last", "second to the last", "next to last", "twenty-first to last",
     "1, 2nd to last"],
)  # fmt: skip
def test_what_is_counted_from_the_end_is_no_range(text: str) -> None:
    assert isinstance(several(text), NotUnderstood)
    assert isinstance(one(text), NotUnderstood)


def test_a_range_says_what_is_wrong_with_it() -> None:
    assert several("5-3") == Backwards(5, 3)
    assert several("s3-s1") == Backwards(21, 10)
    assert several("winter") == Ambiguous((1, 4))
    assert several("next", position=28) == NothingLeft()
    for text, number in [("3-99", "99"), ("0-3", "0"), ("-3-5", "−3"), ("S02E03-11", "11")]:
        reading = several(text)
        assert isinstance(reading, OutOfRange), text
        assert reading.number == number
    for text in ["s1-s4", "s4", "S04E01-S04E02"]:
        assert isinstance(several(text), NoSuchSeason)
    for text in ["3-5-7", "3..5", "-", "to", "3 to", "all-all-all"]:
        assert isinstance(several(text), NotUnderstood)


@pytest.mark.parametrize(
    "text",
    ["2", "part 2", "pt. 2", "ch 2", "chapter two", "book 2", "vol. 2", "제2부", "2부", "2장",
     "2권", "second", "두 번째", "kingsroad", "chaptr 2"],
)  # fmt: skip
def test_parts_of_the_source(text: str) -> None:
    assert read_part(text, total=4, titles=TITLES) == Found(2)
    assert read_part_range(text, total=4, titles=TITLES) == FoundRange(2, 2)


def test_parts_have_ranges_and_no_seasons() -> None:
    assert read_part_range("1-3", total=4, titles={}) == FoundRange(1, 3)
    assert read_part_range("전부", total=4, titles={}) == FoundRange(1, 4)
    assert read_part("next", total=4, titles={}, position=2) == Found(3)
    assert read_part("last", total=4, titles={}) == Found(4)
    assert isinstance(read_part("season 2", total=4, titles={}), NotUnderstood)
    assert isinstance(read_part("part 5", total=4, titles={}), OutOfRange)
    assert isinstance(read_part("1", total=-1, titles={}), OutOfRange)


def test_an_outline_counts_and_names() -> None:
    assert (ONE.total, THREE.total, Outline(()).total) == (8, 28, 0)
    assert THREE.ordinal(2, 3) == 13
    assert THREE.place(13) == (2, 3)
    assert (ONE.label(7), THREE.label(13), Outline((100, 120)).label(205)) == (
        "7",
        "S02E03",
        "S02E105",
    )
    for season, number in [(0, 1), (4, 1), (1, 0), (1, 11)]:
        with pytest.raises(LookupError):
            THREE.ordinal(season, number)
    for ordinal in (0, -1, 29):
        with pytest.raises(LookupError):
            THREE.label(ordinal)
    with pytest.raises(ValueError, match="episodes"):
        Outline((8, -1))
