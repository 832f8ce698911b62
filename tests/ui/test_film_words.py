"""A film that was made from something: how far a room may talk, in words that fit a film."""

from __future__ import annotations

import pytest

from bot.domain.discussions import Following, RoomRule, RoomTalk
from bot.domain.ids import ShowId
from bot.domain.showbuild import build_show
from bot.domain.spoilers import Position
from bot.ui.discuss_cards import room_talk
from bot.ui.settings_cards import floor_sentence

FILM = build_show(
    {
        "slug": "a",
        "title": "A",
        "kind": "film",
        "episode": [{"number": 1}],
        "track": [{"id": "source", "title": "Roots", "parts": 4}],
    },
    ShowId(1),
)


@pytest.mark.parametrize(
    ("rule", "part", "heading"),
    [
        (RoomRule.DECLARED, 0, "## Free: the film"),
        (RoomRule.DECLARED, 2, "## Free: the film and part 2 of the novel"),
        (RoomRule.OPEN_THREAD, 0, "## This thread is for talk about the film"),
    ],
)
def test_a_room_talks_about_the_film(rule: RoomRule, part: int, heading: str) -> None:
    talk = RoomTalk(position=Position(1, part), rule=rule, following=Following.COUNTED, behind=None)
    told = [str(part) for part in room_talk(FILM, talk)]
    assert told[0].endswith(heading)
    assert "pisode" not in told[0]


def test_everybody_has_seen_the_film_and_read_so_far() -> None:
    told = floor_sentence(FILM, Position(1, 2), Following.COUNTED)
    assert told == (
        "Everybody who follows it here has seen the film, and read up to part 2 of the novel."
    )
