"""Answers to interactions: the callback, the original message, follow-ups."""

import asyncio

from tests.wire.interactions import (
    DEFER,
    SEND_MESSAGE,
    UPDATE_MESSAGE,
    Interaction,
)
from tests.wire.messages import EPHEMERAL, LOADING
from tests.wire.people import Json
from tests.wire.rest import Call, Reply, Route
from tests.wire.routes.messages import post
from tests.wire.world import Refusal, World


def _callback(world: World, call: Call) -> Reply:
    found = world.interactions.by_id(call.path["interaction_id"], call.path["token"])
    if found is None or _is_late(world, found):
        raise Refusal(404, 10062, "Unknown interaction")
    if found.callback is not None:
        raise Refusal(400, 40060, "Interaction has already been acknowledged.")
    _apply(world, found, call)
    found.acknowledge(call.body)
    if call.query.get("with_response") not in {"1", "true"}:
        return 204, None
    return 200, _callback_response(found)


def _is_late(world: World, interaction: Interaction) -> bool:
    age = asyncio.get_running_loop().time() - interaction.created_at
    return age > world.answer_within_seconds


def _apply(world: World, interaction: Interaction, call: Call) -> None:
    kind, data = call.body["type"], call.body.get("data") or {}
    if kind in {SEND_MESSAGE, DEFER}:
        interaction.original = _compose(world, interaction, call, data)
        interaction.is_loading = kind == DEFER
        if interaction.is_loading:
            interaction.original["flags"] |= LOADING
    else:
        interaction.original = interaction.source
    if kind == UPDATE_MESSAGE and interaction.source is not None:
        world.messages.edit(interaction.source, data, call.uploads)


def _compose(world: World, interaction: Interaction, call: Call, data: Json) -> Json:
    channel = interaction.channel
    message = world.messages.compose(channel["id"], world.bot, data, call.uploads)
    message["webhook_id"] = message["application_id"] = world.bot.id
    message["interaction_metadata"] = {
        "id": interaction.id,
        "type": interaction.kind,
        "user": interaction.user.payload(),
        "authorizing_integration_owners": {},
    }
    if not message["flags"] & EPHEMERAL:
        post(world, channel, message)
    return message


def _callback_response(interaction: Interaction) -> Json:
    callback = interaction.callback or {}
    about: Json = {"id": interaction.id, "type": interaction.kind}
    response: Json = {"interaction": about}
    message = interaction.original
    if message is not None and callback["type"] in {SEND_MESSAGE, DEFER, UPDATE_MESSAGE}:
        about["response_message_id"] = message["id"]
        about["response_message_loading"] = interaction.is_loading
        about["response_message_ephemeral"] = bool(message["flags"] & EPHEMERAL)
        response["resource"] = {"type": callback["type"], "message": message}
    return response


def _follow_up(world: World, call: Call) -> Reply:
    found = _open(world, call)
    if found.is_loading and found.original is not None:
        _change(world, found, found.original, call)
        return 200, found.original
    message = _compose(world, found, call, call.body)
    found.followups.append(message)
    found.settle()
    return 200, message


def _get(world: World, call: Call) -> Reply:
    return 200, _message(_open(world, call), call)


def _edit(world: World, call: Call) -> Reply:
    found = _open(world, call)
    message = _message(found, call)
    _change(world, found, message, call)
    return 200, message


def _delete(world: World, call: Call) -> Reply:
    found = _open(world, call)
    message = _message(found, call)
    world.messages.delete(message["channel_id"], message["id"])
    if message is found.original:
        found.original = None
        found.is_loading = False
    else:
        found.followups.remove(message)
    found.settle()
    return 204, None


def _change(world: World, found: Interaction, message: Json, call: Call) -> None:
    message["flags"] &= ~LOADING
    kept_flags = message["flags"]
    world.messages.edit(message, call.body, call.uploads)
    message["flags"] |= kept_flags & EPHEMERAL
    found.is_loading = False
    found.settle()


def _open(world: World, call: Call) -> Interaction:
    found = world.interactions.by_token(call.path["token"])
    if found is None or call.path["application_id"] != world.bot.id:
        raise Refusal(404, 10015, "Unknown Webhook")
    if found.callback is None:
        raise Refusal(404, 10015, "Unknown Webhook")
    return found


def _message(interaction: Interaction, call: Call) -> Json:
    wanted = call.path["message_id"]
    for message in interaction.messages():
        if wanted == message["id"] or (wanted == "@original" and message is interaction.original):
            return message
    raise Refusal(404, 10008, "Unknown Message")


_HOOK = "/webhooks/{application_id}/{token}"

ROUTES = (
    Route("POST", "/interactions/{interaction_id}/{token}/callback", _callback),
    Route("POST", _HOOK, _follow_up),
    Route("GET", f"{_HOOK}/messages/{{message_id}}", _get),
    Route("PATCH", f"{_HOOK}/messages/{{message_id}}", _edit),
    Route("DELETE", f"{_HOOK}/messages/{{message_id}}", _delete),
)
