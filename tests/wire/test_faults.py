"""Trouble on the wire, as discord.py meets it."""

import pytest

from tests.wire.faults import Faults
from tests.wire.log import Entry
from tests.wire.process import BotProcess
from tests.wire.server import WireDiscord

CALLBACK = "POST /interactions/{interaction_id}/{token}/callback"
EDIT_ORIGINAL = "PATCH /webhooks/{application_id}/{token}/messages/{message_id}"
MESSAGE = "POST /channels/{channel_id}/messages"

pytestmark = pytest.mark.usefixtures("bot")


async def _send(discord: WireDiscord) -> str:
    answer = await discord.command(
        discord.guilds[0], discord.user("Ara"), "trial send", options={"text": "hello"}
    )
    return str(answer["text"])


def _there(discord: WireDiscord) -> list[str]:
    return [message["content"] for message in discord.messages(discord.guilds[0].channel_id)]


async def test_a_rate_limit_is_waited_out(discord: WireDiscord) -> None:
    discord.faults.limit(MESSAGE, times=2)
    discord.faults.limit(EDIT_ORIGINAL)
    assert await _send(discord) == "sent"
    assert [entry.status for entry in discord.log.of(MESSAGE)] == [429, 429, 200]
    assert [entry.status for entry in discord.log.of(EDIT_ORIGINAL)] == [429, 200]
    assert _there(discord) == ["hello"]


async def test_a_global_rate_limit_holds_back_every_request(discord: WireDiscord) -> None:
    discord.faults.limit("*", is_global=True)
    answer = await discord.command(discord.guilds[0], discord.user("Ara"), "episode")
    assert answer["text"]
    assert [entry.status for entry in discord.log.of(CALLBACK)] == [429, 200]


async def test_a_bad_gateway_is_tried_again(discord: WireDiscord) -> None:
    discord.faults.fail(MESSAGE, status=502)
    assert await _send(discord) == "sent"
    assert [entry.status for entry in discord.log.of(MESSAGE)] == [502, 200]


async def test_an_error_after_the_effect_is_tried_again_under_one_nonce(
    discord: WireDiscord,
) -> None:
    discord.faults.fail(MESSAGE, status=500, after_effect=True)
    assert await _send(discord) == "sent"
    assert [(e.status, e.was_applied) for e in discord.log.of(MESSAGE)] == [
        (500, True),
        (200, True),
    ]
    assert _there(discord) == ["hello"]


async def test_a_refusal_is_an_answer(discord: WireDiscord) -> None:
    discord.faults.fail(MESSAGE, status=403)
    assert await _send(discord) == "Forbidden"
    assert _there(discord) == []


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_cut_connection_leaves_the_outcome_unknown(
    discord: WireDiscord, *, after_effect: bool
) -> None:
    discord.faults.cut(MESSAGE, after_effect=after_effect)
    assert await _send(discord) == "ServerDisconnectedError"
    (entry,) = discord.log.of(MESSAGE)
    assert (entry.status, entry.was_applied) == (None, after_effect)
    assert _there(discord) == (["hello"] if after_effect else [])


async def test_a_hook_sees_every_request_before_it_counts(
    discord: WireDiscord, bot: BotProcess
) -> None:
    seen: list[str] = []

    async def kill(entry: Entry) -> None:
        seen.append(entry.route)
        await bot.kill()

    discord.faults.hook = kill
    with pytest.raises(AssertionError, match="waited"):
        await discord.until(lambda: False, "nothing", patience_seconds=0.01)
    guild, ara = discord.guilds[0], discord.user("Ara")
    await discord.command(guild, ara, "episode")
    assert seen == [CALLBACK]


def test_a_fault_names_a_route_that_exists() -> None:
    with pytest.raises(LookupError, match="POST /nowhere"):
        Faults().cut("POST /nowhere", after_effect=True)


def test_faults_come_in_order_and_run_out() -> None:
    faults = Faults()
    faults.limit(MESSAGE)
    faults.fail("*", status=500)
    assert faults.take(CALLBACK) is not None
    taken = faults.take(MESSAGE)
    assert taken is not None
    assert taken.status == 429
    assert faults.take(MESSAGE) is None
