"""What is posted for a room that is further than whoever posts it: asked about first."""

from __future__ import annotations

from tests.e2e.conftest import Evening
from tests.e2e.pressing import press
from tests.e2e.reading import answer, custom_id

ASKED = "more of *Love in the Big City* than you have seen"


def posted(evening: Evening) -> str:
    message = evening.channel.last_message
    return "" if message is None else "\n".join(evening.texts_of(message))


async def test_an_episode_asks_whoever_is_behind_and_posts_once_they_say_so(
    evening: Evening,
) -> None:
    zed = evening.member("Zed")
    await evening.at("Ara", 4)
    asked = await zed.slash(evening.channel, "episode", episode="3", public=True)
    assert asked.ephemeral
    assert ASKED in answer(asked)
    assert "Rockfish" not in answer(asked) + posted(evening)
    await evening.restart()
    told = await press(zed, asked, "episode-post:")
    assert "Posted for the room." in answer(told)
    assert "A Bite of Rockfish" in posted(evening)


async def test_the_room_is_judged_anew_at_the_press(evening: Evening) -> None:
    zed = evening.member("Zed")
    await evening.at("Ara", 4)
    asked = await zed.slash(evening.channel, "episode", episode="3", public=True)
    await evening.at("Jun", 1)
    await press(zed, asked, "episode-post:")
    assert "2 episodes ahead of this room" in posted(evening)
    assert "Rockfish" not in posted(evening)


async def test_a_second_press_in_the_same_moment_posts_nothing_more(evening: Evening) -> None:
    zed = evening.member("Zed")
    await evening.at("Ara", 4)
    asked = await zed.slash(evening.channel, "episode", episode="3", public=True)
    post = custom_id(asked, "episode-post:")
    await press(zed, asked, "episode-post:")
    first = evening.channel.last_message
    await evening.press(zed, asked, post)
    last = evening.channel.last_message
    assert first is not None
    assert last is not None
    assert last.id == first.id


async def test_mine_instead_gives_the_episode_privately(evening: Evening) -> None:
    zed = evening.member("Zed")
    await evening.at("Ara", 4)
    asked = await zed.slash(evening.channel, "episode", episode="3", public=True)
    mine = await press(zed, asked, "episode-mine:")
    assert "3 episodes ahead of you" in answer(mine)
    assert "Rockfish" not in answer(mine) + posted(evening)


async def test_what_tells_nothing_new_is_posted_at_once(evening: Evening) -> None:
    jun = await evening.at("Jun", 2)
    await evening.at("Ara", 4)
    await jun.slash(evening.channel, "progress drop")
    told = await jun.slash(evening.channel, "episode", episode="2", public=True)
    assert answer(told).strip() == "Posted for the room."
    ahead = await jun.slash(evening.channel, "episode", episode="8", public=True)
    assert answer(ahead).strip() == "Posted for the room."
    asked = await jun.slash(evening.channel, "episode", episode="4", public=True)
    assert ASKED in answer(asked)


async def test_a_recap_asks_whoever_is_behind(evening: Evening) -> None:
    zed = evening.member("Zed")
    await evening.at("Ara", 3)
    asked = await zed.slash(evening.channel, "recap post", length="full")
    assert asked.ephemeral
    assert ASKED in answer(asked)
    assert posted(evening) == ""
    await evening.restart()
    mine = await press(zed, asked, "recap-mine:")
    assert "You are at the very beginning" in answer(mine)
    again = await zed.slash(evening.channel, "recap post", length="full")
    await press(zed, again, "recap-post:")
    assert "For this room: safe up to episode 3" in posted(evening)


async def test_a_press_that_could_not_post_may_be_repeated(evening: Evening) -> None:
    zed = evening.member("Zed")
    await evening.at("Ara", 4)
    asked = await zed.slash(evening.channel, "episode", episode="3", public=True)
    messages = f"/channels/{evening.channel.id}/messages"
    evening.env.inject_error("POST", messages, status=403, code=50013)
    refused = await press(zed, asked, "episode-post:")
    assert "I may not write in this channel" in answer(refused)
    await press(zed, asked, "episode-post:")
    assert "A Bite of Rockfish" in posted(evening)
