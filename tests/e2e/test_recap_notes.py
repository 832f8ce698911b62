"""`/recap note`: members' own lines, gated, attributed, editable and deletable."""

from __future__ import annotations

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.ids import GuildId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer, custom_id
from tests.e2e.recap_steps import pages, press, within_limits


async def write(
    evening: Evening, member: MemberActor, episode: str, text: str, **more: str
) -> InteractionResult:
    return await member.slash(evening.channel, "recap note", episode=episode, text=text, **more)


async def recap(evening: Evening, member: MemberActor, **options: str) -> str:
    shown = await member.slash(evening.channel, "recap me", **options)
    return "\n".join(await pages(member, shown))


async def look_up(evening: Evening, member: MemberActor, episode: str) -> str:
    return answer(await member.slash(evening.channel, "episode", episode=episode))


async def test_a_line_opens_to_those_who_have_seen_its_episode(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    kept = await write(evening, minho, "4", "that quarrel in the kitchen")
    assert kept.ephemeral
    assert "Your line on Episode 4 of" in answer(kept)
    assert "that quarrel" not in await recap(evening, ara)
    assert "that quarrel" not in await look_up(evening, ara, "4")
    await ara.slash(evening.channel, "watched")
    assert f"> that quarrel in the kitchen · {minho.mention}" in await recap(evening, ara)
    page = await look_up(evening, ara, "4")
    assert f"**From friends**\n> that quarrel in the kitchen · {minho.mention}" in page


async def test_a_line_closes_again_with_undo(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await write(evening, minho, "4", "that quarrel")
    await ara.slash(evening.channel, "watched")
    assert "that quarrel" in await look_up(evening, ara, "4")
    await ara.slash(evening.channel, "progress undo")
    assert "that quarrel" not in await look_up(evening, ara, "4")
    assert "that quarrel" not in await recap(evening, ara)


async def test_a_room_hears_lines_as_far_as_it_is(evening: Evening) -> None:
    await evening.at("Ara", 3)
    minho = await evening.at("Minho", 8)
    await write(evening, minho, "3", "the hands")
    await write(evening, minho, "4", "that quarrel")
    await minho.slash(evening.channel, "recap post", length="quick")
    await minho.slash(evening.channel, "episode", episode="3", public=True)
    for message in evening.channel.history()[-2:]:
        text = "\n".join(evening.texts_of(message))
        assert "the hands" in text or "Posted" in text
    everything = "\n".join(
        text
        for message in evening.channel.history()
        if not message.flags.ephemeral
        for text in evening.texts_of(message)
    )
    assert "the hands" in everything
    assert "that quarrel" not in everything


async def test_an_episode_that_was_not_seen_takes_no_line(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    refused = await write(evening, ara, "5", "I guess that")
    assert "You have not marked episode 5 yet" in answer(refused)
    form = await ara.slash(evening.channel, "recap note", episode="5")
    assert form.modal is None
    assert "You have not marked episode 5 yet" in answer(form)
    await ara.slash(evening.channel, "watched", episode="4-5", only=True)
    assert "I guess" not in await look_up(evening, ara, "5")


async def test_lines_work_on_another_guilds_show_alone(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await write(evening, minho, "3", "the hands")
    other = evening.env.create_guild(name="Elsewhere")
    channel = other.create_text_channel("talk")
    visitor = other.add_member(minho.user)
    await visitor.slash(channel, "watched", episode="1", show="love in the big city")
    shown = await visitor.slash(channel, "recap me", show="love in the big city", length="full")
    assert "the hands" not in answer(shown)


async def test_without_a_text_a_form_opens(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    form = await ara.slash(evening.channel, "recap note", episode="3")
    assert form.modal is not None
    assert form.modal["title"] == "Your line on Episode 3"
    kept = await ara.submit_modal(form, {"text": "the universe line"})
    assert "> the universe line" in answer(kept)
    assert "the universe line" in await look_up(evening, ara, "3")


async def test_a_form_is_checked_again_when_it_is_sent(evening: Evening) -> None:
    ara = await evening.at("Ara", 2)
    await ara.slash(evening.channel, "watched")
    form = await ara.slash(evening.channel, "recap note", episode="3")
    await ara.slash(evening.channel, "progress undo")
    refused = await ara.submit_modal(form, {"text": "the universe line"})
    assert "You have not marked episode 3 yet" in answer(refused)


async def test_a_line_can_be_changed_after_a_restart(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    kept = await write(evening, ara, "3", "teh universe")
    await evening.restart()
    form = await press(ara, kept, "Edit")
    assert form.modal is not None
    assert "teh universe" in str(form.modal)
    listed = await ara.submit_modal(form, {"text": "the universe"})
    assert "> the universe" in answer(listed)
    assert "teh universe" not in await look_up(evening, ara, "3")


async def test_deleting_asks_and_keeping_keeps(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    kept = await write(evening, ara, "3", "the universe")
    edit = custom_id(kept, "note-edit:")
    other = await press(ara, kept, "My lines")
    asked = await press(ara, kept, "Delete")
    assert "Delete this line?" in answer(asked)
    listed = await press(ara, asked, "Keep it")
    assert "> the universe" in answer(listed)
    asked = await press(ara, listed, "Delete")
    gone = await press(ara, asked, "Yes, delete it")
    assert "You have not kept a line" in answer(gone)
    assert "the universe" not in (await look_up(evening, ara, "3")).split("From friends")[-1]
    again = await ara.click(other.response or other.followups[-1], custom_id=edit)
    assert "That line is gone." in answer(again)


async def test_nobody_else_changes_or_deletes_a_line(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    kept = await write(evening, ara, "3", "mine alone")
    for start in ("note-edit:", "note-delete:", "note-mine:"):
        refused = await evening.press(minho, kept, custom_id(kept, start))
        assert "belongs to somebody else" in answer(refused)
    assert "mine alone" in await look_up(evening, minho, "3")


async def test_the_own_list_hides_what_a_step_back_closed(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    await ara.slash(evening.channel, "watched")
    kept = await write(evening, ara, "4", "that quarrel")
    await ara.slash(evening.channel, "progress undo")
    listed = await press(ara, kept, "My lines")
    assert "that quarrel" not in answer(listed)
    assert "Hidden from you too" in answer(listed)
    refused = await press(ara, kept, "Edit")
    assert refused.modal is None
    assert "You have not marked episode 4 yet" in answer(refused)
    asked = await press(ara, listed, "Delete")
    assert "that quarrel" not in answer(asked)


async def test_a_line_on_an_island_waits_for_the_gap_to_close(evening: Evening) -> None:
    ara = await evening.at("Ara", 2)
    await ara.slash(evening.channel, "watched", episode="4", only=True)
    kept = await write(evening, ara, "4", "that quarrel")
    assert "once everything before that episode is marked too" in answer(kept)
    assert "that quarrel" not in await look_up(evening, ara, "4")
    await ara.slash(evening.channel, "watched", episode="3")
    assert "that quarrel" in await look_up(evening, ara, "4")


async def test_five_lines_an_episode_are_enough(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    for number in range(5):
        assert "is kept" in answer(await write(evening, ara, "3", f"line {number}"))
    refused = await write(evening, ara, "3", "one more")
    assert "You have 5 lines on episode 3 already." in answer(refused)
    assert "is kept" in answer(await write(evening, ara, "2", "but here"))


async def test_the_own_list_has_pages_within_the_limits(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    for number in range(7):
        kept = await write(evening, ara, str(1 + number % 3), "*" * 270 + str(number))
    listed = await press(ara, kept, "My lines")
    assert "Page 1 of 2" in answer(listed)
    message = listed.response or listed.followups[-1]
    within_limits(message.components)
    turned = await press(ara, listed, "Next")
    assert "Page 2 of 2" in answer(turned)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold** `code`", r"\*\*bold\*\* \`code\`"),
        ("@everyone look", "@\u200beveryone look"),
        ("<@123456789012345678>", "\\<\u200b@\u200b123456789012345678>"),
        ("two\n\n# lines", "two # lines"),
        ("||covered||", r"\|\|covered\|\|"),
        ("이건 우주야", "이건 우주야"),
        ("a\u202eb", "ab"),
    ],
)
async def test_a_line_never_breaks_out_of_its_place(
    evening: Evening, typed: str, shown: str
) -> None:
    ara = await evening.at("Ara", 3)
    kept = await write(evening, ara, "3", typed)
    assert f"> {shown}\n" in answer(kept)
    assert f"> {shown} · {ara.mention}" in await look_up(evening, ara, "3")


@pytest.mark.parametrize("typed", ["\u200b", " \n ", "\u2800", "\u202e\u2066"])
async def test_a_line_that_nobody_could_read_is_not_kept(evening: Evening, typed: str) -> None:
    ara = await evening.at("Ara", 3)
    refused = await write(evening, ara, "3", typed)
    assert "There is nothing to read in that line." in answer(refused)


async def test_many_long_lines_stay_within_discords_limits(evening: Evening) -> None:
    for number in range(6):
        member = await evening.at(f"Friend{number}", 8)
        for _ in range(5):
            await write(evening, member, "3", "*_~`" * 70)
    ara = await evening.at("Ara", 3)
    shown = await ara.slash(evening.channel, "episode", episode="3")
    assert shown.response is not None
    within_limits(shown.response.components)
    assert "From friends" in answer(shown)
    assert "<t:" in answer(shown), "the facts below the lines have room too"
    await recap(evening, ara, length="full")


async def test_a_show_without_beats_is_told_by_its_members(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    guild_id, owner = GuildId(evening.guild.id), UserId(evening.guild.owner.id)
    document = {
        "slug": "twin-peaks",
        "title": "Twin Peaks",
        "episode": [{"number": number} for number in range(1, 9)],
    }
    await evening.bot.services.catalog.create(guild_id, owner, document)
    for member, last in ((ara, 2), (minho, 3)):
        for _ in range(last):
            await member.slash(evening.channel, "watched", show="Twin Peaks")
    before = await recap(evening, ara, show="Twin Peaks")
    assert "so the first line is yours. `/recap note` keeps one" in before
    for episode in ("1", "2", "3"):
        await write(evening, minho, episode, f"what I saw in {episode}", show="Twin Peaks")
    text = await recap(evening, ara, show="Twin Peaks")
    assert text.index("what I saw in 2") < text.index("what I saw in 1")
    assert "what I saw in 3" not in text
