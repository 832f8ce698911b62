"""The lines of keys and tables, against texts laid out in every way that TOML allows."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.showfile_lines import Layout

AWKWARD = '''\
# a = 1
slug = "x" # b = 2

"quoted key" = 'it is ] # not over'
titles.ko = ["하나",
  "두울", # c = 3 ]
]
story = """
[[episode]]
number = 9 \\"""
"""""
plain = \'\'\'
d = 4
\'\'\'
[[episode]]
number = 1
  [[episode.beat]]
  text = "one = two"
  [[ episode . beat ]]
  text = "x"
[[episode]]
number = 2
[episode.titles]
ko = { a = [1, 2] }
[[episode.beat]]
text = 'y'
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("slug",), 2),
        (("quoted key",), 4),
        (("titles", "ko"), 5),
        (("titles",), 5),
        (("story",), 8),
        (("plain",), 12),
        (("episode",), 15),
        (("episode", 0), 15),
        (("episode", 0, "number"), 16),
        (("episode", 0, "beat", 0), 17),
        (("episode", 0, "beat", 0, "text"), 18),
        (("episode", 0, "beat", 1), 19),
        (("episode", 0, "beat", 1, "text"), 20),
        (("episode", 1), 21),
        (("episode", 1, "titles"), 23),
        (("episode", 1, "titles", "ko"), 24),
        (("episode", 1, "beat", 0, "text"), 26),
        (("episode", 1, "titles", "ko", "a", 1), 24),
        (("nowhere",), 1),
        ((), 1),
    ],
)
def test_every_place_has_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert tomllib.loads(AWKWARD)["plain"] == "d = 4\n"
    assert Layout(AWKWARD).line(path) == line


def test_a_sound_text_has_nothing_open_and_nothing_twice() -> None:
    layout = Layout(AWKWARD)
    assert (layout.unclosed, layout.twice) == (None, None)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a = 1\nb = "open\nc = 2', 2),
        ('a = 1\nb = """open\nc = 2\n', 2),
        ("a = 1\nb = '''open\nc = 2\n", 2),
        ("a = 1\nb = [\n1,\nc = 2\n", 2),
        ("a = 1\n[[episode]\nnumber = 2\n", 2),
        ("a = 1\nb = [1, [2, 3]\n", 2),
        ("a = 1\nb = { c = [1\n", 2),
    ],
)
def test_what_is_never_closed_is_found_where_it_opens(text: str, line: int) -> None:
    assert Layout(text).unclosed == line


def test_a_key_that_stands_twice_is_found_with_its_first_line() -> None:
    twice = Layout("[[a]]\nb = 1\n[[a]]\nb = 1\nc = 2\nb = 3\n").twice
    assert twice == ("b", 6, 4)


VALUES = st.sampled_from(
    ["1", '"x # ="', "'[['", '[\n"#",\n"]"\n]', '"""\nk = 1\n"""', "{ q = 'z' }", "2024-10-21"]
)


@settings(deadline=None)
@given(st.lists(st.tuples(VALUES, st.sampled_from(["", " # [", "\n\n"])), max_size=8))
def test_the_line_of_a_key_is_where_it_was_written(values: list[tuple[str, str]]) -> None:
    text, expected = "", {}
    for index, (value, after) in enumerate(values):
        expected[f"k{index}"] = text.count("\n") + 1
        text += f"k{index} = {value}{after}\n"
    layout = Layout(text)
    assert tomllib.loads(text).keys() == expected.keys()
    assert {key: layout.line((key,)) for key in expected} == expected


@settings(deadline=None)
@given(st.text(alphabet="[]{}\"'=.,#\\\n a1", max_size=60))
def test_any_text_at_all_is_read_without_an_error(text: str) -> None:
    layout = Layout(text)
    lines = text.count("\n") + 1
    assert layout.unclosed is None or 1 <= layout.unclosed <= lines
