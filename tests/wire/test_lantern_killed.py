"""A power cut while members mark: what was acknowledged is kept, and nothing is kept by half."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.domain.ids import GuildId, UserId
from bot.domain.progress import Seen
from bot.domain.spoilers import Track
from bot.storage.database import Database
from bot.storage.tables import progress_change
from tests.wire.log import Entry
from tests.wire.people import User
from tests.wire.process import BotProcess
from tests.wire.server import WireDiscord
from tests.wire.test_lantern import CALLBACK, database_url, lantern

SHOW = "game-of-thrones"
MEMBERS = 8


class Evening:
    """Members who mark one episode after the other, and what each was told."""

    def __init__(self, discord: WireDiscord) -> None:
        self.discord = discord
        self.members = [discord.user(f"member {number}") for number in range(MEMBERS)]
        self.acknowledged = dict.fromkeys(self.members, 0)

    async def mark_until_killed(self, bot: BotProcess, *, after: int) -> None:
        """Let everyone mark at once; cut the power when `after` answers have been given."""
        dead = asyncio.Event()

        async def cut_the_power(entry: Entry) -> None:
            if entry.route == CALLBACK and sum(self.acknowledged.values()) >= after:
                await bot.kill()
                dead.set()

        self.discord.faults.hook = cut_the_power
        marking = asyncio.gather(*(self._mark_on(member) for member in self.members))
        await dead.wait()
        marking.cancel()
        await asyncio.gather(marking, return_exceptions=True)
        self.discord.faults.clear()

    async def _mark_on(self, member: User) -> None:
        while True:
            await self.mark_next(member)

    async def mark_next(self, member: User) -> str:
        """Mark the member's next episode; return what they were told."""
        answer = await self.discord.command(
            self.discord.guilds[0], member, "watched", options={"show": SHOW}
        )
        self.acknowledged[member] += 1
        return str(answer["text"])


async def kept(folder: Path, guild_id: str, member: User) -> tuple[Seen, Seen, bool]:
    """Return, from the file that the bot left behind, the three places that tell of a member.

    What they have seen, what their changes add up to, and whether they follow the show.
    """
    database = Database(database_url(folder))
    guild, user = GuildId(int(guild_id)), UserId(int(member.id))
    try:
        async with database.read() as repositories:
            (standing,) = await repositories.progress.standings(guild, user) or (None,)
        added = select(progress_change.c.added).where(progress_change.c.user_id == user)
        async with database.writer.connect() as connection:
            rows = (await connection.execute(added)).all()
    finally:
        await database.close()
    changes = Seen.of(number for row in rows for number in Seen.parse(row.added))
    if standing is None:
        return Seen(), changes, False
    return standing.progress.seen(Track.SCREEN), changes, standing.is_following


@pytest.mark.parametrize("after", [0, 40])
async def test_a_killed_bot_has_kept_what_it_acknowledged_and_nothing_by_half(
    discord: WireDiscord, tmp_path: Path, after: int
) -> None:
    evening = Evening(discord)
    guild_id = discord.guilds[0].id
    async with lantern(discord, tmp_path) as bot:
        await evening.mark_until_killed(bot, after=after)
    assert sum(evening.acknowledged.values()) >= after
    before = {member: await kept(tmp_path, guild_id, member) for member in evening.members}
    for member, (seen, changes, is_following) in before.items():
        # Each member had one request under way, whose outcome nobody has told them.
        assert len(seen) - evening.acknowledged[member] in {0, 1}
        assert (changes, is_following) == (seen, bool(seen))
        assert seen.position == len(seen)
    async with lantern(discord, tmp_path):
        await asyncio.gather(*(evening.mark_next(member) for member in evening.members))
        for member, (seen, _, _) in before.items():
            now, _, _ = await kept(tmp_path, guild_id, member)
            assert now == Seen.up_to(len(seen) + 1)
