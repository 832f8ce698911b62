"""Answers, cards and reminders that Discord refuses, each kind of request in each way."""

from __future__ import annotations

from typing import Final

import pytest

from bot.domain.ids import ChannelId
from bot.ui.words import mention_channel, say
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import open_thread, threads
from tests.e2e.mishaps import WORDS, Watched, shown, talkative
from tests.e2e.party_steps import HOUR, MINUTE, plan, planned, posts, saying, schedule
from tests.e2e.pressing import press
from tests.e2e.reading import answer
from tests.e2e.refusing import STATUSES, TRIALS, Refusal, jobs, refusing, tried
from tests.e2e.test_gated_rooms import private_thread
from tests.e2e.test_settings_setup import join_anew

CALLBACK: Final = "/interactions/*/callback"
ORIGINAL: Final = "/webhooks/*/messages/@original"
ROOM_OF_TWO: Final = "/users/@me/channels"


def room(refusal: Refusal) -> str:
    return f"/channels/{refusal.evening.channel.id}/messages"


@refusing("POST /interactions/{}/{}/callback")
async def first_answer(refusal: Refusal) -> None:
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    kept = Watched(evening.database)
    refusal.of("POST", CALLBACK)
    refusal.told(await ara.slash(evening.channel, "remind list"))
    assert kept.changes() == set()
    assert "no reminders yet" in answer(await ara.slash(evening.channel, "remind list"))
    kept.close()


@refusing("POST /interactions/{}/{}/callback")
async def taking_a_press(refusal: Refusal) -> None:
    """Hold that a press that could not be taken is as good as none."""
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    asked = await schedule(evening, ara, where=WORDS)
    refusal.of("POST", CALLBACK)
    refusal.told(await press(ara, asked, "draft-confirm"))
    assert await planned(evening) == []
    await press(ara, asked, "draft-confirm")
    assert len(await planned(evening)) == 1


@refusing("POST /interactions/{}/{}/callback")
async def form(refusal: Refusal) -> None:
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    asked = await schedule(evening, ara, where=WORDS)
    kept = Watched(evening.database)
    refusal.of("POST", CALLBACK)
    refusal.told(await press(ara, asked, "draft-change"))
    assert kept.changes() == set()
    kept.close()


@refusing("POST /interactions/{}/{}/callback")
async def choices(refusal: Refusal) -> None:
    """Whoever types sees nothing offered, and is told nothing."""
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    refusal.of("POST", CALLBACK, times=2)
    assert await ara.autocomplete(evening.channel, "episode", "episode", WORDS) == []
    refusal.over()
    assert await ara.autocomplete(evening.channel, "episode", "episode", "2")


@refusing("POST /webhooks/{}/{}")
async def follow_up(refusal: Refusal) -> None:
    """Hold that the thread is there, and that asking again gives that one."""
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 4)
    refusal.of("POST", "/webhooks/*")
    refusal.told(await open_thread(evening, ara, 4))
    (thread,) = threads(evening, 4)
    assert thread.mention in answer(await open_thread(evening, ara, 4))
    assert [one.id for one in threads(evening, 4)] == [thread.id]


@refusing("PATCH /webhooks/{}/{}/messages/@original")
async def changed_answer(refusal: Refusal) -> None:
    """Hold that what was confirmed is kept once, and told: nobody is sent to do it again."""
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    asked = await schedule(evening, ara, where=WORDS)
    refusal.of("PATCH", ORIGINAL)
    first = await press(ara, asked, "draft-confirm")
    assert shown(first)[-1].ephemeral
    channel = mention_channel(ChannelId(evening.channel.id))
    assert answer(first).strip().splitlines()[-1] == say("party-scheduled", channel=channel)
    again = await press(ara, asked, "draft-confirm")
    assert "no longer waiting" in answer(again)
    assert len(await planned(evening)) == 1
    assert len(posts(evening)) == 1


@refusing("PATCH /webhooks/{}/{}/messages/@original")
async def changed_answer_to_a_cancelling(refusal: Refusal) -> None:
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    await plan(evening, ara, repeat="weekly", where=WORDS)
    assert len(await planned(evening)) > 1
    asked = await ara.slash(evening.channel, "party cancel", party="1")
    refusal.of("PATCH", ORIGINAL)
    told = await press(ara, asked, "party-cancel-run:")
    assert shown(told)[-1].ephemeral
    assert "are cancelled: 5 in all" in answer(told).strip().splitlines()[-1]
    assert "reference" not in answer(told).lower()
    assert await planned(evening) == []


@refusing("POST /channels/{}/messages")
async def card_for_the_room(refusal: Refusal) -> None:
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    before, kept = len(posts(evening)), Watched(evening.database)
    refusal.of("POST", room(refusal))
    told = await ara.slash(evening.channel, "episode", episode="2", public=True)
    if refusal.status == 403:
        assert "reference" not in answer(told).lower()
    else:
        refusal.told(told)
    assert len(posts(evening)) == before
    assert kept.changes() == set()
    kept.close()


@refusing("POST /channels/{}/messages")
async def partys_card(refusal: Refusal) -> None:
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    refusal.of("POST", room(refusal))
    await press(ara, await schedule(evening, ara, where=WORDS), "draft-confirm")
    await evening.env.advance_time(5 * MINUTE)
    (party,) = await planned(evening)
    assert (party.message_id is not None) == refusal.is_passing
    assert len(posts(evening)) == refusal.is_passing
    assert jobs(evening, "party-card") == [("done", 2) if refusal.is_passing else ("failed", 1)]


@refusing("POST /channels/{}/messages")
async def partys_reminder(refusal: Refusal) -> None:
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    await plan(evening, ara, when="in 3 hours", where=WORDS)
    before = len(posts(evening))
    refusal.of("POST", room(refusal))
    await evening.env.advance_time(3 * HOUR - 10 * MINUTE)
    assert refusal.was_met()
    assert len(posts(evening)) - before == refusal.is_passing
    states = [state for state, _ in jobs(evening, "party-reminder")]
    assert ("failed" in states) != refusal.is_passing


@refusing("POST /channels/{}/messages")
async def welcome(refusal: Refusal) -> None:
    """There is nobody to tell, and whoever added the bot has `/settings setup`."""
    evening, kept = refusal.evening, Watched(refusal.evening.database)
    refusal.of("POST", room(refusal))
    await join_anew(evening, evening.guild.id)
    assert posts(evening) == []
    assert kept.changes() == set()
    kept.close()


@refusing("PATCH /channels/{}/messages/{}")
async def changed_card(refusal: Refusal) -> None:
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    card = await plan(evening, ara, where=WORDS)
    refusal.of("PATCH", f"{room(refusal)}/{card.id}")
    moved = await ara.slash(evening.channel, "party move", when="sat 9pm")
    assert "is now" in answer(await press(ara, moved, "draft-confirm"))
    await evening.env.advance_time(5 * MINUTE)
    assert refusal.was_met()
    (party,) = await planned(evening)
    is_shown = any(f"<t:{int(party.starts_at.timestamp())}:F>" in post for post in posts(evening))
    # One that is gone is posted anew.
    assert is_shown == (refusal.is_passing or refusal.status == 404)
    assert "due" not in {state for state, _ in jobs(evening, "party-refresh")}


async def reminded(refusal: Refusal, path: str) -> None:
    """Let a reminder come to its time, and hold that it arrives once, here or there."""
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    asked = await ara.slash(evening.channel, "remind me", when="in 2 hours", text=WORDS)
    await press(ara, asked, "draft-confirm")
    refusal.of("POST", path.format(ara.user.dm_channel.id))
    await evening.env.advance_time(2 * HOUR)
    await evening.env.advance_time(5 * MINUTE)
    assert refusal.was_met()
    private = [post for post in posts(evening, ara.user.dm_channel) if WORDS in post]
    mentions = saying(evening, f"<@{ara.id}>")
    assert (len(private), len(mentions)) == ((1, 0) if refusal.is_passing else (0, 1))
    assert WORDS not in "".join(mentions)
    assert jobs(evening, "reminder") == [("done", 2 if refusal.is_passing else 1)]


@refusing("POST /users/@me/channels")
async def room_of_two(refusal: Refusal) -> None:
    await reminded(refusal, ROOM_OF_TWO)


@refusing("POST /channels/{}/messages")
async def direct_message(refusal: Refusal) -> None:
    await reminded(refusal, "/channels/{}/messages")


@refusing("GET /channels/{}/messages")
async def looking_for_an_earlier_try(refusal: Refusal) -> None:
    """Whether the card is there cannot be told: it is looked for again, never sent blindly."""
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    evening.env.inject_error("POST", room(refusal), status=500)
    refusal.of("GET", room(refusal))
    await press(ara, await schedule(evening, ara, where=WORDS), "draft-confirm")
    await evening.env.advance_time(5 * MINUTE)
    assert refusal.was_met()
    assert len(posts(evening)) == refusal.is_passing
    assert jobs(evening, "party-card") == [("done", 3) if refusal.is_passing else ("failed", 2)]


@refusing("GET /channels/{}/thread-members/{}")
async def asking_who_is_in(refusal: Refusal) -> None:
    """Who may know of a private thread of the members' own is not known: it is kept still."""
    evening, ara = refusal.evening, await refusal.evening.at("Ara", 3)
    thread = await private_thread(evening, ara)
    asked = await ara.slash(thread, "party schedule", episode="4", when="fri 8pm")
    await press(ara, asked, "draft-confirm")
    refusal.of("GET", "/channels/*/thread-members/*", times=None)
    assert thread.mention not in answer(await ara.slash(evening.channel, "party list"))
    refusal.over()
    assert thread.mention in answer(await ara.slash(evening.channel, "party list"))


MINE: Final = [name for name, (_, trial) in TRIALS.items() if trial.__module__ == __name__]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", MINE)
async def test_a_refused_request(
    evening: Evening, name: str, status: tuple[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    talkative(caplog)
    await tried(name, evening, status, caplog)
