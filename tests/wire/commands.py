"""Application commands as the bot synced them, and what a member types into one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tests.wire.ids import Snowflakes
from tests.wire.people import Guild, Json, User

SUBCOMMAND: Final = 1
SUBCOMMAND_GROUP: Final = 2
USER_OPTION: Final = 6
CHANNEL_OPTION: Final = 7
Value = str | int | float | bool | User


class NoSuchCommandError(LookupError):
    """A test used a command or an option that the bot never synced."""


@dataclass(slots=True)
class Commands:
    """The commands of each guild, and the global ones under None."""

    ids: Snowflakes
    application_id: str
    _by_scope: dict[str | None, list[Json]] = field(default_factory=dict)

    def known(self, scope: str | None = None) -> list[Json]:
        """Return the commands of a guild, or the global ones."""
        return self._by_scope.get(scope, [])

    @property
    def are_synced(self) -> bool:
        """Whether any command is known at all."""
        return any(self._by_scope.values())

    def overwrite(self, scope: str | None, bodies: list[Json]) -> list[Json]:
        """Replace a scope's commands; one of the same name and type keeps its id."""
        before = {(c["name"], c["type"]): str(c["id"]) for c in self.known(scope)}
        self._by_scope[scope] = [self._stored(scope, body, before) for body in bodies]
        return self._by_scope[scope]

    def _stored(self, scope: str | None, body: Json, before: dict[tuple[str, int], str]) -> Json:
        kind = body.get("type", 1)
        stored: Json = {
            "description": "",
            "options": [],
            "default_member_permissions": None,
            "nsfw": False,
            "dm_permission": True,
        }
        stored |= body | {
            "id": before.get((body["name"], kind)) or self.ids.next(),
            "type": kind,
            "application_id": self.application_id,
            "version": self.ids.next(),
        }
        return stored | ({"guild_id": scope} if scope else {})

    def data_for(
        self,
        guild: Guild | None,
        path: str,
        options: Mapping[str, Value],
        *,
        focused: str | None = None,
    ) -> Json:
        """Return the data of an interaction with the command at `path` ("progress board").

        Raises NoSuchCommandError for a name that was not synced and for a required option that
        is missing, which no Discord client would let a member send.
        """
        names = path.split()
        command = self._root(guild, names[0])
        leaf = command
        for name in names[1:]:
            leaf = _named(leaf, name, path)
        values = _values(leaf, options, focused)
        for depth in range(len(names) - 1, 0, -1):
            kind = SUBCOMMAND if depth == len(names) - 1 else SUBCOMMAND_GROUP
            values = [{"name": names[depth], "type": kind, "options": values}]
        data: Json = {"id": command["id"], "name": names[0], "type": 1, "options": values}
        resolved = _resolved(guild, options)
        return data | ({"resolved": resolved} if resolved else {})

    def _root(self, guild: Guild | None, name: str) -> Json:
        scopes = (guild.id if guild else None, None)
        for scope in scopes:
            for command in self.known(scope):
                if command["name"] == name and command["type"] == 1:
                    return command
        known = sorted(c["name"] for scope in scopes for c in self.known(scope))
        raise NoSuchCommandError(f"/{name} is not synced; known are {known}")


def _named(parent: Json, name: str, path: str) -> Json:
    for option in parent.get("options") or ():
        if option["name"] == name:
            return dict(option)
    known = [option["name"] for option in parent.get("options") or ()]
    raise NoSuchCommandError(f"/{path}: no {name!r} among {known}")


def _values(leaf: Json, options: Mapping[str, Value], focused: str | None) -> list[Json]:
    known = leaf.get("options") or []
    if any(option["type"] in {SUBCOMMAND, SUBCOMMAND_GROUP} for option in known):
        raise NoSuchCommandError(f"/{leaf['name']} is a group; name one of its commands")
    missing = [o["name"] for o in known if o.get("required") and o["name"] not in options]
    if missing and focused is None:
        raise NoSuchCommandError(f"/{leaf['name']} wants {missing}")
    return [_value(leaf, name, value, focused) for name, value in options.items()]


def _value(leaf: Json, name: str, value: Value, focused: str | None) -> Json:
    option = _named(leaf, name, leaf["name"])
    plain: Any = value.id if isinstance(value, User) else value
    sent: Json = {"name": name, "type": option["type"], "value": plain}
    if name != focused:
        return sent
    if not option.get("autocomplete"):
        raise NoSuchCommandError(f"/{leaf['name']}: {name!r} does not autocomplete")
    return sent | {"focused": True}


def _resolved(guild: Guild | None, options: Mapping[str, Value]) -> Json:
    users = [value for value in options.values() if isinstance(value, User)]
    channels = {str(c["id"]): c for c in guild.channels} if guild else {}
    chosen = {str(v): channels[str(v)] for v in options.values() if str(v) in channels}
    resolved: Json = {}
    if users:
        resolved["users"] = {user.id: user.payload() for user in users}
    if users and guild:
        resolved["members"] = {user.id: user.member() for user in users}
    if chosen:
        resolved["channels"] = {key: c | {"permissions": "0"} for key, c in chosen.items()}
    return resolved
