"""What the bundled shows say: each sentence of a recap can stand alone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

SHOWS = Path(__file__).parents[2] / "data" / "shows"
BUNDLED = ["game-of-thrones", "love-in-the-big-city", "night-of-the-living-dead"]
LEANING = {
    "He", "She", "They", "It", "His", "Her", "Their", "Its", "Him", "Them",
    "That", "This", "These", "Those", "There", "Then", "Afterwards", "Meanwhile",
}  # fmt: skip
"""First words that lean on a sentence before."""


def load(slug: str) -> dict[str, Any]:
    return tomllib.loads((SHOWS / f"{slug}.toml").read_text(encoding="utf-8"))


def names_of(show: dict[str, Any]) -> dict[str, list[str]]:
    """Return by which names each character may be called, first names among them."""
    return {
        one["name"]: [one["name"], *one.get("aliases", ()), *one["name"].split()]
        for one in show.get("character", ())
    }


@pytest.mark.parametrize("slug", BUNDLED)
def test_no_beat_leans_on_the_one_before(slug: str) -> None:
    for episode in load(slug)["episode"]:
        for beat in episode.get("beat", ()):
            first = re.split(r"[\s,:]", beat["text"], maxsplit=1)[0]
            assert first not in LEANING, beat["text"]
            assert not beat["text"].startswith(("The two", "The other", "The same")), beat["text"]


@pytest.mark.parametrize("slug", BUNDLED)
def test_a_beat_that_survives_shortening_names_whom_it_is_about(slug: str) -> None:
    show = load(slug)
    names = names_of(show)
    for episode in show["episode"]:
        for beat in episode.get("beat", ()):
            if beat.get("importance", 2) == 1:
                continue
            for who in beat.get("characters", ()):
                said = "|".join(map(re.escape, names[who]))
                assert re.search(rf"(?<!\w)(?:{said})(?!\w)", beat["text"], re.IGNORECASE), beat[
                    "text"
                ]


@pytest.mark.parametrize("slug", ["love-in-the-big-city", "night-of-the-living-dead"])
def test_few_beats_of_an_episode_are_ones_that_nobody_may_miss(slug: str) -> None:
    for episode in load(slug)["episode"]:
        weights = [beat.get("importance", 2) for beat in episode["beat"]]
        assert 2 <= weights.count(3) <= 4, episode["number"]


@pytest.mark.parametrize("slug", BUNDLED)
def test_every_episode_has_something_to_tell(slug: str) -> None:
    for number, episode in enumerate(load(slug)["episode"], 1):
        weights = [beat.get("importance", 2) for beat in episode.get("beat", ())]
        assert [weight for weight in weights if weight > 1], number


@pytest.mark.parametrize(
    ("word", "safe_after"),
    [
        ("Jon Arryn at his bidding", 35),
        ("Olenna Tyrell gives", 34),
        ("dragons", 10),
        ("beheaded all the same", 9),
        ("Robb Stark, Talisa Maegyr and Catelyn Stark are killed", 29),
        ("Ramsay", 30),
        ("Night King", 48),
        ("Drogon", 49),
        ("Viserion", 66),
        ("back from the dead", 52),
        ("Lyanna Stark", 60),
        ("Rhaegar", 67),
    ],
)
def test_game_of_thrones_says_nothing_before_the_story_does(word: str, safe_after: int) -> None:
    show = load("game-of-thrones")
    texts = [(0, show["blurb"]), (0, show["episode"][0]["teaser"])]
    texts += [(0, warning) for warning in show["content_warnings"]]
    for ordinal, episode in enumerate(show["episode"], 1):
        texts += [(ordinal, beat["text"]) for beat in episode["beat"]]
    assert min(opens for opens, text in texts if word in text) == safe_after


def test_names_that_give_something_away_open_when_the_story_says_them() -> None:
    first = {one["name"]: one["first_episode"] for one in load("game-of-thrones")["character"]}
    late = {"Drogon": 15, "Rhaegal": 40, "Viserion": 40, "Ramsay Snow": 30, "The Night King": 48}
    assert {name: first[name] for name in late} == late
