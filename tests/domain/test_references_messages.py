"""Each way in which a reference fails has its sentence, and the sentence is whole."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast

FILE: Final = Path(__file__).parents[2] / "data/locales/en/references.ftl"
SHOW: Final = "Love in the Big City"
ONE: Final[dict[str, str | int]] = {"seasons": 1, "first": 1, "last": 8}
SEVERAL: Final[dict[str, str | int]] = {"seasons": 8, "first": "S01E01", "last": "S08E06"}
BOOK: Final[dict[str, str | int]] = {"word": "novel", "source": SHOW}


def said(key: str, **given: str | int) -> str:
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(FILE.read_text(encoding="utf-8")))
    pattern = bundle.get_message(key).value
    assert pattern is not None
    text, errors = bundle.format_pattern(pattern, given)
    assert errors == []
    assert isinstance(text, str)
    return text


def test_the_file_is_whole() -> None:
    resource = FluentParser().parse(FILE.read_text(encoding="utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]


def test_an_episode_out_of_range_is_answered_with_what_there_is() -> None:
    assert said("reference-out-of-range", show=SHOW, total=8, number="9", **ONE) == (
        "*Love in the Big City* has episodes 1 to 8; you wrote 9."
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"left": 5, "seen": 1, "after": "Episode 3", "track": "screen"},
            (
                "5 are left after Episode 3; you wrote +6. "
                "Write `+5` for all of them, or a smaller number."
            ),
        ),
        (
            {"left": 1, "seen": 1, "after": 3, "track": "source"},
            "Just one is left after part 3; you wrote +6. Write `+1` for it.",
        ),
        (
            {"left": 4, "seen": 0, "after": 0, "track": "source"},
            (
                "There are just 4 to come; you wrote +6. "
                "Write `+4` for all of them, or a smaller number."
            ),
        ),
    ],
)
def test_more_than_are_left_is_answered_with_how_many(
    given: dict[str, str | int], sentence: str
) -> None:
    assert said("reference-fewer-left", number="6", show=SHOW, **given) == sentence


def test_where_there_are_seasons_episodes_are_called_as_everywhere() -> None:
    assert said("reference-out-of-range", show="Thrones", total=73, number="99", **SEVERAL) == (
        "*Thrones* has 73 episodes, S01E01 to S08E06; you wrote 99."
    )


@pytest.mark.parametrize(
    ("key", "given"),
    [
        *(
            ("reference-out-of-range", {"show": SHOW, "total": n, "number": "9", **ONE})
            for n in (0, 1)
        ),
        ("reference-film", {"show": SHOW}),
        *(
            ("reference-blank", {"show": SHOW, "total": n, **ends})
            for n, ends in ((1, ONE), (8, ONE), (73, SEVERAL))
        ),
        *(
            (
                "reference-out-of-range-season",
                {"show": SHOW, "season": 2, "total": n, "number": "9"},
            )
            for n in (1, 10)
        ),
        *(
            ("reference-no-such-season", {"show": SHOW, "season": "4", "seasons": n})
            for n in (1, 3)
        ),
        *(("reference-ambiguous", {"episodes": "S01E01, S01E02", "more": n}) for n in (0, 1, 3)),
        ("reference-several", {"first": "S01E01", "last": "S01E10"}),
        ("reference-nothing-left", {"show": SHOW}),
        ("reference-nothing-seen", {"show": SHOW}),
        *(
            ("reference-not-understood", {"show": SHOW, "total": n, "text": "x", **ends})
            for n, ends in ((1, ONE), (8, ONE), (73, SEVERAL))
        ),
        *(("reference-part", {**BOOK, "total": n}) for n in (1, 4)),
        *(("reference-part-out-of-range", {**BOOK, "total": n, "number": "40"}) for n in (1, 4)),
        *(
            (
                "reference-part-no-episode",
                {**BOOK, "show": SHOW, "total": n, "number": "2", **ends},
            )
            for n, ends in ((1, ONE), (8, ONE), (73, SEVERAL))
        ),
    ],
)
def test_every_failure_has_a_short_sentence(key: str, given: dict[str, str | int]) -> None:
    assert 20 <= len(said(key, **given)) <= 260
