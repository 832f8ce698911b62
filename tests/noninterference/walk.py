"""Anybody does anything: single steps whose every detail somebody else chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from simcord.builders import ChannelHandle

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import GuildId
from bot.domain.shows import TitlePolicy
from tests.noninterference import forging
from tests.noninterference.arguments import values, words
from tests.noninterference.cast import Person, Seat
from tests.noninterference.harness import World
from tests.noninterference.tour import chosen, filled

T = TypeVar("T")

HOUR: Final = 3_600
_FORGED: Final = 9
"""The highest number in a forged button."""


class Chooser(Protocol):
    """Makes every choice, at random or in search of the shortest way to a leak."""

    def pick(self, options: Sequence[T]) -> T:
        """Return one of them."""
        ...


@dataclass(slots=True)
class Walk:
    """Steps through a world."""

    world: World
    chooser: Chooser

    def seat(self) -> Seat:
        """Choose somebody."""
        return self._named(self.world.seated(), lambda seat: f"{seat.person.name}")

    def room(self, seat: Seat) -> ChannelHandle:
        """Choose a room that somebody can enter."""
        return self._named(self.world.channels(seat), lambda room: f"#{room.name}")

    def _named(self, options: Sequence[T], name: Callable[[T], str]) -> T:
        """Choose by number and name, so that a failing walk can be read."""
        labels = [f"{place} {name(one)}" for place, one in enumerate(options)]
        return options[labels.index(self.chooser.pick(labels))]

    def command(self) -> None:
        """Use a command, with some of its options."""
        seat = self.seat()
        room = self.room(seat)
        offered = self.world.commands(seat, room)
        command = self.chooser.pick(sorted(offered))
        options: dict[str, Any] = {}
        for name, option in offered[command].items():
            if option.get("required") or self.chooser.pick((False, True)):
                entered = values(self.world, seat, command, option)
                if entered:
                    options[name] = self._named(entered, lambda value: str(value)[:40])
        self.world.slash(seat, room, command, **options)

    def completion(self) -> None:
        """Type into an option that makes offers, and take up one of them."""
        seat = self.seat()
        room = self.room(seat)
        offered = self.world.commands(seat, room)
        making = [
            (command, name)
            for command, options in sorted(offered.items())
            for name, option in options.items()
            if option.get("autocomplete")
        ]
        command, name = self.chooser.pick(making)
        entered = values(self.world, seat, command, offered[command][name])
        typed = self._named(entered, lambda value: str(value)[:40])
        choices = self.world.complete(seat, room, command, name, str(typed)[:100])
        if choices and not [one for one in offered[command].values() if one.get("required")]:
            taken = self._named(choices, lambda choice: str(choice["name"]))
            self.world.slash(seat, room, command, **{name: taken["value"]})

    def press(self) -> None:
        """Press something that somebody sees."""
        seat = self.seat()
        seen = self.world.pressables(seat)
        if seen:
            one = self._named(seen, lambda pressable: pressable.custom_id)
            self.world.press(seat, one, chosen(seat, one))

    def forged(self) -> None:
        """Press a button as it may have come from another day."""
        seat = self.seat()
        pattern = self.chooser.pick(sorted(forging.kinds(self.world)))
        numbers = tuple(range(_FORGED + 1))
        made = list(forging.custom_ids(pattern, seat.user_id, lambda _: self.chooser.pick(numbers)))
        button = forging.forge(self.world, seat, self.room(seat), pattern, self.chooser.pick(made))
        self.world.press(seat, button, chosen(seat, button))

    def form(self) -> None:
        """Send off a form that lies open."""
        if self.world.forms:
            form = self._named(self.world.forms, lambda one: one.opened_by)
            self.world.submit(form, filled(self.world, form))

    def direct(self) -> None:
        """Use a command in direct messages."""
        seat = self.seat()
        names = seat.person.user.available_commands()
        if names:
            command = self.chooser.pick(names)
            options = {}
            if command == "remind me":
                text = words(self.world, seat, command, "text")
                options = {"when": "in 2 hours", "text": text}
            self.world.dm(seat, command, **options)

    def wait(self) -> None:
        """Let time pass."""
        self.world.wait(self.chooser.pick((600, HOUR, 24 * HOUR, 72 * HOUR, 40 * 24 * HOUR)))

    def move(self) -> None:
        """Let somebody go, or come (back)."""
        world = self.world
        guild = self._named(world.guilds, lambda guild: guild.name)
        person: Person = self._named(list(world.people.values()), lambda person: person.name)
        seat = world.seats.get((guild.id, person.name))
        if seat is None:
            world.join(guild, person)
        elif person.user.id != guild.owner.id:
            world.leave(seat)

    def settings(self) -> None:
        """Change what a guild allows."""
        guild = self._named(self.world.guilds, lambda guild: guild.name)
        change: dict[str, Any] = self._named(
            [{"titles": policy} for policy in TitlePolicy]
            + [{"threads": kind} for kind in ThreadKind]
            + [{"silence_days": days} for days in (0, 2, 30)],
            str,
        )
        guild_id = GuildId(guild.id)
        self.world.stage(lambda services: services.guilds.change(guild_id, **change))

    def talk(self) -> None:
        """Say something in a room."""
        seat = self.seat()
        self.world.talk(seat, self.room(seat), "have you all seen it?")

    def refusal(self) -> None:
        """Let Discord refuse what the bot asks for next."""
        path = self.chooser.pick(("/channels/*/messages", "/channels/*/threads", "/webhooks/*"))
        status = self.chooser.pick((403, 404, 500))
        self.world.refuse(path, status, code=0)
