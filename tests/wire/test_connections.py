"""The gateway as it really behaves: sessions that break, resume, or are taken away."""

import itertools
from pathlib import Path

import pytest

from tests.wire.bare_bot import ANSWER
from tests.wire.process import BARE_BOT, BotEndedError, BotProcess
from tests.wire.server import WireDiscord
from tests.wire.world import World

CALLBACK = "POST /interactions/{interaction_id}/{token}/callback"


async def _answers(discord: WireDiscord) -> bool:
    answer = await discord.command(discord.guilds[0], discord.user("Ara"), "episode")
    return bool(answer["text"] == ANSWER)


@pytest.mark.parametrize("kind", [(), ("--plain",)], ids=["sharded", "plain"])
async def test_a_broken_connection_resumes_and_misses_nothing(
    discord: WireDiscord, tmp_path: Path, kind: tuple[str, ...]
) -> None:
    async with BotProcess(discord, (*BARE_BOT, *kind), tmp_path):
        discord.gateway.disconnect()
        await discord.until(lambda: not discord.gateway.is_whole, "the connection to break")
        # This one is sent into the gap, and has to be replayed.
        assert await _answers(discord)
        assert (discord.gateway.identified, discord.gateway.resumed) == (1, 1)
        assert discord.gateway.resume_paths == ["/socket/resume"]


@pytest.mark.parametrize("kind", [(), ("--plain",)], ids=["sharded", "plain"])
async def test_an_invalid_session_identifies_anew_at_this_server(
    discord: WireDiscord, tmp_path: Path, kind: tuple[str, ...]
) -> None:
    async with BotProcess(discord, (*BARE_BOT, *kind), tmp_path):
        discord.gateway.invalidate()
        await discord.until(lambda: discord.gateway.identified == 2, "a second identify")
        assert await _answers(discord)
        assert discord.gateway.resumed == 0


async def test_a_session_that_may_be_resumed_is(discord: WireDiscord, tmp_path: Path) -> None:
    async with BotProcess(discord, BARE_BOT, tmp_path):
        discord.gateway.invalidate(resumable=True)
        await discord.until(lambda: discord.gateway.resumed == 1, "a resume")
        discord.gateway.ask_to_reconnect()
        await discord.until(lambda: discord.gateway.resumed == 2, "another resume")
        assert await _answers(discord)
        assert discord.gateway.identified == 1


async def test_neighbours_never_share_a_shard(monkeypatch: pytest.MonkeyPatch) -> None:
    """However fast the machine is: here a millisecond passes with each id."""
    clock = itertools.count(1_800_000_000_000_000_000, 1_000_000)
    monkeypatch.setattr("tests.wire.ids.time.time_ns", lambda: next(clock))
    guilds = World(6, answer_within_seconds=3).guilds
    assert [(int(guild.id) >> 22) % 2 for guild in guilds] in ([0, 1] * 3, [1, 0] * 3)


async def test_two_shards_each_serve_their_guilds(tmp_path: Path) -> None:
    async with (
        WireDiscord.start(guilds=2, shards=2) as discord,
        BotProcess(discord, BARE_BOT, tmp_path),
    ):
        assert [p["shard"] for p in discord.gateway.identify_payloads] == [[0, 2], [1, 2]]
        shards = {(int(guild.id) >> 22) % 2 for guild in discord.guilds}
        assert shards == {0, 1}
        for guild in discord.guilds:
            answer = await discord.command(guild, discord.user("Ara"), "episode")
            assert answer["text"] == ANSWER


async def test_a_wrong_token_is_refused(discord: WireDiscord, tmp_path: Path) -> None:
    with pytest.raises(BotEndedError, match="Improper token"):
        async with BotProcess(discord, BARE_BOT, tmp_path, env={"DISCORD_TOKEN": "wrong"}):
            pass
    assert discord.gateway.identified == 0
    assert [entry.status for entry in discord.log.entries] == [401]


async def test_sigterm_ends_the_process_and_its_connections(
    discord: WireDiscord, tmp_path: Path
) -> None:
    async with BotProcess(discord, BARE_BOT, tmp_path) as bot:
        assert bot.is_running
        ending = await bot.terminate()
        assert (ending.code, bot.is_running) == (0, False)
        assert not discord.gateway.links


async def test_a_killed_bot_comes_back_to_the_same_server(
    discord: WireDiscord, tmp_path: Path
) -> None:
    async with BotProcess(discord, BARE_BOT, tmp_path) as bot:
        assert (await bot.kill()).code == -9
    async with BotProcess(discord, BARE_BOT, tmp_path):
        assert await _answers(discord)
    assert discord.gateway.identified == 2
    assert len(discord.log.of(CALLBACK)) == 1
