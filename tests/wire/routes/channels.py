"""Guilds, channels and threads."""

from collections.abc import Iterator

from tests.wire.people import Json
from tests.wire.rest import Call, Reply, Route
from tests.wire.world import PRIVATE_THREAD, Refusal, World


def _guild(world: World, call: Call) -> Reply:
    return 200, world.get_guild(call.path["guild_id"]).payload()


def _guild_channels(world: World, call: Call) -> Reply:
    return 200, world.get_guild(call.path["guild_id"]).channels


def _guild_roles(world: World, call: Call) -> Reply:
    return 200, world.get_guild(call.path["guild_id"]).payload()["roles"]


def _member(world: World, call: Call) -> Reply:
    world.get_guild(call.path["guild_id"])
    return 200, world.get_user(call.path["user_id"]).member()


def _active_threads(world: World, call: Call) -> Reply:
    guild = world.get_guild(call.path["guild_id"])
    threads = list(world.threads_of(guild.id))
    return 200, {"threads": threads, "members": [], "has_more": False}


def _archived_threads(world: World, call: Call) -> Reply:
    is_private = call.path["kind"] == "private"
    return 200, {
        "threads": list(_archived(world, call, is_private=is_private)),
        "members": [],
        "has_more": False,
    }


def _joined_archived_threads(world: World, call: Call) -> Reply:
    joined = [
        thread
        for thread in _archived(world, call, is_private=True)
        if world.bot.id in world.thread_members[thread["id"]]
    ]
    return 200, {"threads": joined, "members": [], "has_more": False}


def _archived(world: World, call: Call, *, is_private: bool) -> Iterator[Json]:
    parent = world.get_channel(call.path["channel_id"])
    for channel in world.channels.values():
        is_archived = channel.get("thread_metadata", {}).get("archived")
        is_here = channel.get("parent_id") == parent["id"] and is_archived
        if is_here and (channel["type"] == PRIVATE_THREAD) == is_private:
            yield channel


def _channel(world: World, call: Call) -> Reply:
    return 200, world.get_channel(call.path["channel_id"])


def _edit_channel(world: World, call: Call) -> Reply:
    channel = world.get_channel(call.path["channel_id"])
    settings = channel.get("thread_metadata", {})
    for key, value in call.body.items():
        target = settings if key in settings else channel
        target[key] = value
    event = "THREAD_UPDATE" if settings else "CHANNEL_UPDATE"
    world.emit(event, channel, channel.get("guild_id"))
    return 200, channel


def _delete_channel(world: World, call: Call) -> Reply:
    channel = world.get_channel(call.path["channel_id"])
    del world.channels[channel["id"]]
    event = "THREAD_DELETE" if "thread_metadata" in channel else "CHANNEL_DELETE"
    world.emit(event, channel, channel.get("guild_id"))
    return 200, channel


def _open_thread(world: World, call: Call) -> Reply:
    return 201, world.open_thread(world.get_channel(call.path["channel_id"]), call.body)


def _open_thread_on_message(world: World, call: Call) -> Reply:
    message = world.get_message(call.path["channel_id"], call.path["message_id"])
    if message["id"] in world.channels:
        raise Refusal(400, 160004, "A thread has already been created for this message")
    parent = world.get_channel(call.path["channel_id"])
    return 201, world.open_thread(parent, call.body, thread_id=message["id"])


def _thread_members(world: World, call: Call) -> Reply:
    thread = _thread(world, call)
    return 200, [_thread_member(thread, user_id) for user_id in _members(world, thread)]


def _admit(world: World, call: Call) -> Reply:
    thread = _thread(world, call)
    user = _member_in_path(world, call)
    if user not in _members(world, thread):
        _members(world, thread).append(user)
    return 204, None


def _take_out(world: World, call: Call) -> Reply:
    thread = _thread(world, call)
    user = _member_in_path(world, call)
    if user in _members(world, thread):
        _members(world, thread).remove(user)
    return 204, None


def _typing(world: World, call: Call) -> Reply:
    world.get_channel(call.path["channel_id"])
    return 204, None


def _thread(world: World, call: Call) -> Json:
    thread = world.get_channel(call.path["channel_id"])
    if thread["id"] not in world.thread_members:
        raise Refusal(400, 50024, "Cannot execute action on this channel type")
    return thread


def _members(world: World, thread: Json) -> list[str]:
    return world.thread_members[thread["id"]]


def _member_in_path(world: World, call: Call) -> str:
    user_id = call.path["user_id"]
    return world.bot.id if user_id == "@me" else world.get_user(user_id).id


def _thread_member(thread: Json, user_id: str) -> Json:
    joined_at = thread["thread_metadata"]["create_timestamp"]
    return {"id": thread["id"], "user_id": user_id, "join_timestamp": joined_at, "flags": 0}


_CHANNEL = "/channels/{channel_id}"

ROUTES = (
    Route("GET", "/guilds/{guild_id}", _guild),
    Route("GET", "/guilds/{guild_id}/channels", _guild_channels),
    Route("GET", "/guilds/{guild_id}/roles", _guild_roles),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", _member),
    Route("GET", "/guilds/{guild_id}/threads/active", _active_threads),
    Route("GET", _CHANNEL, _channel),
    Route("PATCH", _CHANNEL, _edit_channel),
    Route("DELETE", _CHANNEL, _delete_channel),
    Route("POST", f"{_CHANNEL}/typing", _typing),
    Route("POST", f"{_CHANNEL}/threads", _open_thread),
    Route("POST", f"{_CHANNEL}/messages/{{message_id}}/threads", _open_thread_on_message),
    Route("GET", f"{_CHANNEL}/threads/archived/{{kind}}", _archived_threads),
    Route("GET", f"{_CHANNEL}/users/@me/threads/archived/private", _joined_archived_threads),
    Route("GET", f"{_CHANNEL}/thread-members", _thread_members),
    Route("PUT", f"{_CHANNEL}/thread-members/{{user_id}}", _admit),
    Route("DELETE", f"{_CHANNEL}/thread-members/{{user_id}}", _take_out),
)
