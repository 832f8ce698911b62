"""Reminders of the real bot: everybody is told once, whatever happens to the bot or on the way.

What is due was asked for an hour ago, so no test waits for a time. A power cut comes at the moment
of certain requests, which the server holds back until all of them are there.
"""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bot.ui.deliveries import LOOK_BACK
from tests.wire.due import PRIVATE, Due, marked
from tests.wire.faults import Fault, Faults
from tests.wire.keeping import Kept
from tests.wire.log import Entry
from tests.wire.messages import custom_ids_of, text_of
from tests.wire.people import User
from tests.wire.powercut import PowerCut, Stage
from tests.wire.server import WireDiscord
from tests.wire.test_lantern import lantern

MESSAGE: Final = "POST /channels/{channel_id}/messages"
REMINDER: Final = "remind-again"
MENTION: Final = "remind-show"
PARTY: Final = "party-quiet"
PARTY_CARD: Final = "party-rsvp"


def channel_id(discord: WireDiscord, name: str) -> str:
    """Return a new channel."""
    return str(discord.world.add_channel(discord.guilds[0], name)["id"])


def strangers(stage: Stage) -> range:
    """Return members who are never seen, more than one message can name."""
    first = 1_000 * (1 + list(Stage).index(stage))
    return range(first, first + 100)


class Members:
    """Whose reminder the power cut catches, at each stage of its way.

    Each stage has channels of its own: a client sends into a channel one message after the other.
    """

    def __init__(self, discord: WireDiscord) -> None:
        self.willing = {stage: discord.user(f"willing {stage.name}") for stage in Stage}
        self.refusing = {stage: discord.user(f"refusing {stage.name}") for stage in Stage}
        self.asked_in = {stage: channel_id(discord, f"asked {stage.name}") for stage in Stage}
        self.going = {stage: strangers(stage) for stage in Stage}
        self.invited_in = {stage: channel_id(discord, f"party {stage.name}") for stage in Stage}

    async def ask(self, due: Due) -> None:
        """Have all of them ask to be told about now."""
        for stage in Stage:
            await due.remind(self.willing[stage], self.asked_in[stage])
            await due.remind(self.refusing[stage], self.asked_in[stage])
            await due.plan_party(self.going[stage], self.invited_in[stage])

    def stage_of(self, entry: Entry) -> Stage | None:
        """Return the stage for the last message to each; None for others."""
        for stage in Stage:
            told = (
                f"{REMINDER}:{self.willing[stage].id}:",
                f"{MENTION}:{self.refusing[stage].id}:",
                # Of the two messages to a party, the second.
                f"<@{self.going[stage][-1]}>",
            )
            if any(mark in str(entry.body) for mark in told):
                return stage
        return None


async def test_a_power_cut_catches_reminders_at_every_stage_and_everybody_is_told_once(
    discord: WireDiscord, kept: Kept, tmp_path: Path
) -> None:
    due, members = await Due.beginning(discord, kept), Members(discord)
    await members.ask(due)
    cut = PowerCut(discord, kept, members.stage_of)
    refused = {due.direct(user) for user in members.refusing.values()}

    async def meet(entry: Entry) -> None:
        if entry.route == MESSAGE and entry.path in refused:
            discord.faults.fail(MESSAGE, status=403)
        elif entry.route == MESSAGE:
            await cut.meet(entry)

    discord.faults.hook = meet
    async with lantern(discord, tmp_path, wait=False) as bot:
        await cut.strike(bot, held=3 * len(Stage))
    forget(discord, members)
    # Whoever takes direct messages again by now has been mentioned already.
    refused = {due.direct(members.refusing[Stage.UNSENT])}
    async with lantern(discord, tmp_path, wait=False):
        await kept.until_done()
        for stage in Stage:
            told_in_private(discord, members.willing[stage])
            assert discord.direct_messages(members.refusing[stage]) == []
            await mentioned(discord, members.refusing[stage], members.asked_in[stage])
            invited(discord, members.going[stage], members.invited_in[stage])
    caught = await kept.jobs("reminder", "party-reminder")
    assert {(job.state, job.attempts) for job in caught} == {("done", 2)}


def forget(discord: WireDiscord, members: Members) -> None:
    """Leave one way only to find a message again: its nonce, or looking through the channel."""
    messages = discord.world.messages
    for stage in Stage:
        messages.forget_nonces(str(discord.world.direct(members.willing[stage])["id"]))
        messages.forget_nonces(members.asked_in[stage])
    messages.forget_nonces(members.invited_in[Stage.UNKEPT])
    for _ in range(LOOK_BACK):
        discord.world.say(members.invited_in[Stage.UNANSWERED], discord.user("Jaehee"), "hm")


def told_in_private(discord: WireDiscord, user: User) -> None:
    """Hold that a member got their reminder, and nothing else."""
    (message,) = discord.direct_messages(user)
    assert PRIVATE in text_of(message)


async def mentioned(discord: WireDiscord, user: User, channel_id: str) -> None:
    """Hold that a member was mentioned once; their words show at the press of their button."""
    (message,) = discord.messages(channel_id)
    assert f"<@{user.id}>" in text_of(message)
    assert PRIVATE not in str(message)
    (button,) = custom_ids_of(message)
    answer = await discord.click(button, message, user)
    assert answer["ephemeral"]
    assert PRIVATE in answer["text"]


def invited(discord: WireDiscord, going: range, channel_id: str) -> None:
    """Hold that a party has one card, and that everybody who is going was reminded once."""
    messages = discord.messages(channel_id)
    assert len(marked(messages, PARTY_CARD)) == 1
    reminders = [text_of(message) for message in marked(messages, PARTY)]
    told = [int(user_id) for text in reminders for user_id in re.findall(r"<@(\d+)>", text)]
    assert sorted(told) == list(going)
    assert len(reminders) == 2


# What comes back over the wire

TROUBLES: Final[dict[str, tuple[Callable[[Faults], Fault] | None, list[int | None]]]] = {
    "nothing": (None, [200]),
    "a rate limit": (lambda faults: faults.limit(MESSAGE), [429, 200]),
    "a failure": (lambda faults: faults.fail(MESSAGE, status=500), [500, 200]),
    "a failure, though Discord took it": (
        lambda faults: faults.fail(MESSAGE, status=500, after_effect=True),
        [500, 200],
    ),
    "no answer": (lambda faults: faults.cut(MESSAGE, after_effect=False), [None, 200]),
    # Found again by looking through the channel: it is not sent a second time.
    "no answer, though Discord took it": (
        lambda faults: faults.cut(MESSAGE, after_effect=True),
        [None],
    ),
}
"""What the first try of a reminder meets, and the answers to all of its tries."""


async def test_whatever_comes_back_over_the_wire_everybody_is_told_once(
    discord: WireDiscord, kept: Kept, tmp_path: Path
) -> None:
    due = await Due.beginning(discord, kept)
    members = {trouble: discord.user(trouble) for trouble in TROUBLES}
    waiting = {due.direct(members[trouble]): met for trouble, (met, _) in TROUBLES.items()}

    async def meet(entry: Entry) -> None:
        trouble = waiting.pop(entry.path, None) if entry.route == MESSAGE else None
        if trouble is not None:
            trouble(discord.faults)

    for member in members.values():
        await due.remind(member, discord.guilds[0].channel_id)
    discord.faults.hook = meet
    async with lantern(discord, tmp_path, wait=False):
        await kept.until_done()
    jobs = {job.user_id: job for job in await kept.jobs("reminder")}
    for trouble, member in members.items():
        told_in_private(discord, member)
        tries = [entry for entry in discord.log.of(MESSAGE) if entry.path == due.direct(member)]
        assert [entry.status for entry in tries] == TROUBLES[trouble][1]
        # The nonce is the job's own, so that it is the same after a restart as well.
        nonces = {(entry.body["enforce_nonce"], entry.body["nonce"]) for entry in tries}
        assert nonces == {(True, f"j{jobs[int(member.id)].id}.0")}
    assert {job.state for job in jobs.values()} == {"done"}


async def test_sigterm_lets_a_reminder_under_way_arrive_and_waits_for_no_other(
    discord: WireDiscord, kept: Kept, tmp_path: Path
) -> None:
    due = await Due.beginning(discord, kept)
    ara, minho = discord.user("Ara"), discord.user("Minho")
    arrived: list[Entry] = []
    asked, ended = asyncio.Event(), asyncio.Event()

    async def hold(entry: Entry) -> None:
        if entry.route == MESSAGE:
            arrived.append(entry)
            discord.changes.announce()
            await (ended if entry.path == due.direct(minho) else asked).wait()

    for member in (ara, minho):
        await due.remind(member, discord.guilds[0].channel_id)
    discord.faults.hook = hold
    async with lantern(discord, tmp_path, wait=False) as bot:
        await discord.until(lambda: len(arrived) == 2, "two reminders under way")
        bot.ask_to_end()
        asked.set()
        ending = await bot.ended()
        ended.set()
    assert ending.code == 0
    assert ending.seconds < 5
    told_in_private(discord, ara)
    states = {job.user_id: job.state for job in await kept.jobs("reminder")}
    assert states == {int(ara.id): "done", int(minho.id): "due"}
