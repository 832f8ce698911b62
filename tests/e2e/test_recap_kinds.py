"""Recaps of a film, and of a show that nobody has told anything about yet."""

from __future__ import annotations

from bot.domain.ids import GuildId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer
from tests.e2e.recap_steps import mark, pages, press


def film(evening: Evening) -> str:
    """Return what the `show` option takes for the bundled film."""
    guild_id = GuildId(evening.guild.id)
    (show_id,) = evening.bot.services.catalog.search(guild_id, "night of the living dead", limit=1)
    return f"show:{show_id}"


async def numbers_only(evening: Evening) -> str:
    """Put a show on the shelf of which nothing but its episodes is known."""
    document = {
        "slug": "ours",
        "title": "Our Show",
        "episode": [{"number": number} for number in range(1, 9)],
    }
    guild_id, owner = GuildId(evening.guild.id), UserId(evening.guild.owner.id)
    show = await evening.bot.services.catalog.create(guild_id, owner, document)
    assert show is not None
    return f"show:{show.id}"


async def test_nobody_speaks_of_a_film_as_of_an_episode(evening: Evening) -> None:
    show = film(evening)
    ara = evening.member("Ara")
    before = answer(await ara.slash(evening.channel, "recap me", show=show))
    assert "You have not seen it yet" in before
    assert "A farmhouse, a handful of strangers" in before
    await mark(evening, ara, show, 1)
    told = "\n".join(await pages(ara, await ara.slash(evening.channel, "recap me", show=show)))
    who = answer(await ara.slash(evening.channel, "recap about", character="Ben", show=show))
    kept = await ara.slash(
        evening.channel, "recap note", episode="1", text="I will not sleep.", show=show
    )
    listed = answer(await press(ara, kept, "My lines"))
    await ara.slash(evening.channel, "recap post", show=show)
    posted = evening.channel.last_message
    assert posted is not None
    room = "\n".join(evening.texts_of(posted))
    assert "## The story\n" in told
    assert "For this room: the whole film" in room
    for text in (before, told, who, answer(kept), listed, room):
        assert "pisode" not in text
        assert "left off" not in text


async def test_a_quick_recap_of_a_film_begins_with_its_beginning(evening: Evening) -> None:
    show = film(evening)
    ara = evening.member("Ara")
    await mark(evening, ara, show, 1)
    text = answer(await ara.slash(evening.channel, "recap me", show=show, length="quick"))
    told = [line for line in text.splitlines() if line.startswith("- ")]
    assert told[0].startswith("- Johnny fights the pale stranger")
    assert "shoot him" in text


async def test_an_untold_show_says_how_its_recaps_grow_and_opens_the_form(
    evening: Evening,
) -> None:
    show = await numbers_only(evening)
    ara = evening.member("Ara")
    before = answer(await ara.slash(evening.channel, "recap me", show=show))
    assert "recaps of this show grow from what you and your friends write" in before
    assert "`/recap note`" in before
    await mark(evening, ara, show, 3)
    shown = await ara.slash(evening.channel, "recap me", show=show)
    assert "Nobody has told this story yet" in answer(shown)
    await evening.restart()
    asked = await press(ara, shown, "Write a line")
    assert asked.modal is not None
    kept = await ara.submit_modal(asked, {"text": "They met on a boat."})
    assert "Your line on Episode 3 of *Our Show* is kept." in answer(kept)
    told = answer(await ara.slash(evening.channel, "recap me", show=show))
    assert "They met on a boat." in told
    assert "Nobody has told this story yet" not in told


async def test_whoever_has_seen_nothing_may_ask_for_any_end(evening: Evening) -> None:
    (show_id,) = evening.bot.services.catalog.search(
        GuildId(evening.guild.id), "game of thrones", limit=1
    )
    nari = evening.member("Nari")
    for asked in ("S01E01", "S03E09"):
        shown = await nari.slash(evening.channel, "recap me", show=f"show:{show_id}", to=asked)
        assert "You are at the very beginning" in answer(shown)
        assert "A king rides north" in answer(shown)
        assert "You have seen up to" not in answer(shown)


async def test_the_form_stays_shut_for_somebody_else_and_after_a_step_back(
    evening: Evening,
) -> None:
    show = await numbers_only(evening)
    ara, minho = evening.member("Ara"), evening.member("Minho")
    await mark(evening, ara, show, 3)
    shown = await ara.slash(evening.channel, "recap me", show=show)
    number = show.removeprefix("show:")
    refused = await evening.press(minho, shown, f"note-write:{number}:3:{ara.id}")
    assert "belongs to somebody else" in answer(refused)
    await ara.slash(evening.channel, "progress undo", show=show)
    shut = await press(ara, shown, "Write a line")
    assert "You have not marked episode 3 yet" in answer(shut)


async def test_an_untold_show_in_a_room_says_what_to_do(evening: Evening) -> None:
    show = await numbers_only(evening)
    ara = evening.member("Ara")
    await mark(evening, ara, show, 3)
    await ara.slash(evening.channel, "recap post", show=show)
    posted = evening.channel.last_message
    assert posted is not None
    text = "\n".join(evening.texts_of(posted))
    assert "Nobody has told this story yet. Keep a line" in text
    assert "Write a line" not in text


async def test_a_told_show_has_no_button_for_a_first_line(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    assert "Write a line" not in answer(await ara.slash(evening.channel, "recap me"))


async def test_whoever_has_not_begun_is_welcomed_however_far_they_ask(evening: Evening) -> None:
    guild_id = GuildId(evening.guild.id)
    (thrones,) = evening.bot.services.catalog.search(guild_id, "game of thrones", limit=1)
    yuna = evening.member("Yuna")
    text = answer(await yuna.slash(evening.channel, "recap me", to="5", show=f"show:{thrones}"))
    assert "reference" not in text
    assert "The story so far" in text


async def test_of_a_show_of_numbers_it_is_said_that_nobody_is_known(evening: Evening) -> None:
    show = await numbers_only(evening)
    ara, nari = evening.member("Ara"), evening.member("Nari")
    await mark(evening, ara, show, 3)
    for member in (ara, nari):
        for name in ("Laura", "character:0"):
            said = answer(
                await member.slash(evening.channel, "recap about", character=name, show=show)
            )
            assert (
                "Nobody has told me yet who is in *Our Show*: only its numbers are known." in said
            )
            assert "`/recap note` works" in said
            assert "Pick somebody from the list" not in said
