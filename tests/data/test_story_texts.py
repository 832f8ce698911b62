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
