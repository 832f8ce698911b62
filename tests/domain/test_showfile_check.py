"""Each kind of problem, with the line that the file's author must look at (marked `# <-`)."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.showfile import LARGEST, Code, check

SOUND = """\
slug = "a-show"
title = "A show"
kind = "series"
year = 2024
titles = { ko = ["쇼"] }
[[track]]
id = "source"
title = "A book"
parts = 2
[[episode]]
number = 1
air_date = 2024-10-21
teaser = "Soon."
synopsis = "Mina arrives."
source_part = 1
[[episode.beat]]
text = "Mina arrives."
importance = 2
characters = ["Kim Mina"]
terms = ["arrival"]
[[episode]]
number = 2
[[episode.beat]]
text = "Joon leaves."
characters = ["Kim Mina", "Han Joon"]
source_after = 2
[[character]]
name = "Kim Mina"
aliases = ["Mina", "미나"]
first_episode = 1
[[character.note]]
text = "Arrived."
after = 1
[[character]]
name = "Han Joon"
aliases = ["Joon"]
first_episode = 2
[[character.note]]
text = "Left."
after = 2
"""

Case = tuple[Code, str, str, dict[str, Any]]
CASES: list[Case] = [
    (Code.NOT_TOML, "year = 2024", "year 2024 # <-", {"column": 6}),
    (Code.UNCLOSED, 'title = "A show"', 'title = "A show # <-', {}),
    (Code.UNCLOSED, 'aliases = ["Joon"]', 'aliases = ["Joon", # <-', {}),
    (Code.KEY_TWICE, "number = 2", "number = 2\nnumber = 3 # <-", {"key": "number"}),
    (
        Code.UNKNOWN_KEY,
        "importance = 2",
        "importence = 2 # <-",
        {"key": "importence", "similar": 1, "suggestion": "importance"},
    ),
    (Code.UNKNOWN_KEY, "year = 2024", "qqq = 1 # <-", {"similar": 0, "suggestion": ""}),
    (
        Code.UNKNOWN_KEY,
        '[[episode.beat]]\ntext = "Joon',
        '[[episode.beats]] # <-\ntext = "Joon',
        {"suggestion": "beat"},
    ),
    (Code.MISSING_KEY, "[[episode]]\nnumber = 2", "[[episode]] # <-", {"key": "number"}),
    (
        Code.MISSING_KEY,
        '[[character.note]]\ntext = "Left."',
        "[[character.note]] # <-",
        {"key": "text"},
    ),
    (Code.WRONG_TYPE, "year = 2024", 'year = "2024" # <-', {"key": "year", "number": "2024"}),
    (Code.WRONG_TYPE, "year = 2024", 'year = " 2024 " # <-', {"number": "2024"}),
    (Code.WRONG_TYPE, "year = 2024", 'year = "soon" # <-', {"expected": "number", "number": "1"}),
    (Code.WRONG_TYPE, "parts = 2", 'parts = "2" # <-', {"expected": "parts", "number": "2"}),
    (Code.WRONG_TYPE, "year = 2024", "year = 2024.0 # <-", {"number": "2024"}),
    (
        Code.AIRS_TOO_EARLY,
        "[[episode]]\nnumber = 2",
        "[[episode]]\nnumber = 2\nair_date = 2023-10-21 # <-",
        {
            "season": 1,
            "number": 2,
            "aired": "2023-10-21",
            "before": 1,
            "before_aired": "2024-10-21",
        },
    ),
    (Code.WRONG_TYPE, "year = 2024", "year = true # <-", {"expected": "number"}),
    (Code.WRONG_TYPE, "parts = 2", "parts = 1.5 # <-", {"expected": "parts"}),
    (Code.WRONG_TYPE, "parts = 2", "parts = [] # <-", {"expected": "parts"}),
    (Code.WRONG_TYPE, 'title = "A show"', "title = 7 # <-", {"expected": "text"}),
    (Code.WRONG_TYPE, 'aliases = ["Joon"]', 'aliases = "Joon" # <-', {"expected": "texts"}),
    (Code.WRONG_TYPE, 'aliases = ["Joon"]', "aliases = [1] # <-", {"expected": "texts"}),
    (
        Code.WRONG_TYPE,
        'titles = { ko = ["쇼"] }',
        'titles = ["쇼"] # <-',
        {"expected": "languages"},
    ),
    (Code.WRONG_TYPE, "2024-10-21", "2024-10-21T20:00:00Z # <-", {"expected": "date"}),
    (Code.WRONG_TYPE, "[[track]]", "[track] # <-", {"key": "track", "expected": "tables"}),
    (Code.EMPTY_TEXT, 'text = "Left."', 'text = " " # <-', {"key": "text"}),
    (Code.EMPTY_TEXT, 'terms = ["arrival"]', 'terms = [""] # <-', {"key": "terms"}),
    (
        Code.TEXT_TOO_LONG,
        'teaser = "Soon."',
        f'teaser = "{"x" * 301}" # <-',
        {"key": "teaser", "length": 301, "limit": 300},
    ),
    (Code.TEXT_TOO_LONG, '"미나"', f'"{"x" * 61}" ] # <-\nactor = "A" #', {"limit": 60}),
    (Code.CONTROL_CHARACTER, '"A show"', '"A\\nshow" # <-', {"key": "title", "lines": 0}),
    (Code.CONTROL_CHARACTER, '"Mina arrives."\nsource', '"\\u202e" # <-\nsource', {"lines": 1}),
    (Code.TOO_MANY, 'terms = ["arrival"]', f"terms = {['x'] * 51} # <-", {"count": 51}),
    (Code.BAD_SLUG, '"a-show"', '"A show" # <-', {"key": "slug"}),
    (Code.BAD_SLUG, '"a-show"', '"a--show" # <-', {"key": "slug"}),
    (Code.BAD_CHOICE, 'kind = "series"', 'kind = "movie" # <-', {"allowed": "series, film"}),
    (Code.BAD_CHOICE, 'id = "source"', 'id = "novel" # <-', {"key": "id", "allowed": "source"}),
    (
        Code.BAD_LANGUAGE,
        'titles = { ko = ["쇼"] }',
        'titles.Korean = ["쇼"] # <-',
        {"key": "Korean"},
    ),
    (Code.BAD_IMPORTANCE, "importance = 2", "importance = 4 # <-", {"low": 1, "high": 3}),
    (Code.IMPOSSIBLE_DATE, "2024-10-21", "2024-02-30 # <-", {"key": "air_date"}),
    (Code.IMPOSSIBLE_DATE, "2024-10-21", "2024-13-01 # <-", {"key": "air_date"}),
    (Code.IMPOSSIBLE_DATE, "2024-10-21", '"2023-02-29" # <-', {"key": "air_date"}),
    (Code.IMPOSSIBLE_DATE, "2024-10-21", "0204-10-21 # <-", {"key": "air_date"}),
    (Code.NUMBER_OUT_OF_RANGE, "number = 2", "number = 0 # <-", {"low": 1}),
    (Code.NUMBER_OUT_OF_RANGE, "parts = 2", "parts = 1001 # <-", {"high": 1000}),
    (Code.EPISODE_TWICE, "[[episode]]\nnumber = 2", "[[episode]] # <-\nnumber = 1", {"number": 1}),
    (
        Code.EPISODE_GAP,
        "[[episode]]\nnumber = 2",
        "[[episode]] # <-\nnumber = 4",
        {"season": 1, "number": 4, "expected_season": 1, "expected_number": 2},
    ),
    (
        Code.EPISODE_GAP,
        "[[episode]]\nnumber = 2",
        "[[episode]] # <-\nseason = 3\nnumber = 1",
        {"season": 3, "number": 1, "expected_season": 2, "expected_number": 1},
    ),
    (
        Code.EPISODE_OUT_OF_RANGE,
        '"Left."\nafter = 2',
        '"Left."\nafter = 3 # <-',
        {"episode": 3, "count": 2},
    ),
    (Code.EPISODE_OUT_OF_RANGE, "after = 1", "after = 0 # <-", {"key": "after", "count": 2}),
    (
        Code.EPISODE_OUT_OF_RANGE,
        "first_episode = 1",
        "first_episode = 0 # <-",
        {"key": "first_episode"},
    ),
    (
        Code.TRACK_TWICE,
        "parts = 2",
        'parts = 2\n[[track]]\nid = "source" # <-\ntitle = "B"\nparts = 1',
        {"track": "source"},
    ),
    (
        Code.SOURCE_PART_OUT_OF_RANGE,
        "source_part = 1",
        "source_part = 3 # <-",
        {"key": "source_part", "part": 3, "parts": 2},
    ),
    (Code.SOURCE_PART_OUT_OF_RANGE, "source_after = 2", "source_after = 0 # <-", {"part": 0}),
    (
        Code.SOURCE_PART_OUT_OF_RANGE,
        '"Left."\nafter = 2',
        '"Left."\nafter = 2\nsource_after = 9 # <-',
        {"key": "source_after", "part": 9},
    ),
    (
        Code.ALIAS_OF_TWO_CHARACTERS,
        'aliases = ["Joon"]',
        'aliases = ["mi na"] # <-',
        {"alias": "mi na", "first": "Kim Mina", "second": "Han Joon"},
    ),
    (
        Code.ALIAS_OF_TWO_CHARACTERS,
        'name = "Han Joon"',
        'name = "MINA" # <-',
        {"alias": "MINA", "first": "Kim Mina"},
    ),
    (
        Code.UNKNOWN_CHARACTER,
        '["Kim Mina", "Han Joon"]',
        '["Kim Mina", "Joon"] # <-',
        {"character": "Joon", "similar": 1, "suggestion": "Han Joon"},
    ),
    (
        Code.UNKNOWN_CHARACTER,
        '["Kim Mina", "Han Joon"]',
        '["Zzz"] # <-',
        {"similar": 0, "suggestion": ""},
    ),
    (
        Code.BEAT_CHARACTER_TOO_EARLY,
        'characters = ["Kim Mina"]',
        'characters = ["Kim Mina", "Han Joon"] # <-',
        {"character": "Han Joon", "episode": 1, "first_episode": 2},
    ),
    (
        Code.NOTE_AFTER_TOO_EARLY,
        '"Left."\nafter = 2',
        '"Left."\nafter = 1 # <-',
        {"character": "Han Joon", "after": 1, "first_episode": 2},
    ),
    (
        Code.NAME_TOO_EARLY,
        'teaser = "Soon."',
        'teaser = "For Kim Mina." # <-',
        {"named": "Kim Mina", "is_alias": 0, "character": "Kim Mina"},
    ),
    (
        Code.NAME_TOO_EARLY,
        'teaser = "Soon."',
        'teaser = "Mina comes." # <-',
        {"named": "Mina", "is_alias": 1, "character": "Kim Mina", "opens": 0, "first_episode": 1},
    ),
    (Code.NAME_TOO_EARLY, 'teaser = "Soon."', 'teaser = "미나가 온다." # <-', {"opens": 0}),
    (Code.NAME_TOO_EARLY, "year = 2024", 'blurb = "Of Joon." # <-', {"opens": 0}),
    (
        Code.NAME_TOO_EARLY,
        '"Mina arrives."\nsource',
        '"Mina meets Joon." # <-\nsource',
        {"character": "Han Joon", "opens": 1, "first_episode": 2},
    ),
    (Code.NAME_TOO_EARLY, 'text = "Arrived."', 'text = "Knew Joon\'s house." # <-', {"opens": 1}),
]


def marked_line(text: str) -> int:
    return next(n for n, line in enumerate(text.split("\n"), start=1) if "# <-" in line)


def test_the_sound_file_has_no_problem() -> None:
    assert check(SOUND) == []


@pytest.mark.parametrize(
    ("code", "old", "new", "fields"),
    CASES,
    ids=lambda value: str(value)[:30],
)
def test_each_problem_is_found_in_its_line(
    code: Code, old: str, new: str, fields: dict[str, Any]
) -> None:
    assert SOUND.count(old) >= 1
    text = SOUND.replace(old, new, 1)
    found = [problem for problem in check(text) if problem.code == code]
    assert [problem.line for problem in found] == [marked_line(text)]
    assert found[0].fields.items() >= fields.items()


@pytest.mark.parametrize("value", ["1", "[1]", "[]", '"x"'])
def test_a_list_of_tables_that_is_something_else(value: str) -> None:
    problems = check(f"{SOUND.partition('[[track]]')[0]}episode = {value}")
    assert [(p.line, p.code, p.fields["key"]) for p in problems] == [
        (6, Code.WRONG_TYPE, "episode")
    ]


@pytest.mark.parametrize("aired", ["2024-10-21", "2024-10-22", '"2025-01-01"'])
def test_episodes_may_air_on_one_day_or_later(aired: str) -> None:
    text = SOUND.replace("[[episode]]\nnumber = 2", f"[[episode]]\nnumber = 2\nair_date = {aired}")
    assert check(text) == []


def test_a_season_may_air_before_another() -> None:
    second = "[[episode]]\nseason = 2\nnumber = 1\nair_date = 2020-01-01"
    assert check(SOUND.replace("[[episode]]\nnumber = 2", second)) == []


def test_a_show_that_does_not_begin_at_the_beginning() -> None:
    text = SOUND.replace("[[episode]]\nnumber = 1", "[[episode]]\nseason = 2\nnumber = 1")
    gaps = [problem for problem in check(text) if problem.code == Code.EPISODE_GAP]
    assert [(gap.line, gap.fields["season"], gap.fields["number"]) for gap in gaps] == [(22, 1, 2)]
    assert gaps[0].fields.items() >= {"expected_season": 1, "expected_number": 1}.items()


def test_the_order_of_episodes_in_the_file_does_not_matter() -> None:
    head, first, second = SOUND.split("[[episode]]")
    second, characters, rest = second.partition("[[character]]")
    moved = f"{head}[[episode]]{second}[[episode]]{first}{characters}{rest}"
    assert moved != SOUND
    assert check(moved) == []


def test_a_film_of_two_episodes() -> None:
    (problem,) = check(SOUND.replace('"series"', '"film"'))
    assert (problem.line, problem.code, problem.fields) == (21, Code.FILM_EPISODES, {"count": 2})


def test_a_part_of_a_source_that_is_not_there() -> None:
    text = SOUND.replace('[[track]]\nid = "source"\ntitle = "A book"\nparts = 2\n', "")
    assert [(p.line, p.code, p.fields["key"]) for p in check(text)] == [
        (11, Code.SOURCE_MISSING, "source_part"),
        (22, Code.SOURCE_MISSING, "source_after"),
    ]


def test_the_same_name_twice_is_one_problem() -> None:
    text = SOUND.replace('name = "Han Joon"', 'name = "Kim Mina"')
    twice = [(p.line, p.fields) for p in check(text) if p.code == Code.CHARACTER_TWICE]
    assert twice == [(35, {"character": "Kim Mina"})]


def test_a_missing_key_of_the_show_itself_is_told_at_the_top() -> None:
    (problem,) = check(SOUND.replace('slug = "a-show"\n', "# no slug\n"))
    assert (problem.line, problem.code, problem.fields) == (1, Code.MISSING_KEY, {"key": "slug"})


def test_a_file_that_is_far_too_large_is_not_even_read() -> None:
    (problem,) = check("#" * (LARGEST + 1))
    assert (problem.line, problem.code) == (1, Code.FILE_TOO_LARGE)


def test_several_problems_come_in_the_order_of_their_lines() -> None:
    text = SOUND.replace("number = 2", "number = 9").replace("year =", "yaer =")
    assert [(p.line, p.code) for p in check(text)] == [
        (4, Code.UNKNOWN_KEY),
        (21, Code.EPISODE_GAP),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_impossible_days_hide_nothing_else(end: str) -> None:
    text = SOUND.replace("year =", "yaer =").replace("2024-10-21", "2024-13-45 # soon")
    text = text.replace("number = 2", "number = 9\nair_date = 2024-02-30").replace("\n", end)
    assert [(p.line, p.code) for p in check(text)] == [
        (4, Code.UNKNOWN_KEY),
        (12, Code.IMPOSSIBLE_DATE),
        (21, Code.EPISODE_GAP),
        (23, Code.IMPOSSIBLE_DATE),
    ]


def test_a_file_of_impossible_days_comes_to_an_end() -> None:
    days = "\n".join(f"d{number} = 2024-02-30" for number in range(200))
    assert {p.code for p in check(days)} == {Code.IMPOSSIBLE_DATE}


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_and_a_byte_order_mark_do_not_move_the_lines(end: str) -> None:
    text = "\ufeff" + SOUND.replace("year = 2024", "yaer = 2024").replace("\n", end)
    assert [(p.line, p.code) for p in check(text)] == [(4, Code.UNKNOWN_KEY)]


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5000 + "]" * 5000, "a = " + "9" * 5000, "\x00", "=", "[["]
)
def test_nonsense_is_one_problem_and_no_error(text: str) -> None:
    assert len(check(text)) == 1


def test_the_first_of_two_faults_is_the_one_that_is_told() -> None:
    text = SOUND.replace("year = 2024", "year 2024") + "after = 3\n"
    assert [(p.line, p.code) for p in check(text)] == [(4, Code.NOT_TOML)]


def test_every_kind_of_problem_is_shown_here() -> None:
    elsewhere = {
        Code.FILE_TOO_LARGE,
        Code.FILM_EPISODES,
        Code.SOURCE_MISSING,
        Code.CHARACTER_TWICE,
    }
    shown = {case[0] for case in CASES}
    assert shown | elsewhere == set(Code)
