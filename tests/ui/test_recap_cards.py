"""Recap cards: whatever a show holds, no page meets Discord's limits and no line is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cast import people, who_is_who
from bot.domain.ids import ShowId, UserId
from bot.domain.member_text import quote_member_text
from bot.domain.recaps import Length, seen_beats
from bot.domain.showbuild import build_show
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Knowledge, Position, Revealed
from bot.services.notes import QUOTED_LIMIT, NoteLine
from bot.services.recaps import Chapter, Profile, Story
from bot.ui.layouts import COMPONENT_LIMIT, LanternView, components_in, text_length
from bot.ui.pages import Sheet
from bot.ui.recap_cards import (
    beginning_card,
    profile_card,
    profile_pages,
    story_card,
    story_pages,
)
from bot.ui.words import Said

SHOW = ShowId(1)
UNTOLD = Said("nobody told it")
sizes = st.lists(st.integers(1, 280), max_size=50)


def story_of(beats: list[list[int]], notes: int, cast: int) -> Story:
    """Tell a show whose every text is as long as a show file may have it."""
    show = build_show(document(beats, cast), SHOW)
    knowledge = Knowledge(SHOW, Position(show.total))
    told = seen_beats(show, knowledge)
    chapters = tuple(
        Chapter(
            ordinal=number,
            title=_title(show, number, knowledge),
            lines=tuple(beat.text for beat in told if beat.episode == number),
            notes=(NOTE,) * notes,
        )
        for number in range(1, show.total + 1)
    )
    known = who_is_who(people(show, knowledge), told, Length.FULL)
    return Story(
        show=show,
        knowledge=knowledge,
        latest=chapters[-1:],
        earlier=chapters[:-1],
        people=known,
        teaser=None,
        days_away=400,
    )


NOTE = NoteLine(
    author=UserId(10**19), episode=1, text=quote_member_text("*" * 280, limit=QUOTED_LIMIT)
)


def _title(show: Show, number: int, knowledge: Knowledge) -> Revealed:
    return show.visible_titles(knowledge, TitlePolicy.SEEN)[number][0]


def document(beats: list[list[int]], cast: int) -> dict[str, Any]:
    return {
        "slug": "s",
        "title": "T" * 100,
        "blurb": "b" * 600,
        "episode": [
            {
                "number": number,
                "title": "t" * 100,
                "teaser": "e" * 300,
                "beat": [
                    {"text": f"{number}.{place}." + "x" * size} for place, size in enumerate(sizes)
                ],
            }
            for number, sizes in enumerate(beats, 1)
        ],
        "character": [
            {
                "name": f"{n:080}",
                "aliases": [f"{n}{a:056}" for a in range(50)],
                "actor": "a" * 80,
                "first_episode": 1,
                "note": [{"text": "n" * 280, "after": 1}] * 50,
            }
            for n in range(cast)
        ],
    }


def fits(view: LanternView) -> bool:
    count = len(list(components_in(view)))
    return text_length(view) <= 4_000 and count <= COMPONENT_LIMIT


@settings(max_examples=30, deadline=None)
@given(st.lists(sizes, min_size=1, max_size=6), st.integers(0, 10), st.integers(0, 5))
def test_no_page_of_a_story_is_too_long_and_no_beat_is_lost(
    beats: list[list[int]], notes: int, cast: int
) -> None:
    story = story_of(beats, notes, cast)
    pages = story_pages(story, UNTOLD)
    assert all(
        fits(story_card(story, Sheet.of(pages, number), None)) for number in range(len(pages))
    )
    everything = "\n".join(pages)
    for number, sizes_of_beats in enumerate(beats, 1):
        for place, size in enumerate(sizes_of_beats):
            assert f"- {number}.{place}." + "x" * size in everything
    assert everything.count(f"> {NOTE.text} · ") == notes * len(beats)
    assert everything.count("- **") == cast


@settings(max_examples=20, deadline=None)
@given(st.lists(sizes, min_size=1, max_size=4))
def test_no_page_on_a_character_is_too_long(beats: list[list[int]]) -> None:
    story = story_of(beats, 0, 1)
    (person,) = story.people
    profile = Profile(show=story.show, person=person, chapters=story.earlier + story.latest)
    pages = profile_pages(profile)
    assert all(
        fits(profile_card(profile, Sheet.of(pages, number), None)) for number in range(len(pages))
    )
    assert "\n".join(pages).count("n" * 280) == 50


def test_the_beginning_fits() -> None:
    story = story_of([[1]], 0, 0)
    assert fits(beginning_card(story, Said("word"), Said("footer")))


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    story = story_of([[280] * 50, [280] * 50], 0, 0)
    for page in story_pages(story, UNTOLD):
        assert page.splitlines()[-1].startswith("- ")


def test_a_page_that_goes_on_names_its_episode_again() -> None:
    story = story_of([[280] * 50], 0, 0)
    pages = story_pages(story, UNTOLD)
    assert len(pages) > 5
    assert all("**Episode 1" in page for page in pages)
