"""Who is in an episode is as guarded as the beats that tell it."""

from __future__ import annotations

from bot.domain.ids import ShowId
from bot.domain.showbuild import build_show
from bot.domain.shows import TitlePolicy
from bot.domain.spoilers import Knowledge, Position
from bot.services.lookup import episode_page

SHOW = build_show(
    {
        "slug": "a",
        "title": "A",
        "track": [{"id": "source", "title": "The book", "parts": 3}],
        "episode": [
            {
                "number": 1,
                "beat": [
                    {"text": "Seen by all.", "characters": ["Ann"]},
                    {"text": "In the book alone.", "source_after": 3, "characters": ["Bob"]},
                ],
            }
        ],
        "character": [
            {"name": "Ann", "first_episode": 1},
            {"name": "Bob", "first_episode": 1},
        ],
    },
    ShowId(1),
)


def names(position: Position) -> list[str]:
    page = episode_page(SHOW, SHOW.episode(1), Knowledge(SHOW.id, position), TitlePolicy.SEEN)
    return [str(person.name) for person in page.appearing]


def test_somebody_named_in_a_hidden_beat_alone_does_not_appear() -> None:
    assert names(Position(1, 0)) == ["Ann"]
    assert names(Position(1, 3)) == ["Ann", "Bob"]
    assert names(Position(0, 3)) == []
