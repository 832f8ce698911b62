"""What a visitor finds on a fresh evening, and what is kept for the next one."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.client import LanternBot
from playground.clock import RunningClock
from playground.keeping import Keeping
from playground.week import SHOW
from playground.world import ZONE
from tests.playground.playground_evening import admitted, ask, evening


async def test_every_room_holds_talk_and_no_private_answer(tmp_path: Path) -> None:
    async with evening(Keeping(database=tmp_path / "fresh.db", is_lasting=False)) as fresh:
        for room in fresh.rooms():
            said = room.handle.history()
            assert not any(message.flags.ephemeral for message in said)
            assert said or room.kind == "dm", room.name


async def test_the_party_is_tonight_and_its_reminder_is_what_comes_next(tmp_path: Path) -> None:
    async with evening(Keeping(database=tmp_path / "party.db", is_lasting=False)) as fresh:
        bot = fresh.env.bot
        assert isinstance(bot, LanternBot)
        due = await bot.services.jobs.next_due()
        assert due is not None
        zone = ZoneInfo(ZONE)
        assert due.astimezone(zone).date() == fresh.now().astimezone(zone).date()

        async def ignore(_acted: bool) -> None:  # noqa: FBT001
            return None

        clock = RunningClock(fresh, upcoming=bot.services.jobs.next_due, after=ignore)
        assert await clock.skip_to_reminder() == (fresh.channels[SHOW].id,)
        assert fresh.now() == due


async def test_what_a_visitor_did_is_kept_and_the_week_is_not_lived_twice(tmp_path: Path) -> None:
    kept = Keeping(database=tmp_path / "kept.db", is_lasting=True)
    async with evening(kept) as first:
        await ask(first, "Ara", "watched")
        assert admitted(first, 4) == ("Ara", "Sora", "Minho")
        assert admitted(first, 8) == ("Minho",)
        left_at = first.now()
    async with evening(kept) as second:
        assert second.now() >= left_at
        assert admitted(second, 2) == ("Ara", "Sora", "Minho")
        assert admitted(second, 4) == ("Ara", "Sora", "Minho")
        assert admitted(second, 8) == ("Minho",)
        assert "4 of 8" in await ask(second, "Ara", "progress me")
        assert str(await ask(second, "Sora", "party list")).count("Episode 4") == 1
