"""Messages in channels, threads and direct channels."""

from tests.wire.people import Json
from tests.wire.rest import Call, Reply, Route
from tests.wire.world import Refusal, World


def _create(world: World, call: Call) -> Reply:
    channel = world.get_channel(call.path["channel_id"])
    _refuse_empty(call)
    first = world.messages.first_with_nonce(call.body)
    if first is not None:
        return 200, first
    message = world.messages.compose(channel["id"], world.bot, call.body, call.uploads)
    world.messages.remember_nonce(call.body, message)
    post(world, channel, message)
    return 200, message


def post(world: World, channel: Json, message: Json) -> None:
    """Keep a message that everybody in the channel sees, and tell the bot."""
    world.messages.keep(message)
    channel["last_message_id"] = message["id"]
    guild_id = channel.get("guild_id")
    world.emit("MESSAGE_CREATE", _placed(message, guild_id), guild_id)


def _refuse_empty(call: Call) -> None:
    body = call.body or {}
    if not (any(body.get(key) for key in ("content", "embeds", "components")) or call.uploads):
        raise Refusal(400, 50006, "Cannot send an empty message")


def _history(world: World, call: Call) -> Reply:
    channel = world.get_channel(call.path["channel_id"])
    found = world.messages.of(channel["id"])
    limit = int(call.query.get("limit", 50))
    if "after" in call.query:
        after = int(call.query["after"])
        return 200, [m for m in found if int(m["id"]) > after][:limit][::-1]
    if "before" in call.query:
        before = int(call.query["before"])
        found = [m for m in found if int(m["id"]) < before]
    return 200, found[::-1][:limit]


def _get(world: World, call: Call) -> Reply:
    return 200, world.get_message(call.path["channel_id"], call.path["message_id"])


def _edit(world: World, call: Call) -> Reply:
    message = world.get_message(call.path["channel_id"], call.path["message_id"])
    if message["author"]["id"] != world.bot.id:
        raise Refusal(403, 50005, "Cannot edit a message authored by another user")
    world.messages.edit(message, call.body, call.uploads)
    guild_id = world.get_channel(message["channel_id"]).get("guild_id")
    world.emit("MESSAGE_UPDATE", _placed(message, guild_id), guild_id)
    return 200, message


def _delete(world: World, call: Call) -> Reply:
    message = world.get_message(call.path["channel_id"], call.path["message_id"])
    channel = world.get_channel(message["channel_id"])
    world.messages.delete(channel["id"], message["id"])
    guild_id = channel.get("guild_id")
    gone = {"id": message["id"], "channel_id": channel["id"]}
    world.emit("MESSAGE_DELETE", _placed(gone, guild_id), guild_id)
    return 204, None


def _placed(message: Json, guild_id: str | None) -> Json:
    return message | ({"guild_id": guild_id} if guild_id else {})


_MESSAGES = "/channels/{channel_id}/messages"

ROUTES = (
    Route("POST", _MESSAGES, _create),
    Route("GET", _MESSAGES, _history),
    Route("GET", f"{_MESSAGES}/{{message_id}}", _get),
    Route("PATCH", f"{_MESSAGES}/{{message_id}}", _edit),
    Route("DELETE", f"{_MESSAGES}/{{message_id}}", _delete),
)
