"""`/recap me` and `/recap post`: the story so far, for a member and for a room."""

from __future__ import annotations

import tomllib

import discord
import pytest

from bot.domain.ids import GuildId, ShowId
from bot.domain.spoilers import Track
from bot.providers.files import bundled_folder
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer, custom_id
from tests.e2e.recap_steps import (
    ahead,
    aviary,
    canary,
    lines,
    mark,
    next_id,
    pages,
    parts,
    press,
    within_limits,
)

DAY = 86_400
STORY = tomllib.loads((bundled_folder() / "love-in-the-big-city.toml").read_text(encoding="utf-8"))


def told_after(position: int) -> list[str]:
    """Return the real show's texts that only those beyond a position may read."""
    beats = [b["text"] for e in STORY["episode"][position:] for b in e["beat"]]
    names = [c["name"] for c in STORY["character"] if c["first_episode"] > position]
    notes = [n["text"] for c in STORY["character"] for n in c["note"] if n["after"] > position]
    synopses = [e["synopsis"] for e in STORY["episode"][position:]]
    return [*beats, *names, *notes, *synopses]


def posted_last(evening: Evening) -> discord.Message:
    message = evening.channel.last_message
    assert message is not None
    return message


async def test_a_member_reads_what_came_last_first_and_nothing_from_ahead(
    evening: Evening,
) -> None:
    ara = await evening.at("Ara", 2)
    await ara.slash(evening.channel, "watched")
    shown = await ara.slash(evening.channel, "recap me")
    assert shown.ephemeral
    text = "\n".join(await pages(ara, shown))
    headings = ["Where you left off", *(f"**Episode {n} · " for n in (3, 1, 2))]
    headings.insert(2, "What came before")
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "Young takes a class in philosophy." in text
    assert "**Eun-sook** (Oh Hyun-kyung): Young's mother, strong in her faith." in text
    assert "Next: Episode 4\nTwo people have grown close" in text
    assert not [hidden for hidden in told_after(3) if hidden in text]
    assert "Book and screen" not in text


async def test_whoever_saw_all_and_read_the_novel_reads_all_of_it(evening: Evening) -> None:
    minho = await evening.at("Minho", 8, part=4)
    text = "\n".join(
        await pages(minho, await minho.slash(evening.channel, "recap me", length="full"))
    )
    for episode in STORY["episode"]:
        for beat in episode["beat"]:
            assert beat["text"] in text
    assert "### Next" not in text


async def test_whoever_did_not_read_the_novel_is_told_nothing_of_it(evening: Evening) -> None:
    sol = await evening.at("Sol", 8)
    text = "\n".join(await pages(sol, await sol.slash(evening.channel, "recap me", length="full")))
    assert "Book and screen" not in text


async def test_whoever_has_seen_nothing_gets_the_teaser_and_a_kind_word(evening: Evening) -> None:
    nari = evening.member("Nari")
    shown = await nari.slash(evening.channel, "recap me")
    text = answer(shown)
    assert STORY["blurb"] in text
    assert STORY["episode"][0]["teaser"] in text
    assert "Enjoy Episode 1" in text
    assert not [hidden for hidden in told_after(0) if hidden in text]


async def test_somebody_returning_is_told_how_long_it_was(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    assert "days ago" not in answer(await ara.slash(evening.channel, "recap me"))
    await evening.env.advance_time(12 * DAY + 60)
    assert "Where you left off, 12 days ago" in answer(await ara.slash(evening.channel, "recap me"))


@pytest.mark.parametrize("aside", [{"episode": "1", "track": "source"}, {"episode": "8"}])
async def test_neither_reading_nor_an_episode_out_of_order_is_watching_on(
    evening: Evening, aside: dict[str, str]
) -> None:
    ara = await evening.at("Ara", 3)
    await evening.env.advance_time(12 * DAY + 60)
    await ara.slash(evening.channel, "watched", **aside)
    assert "Where you left off, 12 days ago" in answer(await ara.slash(evening.channel, "recap me"))
    await ara.slash(evening.channel, "watched")
    text = answer(await ara.slash(evening.channel, "recap me"))
    assert "Where you left off" in text
    assert "days ago" not in text


@pytest.mark.parametrize("marked_at_once", [8, 7])
async def test_whoever_has_seen_all_is_told_how_it_ended_and_of_nothing_left(
    evening: Evening, marked_at_once: int
) -> None:
    minho = await evening.at("Minho", marked_at_once)
    if marked_at_once < 8:
        await minho.slash(evening.channel, "watched")
    await evening.env.advance_time(12 * DAY)
    text = "\n".join(await pages(minho, await minho.slash(evening.channel, "recap me")))
    headings = ["### How it ended", "**Episode 8 · ", "### What came before", "**Episode 7 · "]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "Where you left off" not in text
    assert "days ago" not in text
    assert "### Next" not in text


async def test_one_episode_is_where_somebody_left_off_however_many_were_marked_at_once(
    evening: Evening,
) -> None:
    ara = await evening.at("Ara", 5)
    text = "\n".join(await pages(ara, await ara.slash(evening.channel, "recap me")))
    headings = ["### Where you left off", "**Episode 5 · ", "### What came before"]
    headings += [f"**Episode {number} · " for number in (1, 2, 3, 4)]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


async def test_the_part_of_the_novel_is_named_once_with_its_title_for_whoever_read_it(
    evening: Evening,
) -> None:
    reader, viewer = await evening.at("Reader", 4, part=1), await evening.at("Viewer", 4)
    read = "\n".join(await pages(reader, await reader.slash(evening.channel, "recap me", to="3")))
    assert read.count("-# The novel, part 1: “Jaehee”") == 1
    assert "-# The novel, part 2\n" in read
    seen = "\n".join(await pages(viewer, await viewer.slash(evening.channel, "recap me", to="3")))
    assert seen.count("-# The novel, part 1\n") == 1
    assert "“" not in seen


async def test_a_recap_can_stop_earlier_but_not_later(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    less = await ara.slash(evening.channel, "recap me", to="2")
    text = "\n".join(await pages(ara, less))
    assert "The story up to Episode 2" in text
    assert "Episode 3" not in text
    assert not [hidden for hidden in told_after(2) if hidden in text]
    more = await ara.slash(evening.channel, "recap me", to="8")
    text = "\n".join(await pages(ara, more))
    assert "You have seen up to Episode 3, so that is where it stops for now." in text
    assert not [hidden for hidden in told_after(3) if hidden in text]


async def test_to_offers_the_episodes_that_were_seen_the_latest_first(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    choices = await ara.autocomplete(evening.channel, "recap me", "to", "")
    assert [choice["value"] for choice in choices] == ["3", "2", "1"]
    nari = evening.member("Nari")
    assert await nari.autocomplete(evening.channel, "recap me", "to", "") == []


async def test_a_quick_recap_is_shorter_than_a_normal_and_that_than_a_full_one(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8, part=4)
    sizes = [
        sum(map(len, await pages(minho, await minho.slash(evening.channel, "recap me", length=n))))
        for n in ("quick", "normal", "full")
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] * 2 < sizes[1]
    assert sizes[1] * 1.5 < sizes[2]


@pytest.mark.parametrize(("screen", "source"), [(1, 0), (3, 2), (5, 0), (6, 2)])
async def test_every_canary_on_every_page_is_one_that_may_be_read(
    evening: Evening, screen: int, source: int
) -> None:
    show = await aviary(evening)
    ara = evening.member("Ara")
    await mark(evening, ara, show, screen)
    if source:
        await mark(evening, ara, show, source, Track.SOURCE)
    shown = await ara.slash(evening.channel, "recap me", show=show, length="full")
    text = "\n".join(await pages(ara, shown))
    assert ahead(text, screen, source) == []
    for episode in range(1, screen + 1):
        assert canary("beat8", episode) in text
        assert canary("name", episode) in text
        assert (canary("book", episode, 2) in text) == (source == 2)
    assert canary(f"note{screen}", screen) in text


async def test_pages_turn_after_a_restart(evening: Evening) -> None:
    show = await aviary(evening)
    ara = evening.member("Ara")
    await mark(evening, ara, show, 4)
    shown = await ara.slash(evening.channel, "recap me", show=show, length="full")
    assert "Page 1 of" in answer(shown)
    await evening.restart()
    turned = await press(ara, shown, "Next")
    assert "Page 2 of" in answer(turned)
    assert ahead(answer(turned), 4) == []
    back = await press(ara, turned, "Previous")
    assert answer(back) == answer(shown)


async def test_a_page_turned_after_undo_is_judged_by_what_is_known_now(evening: Evening) -> None:
    show = await aviary(evening)
    ara = evening.member("Ara")
    await mark(evening, ara, show, 2)
    await mark(evening, ara, show, 5)
    shown = await ara.slash(evening.channel, "recap me", show=show, length="full")
    assert ahead(answer(shown), 2) != []
    await ara.slash(evening.channel, "progress undo", show=show)
    turned = await press(ara, shown, "Next")
    assert ahead(answer(turned), 2) == []
    await ara.slash(evening.channel, "progress undo", show=show)
    turned = await press(ara, turned, "Next")
    assert ahead(answer(turned), 0) == []
    assert "Enjoy Episode 1" in answer(turned)


async def test_somebody_elses_page_is_not_turned(evening: Evening) -> None:
    show = await aviary(evening)
    ara, minho = evening.member("Ara"), evening.member("Minho")
    await mark(evening, ara, show, 3)
    await mark(evening, minho, show, 6)
    shown = await ara.slash(evening.channel, "recap me", show=show, length="full")
    refused = await evening.press(minho, shown, custom_id(shown, "recap:"))
    assert "belongs to somebody else" in answer(refused)
    assert ahead(answer(refused), 0) == []


async def test_a_page_of_a_show_that_is_gone_says_so(evening: Evening) -> None:
    show = await aviary(evening)
    ara = evening.member("Ara")
    await mark(evening, ara, show, 4)
    shown = await ara.slash(evening.channel, "recap me", show=show, length="full")
    show_id = ShowId(int(show.removeprefix("show:")))
    await evening.bot.services.catalog.delete_created(GuildId(evening.guild.id), show_id)
    turned = await press(ara, shown, "Next")
    assert "That show is no longer here" in answer(turned)


async def test_a_room_is_told_what_its_slowest_follower_knows_whoever_posts(
    evening: Evening,
) -> None:
    await evening.at("Ara", 3)
    minho = await evening.at("Minho", 8, part=4)
    told = await minho.slash(evening.channel, "recap post", length="full")
    assert told.ephemeral
    assert answer(told).strip() == "Posted for the room."
    posted = posted_last(evening)
    text = "\n".join(evening.texts_of(posted))
    assert "For this room: safe up to episode 3" in text
    assert "One morning a soldier stands in the door." in text
    assert "How it ended" not in text
    assert not [hidden for hidden in told_after(3) if hidden in text]


async def test_a_rooms_pages_are_judged_by_the_room_not_by_the_presser(evening: Evening) -> None:
    show = await aviary(evening)
    ara, minho = evening.member("Ara"), evening.member("Minho")
    await mark(evening, ara, show, 3)
    await mark(evening, minho, show, 6)
    await minho.slash(evening.channel, "recap post", show=show, length="full")
    posted = posted_last(evening)
    components = parts(posted)
    seen = "\n".join(evening.texts_of(posted))
    await evening.restart()
    while (onward := next_id(components)) is not None:
        turned = await minho.click(posted, custom_id=onward)
        posted = posted_last(evening)
        components = parts(posted)
        within_limits(components)
        seen += answer(turned)
    assert ahead(seen, 3) == []
    assert canary("beat8", 3) in seen
    assert canary("name", 3) in seen


async def test_a_room_that_a_newcomer_joined_turns_back_to_the_beginning(evening: Evening) -> None:
    show = await aviary(evening)
    ara, nari = evening.member("Ara"), evening.member("Nari")
    await mark(evening, ara, show, 3)
    await ara.slash(evening.channel, "recap post", show=show, length="full")
    posted = posted_last(evening)
    await mark(evening, nari, show, 1)
    await nari.slash(evening.channel, "progress undo", show=show)
    turned = await ara.click(posted, label="Next")
    assert ahead(answer(turned), 0) == []
    assert "This room is at the very beginning" in answer(turned)


async def test_a_room_without_followers_is_told_nothing(evening: Evening) -> None:
    nari = evening.member("Nari")
    await nari.slash(evening.channel, "recap post")
    text = "\n".join(evening.texts_of(posted_last(evening)))
    assert "This room is at the very beginning" in text
    assert "`/recap me`" in text
    assert not [hidden for hidden in told_after(0) if hidden in text]


async def test_a_long_show_stays_within_discords_limits(evening: Evening) -> None:
    ara = evening.member("Ara")
    (show_id,) = evening.bot.services.catalog.search(
        GuildId(evening.guild.id), "game of thrones", limit=1
    )
    show = f"show:{show_id}"
    await mark(evening, ara, show, 73)
    shown = await ara.slash(evening.channel, "recap me", show=show, length="full")
    text = "\n".join(await pages(ara, shown))
    assert "Nobody has told this story yet" not in text
    assert all(f"**{heading}" in text for heading in ("S01E01", "S05E05", "S08E06"))
    assert len(list(lines(text, "- **"))) == 255
    quick = await ara.slash(evening.channel, "recap me", show=show, length="quick")
    text = "\n".join(await pages(ara, quick))
    assert len(list(lines(text, "- **"))) == 5
    assert text.index("S08E06") < text.index("S08E05")
