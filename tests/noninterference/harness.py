"""The real bot in a simulated Discord with two guilds, driven step by step from plain functions.

After every step everything that could be read is judged; a leak ends the test at the step that
made it.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar
from unittest.mock import patch

import discord
from simcord.actors import MemberActor
from simcord.backend.access import channel_accessible
from simcord.backend.errors import BackendError, SetupError
from simcord.backend.models import Channel, Message
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.interactions import command_leaves
from simcord.results import InteractionResult, ResponseMessage

from bot.client import LanternBot
from bot.composition import build_bot
from bot.domain.errors import LanternError
from bot.domain.ids import ShowId
from bot.services.bundle import Services
from bot.ui.errors import unwrap
from bot.ui.replies import AnswerLostError
from tests.noninterference.canaries import CanaryShow, tokens_in
from tests.noninterference.cast import Form, Person, Pressable, Seat, in_message
from tests.noninterference.judge import Judge
from tests.noninterference.oracle import Facts, Ledger
from tests.noninterference.views import forgetting_no_view
from tests.noninterference.watch import BrokenError, LeakedError, Watch
from tests.simulated import SimulatedDiscord

T = TypeVar("T")

DAY: Final = 86_400
_LOOKED_AT: Final = 60
"""The newest messages of a room whose buttons are offered to be pressed."""


@dataclass(slots=True)
class World:
    """Two guilds, their members, and the bot."""

    shows: tuple[CanaryShow, ...]
    database: Path
    env: Env = field(init=False)
    bot: LanternBot = field(init=False)
    watch: Watch = field(init=False)
    ledger: Ledger = field(init=False)
    guilds: list[GuildHandle] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    seats: dict[tuple[int, str], Seat] = field(default_factory=dict)
    """By guild and name; whoever left is not among them."""
    forms: list[Form] = field(default_factory=list)
    commands_run: set[str] = field(default_factory=set)
    options_completed: set[str] = field(default_factory=set)
    pressed: set[str] = field(default_factory=set)
    """Custom ids that were pressed by somebody who may."""
    expected: tuple[type[Exception], ...] = ()
    """Errors that a test provokes."""
    guesses: tuple[CanaryShow, ...] = ()
    """Where members take their guesses from; the shows themselves, if nothing else is said."""
    words: int = 0
    _errors: int = 0
    """How many were looked at."""
    _is_refused: bool = False
    _stack: ExitStack = field(default_factory=ExitStack)
    _runner: asyncio.Runner = field(default_factory=asyncio.Runner)

    # Beginning and end

    @classmethod
    def open(cls, shows: tuple[CanaryShow, ...], template: Path, folder: Path) -> World:
        """Start the bot over a copy of a prepared database."""
        world = cls(shows, Path(shutil.copy(template, folder / "lantern.db")))
        try:
            world._begin()
        except BaseException:
            world.close()
            raise
        return world

    def __post_init__(self) -> None:
        """Let members guess at what there is."""
        self.guesses = self.guesses or self.shows

    def _begin(self) -> None:
        # The bundled shows are of no use here, and reading them takes longer than all else.
        nothing = self.database.parent / "no-shows"
        nothing.mkdir(exist_ok=True)
        self._stack.enter_context(patch("bot.composition.bundled_folder", lambda: nothing))
        self._stack.enter_context(forgetting_no_view())
        self._runner.__enter__()
        self._stack.callback(self._runner.close)
        self.bot = self.run(self._build())
        self.env = SimulatedDiscord(self.bot, shard_count=1, check_errors=False, settle_timeout=60)
        self._stack.callback(lambda: self.run(self._end()))
        self.ledger = Ledger(self.database)
        self._stack.callback(self.ledger.close)
        judge = Judge(self.ledger, self.shows, self.facts)
        self.watch = Watch(self.env.backend, judge)
        self._stack.enter_context(self.watch.listening())
        self.run(self.env.start())

    async def _build(self) -> LanternBot:
        return await build_bot(f"sqlite+aiosqlite:///{self.database}")

    async def _end(self) -> None:
        await self.env.shutdown()
        await self.bot.finish()

    def close(self) -> None:
        """Stop the bot and let go of everything."""
        self._stack.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run work to its end on the world's own loop."""
        return self._runner.run(work)

    # Who is there

    def facts(self, guild_id: int) -> Facts:
        """Return time and members, as the oracle needs them."""
        guild = self.env.backend.guilds[guild_id]
        return Facts(int(self.env.now().timestamp()), frozenset(guild.members))

    @property
    def services(self) -> Services:
        """The bot's services, to set the stage with."""
        return self.bot.services

    def add_guild(self, name: str) -> GuildHandle:
        """Make a guild; its owner is a person who has seen nothing."""
        owner = self.add_person(f"Owner of {name}")
        guild = self._arrange(lambda: self.env.create_guild(name, owner=owner.user))
        self.watch.judge.guilds[str(len(self.guilds))] = guild.id
        self.guilds.append(guild)
        actor = MemberActor(self.env, guild, owner.user)
        self.seats[guild.id, owner.name] = Seat(owner, guild, actor)
        return guild

    def add_channel(self, guild: GuildHandle, name: str) -> ChannelHandle:
        """Make a channel."""
        return self._arrange(lambda: guild.create_text_channel(name))

    def _arrange(self, build: Callable[[], T]) -> T:
        """Build something of the simulated Discord, and let the bot hear of it."""

        async def arranged() -> T:
            return build()

        built = self.run(arranged())
        self.settle()
        return built

    def add_person(self, name: str) -> Person:
        """Make somebody."""
        letter = chr(ord("a") + len(self.people))
        person = Person(name, letter, self.env.create_user(name.replace(" ", "-").lower()))
        self.people[name] = person
        self.watch.judge.people[letter] = person.user.id
        return person

    def join(self, guild: GuildHandle, person: Person) -> Seat:
        """Let somebody into a guild."""
        actor = self._arrange(lambda: guild.add_member(person.user))
        seat = Seat(person, guild, actor)
        self.seats[guild.id, person.name] = seat
        return seat

    def leave(self, seat: Seat) -> None:
        """Let somebody go."""
        self._arrange(lambda: seat.guild.remove_member(seat.actor))
        del self.seats[seat.guild.id, seat.person.name]
        self.forms = [form for form in self.forms if form.seat != seat]

    def seated(self, guild: GuildHandle | None = None) -> list[Seat]:
        """Return who is in a guild, or in any."""
        return [seat for seat in self.seats.values() if guild in (None, seat.guild)]

    # Setting the stage

    def stage(self, work: Callable[[Services], Awaitable[T]]) -> T:
        """Arrange something through the services, without a command."""

        async def arranged() -> T:
            with self.env.time_context():
                return await work(self.services)

        done = self.run(arranged())
        self.settle()
        return done

    def show_id(self, letter: str) -> ShowId:
        """Return the number of a show."""
        show = next(one for one in self.shows if one.letter == letter)
        return ShowId(self.ledger.shows[show.document["slug"]])

    # Steps

    def slash(
        self, seat: Seat, channel: ChannelHandle, command: str, /, **options: Any
    ) -> InteractionResult | None:
        """Use a command; None where the client would not let it through."""
        typed = [value for value in options.values() if isinstance(value, str)]
        shown = self._step(seat, typed, seat.actor.slash(channel, command, **options), typed)
        if shown is not None:
            self.commands_run.add(command)
            self._keep_form(seat, shown, f"/{command}")
        return shown

    def complete(
        self, seat: Seat, channel: ChannelHandle, command: str, option: str, typed: str,
        /, **filled: Any,
    ) -> list[dict[str, Any]]:  # fmt: skip
        """Type into an option; return what is offered."""
        asked = seat.actor.autocomplete(channel, command, option, typed, **filled)
        choices = self._step(seat, [typed], asked)
        if choices is not None:
            self.options_completed.add(f"{command} {option}")
        return choices or []

    def press(
        self, seat: Seat, pressable: Pressable, values: list[Any] | None = None
    ) -> InteractionResult | None:
        """Press a button, or choose from a menu."""
        message = ResponseMessage(self.env, pressable.message)
        custom_id = pressable.custom_id
        in_guild = self.env.backend.channels[message.channel_id].guild_id is not None
        actor: Any = seat.actor if in_guild else seat.person.user
        act = (
            actor.select(message, values or [], custom_id=custom_id)
            if pressable.is_menu
            else actor.click(message, custom_id=custom_id)
        )
        shown: InteractionResult | None = self._step(seat, [], act)
        if shown is not None:
            self.pressed.add(custom_id)
            self._keep_form(seat, shown, custom_id)
        return shown

    def submit(self, form: Form, values: Mapping[str, Any]) -> InteractionResult | None:
        """Send a form off."""
        self.forms = [one for one in self.forms if one is not form]
        typed = [value for value in values.values() if isinstance(value, str)]
        backend = self.env.backend
        in_guild = backend.channels[form.shown._interaction.channel_id].guild_id is not None
        actor: Any = form.seat.actor if in_guild else form.seat.person.user
        return self._step(form.seat, typed, actor.submit_modal(form.shown, dict(values)))

    def _keep_form(self, seat: Seat, shown: InteractionResult, opened_by: str) -> None:
        if shown.modal is not None:
            self.forms.append(Form(seat, shown, opened_by))

    def dm(self, seat: Seat, command: str, /, **options: Any) -> InteractionResult | None:
        """Use a command in the direct messages with the bot."""
        typed = [value for value in options.values() if isinstance(value, str)]
        shown: InteractionResult | None = self._step(
            seat, typed, seat.person.user.slash(command, **options)
        )
        if shown is not None:
            self.commands_run.add(command)
        return shown

    def talk(self, seat: Seat, channel: ChannelHandle, words: str) -> None:
        """Say something in a room."""
        self._step(seat, [], seat.actor.send(channel, words))

    def refuse(self, path: str, status: int = 403, code: int = 50007) -> None:
        """Let Discord refuse the bot's next request of a path, by default as closed DMs do."""
        self.env.inject_error("POST", path, status=status, code=code, message="refused")
        self._is_refused = True

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.watch.typing(0)
        self.run(self.env.advance_time(seconds))
        self.check()

    def restart(self) -> None:
        """Stop the bot and start it anew, as after an update."""
        old = self.bot
        self.watch.typing(0)

        async def again() -> None:
            self.bot = await self._build()
            await self.env.restart_bot(self.bot)
            await old.finish()

        # A form whose bot is gone cannot be sent off any more.
        self.forms = []
        self.run(again())
        self.settle()

    def settle(self) -> None:
        """Let the bot finish what it is at, and judge."""
        self.watch.typing(0)
        self.run(self.env.settle())
        self.check()

    def _step(
        self,
        seat: Seat,
        typed: Iterable[str],
        action: Coroutine[Any, Any, T],
        options: Iterable[str] = (),
    ) -> T | None:
        self.watch.typing(seat.user_id, tokens_in(typed), options)
        try:
            done = self.run(action)
        except (SetupError, BackendError):
            # What no client lets through is no step.
            done = None
        finally:
            self.watch.typing(0)
        self.check()
        return done

    def check(self) -> None:
        """Raise for what leaked, and for what the bot did not expect."""
        self.watch.look_around()
        if self.watch.leaks:
            raise LeakedError("\n".join(map(str, self.watch.leaks[:5])))
        met = self.env.errors_since(self._errors)
        self._errors += len(met)
        # Where Discord refuses, discord.py says so in an error of its own.
        refused = (discord.HTTPException, AnswerLostError) if self._is_refused else ()
        self._is_refused = bool(self.env.backend.faults)
        expected = (LanternError, *refused, *self.expected)
        unexpected = [one for one in met if not isinstance(unwrap(one), expected)]
        if unexpected:
            raise BrokenError(f"the bot met {unexpected!r}") from unexpected[0]

    def word(self, kind: str, seat: Seat) -> str:
        """Return a new token for what somebody types: `n`ote, `r`eminder or `f`ree words."""
        self.words += 1
        digit = self.guilds.index(seat.guild)
        return f"z{kind}{digit}{seat.person.letter}{self.words:04d}"

    # What can be done

    def commands(self, seat: Seat, channel: ChannelHandle) -> dict[str, Mapping[str, Any]]:
        """Return the commands that somebody is offered, by name, with their options."""
        visible = self.env.backend.visible_commands(user_id=seat.user_id, channel_id=channel.id)
        return {
            " ".join(path): {one["name"]: one for one in leaf.get("options") or ()}
            for command in visible
            for path, leaf in command_leaves(command)
        }

    def channels(self, seat: Seat) -> list[ChannelHandle]:
        """Return the channels and threads that somebody can enter."""
        return [
            ChannelHandle(self.env, seat.guild, channel)
            for channel in self._rooms(seat.guild.id)
            if channel_accessible(self.env.backend, channel.id, seat.user_id)
        ]

    def _rooms(self, guild_id: int) -> Iterator[Channel]:
        for channel in list(self.env.backend.channels.values()):
            if channel.guild_id == guild_id and (channel.type == 0 or channel.is_thread):
                yield channel

    def pressables(self, seat: Seat) -> list[Pressable]:
        """Return every button and menu that somebody sees, in rooms and in their DMs."""
        rooms = [channel.id for channel in self.channels(seat)]
        rooms.append(seat.person.user.dm_channel.id)
        return [
            pressable
            for room in rooms
            for message in self._messages(room, seat.user_id)
            for pressable in in_message(message)
        ]

    def answered(self, shown: InteractionResult) -> list[Pressable]:
        """Return every button and menu of an answer."""
        messages = [one._message for one in (shown.response, *shown.followups) if one is not None]
        return [pressable for message in messages for pressable in in_message(message)]

    def _messages(self, channel_id: int, user_id: int) -> list[Message]:
        stored = self.env.backend.messages.get(channel_id, {}).values()
        bot_id = self.env.backend.bot_user.id
        mine = [one for one in stored if one.author_id == bot_id and one.visible_to(user_id)]
        return mine[: -_LOOKED_AT - 1 : -1]
