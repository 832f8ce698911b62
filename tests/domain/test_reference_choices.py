"""What half a reference may become."""

from __future__ import annotations

import pytest

from bot.domain.reference_choices import (
    Run,
    meant_episodes,
    meant_part_runs,
    meant_parts,
    meant_runs,
)
from bot.domain.reference_results import Outline

ONE = Outline((8,))
THREE = Outline((10, 10, 8))


@pytest.mark.parametrize(
    ("text", "outline", "ordinals"),
    [
        ("fin", ONE, (8,)),
        ("Fi", ONE, (8, 1)),
        ("season 2 fin", THREE, (20,)),
        ("s3 prem", THREE, (21,)),
        ("prev", ONE, (3,)),
        ("nex", ONE, (4,)),
        ("la", ONE, (8, 3)),
        ("f", ONE, ()),
        ("season", THREE, ()),
        ("", ONE, ()),
        ("fin" * 700, ONE, ()),
    ],
)
def test_a_word_is_finished(text: str, outline: Outline, ordinals: tuple[int, ...]) -> None:
    assert meant_episodes(text, outline=outline, position=3, titles={}) == ordinals


@pytest.mark.parametrize(
    ("text", "outline", "runs"),
    [
        ("3-5", ONE, (Run(3, 5),)),
        ("2", ONE, ()),
        ("5-3", ONE, ()),
        ("season 1", ONE, (Run(1, 8),)),
        ("season", ONE, ()),
        ("season", THREE, (Run(1, 10, 1), Run(11, 20, 2), Run(21, 28, 3))),
        ("s2", THREE, (Run(11, 20, 2),)),
        ("시즌 2", THREE, (Run(11, 20, 2),)),
        ("s1e3-e5", THREE, (Run(3, 5),)),
        ("s2e3", THREE, ()),
        ("all", THREE, (Run(1, 28),)),
        ("2 and 3", ONE, (Run(2, 3),)),
        ("3-", ONE, (Run(3, 4), Run(3, 5), Run(3, 6), Run(3, 7))),
        ("ep 7 to ", ONE, (Run(7, 8),)),
        ("8-", ONE, ()),
        ("s1e9-", THREE, (Run(9, 10), Run(9, 11), Run(9, 12), Run(9, 13))),
        ("3-" * 700, ONE, ()),
        ("", THREE, ()),
    ],
)
def test_runs_are_offered(text: str, outline: Outline, runs: tuple[Run, ...]) -> None:
    assert meant_runs(text, outline=outline, position=3, titles={}) == runs


def test_parts_are_meant_as_episodes_are() -> None:
    assert meant_parts("fi", total=4, position=1) == (4, 1)
    assert meant_parts("next", total=4, position=1) == (2,)
    assert meant_part_runs("parts 2 to 3", total=4, position=1) == (Run(2, 3),)
    assert meant_part_runs("2-", total=4, position=1) == (Run(2, 3), Run(2, 4))
    assert meant_part_runs("2", total=0, position=0) == ()
