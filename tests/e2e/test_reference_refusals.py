"""What is said of an episode or part that is not there, as a member meets it."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Evening
from tests.e2e.reading import answer

FILM = "night of the living dead"


@pytest.mark.parametrize(
    ("command", "options", "said"),
    [
        ("watched", {"episode": "part 40", "track": "source"}, "has parts 1 to 4; you wrote 40."),
        ("watched", {"episode": "40", "track": "source"}, "has parts 1 to 4; you wrote 40."),
        ("watched", {"episode": "part 40"}, "has parts 1 to 4; you wrote 40."),
        ("episode", {"episode": "part 40"}, "has parts 1 to 4; you wrote 40."),
        ("episode", {"episode": "part 2"}, "Part 2 belongs to the novel"),
        ("episode", {"episode": "40"}, "has episodes 1 to 8; you wrote 40."),
        ("episode", {"episode": "3-5"}, "just one. Which one: `3`, `4` or `5`?"),
        ("episode", {"episode": "5 to 3"}, "just one. Which one: `3`, `4` or `5`?"),
        ("episode", {"episode": "2 and 5"}, "just one. Which one: `2` or `5`?"),
        ("episode", {"episode": "1-8"}, "just one. Write one from `1` to `8`."),
        (
            "episode",
            {"episode": "s2e3-e4", "show": "game of thrones"},
            "Which one: `S02E03` or `S02E04`?",
        ),
        ("discuss open", {"episode": "3-5"}, "just one. Which one: `3`, `4` or `5`?"),
        ("watched", {"episode": "+9"}, "There are just 8 to come; you wrote +9."),
        ("watched", {"episode": "+9", "track": "source"}, "just 4 to come; you wrote +9."),
        ("watched", {"episode": "+2", "show": FILM}, "is a single film"),
        ("watched", {"episode": "2 and 5"}, "Write `2`, then `5`, each with `only: True`."),
        ("watched", {"episode": "1-3, 5"}, "Write `1-3`, then `5`, each with"),
        ("watched", {"episode": "5-3"}, "Did you mean 3-5?"),
        ("watched", {"episode": "3-2", "track": "source"}, "Did you mean 2-3?"),
        ("watched", {"episode": "1, 3", "track": "source"}, "Write `1`, then `3`"),
        ("episode", {"episode": "season 1"}, "a whole run: Episode 1 to Episode 8."),
        (
            "episode",
            {"episode": "season 2", "show": "game of thrones"},
            "a whole run: S02E01 to S02E10. Pick one of them, such as `S02E01`.",
        ),
        (
            "episode",
            {"episode": "99", "show": "game of thrones"},
            "has 73 episodes, S01E01 to S08E06; you wrote 99.",
        ),
        (
            "episode",
            {"episode": "hodor holds", "show": "game of thrones"},
            "Write one from S01E01 to S08E06, or pick",
        ),
        ("episode", {"episode": "\u200b", "show": "game of thrones"}, "S01E01 to S08E06"),
        (
            "episode",
            {"episode": "part 2", "show": "game of thrones"},
            "Part 2 belongs to the novels",
        ),
        (
            "watched",
            {"episode": "part 9", "show": "game of thrones"},
            "*A Song of Ice and Fire* (the novels) has parts 1 to 5; you wrote 9.",
        ),
        ("watched", {"episode": "@everyone <@1> <@&2> <#3>"}, "I cannot tell which episode"),
        ("episode", {"episode": "<#3>"}, "Write a number from 1 to 8, or pick from the list"),
        ("episode", {"episode": "1 #2"}, "Write a number from 1 to 8, or pick from the list"),
        ("episode", {"episode": "2", "show": FILM}, "is a single film"),
        ("watched", {"episode": "season 2", "show": FILM}, "is a single film"),
        ("watched", {"episode": "ghoul", "show": FILM}, "is a single film"),
    ],
)
async def test_the_answer_speaks_of_what_was_asked_for(
    evening: Evening, command: str, options: dict[str, str], said: str
) -> None:
    text = answer(await evening.member("Ara").slash(evening.channel, command, **options))
    assert said in text
    assert len(text) < 300


async def test_more_than_are_left_says_how_many_are(evening: Evening) -> None:
    ara = evening.member("Ara")
    await ara.slash(evening.channel, "watched", episode="1")
    text = answer(await ara.slash(evening.channel, "watched", episode="+8"))
    assert "7 are left after Episode 1; you wrote +8. Write `+7` for all" in text
