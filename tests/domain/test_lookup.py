"""Who is in an episode is as guarded as the beats that tell it."""

from __future__ import annotations

from bot.domain.ids import ShowId
from bot.domain.showbuild import build_show
from bot.domain.shows import TitlePolicy
from bot.domain.spoilers import Knowledge, Position
from bot.services.lookup import EpisodePage, episode_page

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


def page_at(position: Position, **episode: object) -> EpisodePage:
    show = build_show(
        {
            "slug": "b",
            "title": "B",
            "episode": [{"number": 1}, {"number": 2, **episode}],
            "character": [
                {"name": "Ann", "first_episode": 1},
                {"name": "Bob", "first_episode": 2},
                {"name": "Cid", "actor": "Dee", "first_episode": 2},
            ],
        },
        ShowId(1),
    )
    return episode_page(show, show.episode(2), Knowledge(show.id, position), TitlePolicy.SEEN)


def test_who_is_seen_for_the_first_time_is_told_beside_who_is_in_the_beats() -> None:
    page = page_at(Position(2), beat=[{"text": "It rains.", "characters": ["Ann", "Bob"]}])
    assert [str(one.name) for one in page.appearing] == ["Ann", "Bob"]
    assert [(str(one.name), str(one.actor)) for one in page.newcomers] == [("Cid", "Dee")]
    assert page_at(Position(1)).newcomers == ()


def test_an_episode_without_a_synopsis_is_told_by_its_beats() -> None:
    beats = [{"text": f"Beat {number}."} for number in range(20)]
    assert [str(line) for line in page_at(Position(2), beat=beats).lines] == [
        f"Beat {number}." for number in range(12)
    ]
    assert page_at(Position(2), beat=beats, synopsis="All of it.").lines == ()
    assert page_at(Position(1), beat=beats).lines == ()
