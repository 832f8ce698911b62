"""What members do with commands and buttons, and what comes back over the wire."""

import pytest

from tests.wire.bare_bot import ANSWER
from tests.wire.commands import NoSuchCommandError, Value
from tests.wire.interactions import DEFER_UPDATE, MODAL
from tests.wire.messages import custom_ids_of, text_of
from tests.wire.process import BotProcess
from tests.wire.server import WireDiscord

PUT_COMMANDS = "PUT /applications/{application_id}/commands"

pytestmark = pytest.mark.usefixtures("bot")


async def test_the_bot_syncs_its_commands_once_and_they_keep_their_ids(
    discord: WireDiscord,
) -> None:
    (synced,) = discord.log.of(PUT_COMMANDS)
    assert [body["name"] for body in synced.body] == ["episode", "watched", "trial"]
    known = discord.world.commands.known()
    again = discord.world.commands.overwrite(None, synced.body[1:])
    assert [command["id"] for command in again] == [command["id"] for command in known[1:]]


async def test_a_command_is_answered_for_the_member_alone_or_for_all(
    discord: WireDiscord,
) -> None:
    guild, ara = discord.guilds[0], discord.user("Ara")
    answer = await discord.command(guild, ara, "episode", options={"episode": "6"})
    assert (answer["text"], answer["ephemeral"]) == (ANSWER, True)
    assert discord.messages(guild.channel_id) == []
    public = await discord.command(guild, ara, "episode", options={"public": True})
    assert discord.messages(guild.channel_id) == [public["message"]]


async def test_a_command_in_direct_messages_needs_no_guild(discord: WireDiscord) -> None:
    answer = await discord.command(None, discord.user("Ara"), "episode")
    assert answer["text"] == ANSWER


async def test_an_option_is_completed_while_it_is_typed(discord: WireDiscord) -> None:
    choices = await discord.autocomplete(
        discord.guilds[1], discord.user("Ara"), "episode", "episode", "7"
    )
    assert choices[0] == {"name": "Episode 1", "value": "1"}


async def test_a_deferred_answer_is_waited_for_with_its_file(discord: WireDiscord) -> None:
    minho = discord.user("Minho")
    options: dict[str, Value] = {"times": 2, "who": minho}
    answer = await discord.command(
        discord.guilds[0], discord.user("Ara"), "trial deferred", options=options
    )
    assert (answer["deferred"], answer["ephemeral"]) == (True, True)
    assert answer["text"] == "Minho x2"
    assert [a["filename"] for a in answer["message"]["attachments"]] == ["hello.txt"]
    await discord.request("POST /webhooks/{application_id}/{token}")
    assert [text_of(message) for message in answer["followups"]] == ["and this"]


async def test_buttons_edit_defer_and_open_modals(discord: WireDiscord) -> None:
    guild, ara = discord.guilds[0], discord.user("Ara")
    message = (await discord.command(guild, ara, "trial buttons"))["message"]
    assert custom_ids_of(message) == ["count", "later", "note"]
    counted = await discord.click("count", message, ara)
    assert counted["text"].startswith("counted")
    later = await discord.click("later", message, ara)
    assert (later["type"], message["content"]) == (DEFER_UPDATE, "later")
    opened = await discord.click("note", message, ara)
    assert opened["type"] == MODAL
    noted = await discord.submit(
        opened["modal"], ara, {"line": "so good"}, channel_id=guild.channel_id
    )
    assert noted["text"] == "noted: so good"


async def test_what_no_client_offers_cannot_be_used(discord: WireDiscord) -> None:
    guild, ara = discord.guilds[0], discord.user("Ara")
    with pytest.raises(NoSuchCommandError, match="not synced"):
        await discord.command(guild, ara, "nonsense")
    with pytest.raises(NoSuchCommandError, match="is a group"):
        await discord.command(guild, ara, "trial")
    with pytest.raises(NoSuchCommandError, match="wants"):
        await discord.command(guild, ara, "trial deferred", options={"times": 2})
    with pytest.raises(NoSuchCommandError, match="no 'colour'"):
        await discord.command(guild, ara, "episode", options={"colour": "red"})
    with pytest.raises(NoSuchCommandError, match="does not autocomplete"):
        await discord.autocomplete(guild, ara, "trial send", "text", "x")
    message = (await discord.command(guild, ara, "episode", options={"public": True}))["message"]
    with pytest.raises(LookupError, match="nothing on the message"):
        await discord.click("count", message, ara)


async def test_a_repeated_nonce_gives_the_first_message(discord: WireDiscord) -> None:
    guild = discord.guilds[0]
    answer = await discord.command(guild, discord.user("Ara"), "trial nonce")
    assert answer["text"] == "1 ['once']"
    assert len(discord.messages(guild.channel_id)) == 1


async def test_threads_members_and_direct_messages(discord: WireDiscord, bot: BotProcess) -> None:
    ara = discord.user("Ara")
    answer = await discord.command(discord.guilds[0], ara, "trial thread")
    thread_id = answer["text"].strip("<#>")
    thread = discord.world.get_channel(thread_id)
    assert (thread["name"], thread["type"]) == ("Episode 7", 12)
    assert thread["thread_metadata"]["archived"]
    assert discord.world.thread_members[thread_id] == [discord.world.bot.id, ara.id]
    assert [m["content"] for m in discord.messages(thread_id)] == ["welcome in"]
    assert [m["content"] for m in discord.direct_messages(ara)] == ["see the thread"]
    assert bot.errors == ""
