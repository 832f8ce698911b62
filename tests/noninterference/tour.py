"""One walk through everything: every command, option, autocomplete, button, menu and form.

The same walk is taken over the product as it is, over the product with a leak planted in it, and
over two stories that differ only in what lies ahead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import GuildId
from tests.noninterference import forging
from tests.noninterference.arguments import values, words
from tests.noninterference.cast import Form, Pressable, Seat
from tests.noninterference.harness import DAY, World

T = TypeVar("T")

_PAUSE: Final = 901
"""Just over what Discord gives a private answer to live: then the bot may forget it."""
_STEPS_BETWEEN_PAUSES: Final = 200
_ENTERED: Final = 3
"""Values of one option that one member tries; members take turns through all of them."""
_ENOUGH: Final = 24
"""How often one kind of button is pressed in all."""
_FOLLOWED: Final = 3
"""How far a member presses on from one answer to the next."""
_PARTIAL: Final = ("", "zq", "1", "zq3", "alder", "fin", "season 2")
_UNSETTLING: Final = ("watched", "progress drop", "show remove", "settings", "privacy delete")
"""Commands that come last, in this order: after them there is less to find."""


@dataclass(slots=True)
class Tour:
    """A walk in progress."""

    world: World
    may: Callable[[str], bool] = lambda _what: True
    """Which commands are used and which custom ids pressed."""
    steps: int = 0
    tried: Counter[str | None] = field(default_factory=Counter)

    def step(self) -> None:
        """Let time pass now and then."""
        self.steps += 1
        if self.steps % _STEPS_BETWEEN_PAUSES == 0:
            self.world.wait(_PAUSE)

    # Commands

    def commands(self, seats: Iterable[Seat], only: Callable[[str], bool] | None = None) -> None:
        """Use every command, each option in turn with many values."""
        seats = list(seats)
        for command in self._in_order(seats):
            if self.may(command) and (only is None or only(command)):
                for turn, seat in enumerate(seats):
                    self._command(seat, turn, command)

    def _in_order(self, seats: Sequence[Seat]) -> list[str]:
        names = {
            name
            for seat in seats
            for name in self.world.commands(seat, self.world.channels(seat)[0])
        }
        last = {start: place for place, start in enumerate(_UNSETTLING, start=1)}

        def order(name: str) -> tuple[int, str]:
            return max((last[one] for one in last if name.startswith(one)), default=0), name

        return sorted(names, key=order)

    def _command(self, seat: Seat, turn: int, command: str) -> None:
        rooms = self.world.channels(seat)
        offered = self.world.commands(seat, rooms[0]).get(command)
        if offered is None:
            return
        for place, options in enumerate(self._options(seat, turn, command, offered)):
            room = rooms[(turn + place) % len(rooms)]
            before = self.world.ledger.progress(seat.guild.id, seat.user_id)
            shown = self.world.slash(seat, room, command, **options)
            self.step()
            self._follow(seat, shown)
            self._take_back(seat, room, before)

    def _options(
        self, seat: Seat, turn: int, command: str, offered: Mapping[str, Mapping[str, Any]]
    ) -> Iterator[dict[str, Any]]:
        """Yield what is entered: what is needed, then each option with one value after another."""
        entered = {name: values(self.world, seat, command, one) for name, one in offered.items()}
        needed = {
            name: entered[name][0]
            for name, one in offered.items()
            if one.get("required") and entered[name]
        }
        yield needed
        for name, every in entered.items():
            for value in _some(every, turn):
                yield {**needed, name: value}

    def _take_back(self, seat: Seat, room: ChannelHandle, before: list[tuple[Any, ...]]) -> None:
        """Undo what moved, so that the next one finds the same story ahead."""
        for _ in range(3):
            now = self.world.ledger.progress(seat.guild.id, seat.user_id)
            moved = {row[0] for row in set(now) ^ set(before)}
            for show_id in sorted(moved):
                self.world.slash(seat, room, "progress undo", show=f"show:{show_id}")
            if not moved:
                return

    def completions(self, seats: Iterable[Seat]) -> None:
        """Type into every option that makes offers, and use what is offered first and last."""
        for turn, seat in enumerate(list(seats)):
            rooms = self.world.channels(seat)
            for command, offered in self.world.commands(seat, rooms[0]).items():
                for name, option in offered.items():
                    if option.get("autocomplete") and self.may(command):
                        self._complete(seat, turn, command, name)

    def _complete(self, seat: Seat, turn: int, command: str, name: str) -> None:
        shows = self.world.guesses
        guesses = [
            text for show in shows for kind in ("title", "name") for text in show.texts(kind)[-2:]
        ]
        about: list[dict[str, str]] = [{}]
        if name != "show":
            show_id = self.world.show_id(shows[turn % len(shows)].letter)
            about.append({"show": f"show:{show_id}"})
        rooms = self.world.channels(seat)
        for filled in about:
            for typed in (*_some(_PARTIAL, turn), *_some(guesses, turn)):
                self.world.complete(seat, rooms[turn % len(rooms)], command, name, typed, **filled)
                self.step()

    # Buttons, menus and forms

    def presses(self, seats: Iterable[Seat], rounds: int = 3) -> None:
        """Press what can be seen, each kind a few times by everybody, and fill in the forms."""
        for _ in range(rounds):
            for seat in [one for one in seats if one in self.world.seated()]:
                pressed: Counter[str | None] = Counter()
                for pressable in self.world.pressables(seat):
                    kind = forging.kind_of(self.world, pressable.custom_id)
                    pressed[kind] += 1
                    if pressed[kind] == 1 and self._is_worth(pressable):
                        self._press(seat, pressable)
                self.forms()

    def _follow(self, seat: Seat, shown: InteractionResult | None) -> None:
        """Press on from answer to answer, always what was pressed least so far."""
        for _ in range(_FOLLOWED):
            offered = [] if shown is None else self.world.answered(shown)
            allowed = [one for one in offered if self._is_worth(one)]
            if not allowed:
                break
            shown = self._press(seat, min(allowed, key=self._times))
        self.forms()

    def _is_worth(self, pressable: Pressable) -> bool:
        return self.may(pressable.custom_id) and self._times(pressable) < _ENOUGH

    def _times(self, pressable: Pressable) -> int:
        return self.tried[forging.kind_of(self.world, pressable.custom_id)]

    def _press(self, seat: Seat, pressable: Pressable) -> InteractionResult | None:
        self.tried[forging.kind_of(self.world, pressable.custom_id)] += 1
        shown = self.world.press(seat, pressable, chosen(seat, pressable))
        self.step()
        return shown

    def forms(self) -> None:
        """Fill in and send off every form that lies open."""
        for form in list(self.world.forms):
            self.world.submit(form, filled(self.world, form))
            self.step()

    def forged(self, seats: Iterable[Seat], numbers: Iterable[int] = (0, 1, 2, 4)) -> None:
        """Press every kind of button there is, with numbers of all sizes in it."""
        world = self.world
        for turn, seat in enumerate(list(seats)):
            rooms = world.channels(seat)
            for pattern in forging.kinds(world):
                for number in numbers:
                    for custom_id in forging.custom_ids(pattern, seat.user_id, lambda _: number):  # noqa: B023
                        if self.may(custom_id):
                            room = rooms[(turn + number) % len(rooms)]
                            button = forging.forge(world, seat, room, pattern, custom_id)
                            before = world.ledger.progress(seat.guild.id, seat.user_id)
                            world.press(seat, button, chosen(seat, button))
                            self._take_back(seat, room, before)
                            self.step()
            self.forms()

    # What the walk needs to find

    def furnish(self, seats: Iterable[Seat]) -> None:
        """Fill the world: lines on episodes, threads of both kinds, parties, reminders."""
        seats = list(seats)
        for seat in seats:
            self._write_lines(seat)
        for kind in (ThreadKind.GATED, ThreadKind.OPEN):
            for guild in self.world.guilds:
                guild_id = GuildId(guild.id)
                self.world.stage(
                    lambda services: services.guilds.change(guild_id, threads=kind)  # noqa: B023
                )
            for seat in seats:
                self._open_threads(seat, is_open=kind is ThreadKind.OPEN)
        for seat in seats:
            self.plan(seat)

    def _write_lines(self, seat: Seat) -> None:
        room = self.world.channels(seat)[0]
        for show in self.world.shows:
            about = f"show:{self.world.show_id(show.letter)}"
            for episode in range(1, show.total + 1):
                text = words(self.world, seat, "recap note", "text")
                if self.may("recap note"):
                    self.world.slash(
                        seat, room, "recap note", episode=str(episode), text=text, show=about
                    )
                    self.step()

    def _open_threads(self, seat: Seat, *, is_open: bool) -> None:
        for show in self.world.shows:
            about = f"show:{self.world.show_id(show.letter)}"
            for episode in range(1, show.total + 1):
                room = self.world.channels(seat)[0]
                if self.may("discuss open") and (episode % 2 == 0) is is_open:
                    self.world.slash(seat, room, "discuss open", episode=str(episode), show=about)
                    self.step()

    def plan(self, seat: Seat) -> None:
        """Have a member plan parties and ask for a reminder."""
        room = self.world.channels(seat)[0]
        where = words(self.world, seat, "party schedule", "where")
        text = words(self.world, seat, "remind me", "text")
        plans: list[tuple[str, dict[str, str]]] = [
            ("party schedule", {"episode": "2", "when": "in 60 hours", "where": where}),
            ("party schedule", {"episode": "2", "when": "in 30 hours", "repeat": "every day"}),
            ("remind me", {"when": "in 40 hours", "text": text}),
        ]
        for command, options in plans:
            if self.may(command):
                about = f"show:{self.world.show_id('a')}"
                self.world.slash(seat, room, command, show=about, **options)
                self.step()
        for pressable in self.world.pressables(seat):
            if pressable.custom_id.startswith("draft-confirm"):
                self.world.press(seat, pressable)

    def direct(self, seat: Seat) -> None:
        """Use every command that there is in direct messages."""
        for command in seat.person.user.available_commands():
            options = {}
            if command == "remind me":
                options = {"when": "in 2 hours", "text": words(self.world, seat, command, "text")}
            if self.may(command):
                self.world.dm(seat, command, **options)
                self.step()

    def days(self, count: int) -> None:
        """Let days pass, one after the other."""
        for _ in range(count):
            self.world.wait(DAY)


def everything(world: World) -> Tour:
    """Walk the whole way, once."""
    tour = Tour(world)
    seats = world.seated()
    tour.furnish(seats)
    tour.completions(seats)
    tour.commands(seats, lambda command: not command.startswith(_UNSETTLING))
    tour.presses(seats)
    tour.commands(seats, lambda command: command in ("party move", "party cancel", "remind cancel"))
    # Of several reminders each was asked which to cancel, and did: something is to come again.
    for seat in seats:
        tour.plan(seat)
    # Ara takes no direct messages: her reminder becomes a line in a channel, and a button.
    for seat in seats:
        if seat.person.name == "Ara":
            world.refuse(f"/channels/{seat.person.user.dm_channel.id}/messages")
    tour.days(4)
    tour.presses(seats)
    tour.forged(seats)
    world.restart()
    tour.presses(seats, rounds=1)
    tour.commands(seats, lambda command: command.startswith(_UNSETTLING))
    tour.presses(seats, rounds=1)
    for seat in seats:
        tour.direct(seat)
    return tour


def chosen(seat: Seat, pressable: Pressable) -> list[Any]:
    """Return what is chosen from a menu, the last options first; nothing of a button."""
    component = pressable.component
    match component["type"]:
        case 3:
            least = max(1, int(component.get("min_values", 1)))
            return [option["value"] for option in component.get("options", ())][-least:]
        case 5 | 7:
            return [seat.actor]
        case 6:
            return [seat.guild.default_role]
        case 8:
            return [next(iter(seat.guild.channels.values()))]
        case _:
            return []


def filled(world: World, form: Form) -> dict[str, Any]:
    """Return what is written into a form."""
    modal = form.shown.modal or {}
    entered: dict[str, Any] = {}
    for label in modal.get("components", ()):
        for control in (label.get("component"), *label.get("components", ())):
            if isinstance(control, dict) and control.get("type") == 4:
                name = str(control["custom_id"])
                text = words(world, form.seat, form.opened_by, name)
                entered[name] = text[: control.get("max_length", 4_000)]
    return entered


def _some(every: Sequence[T], turn: int) -> Sequence[T]:
    """Return a member's share of the values; whoever comes next takes the next ones."""
    if len(every) <= _ENTERED:
        return every
    start = turn * _ENTERED % len(every)
    return [*every, *every][start : start + _ENTERED]
