"""Discussion threads of the real bot: one an episode, and everybody let in, through power cuts."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bot.domain.ids import GuildId, UserId
from bot.domain.spoilers import Track
from bot.services.progress import Marking
from tests.wire.due import SHOW, marked
from tests.wire.faults import Fault, Faults
from tests.wire.keeping import Kept
from tests.wire.log import Entry
from tests.wire.people import Json, User
from tests.wire.powercut import PowerCut, Stage
from tests.wire.server import WireDiscord
from tests.wire.test_lantern import lantern

OPEN: Final = "POST /channels/{channel_id}/threads"
ADMIT: Final = "PUT /channels/{channel_id}/thread-members/{user_id}"
MESSAGE: Final = "POST /channels/{channel_id}/messages"
EDIT: Final = "PATCH /channels/{channel_id}/messages/{message_id}"
FIRST_POST: Final = "threads-reveal:"
INDEX_CARD: Final = "threads-mine:"


async def have_watched(discord: WireDiscord, kept: Kept, user: User, episode: int) -> None:
    """Have a member marked as far as an episode before the bot starts."""
    services = await kept.services()
    guild_id = GuildId(int(discord.guilds[0].id))
    (show_id,) = services.catalog.search(guild_id, SHOW, limit=1)
    show = await services.catalog.get(guild_id, show_id)
    marking = Marking(track=Track.SCREEN, first=1, last=episode)
    await services.progress.mark(guild_id, UserId(int(user.id)), show, marking)


async def open_thread(discord: WireDiscord, user: User, episode: int, channel_id: str) -> Json:
    options = {"show": SHOW, "episode": str(episode)}
    return await discord.command(
        discord.guilds[0], user, "discuss open", options=options, channel_id=channel_id
    )


async def watch_the_first(discord: WireDiscord, user: User) -> None:
    options = {"show": SHOW, "episode": "1"}
    answer = await discord.command(discord.guilds[0], user, "watched", options=options)
    assert "1" in answer["text"]


def threads_in(discord: WireDiscord, channel_id: str) -> list[Json]:
    found = discord.world.channels.values()
    return [channel for channel in found if channel.get("parent_id") == channel_id]


def members_of(discord: WireDiscord, thread: Json) -> set[str]:
    """Return who is in a thread, but for the bot."""
    return set(discord.world.thread_members[thread["id"]]) - {discord.world.bot.id}


async def test_power_cuts_while_threads_are_opened_and_entered_leave_one_with_everybody_in_it(
    discord: WireDiscord, kept: Kept, tmp_path: Path
) -> None:
    ara, others = discord.user("Ara"), [discord.user(f"member {number}") for number in range(5)]
    rooms = Rooms(discord)
    await have_watched(discord, kept, ara, len(Stage))
    async with lantern(discord, tmp_path) as bot:
        cut = PowerCut(discord, kept, rooms.stage_of)
        discord.faults.hook = cut.meet
        opening = asyncio.gather(*(rooms.open(ara, stage) for stage in Stage))
        await cut.strike(bot, held=len(Stage))
        opening.cancel()
    await asyncio.gather(opening, return_exceptions=True)
    async with lantern(discord, tmp_path) as bot:
        # One never came to be and is opened anew. The others are found again, by whoever comes
        # first: a member who opens one once more, or the bot itself once it has looked around.
        await rooms.open(ara, Stage.UNSENT)
        await rooms.open(ara, Stage.UNANSWERED)
        await kept.until_done()
        rooms.hold_one_thread_each(ara)
        admissions = Admissions(rooms.thread(Stage.UNSENT), others)
        cut = PowerCut(discord, kept, admissions.stage_of)

        async def meet(entry: Entry) -> None:
            admissions.refuse(discord.faults, entry)
            await cut.meet(entry)

        discord.faults.hook = meet
        await asyncio.gather(*(watch_the_first(discord, member) for member in others))
        await discord.until(lambda: admissions.have_met_trouble, "two refusals")
        await cut.strike(bot, held=len(Stage))
    async with lantern(discord, tmp_path, wait=False):
        await kept.until_done()
    rooms.hold_one_thread_each(ara, *others)
    async with kept.database.read() as repositories:
        assert await repositories.discussions.out_of_step(None) == []


class Rooms:
    """A channel for each stage, with the thread of an episode that was opened in it.

    A client opens one thread after the other in a channel, so each has one of its own.
    """

    def __init__(self, discord: WireDiscord) -> None:
        self._discord = discord
        guild = discord.guilds[0]
        self.ids = {
            stage: str(discord.world.add_channel(guild, stage.name)["id"]) for stage in Stage
        }
        self._episodes = dict(zip(Stage, range(1, len(Stage) + 1), strict=True))

    def stage_of(self, entry: Entry) -> Stage | None:
        """Return the stage at which a thread's opening is caught."""
        if entry.route == OPEN:
            for stage, channel_id in self.ids.items():
                if entry.path == f"/channels/{channel_id}/threads":
                    return stage
        return None

    async def open(self, user: User, stage: Stage) -> None:
        """Have a member open the thread of a stage's episode in its channel."""
        answer = await open_thread(self._discord, user, self._episodes[stage], self.ids[stage])
        assert f"<#{self.thread(stage)['id']}>" in answer["text"]

    def thread(self, stage: Stage) -> Json:
        """Return the only thread of a stage."""
        (thread,) = threads_in(self._discord, self.ids[stage])
        return thread

    def hold_one_thread_each(self, opener: User, *others: User) -> None:
        """Hold that each has one thread with one first post, and one index card is about them all.

        Whoever opened them has seen all three episodes, the others have seen the first.
        """
        cards = [one for room in self.ids.values() for one in self._discord.messages(room)]
        assert len(marked(cards, INDEX_CARD)) == len(cards) == 1
        for stage, episode in self._episodes.items():
            thread = self.thread(stage)
            (post,) = self._discord.messages(thread["id"])
            assert marked([post], FIRST_POST)
            members = {opener.id} | {user.id for user in others if episode == 1}
            assert members_of(self._discord, thread) == members


class Admissions:
    """Members who come into a thread at once: two meet trouble, the others a power cut."""

    def __init__(self, thread: Json, members: list[User]) -> None:
        paths = [f"/channels/{thread['id']}/thread-members/{user.id}" for user in members]
        self._troubles: dict[str, Callable[[Faults], Fault]] = {
            paths[0]: lambda faults: faults.limit(ADMIT),
            paths[1]: lambda faults: faults.fail(ADMIT, status=500),
        }
        self._caught = dict(zip(paths[2:], Stage, strict=True))

    def stage_of(self, entry: Entry) -> Stage | None:
        """Return the stage at which an admission is caught."""
        return self._caught.get(entry.path)

    def refuse(self, faults: Faults, entry: Entry) -> None:
        """Let an admission meet its trouble, at its first try."""
        trouble = self._troubles.pop(entry.path, None)
        if trouble is not None:
            trouble(faults)

    @property
    def have_met_trouble(self) -> bool:
        """Whether no trouble waits for its admission any more."""
        return not self._troubles


async def test_lost_answers_leave_one_first_post_and_one_index_card(
    discord: WireDiscord, kept: Kept, tmp_path: Path
) -> None:
    ara, room = discord.user("Ara"), discord.guilds[0].channel_id
    await have_watched(discord, kept, ara, 2)
    lost: dict[str, Entry] = {}

    async def lose_the_first(entry: Entry) -> None:
        for mark in (FIRST_POST, INDEX_CARD):
            if entry.route == MESSAGE and mark not in lost and marked([entry.body], mark):
                lost[mark] = entry
                discord.faults.cut(MESSAGE, after_effect=True)

    discord.faults.hook = lose_the_first
    async with lantern(discord, tmp_path):
        await open_thread(discord, ara, 1, room)
        await discord.until(
            lambda: len(lost) == 2 and all(one.was_applied for one in lost.values()), "both"
        )
        # Long before the bot tries again by itself, members call for both.
        await open_thread(discord, ara, 1, room)
        await open_thread(discord, ara, 2, room)
        renewed = await discord.request(EDIT)
    for thread in threads_in(discord, room):
        assert len(marked(discord.messages(thread["id"]), FIRST_POST)) == 1
    (card,) = marked(discord.messages(room), INDEX_CARD)
    assert renewed.path.endswith(card["id"])
