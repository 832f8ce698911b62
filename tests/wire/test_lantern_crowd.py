"""A whole crowd that reaches an episode at once: let in within the rate limit, and none lost."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.wire.faults import Faults
from tests.wire.keeping import Kept
from tests.wire.log import Entry
from tests.wire.server import WireDiscord
from tests.wire.test_lantern import lantern
from tests.wire.test_lantern_threads import (
    ADMIT,
    have_watched,
    members_of,
    open_thread,
    threads_in,
    watch_the_first,
)

CROWD: Final = 500
BEFORE_THE_KILL: Final = 120
PATIENCE_SECONDS: Final = 60.0


@dataclass
class RateLimit:
    """Grants so many admissions, then answers with 429 for a while, as Discord does.

    The while begins with the first who is refused, so that somebody is, on any machine.
    """

    faults: Faults
    granted_at_once: int = 50
    seconds: float = 0.1
    granted: int = 0
    opens_at: float | None = None
    refused: dict[str, float] = field(default_factory=dict)
    """Until when whom was told to wait, by the path of the request."""
    refusals: int = 0
    too_early: list[str] = field(default_factory=list)

    async def meet(self, entry: Entry) -> None:
        """Count an admission; refuse it where enough were granted."""
        if entry.route != ADMIT:
            return
        now = asyncio.get_running_loop().time()
        if self.refused.pop(entry.path, 0.0) > now:
            self.too_early.append(entry.path)
        if self.opens_at is not None and self.opens_at <= now:
            self.granted, self.opens_at = 0, None
        if self.granted < self.granted_at_once:
            self.granted += 1
            return
        if self.opens_at is None:
            self.opens_at = now + self.seconds
        wait = self.opens_at - now
        self.refused[entry.path] = now + wait - 0.001
        self.refusals += 1
        self.faults.limit(ADMIT, retry_after=wait)


async def test_a_crowd_is_let_in_within_the_rate_limit_and_through_a_kill(
    discord: WireDiscord, kept: Kept, tmp_path: Path
) -> None:
    ara = discord.user("Ara")
    crowd = [discord.user(f"member {number}") for number in range(CROWD)]
    room = discord.guilds[0].channel_id
    await have_watched(discord, kept, ara, 1)
    limit = RateLimit(discord.faults)
    async with lantern(discord, tmp_path) as bot:
        await open_thread(discord, ara, 1, room)
        (thread,) = threads_in(discord, room)
        await kept.until_done()
        discord.faults.hook = limit.meet
        await asyncio.gather(*(watch_the_first(discord, member) for member in crowd))
        await discord.until(
            lambda: len(members_of(discord, thread)) > BEFORE_THE_KILL, "some to be let in"
        )
        await bot.kill()
    assert len(members_of(discord, thread)) < CROWD, "the kill came too late to prove anything"
    limit.refused.clear()  # a new process knows nothing of what the old one was told
    async with lantern(discord, tmp_path):
        await kept.until_done(patience_seconds=PATIENCE_SECONDS)
    assert members_of(discord, thread) == {ara.id, *(member.id for member in crowd)}
    assert limit.refusals > 0
    assert limit.too_early == []
    # Whoever is turned away waits instead of asking again and again.
    assert limit.refusals < CROWD
