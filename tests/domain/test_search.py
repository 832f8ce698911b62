from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.folding import keystrokes, query_key, search_keys
from bot.domain.matching import Match, alike, match_key
from bot.domain.search import Choice, ShowIndex, fold, rank_choices, search_all

CITY, THRONES, LIVING_DEAD, LOST, LOST_GIRL, POKEMON, PLUS = range(1, 8)
SHOWS = {
    CITY: ("Love in the Big City", "대도시의 사랑법", "Daedosiui sarangbeop", "LITBC"),
    THRONES: ("Game of Thrones", "왕좌의 게임", "GoT"),
    LIVING_DEAD: ("Night of the Living Dead",),
    LOST: ("Lost",),
    LOST_GIRL: ("Lost Girl",),
    POKEMON: ("Pokémon",),
    PLUS: ("+++",),
}


def index() -> ShowIndex[int]:
    return ShowIndex(SHOWS.items())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Love in the Big City!", "loveinthebigcity"), ("Pokémon", "pokemon"), ("ＡＢＣ１", "abc1"),
        ("Straße", "strasse"), ("İstanbul", "istanbul"), ("Łódź", "lodz"), ("Ærø", "aero"),
        ("Taedoshiŭi", "taedoshiui"), ("대도시의 사랑법", "대도시의사랑법"), ("ㄷㅐ", "대"),
        ("a\u200bb\u202ec\ufeff", "abc"), ("ไทย", "ไทย"), ("+ +", "++"), ("🔥", "🔥"),
        ("", ""), (" \u200b\n", ""), ("\0", ""), ("\ud800", ""),
    ],
)  # fmt: skip
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_case_and_gaps_do_not_matter(text: str) -> None:
    spaced = " ".join(text)
    assert fold(f" {text}\u200b ") == fold(text)
    if fold(text).isalnum() and text.isascii():
        assert fold(spaced.upper()) == fold(text)


def test_half_typed_hangul_begins_what_it_becomes() -> None:
    whole = keystrokes("대도시의과밖")
    for typed in [
        "ㄷ",
        "대",
        "댇",
        "대도",
        "대돗",
        "대도시",
        "대도싱",
        "대도시으",
        "대도시의고",
        "대도시의과바",
    ]:
        assert whole.startswith(keystrokes(fold(typed))), typed


def test_initials_find_a_korean_title() -> None:
    assert match_key(query_key("ㄷㄷㅅ"), search_keys("대도시의 사랑법")[1]) is Match.BEGINNING
    assert query_key("ㄳ") == query_key("ㄱㅅ")


def test_initials_are_never_the_whole_title() -> None:
    shows: ShowIndex[int] = ShowIndex({1: ["도도새"], 2: ["대도시의 사랑법"]}.items())
    assert shows.search("ㄷㄷㅅ", first=(2,)) == (2, 1)


@pytest.mark.parametrize(
    "query",
    [
        "love in the big city", "LOVE IN THE", "loveinthebigcity", "big city", "lov in teh big cty",
        "big city love", "litbc", "대도시", "대도시의사랑법", "대돗", "사랑법", "대두시의 사랑",
        "ㄷㄷㅅ",
        "ㅅㄹㅂ", "daedosi", "  Love,  in\u200b the—big CITY ",
    ],
)  # fmt: skip
def test_a_show_is_found_however_it_is_typed(query: str) -> None:
    assert index().search(query)[0] == CITY


@pytest.mark.parametrize(
    ("query", "show"),
    [
        ("pokemon", POKEMON), ("gmae of thrnes", THRONES), ("gmae", THRONES), ("왕좌", THRONES),
        ("thrones game", THRONES), ("lsot", LOST), ("losst", LOST), ("lot", LOST),
        ("dead", LIVING_DEAD),
        ("livin dead", LIVING_DEAD), ("++", PLUS), ("p", POKEMON),
    ],
)  # fmt: skip
def test_slips_are_forgiven(query: str, show: int) -> None:
    assert index().search(query)[0] == show


@pytest.mark.parametrize(
    ("query", "show"),
    [
        ("love in the big city", CITY), ("big city", CITY), ("대도시", CITY), ("thrones", THRONES),
        ("lov in the big city", CITY), ("game of throns", THRONES), ("lost", LOST),
        ("living dead", LIVING_DEAD),
    ],
)  # fmt: skip
def test_what_was_written_out_means_one(query: str, show: int) -> None:
    assert index().meant(query) == (show,)


@pytest.mark.parametrize(
    "query", ["", "a", "p", "the", "big", "the walking dead", "gmae", "lot", "zzzz"]
)
def test_what_is_far_from_every_title_means_none(query: str) -> None:
    assert index().meant(query) == ()


def test_an_abbreviation_is_meant_only_when_it_is_written_whole() -> None:
    shows: ShowIndex[int] = ShowIndex({1: ["Night of the Living Dead", "NOTLD"]}.items())
    assert shows.meant("notld") == shows.meant("NOTLD") == (1,)
    assert shows.meant("not") == shows.meant("notl") == ()
    assert shows.search("notl") == (1,)


def test_what_several_have_means_several_unless_one_stands_first() -> None:
    shows: ShowIndex[int] = ShowIndex({1: ["Night One"], 2: ["Night Two"], 3: ["Dusk"]}.items())
    assert shows.meant("night") == (1, 2)
    assert shows.meant("night", first=(2, 3)) == (2,)
    assert shows.meant("dusk", first=(2,)) == (3,)


def test_better_matches_come_first() -> None:
    assert index().search("lost") == (LOST, LOST_GIRL)
    shows: ShowIndex[int] = ShowIndex({1: ["The Night"], 2: ["Nightly"], 3: ["Night"]}.items())
    assert shows.search("night") == (3, 2, 1)


def test_the_first_lead_their_kind_of_match() -> None:
    shows: ShowIndex[int] = ShowIndex((n, [f"Night {n}"]) for n in range(1, 400))
    assert shows.search("night", first=(399, 7))[:2] == (399, 7)
    assert shows.search("ight", first=(398,))[0] == 398
    assert shows.search("night 5", first=(57,))[:2] == (5, 57)
    assert shows.search("nihgt", first=(398,))[0] == 398
    assert len(shows.search("night")) == 25
    assert len(shows.search("night", limit=3)) == 3


def test_nothing_typed_offers_the_first_and_then_the_top() -> None:
    shows: ShowIndex[int] = ShowIndex(SHOWS.items(), top=(LOST, 99))
    for query in ("", "  ", "\u200b"):
        assert shows.search(query, first=(POKEMON, 77, LOST), limit=4) == (
            POKEMON,
            LOST,
            CITY,
            THRONES,
        )


@pytest.mark.parametrize(
    "query", ["🔥", "🔥" * 1_000, "x" * 2_000, "\u0301", "zzzzzz", "ㅋㅋㅋㅋ", "?"]
)
def test_what_is_nowhere_is_not_found(query: str) -> None:
    found = index().search(query)
    assert found == (index().search("") if not query_key(query) else ())


@pytest.mark.parametrize(
    ("title", "shows"),
    [
        ("lost", [LOST]),
        ("L.O.S.T.", [LOST]),
        ("love in the big city", [CITY]),
        ("love in the big", []),
        ("ㄷㄷㅅㅇㅅㄹㅂ", []),
        ("", []),
        ("zzz", []),
    ],
)
def test_a_show_is_called_by_its_whole_title_alone(title: str, shows: list[int]) -> None:
    assert index().called(title) == shows


def test_shows_of_one_title_are_all_called_by_it() -> None:
    both = ShowIndex([(1, ("Lost",)), (2, ("The Lost", "LOST"))])
    assert both.called("lost") == [1, 2]


def test_shows_come_and_go() -> None:
    shows = index()
    shows.add(50, ["Crash Landing on You", "사랑의 불시착"])
    assert shows.search("crash") == (50,)
    shows.add(50, ["Another Name"])
    assert shows.search("crash") == ()
    assert shows.search("another") == (50,)
    shows.discard(50)
    shows.discard(50)
    for query in ("another", "name", "anohter name", "불시착"):
        assert 50 not in shows.search(query, first=(50,))
    assert shows.search("lost") == (LOST, LOST_GIRL)


TITLE = st.text(alphabet="abcdeé 가각나다ㄱ1", max_size=10)


@settings(deadline=None)
@given(st.lists(st.lists(TITLE, max_size=3), max_size=12), st.data())
def test_every_show_is_found_by_each_of_its_titles(
    titles: list[list[str]], data: st.DataObject
) -> None:
    shows: ShowIndex[int] = ShowIndex(enumerate(titles))
    gone = data.draw(st.sets(st.integers(0, 12)))
    for show in gone:
        shows.discard(show)
    for show, own in enumerate(titles):
        for title in own:
            found = shows.search(title)
            assert (show in found) == (show not in gone) or not fold(title)


@settings(deadline=None)
@given(st.text(), st.lists(st.integers(-5, 20), max_size=5))
def test_any_query_has_an_answer_without_repetition(query: str, first: list[int]) -> None:
    found = index().search(query, first=first)
    assert len(set(found)) == len(found) <= 25
    assert set(found) <= set(SHOWS)


EPISODES = tuple(
    Choice(value=n, label=f"Episode {n}", search_keys=titles)
    for n, titles in [
        (4, ()), (1, ("Winter Is Coming",)), (2, ("The Kingsroad", "왕의 길")), (3, ("Lord Snow",)),
        *((n, ()) for n in range(5, 74)),
    ]
)  # fmt: skip


def ranked(query: str, **options: object) -> list[int]:
    return [choice.value for choice in rank_choices(query, EPISODES, **options)]  # type: ignore[arg-type]


def test_choices_keep_their_order_until_something_is_typed() -> None:
    assert ranked("")[:4] == [4, 1, 2, 3]
    assert len(ranked("\u200b ")) == 25
    assert ranked("", limit=2) == [4, 1]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("episode 7", [7, 70, 71]), ("7", [7, 17, 27]), ("winter", [1]), ("kings road", [2]),
        ("lrod snow", [3]), ("왕의", [2]), ("ㅇㅇㄱ", [2]), ("snow", [3]), ("eposide 12", [12]),
        ("episode 99", []), ("banana", []), ("🔥", []), ("x" * 2_000, []),
    ],
)  # fmt: skip
def test_choices_are_ranked(query: str, first: list[int]) -> None:
    found = ranked(query)
    assert found[: len(first)] == first
    assert bool(found) == bool(first)


def test_what_a_parser_made_of_it_leads() -> None:
    assert ranked("S01E07", leading=(7,)) == [7]
    assert ranked("episode 1", leading=(12,))[:2] == [12, 1]
    assert ranked("", leading=(12,))[0] == 4


def test_members_words_are_ranked_the_same_unremembered() -> None:
    for query in ("winter", "kings raod", "7"):
        assert ranked(query, remember=False) == ranked(query)


@settings(deadline=None)
@given(st.text(max_size=40), st.lists(st.text(max_size=8), max_size=6))
def test_ranking_gives_each_choice_once(query: str, labels: list[str]) -> None:
    choices = [Choice(value=place, label=label) for place, label in enumerate(labels)]
    found = rank_choices(query, choices)
    assert len({choice.value for choice in found}) == len(found)
    for choice in choices:
        if fold(choice.label):
            assert choice in rank_choices(choice.label, choices)


def test_numbers_that_differ_are_not_alike() -> None:
    assert alike("episode12", ["episode21", "episode12", "episode"]).keys() == {1, 2}
    assert alike("ab", ["ab"]) == {}


def test_several_catalogs_are_searched_as_one() -> None:
    own = ShowIndex([(60, ["Lovely Runner"]), (61, ["Big Bet"]), (62, ["Lost in Seoul"])])
    both = [own, index()]
    assert search_all(both, "", first=(LOST, 61), limit=3) == (LOST, 61, 60)
    assert search_all(both, "lost") == (LOST, LOST_GIRL, 62)
    assert search_all(both, "lost", first=(LOST_GIRL,))[:2] == (LOST, LOST_GIRL)
    # What is merely like it is offered only where no catalog has it.
    assert search_all(both, "lovely runner") == (60,)
    assert search_all(both, "lovley runer")[0] == 60
