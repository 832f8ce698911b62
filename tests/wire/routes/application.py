"""The bot itself: where the gateway is, who it is, its commands."""

from tests.wire.people import Json
from tests.wire.rest import Call, Reply, Route
from tests.wire.world import Refusal, World


def _gateway(world: World, _call: Call) -> Reply:
    return 200, {"url": world.gateway_url}


def _gateway_bot(world: World, _call: Call) -> Reply:
    return 200, {
        "url": world.gateway_url,
        "shards": world.shard_count,
        "session_start_limit": {
            "total": 1000,
            "remaining": 1000,
            "reset_after": 86_400_000,
            "max_concurrency": 1,
        },
    }


def _application(world: World, _call: Call) -> Reply:
    return 200, {
        "id": world.bot.id,
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": world.owner.payload(),
        "team": None,
        "rpc_origins": [],
        "approximate_guild_count": len(world.guilds),
        "integration_types_config": {"0": {}},
    }


def _me(world: World, _call: Call) -> Reply:
    return 200, world.bot.payload() | {"verified": True, "mfa_enabled": False, "locale": "en-US"}


def _user(world: World, call: Call) -> Reply:
    return 200, world.get_user(call.path["user_id"]).payload()


def _open_direct(world: World, call: Call) -> Reply:
    return 200, world.direct(world.get_user(str(call.body["recipient_id"])))


def _commands(world: World, call: Call) -> Reply:
    return 200, world.commands.known(_scope(world, call))


def _overwrite(world: World, call: Call) -> Reply:
    return 200, world.commands.overwrite(_scope(world, call), call.body)


def _upsert(world: World, call: Call) -> Reply:
    scope = _scope(world, call)
    others: list[Json] = [
        command
        for command in world.commands.known(scope)
        if (command["name"], command["type"]) != (call.body["name"], call.body.get("type", 1))
    ]
    return 200, world.commands.overwrite(scope, [*others, call.body])[-1]


def _scope(world: World, call: Call) -> str | None:
    if call.path["application_id"] != world.bot.id:
        raise Refusal(404, 10002, "Unknown Application")
    guild_id = call.path.get("guild_id")
    return world.get_guild(guild_id).id if guild_id else None


_GLOBAL = "/applications/{application_id}/commands"
_IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"

ROUTES = (
    Route("GET", "/gateway", _gateway),
    Route("GET", "/gateway/bot", _gateway_bot),
    Route("GET", "/oauth2/applications/@me", _application),
    Route("GET", "/applications/@me", _application),
    Route("GET", "/users/@me", _me),
    Route("POST", "/users/@me/channels", _open_direct),
    Route("GET", "/users/{user_id}", _user),
    Route("GET", _GLOBAL, _commands),
    Route("PUT", _GLOBAL, _overwrite),
    Route("POST", _GLOBAL, _upsert),
    Route("GET", _IN_GUILD, _commands),
    Route("PUT", _IN_GUILD, _overwrite),
    Route("POST", _IN_GUILD, _upsert),
)
