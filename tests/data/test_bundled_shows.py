"""The shows that travel with Lantern, and the page that describes their format."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.domain.ids import ShowId
from bot.domain.search import ShowIndex
from bot.domain.showbuild import build_show, open_titles
from bot.domain.showfile import check, parse, to_document
from bot.domain.showfile_schema import SHOW, Field

ROOT = Path(__file__).parents[2]
SHOWS = ROOT / "data" / "shows"
README = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
FACTS = ROOT.parent / "shared" / "facts" / "game-of-thrones.json"
BUNDLED = ["game-of-thrones", "love-in-the-big-city", "night-of-the-living-dead"]


def read(slug: str) -> str:
    return (SHOWS / f"{slug}.toml").read_text(encoding="utf-8")


def load(slug: str) -> dict[str, Any]:
    return parse(read(slug))


@pytest.fixture(scope="module")
def litbc() -> dict[str, Any]:
    return load("love-in-the-big-city")


def test_the_bundled_shows_are_these() -> None:
    assert sorted(path.stem for path in SHOWS.glob("*.toml")) == BUNDLED


@pytest.mark.parametrize("slug", BUNDLED)
def test_a_bundled_file_is_clean_and_named_by_its_slug(slug: str) -> None:
    assert check(read(slug)) == []
    assert load(slug)["slug"] == slug


@pytest.mark.parametrize("slug", BUNDLED)
def test_a_bundled_file_makes_a_show(slug: str) -> None:
    show = build_show(to_document(load(slug)), ShowId(1))
    assert show.total == len(load(slug)["episode"])


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("GoT", "game-of-thrones"), ("got", "game-of-thrones"), ("왕좌의 게임", "game-of-thrones"),
        ("LITBC", "love-in-the-big-city"), ("litbc", "love-in-the-big-city"),
        ("대도시의 사랑법", "love-in-the-big-city"),
        ("NOTLD", "night-of-the-living-dead"), ("notld", "night-of-the-living-dead"),
    ],
)  # fmt: skip
def test_a_short_title_finds_its_show_alone(query: str, slug: str) -> None:
    shows = ShowIndex(
        (number, open_titles(to_document(load(one)))) for number, one in enumerate(BUNDLED)
    )
    assert shows.called(query) == [BUNDLED.index(slug)]
    assert shows.search(query)[0] == BUNDLED.index(slug)


@pytest.mark.parametrize(
    "query", ["go", "gto", "goth", "gotham", "not", "not me", "lit", "nothing"]
)
def test_a_short_title_is_not_taken_for_something_else(query: str) -> None:
    shows = ShowIndex(
        (number, open_titles(to_document(load(one)))) for number, one in enumerate(BUNDLED)
    )
    assert shows.meant(query) == ()


def test_litbc_has_eight_episodes_of_one_evening(litbc: dict[str, Any]) -> None:
    episodes = litbc["episode"]
    assert [(e["season"], e["number"]) for e in episodes] == [(1, n) for n in range(1, 9)]
    assert {e["air_date"].isoformat() for e in episodes} == {"2024-10-21"}
    assert [e["source_part"] for e in episodes] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert all(47 <= e["runtime_minutes"] <= 53 for e in episodes)
    for key in ("title", "teaser", "synopsis"):
        assert len({e[key] for e in episodes}) == 8


def test_litbc_tells_each_episode_in_six_beats_or_more(litbc: dict[str, Any]) -> None:
    for episode in litbc["episode"]:
        beats = episode["beat"]
        of_the_screen_alone = [beat for beat in beats if "source_after" not in beat]
        assert len(of_the_screen_alone) >= 6, episode["number"]
        assert any(beat["importance"] == 3 for beat in beats)
        assert len({beat["text"] for beat in beats}) == len(beats)


def test_litbc_compares_with_the_novel_only_for_those_who_know_both(litbc: dict[str, Any]) -> None:
    beats = [beat for episode in litbc["episode"] for beat in episode["beat"]]
    compared = [beat for beat in beats if "novel" in beat["text"]]
    assert len(compared) >= 4
    assert [beat for beat in beats if "source_after" in beat] == compared


def test_litbc_lists_nobody_before_they_appear(litbc: dict[str, Any]) -> None:
    first = {character["name"]: character["first_episode"] for character in litbc["character"]}
    for ordinal, episode in enumerate(litbc["episode"], start=1):
        for beat in episode["beat"]:
            assert all(first[name] <= ordinal for name in beat.get("characters", ()))


def test_litbc_characters_have_korean_names(litbc: dict[str, Any]) -> None:
    for character in litbc["character"]:
        assert any(re.search("[가-힣]", alias) for alias in character["aliases"]), character
    young = litbc["character"][0]
    assert {"Young", "Go Yeong", "Ko Young", "고영"} < {young["name"], *young["aliases"]}


@pytest.mark.parametrize(
    ("word", "safe_after"),
    [
        ("Nam-gyu", 1),
        ("rings", 2),
        ("marries", 2),
        ("Young-soo", 3),
        ("cancer", 4),
        ("Gyu-ho", 5),
        ("HIV", 6),
        ("Kylie", 6),
        ("Shanghai", 6),
        ("airport", 6),
        ("William", 7),
        ("Habibi", 7),
        ("Thailand", 7),
        ("Bangkok", 8),
        ("lantern", 8),
        ("wife", 8),
    ],
)
def test_litbc_says_no_word_that_gives_it_away_too_early(
    litbc: dict[str, Any], word: str, safe_after: int
) -> None:
    texts = [(0, litbc["blurb"])] + [(0, text) for text in litbc["content_warnings"]]
    for ordinal, episode in enumerate(litbc["episode"], start=1):
        texts += [(ordinal - 1, episode["teaser"]), (ordinal, episode["synopsis"])]
        texts += [(ordinal, episode["title"])]
        texts += [(ordinal, beat["text"]) for beat in episode["beat"]]
    for character in litbc["character"]:
        texts += [(note["after"], note["text"]) for note in character["note"]]
    said = [opens for opens, text in texts if word in text]
    assert said, "the word is not in the file at all"
    assert min(said) >= safe_after


def test_game_of_thrones_is_whole() -> None:
    show = load("game-of-thrones")
    seasons = [episode["season"] for episode in show["episode"]]
    assert [seasons.count(season) for season in range(1, 9)] == [10, 10, 10, 10, 10, 10, 7, 6]
    assert len(show["character"]) == 255
    assert len(show["track"][0]["parts"]) == 5
    assert show["character"][7]["aliases"] == ["Ned"]


def test_game_of_thrones_is_what_its_script_writes() -> None:
    if not FACTS.is_file():
        pytest.skip(f"the facts of Game of Thrones are not beside this checkout: {FACTS.name}")
    script = ROOT / "scripts" / "build_game_of_thrones.py"
    made = subprocess.run([sys.executable, script, FACTS], capture_output=True, check=True)
    assert made.stdout.decode() == read("game-of-thrones")


def test_the_script_says_how_it_is_used() -> None:
    script = ROOT / "scripts" / "build_game_of_thrones.py"
    made = subprocess.run([sys.executable, script], capture_output=True, check=False)
    assert made.returncode == 2
    assert b"FACTS.json" in made.stderr


def test_the_film_is_one_episode_and_all_of_it_is_behind_it() -> None:
    film = load("night-of-the-living-dead")
    (episode,) = film["episode"]
    assert film["kind"] == "film"
    assert len(episode["beat"]) >= 10
    assert {character["first_episode"] for character in film["character"]} == {1}
    named = [character["name"].split()[0] for character in film["character"]]
    opened = film["blurb"] + episode["teaser"] + str(film["content_warnings"])
    assert not [name for name in named if re.search(rf"\b{name}\b", opened)]


def test_the_example_of_the_description_is_clean() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert check(example) == []
    assert {"track", "episode", "character"} < parse(example).keys()


def test_the_description_names_every_key() -> None:
    def keys(schema: dict[str, Field]) -> set[str]:
        below = [keys(dict(field.table)) for field in schema.values() if field.table]
        return set(schema).union(*below)

    described = set(re.findall(r"`\[*(?:\w+\.)?(\w+)\]*`", README))
    assert keys(dict(SHOW)) <= described


def test_the_description_cites_where_game_of_thrones_came_from() -> None:
    assert "github.com/jeffreylancaster/game-of-thrones" in README
