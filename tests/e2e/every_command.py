"""Every command as it was synced, with values that it takes; new commands join by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from simcord.actors import MemberActor
from simcord.enums import OptionType
from simcord.env import Env
from simcord.interactions import command_leaves
from simcord.results import InteractionResult

from bot.domain.ids import GuildId, UserId
from bot.domain.spoilers import Track
from bot.services.progress import Marking
from tests.e2e.conftest import Evening
from tests.e2e.pressing import press
from tests.e2e.test_show import host

Options = Mapping[str, Mapping[str, Any]]

PLAIN: Final[Mapping[str, Any]] = {
    "episode": "2",
    "to": "2",
    "when": "tomorrow 21:00",
    "character": "character:0",
    "query": "love",
    "title": "Our own show",
    "episodes": "8",
    "text": "Those hands at the window",
    "repeat": "weekly",
    "where": "the sofa",
    "zone": "Seoul",
    "position": "2",
    "part": 1,
    "reminders": "2h, 10m",
    "silence": 7,
    "first_air_date": "2026-02-02",
    "per_sitting": 2,
    "topic": "party",
    "party": "1",
    "reminder": "1",
}
"""By name, what an option takes; `show` and the kinds with choices find theirs themselves."""

_IDLE: Final = 0.001


@dataclass(frozen=True, slots=True)
class Stage:
    """An evening on which every command has something to do, and who may use each of them."""

    evening: Evening
    actor: MemberActor
    commands: Mapping[str, Options] = field(default_factory=dict)

    def good(self, command: str, *, everything: bool = False) -> dict[str, Any]:
        """Return options that the command takes: those that it needs, or every one."""
        return {
            name: self._value(name, option)
            for name, option in self.commands[command].items()
            if everything or option.get("required")
        }

    def _value(self, name: str, option: Mapping[str, Any]) -> Any:
        if option.get("choices"):
            return option["choices"][0]["value"]
        if name == "show":
            return f"show:{self.evening.show_id}"
        match OptionType(option["type"]):
            case OptionType.BOOLEAN:
                return True
            case OptionType.CHANNEL:
                return self.evening.channel
            case OptionType.ROLE:
                return self.evening.guild.create_role("Film club")
        return PLAIN[name]

    async def run(self, command: str, /, **options: Any) -> InteractionResult:
        """Use a command with the options that it needs, and these."""
        told: InteractionResult = await self.actor.slash(
            self.evening.channel, command, **{**self.good(command), **options}
        )
        return told

    def texts(self, command: str) -> list[str]:
        """Return the names of the options into which anything can be typed."""
        return [
            name
            for name, option in self.commands[command].items()
            if option["type"] == OptionType.STRING and not option.get("choices")
        ]


async def stage(evening: Evening) -> Stage:
    """Set it up: a host who has seen three episodes, a party, a reminder and a line of theirs."""
    actor = host(evening)
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    show = await services.catalog.get(guild_id, evening.show_id)
    marking = Marking(track=Track.SCREEN, first=1, last=3)
    await services.progress.mark(guild_id, UserId(actor.id), show, marking)
    everything = Stage(evening, actor, every_command(evening, actor))
    await everything.run("recap note", text=PLAIN["text"])
    for command in ("party schedule", "remind me"):
        await press(actor, await everything.run(command), "draft-confirm")
    return everything


def every_command(evening: Evening, actor: MemberActor) -> dict[str, Options]:
    """Return every command that somebody is offered, with its options."""
    backend = evening.env.backend
    return leaves(backend.visible_commands(user_id=actor.id, channel_id=evening.channel.id))


def leaves(commands: Iterable[dict[str, Any]]) -> dict[str, Options]:
    """Return commands and subcommands by name, with their options."""
    return {
        " ".join(path): {option["name"]: option for option in leaf.get("options") or ()}
        for command in commands
        for path, leaf in command_leaves(command)
    }


def hurry(env: Env) -> None:
    """Look more often whether the bot has come to rest: these tests take very many steps."""
    env._settle_internal = partial(env._settle_internal, idle=_IDLE)  # type: ignore[method-assign]
