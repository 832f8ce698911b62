"""`/episode` where little is known, where one was watched out of order, and of a film."""

from __future__ import annotations

from simcord.actors import MemberActor

from bot.domain.ids import GuildId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import open_thread
from tests.e2e.pressing import press
from tests.e2e.reading import answer
from tests.e2e.test_show import host, newest

THRONES = "game of thrones"
FILM = "night of the living dead"


async def at_thrones(evening: Evening, episode: str) -> MemberActor:
    """Return somebody who has seen *Game of Thrones* up to an episode."""
    nari = evening.member("Nari")
    asked = await nari.slash(evening.channel, "watched", episode=episode, show=THRONES)
    await press(nari, asked, "mark:")
    return nari


async def test_an_island_says_what_opens_it_and_is_not_denied(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    await ara.slash(evening.channel, "watched", episode="6", only=True)
    text = answer(await ara.slash(evening.channel, "episode", episode="6"))
    assert "You have marked this one on its own" in text
    assert "as soon as you have marked Episode 4 and Episode 5 too" in text
    assert "ahead" not in text
    assert "In it:" not in text
    other = await evening.at("Bora", 3)
    assert "3 episodes ahead of you" in answer(
        await other.slash(evening.channel, "episode", episode="6")
    )
    await ara.slash(evening.channel, "watched", episode="4", only=True)
    await ara.slash(evening.channel, "watched", episode="5", only=True)
    assert "In it:" in answer(await ara.slash(evening.channel, "episode", episode="6"))


async def test_what_is_ahead_leads_to_watched(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    for episode, way in (("4", "I watched it"), ("7", "`/watched`")):
        assert way in answer(await ara.slash(evening.channel, "episode", episode=episode))


async def untold(evening: Evening, *, people: int) -> tuple[MemberActor, str]:
    """Return somebody who has seen the first of two seasons of a show that nobody told."""
    nari = evening.member("Nari")
    document = {
        "slug": "untold",
        "title": "Untold",
        "episode": [
            {"season": 1, "number": 1, "title": "Begun", "runtime_minutes": 55},
            {"season": 2, "number": 1, "title": "Ended"},
        ],
        "character": [
            {"name": f"Person {number}", "actor": f"Actor {number}", "first_episode": ordinal}
            for ordinal in (1, 2)
            for number in range(100 * ordinal, 100 * ordinal + people)
        ],
    }
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    show = await services.catalog.create(guild_id, UserId(nari.id), document)
    assert show is not None
    await nari.slash(evening.channel, "watched", show=f"show:{show.id}")
    return nari, f"show:{show.id}"


async def test_an_episode_that_nobody_told_gives_what_is_known(evening: Evening) -> None:
    nari, show = await untold(evening, people=2)
    text = answer(await nari.slash(evening.channel, "episode", episode="1", show=show))
    assert "S01E01 · Begun" in text
    assert "season 1, episode 1" in text
    assert "55 min" in text
    assert "Person 100 (Actor 100), Person 101 (Actor 101)" in text
    assert "`/recap note`" in text
    assert "`/discuss open`" in text


async def test_a_crowd_of_new_people_is_cut_short(evening: Evening) -> None:
    nari, show = await untold(evening, people=20)
    text = answer(await nari.slash(evening.channel, "episode", episode="1", show=show))
    assert "Person 111" in text
    assert "Person 112" not in text


async def test_nobody_new_is_named_ahead(evening: Evening) -> None:
    nari, show = await untold(evening, people=2)
    text = answer(await nari.slash(evening.channel, "episode", episode="2", show=show))
    assert "Person" not in text
    assert "stayed with you" not in text


async def test_an_episode_that_is_told_needs_no_help(evening: Evening) -> None:
    nari = await at_thrones(evening, "s1e3")
    text = answer(await nari.slash(evening.channel, "episode", episode="2", show=THRONES))
    assert "Eddard Stark rides south" in text
    assert "`/recap note`" not in text


async def test_notes_and_the_thread_stand_on_a_page_that_nobody_told(evening: Evening) -> None:
    nari = host(evening)
    await nari.slash(evening.channel, "show create", title="Ours and Yours", episodes="3")
    show = f"show:{newest(evening)}"
    await nari.slash(evening.channel, "watched", show=show)
    await nari.slash(evening.channel, "recap note", episode="1", text="That door!", show=show)
    await nari.slash(evening.channel, "discuss open", episode="1", show=show)
    text = answer(await nari.slash(evening.channel, "episode", episode="1", show=show))
    assert "That door!" in text
    assert "Talk about it" in text
    assert "adds your line" in text
    assert "`/discuss open`" not in text


async def test_a_part_of_the_novel_is_named_as_such(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8, part=4)
    told, read = [
        answer(await who.slash(evening.channel, "episode", episode="3")) for who in (ara, minho)
    ]
    assert "the novel, part 2" in told
    assert "the novel, part 2: “" not in told
    assert "the novel, part 2: “A Bite of Rockfish, Taste the Universe”" in read


async def test_a_film_is_no_episode(evening: Evening) -> None:
    nari = evening.member("Nari")
    shown = [
        answer(await nari.slash(evening.channel, command, show=FILM))
        for command in ("episode", "watched", "progress me", "episode", "progress board")
    ]
    assert "Seen it? Mark it, and its story opens." in shown[0]
    assert "watched\n" in shown[1]
    assert "has seen it" in shown[4]
    for text in shown:
        assert "Episode 1" not in text
        assert "1 of 1" not in text
        assert "next one" not in text
    undone = answer(await nari.slash(evening.channel, "progress undo", show=FILM))
    assert "*Night of the Living Dead* is not marked any more" in undone
    assert "I watched it" in undone


async def test_a_room_is_told_of_a_film_and_of_seasons_in_their_own_words(
    evening: Evening,
) -> None:
    nari = await at_thrones(evening, "s2e1")
    await nari.slash(evening.channel, "watched", show=FILM)
    await open_thread(evening, await evening.at("Minho", 8), 4)
    shown = []
    for show in (THRONES, FILM):
        await nari.slash(evening.channel, "episode", episode="1", show=show, public=True)
        posted = evening.channel.last_message
        assert posted is not None
        shown.append("\n".join(evening.texts_of(posted)))
    assert "For this room: safe up to S02E01" in shown[0]
    assert "You have seen" not in shown[0]
    assert "For this room: the whole film" in shown[1]
