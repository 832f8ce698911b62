"""Leaks on purpose: on each surface one slip that somebody could well make.

A plant changes one function of the product; the walk beside it is the part of the tour on which it
must be noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pytest

from tests.noninterference import slips
from tests.noninterference.cast import Seat
from tests.noninterference.harness import World
from tests.noninterference.judge import Surface

Slip = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True, slots=True)
class Plant:
    """A leak, where it shows, and how to come by."""

    name: str
    surface: Surface
    slip: Slip
    walk: Callable[[World], None]


def _seat(world: World, name: str) -> Seat:
    return world.seats[world.guilds[0].id, name]


def _use(name: str, command: str, room: str = "alder", **options: Any) -> Callable[[World], None]:
    def walk(world: World) -> None:
        world.slash(_seat(world, name), world.guilds[0].channels[room], command, **options)

    return walk


def _then(*walks: Callable[[World], None]) -> Callable[[World], None]:
    def walk(world: World) -> None:
        for one in walks:
            one(world)

    return walk


def _press(name: str, start: str) -> Callable[[World], None]:
    def walk(world: World) -> None:
        for pressable in world.pressables(_seat(world, name)):
            if pressable.custom_id.startswith(start):
                world.press(_seat(world, name), pressable)

    return walk


def _complete(name: str, command: str, option: str, typed: str = "") -> Callable[[World], None]:
    def walk(world: World) -> None:
        room = world.guilds[0].channels["alder"]
        world.complete(_seat(world, name), room, command, option, typed)

    return walk


# What is planted

_NAME_OF_LATER: Final = "zq4x0a"
_EARLY: Final = "discuss open"


def _reminder(world: World) -> None:
    about = f"show:{world.show_id('a')}"
    _use("Nari", "remind me", when="in 2 hours", show=about)(world)
    _press("Nari", "draft-confirm")(world)
    world.wait(3 * 3_600)


def _name_guess(world: World) -> None:
    (name, *_) = [one for one in world.shows[0].texts("name") if one.startswith(_NAME_OF_LATER)]
    _use("Minho", "recap about", character=name)(world)


def _line_then_back(world: World) -> None:
    _use("Bora", "recap note", episode="3", text=f"{world.word('n', _seat(world, 'Bora'))} so")(
        world
    )
    for _ in range(2):
        _use("Bora", "progress undo")(world)
    _press("Bora", "undo")(world)
    for pressable in world.pressables(_seat(world, "Bora")):
        if pressable.custom_id.startswith("note-edit"):
            world.press(_seat(world, "Bora"), pressable)


def _friends_line(world: World) -> None:
    line = f"{world.word('n', _seat(world, 'Minho'))} so it goes"
    _use("Minho", "recap note", episode="4", text=line)(world)


PLANTS: Final[Sequence[Plant]] = (
    Plant("card", Surface.ANSWER, slips.card_for_everybody, _use("Nari", "episode", episode="3")),
    Plant(
        "choices", Surface.CHOICE, slips.titles_in_choices, _complete("Ara", "episode", "episode")
    ),
    Plant(
        "post",
        Surface.MESSAGE,
        slips.room_knows_all,
        _then(_use("Ara", "recap post"), _press("Ara", "recap-post")),
    ),
    Plant(
        "page of a post",
        Surface.PUBLIC_ANSWER,
        slips.page_by_presser,
        _then(_use("Minho", "recap post", length="full"), _press("Minho", "recap-room")),
    ),
    Plant(
        "guessed name",
        Surface.ANSWER,
        slips.names_answer,
        _use("Nari", "recap about", character="zq3"),
    ),
    Plant(
        "guessed number",
        Surface.ANSWER,
        slips.numbers_answer,
        _use("Nari", "recap about", character="character:5"),
    ),
    Plant(
        "thread name", Surface.NAME, slips.title_in_thread_name, _use("Minho", _EARLY, episode="1")
    ),
    Plant(
        "who stays",
        Surface.MEMBERSHIP,
        slips.nobody_leaves,
        _then(
            _use("Minho", _EARLY, episode="3"),
            _use("Bora", "progress undo"),
            _use("Bora", "progress undo"),
            _press("Bora", "undo"),
        ),
    ),
    Plant(
        "who enters",
        Surface.MEMBERSHIP,
        slips.everybody_enters,
        _then(_use("Minho", _EARLY, episode="4"), _use("Nari", "watched", episode="1")),
    ),
    Plant(
        "first post", Surface.MESSAGE, slips.story_in_first_post, _use("Ara", _EARLY, episode="1")
    ),
    Plant(
        "reveal",
        Surface.ANSWER,
        slips.reveal_does_not_look,
        _then(_use("Minho", _EARLY, episode="4"), _press("Owner of First", "threads-reveal")),
    ),
    Plant(
        "index card", Surface.MESSAGE, slips.title_on_index_card, _use("Ara", _EARLY, episode="1")
    ),
    Plant(
        "party card",
        Surface.MESSAGE,
        slips.title_on_party_card,
        _then(
            _use("Minho", "party schedule", episode="2", when="in 2 hours"),
            _press("Minho", "draft-confirm"),
        ),
    ),
    Plant("reminder", Surface.DM, slips.teaser_in_reminder, _reminder),
    Plant(
        "watched",
        Surface.ANSWER,
        slips.next_title_once_watched,
        _use("Nari", "watched", episode="1"),
    ),
    Plant(
        "question", Surface.ANSWER, slips.title_in_a_question, _use("Nari", "watched", episode="3")
    ),
    Plant("error", Surface.ANSWER, slips.titles_in_an_error, _use("Ara", "episode", episode="999")),
    Plant("log", Surface.LOG, slips.line_in_log, _friends_line),
    Plant(
        "custom id", Surface.MACHINE, slips.words_in_custom_id, _use("Nari", "watched", episode="3")
    ),
    Plant(
        "friend's line",
        Surface.ANSWER,
        slips.lines_from_ahead,
        _then(_friends_line, _use("Ara", "recap me", length="quick")),
    ),
    Plant(
        "another guild's progress",
        Surface.ANSWER,
        slips.another_guilds_progress,
        _use("Ara", "episode", episode="4"),
    ),
    Plant("public question", Surface.OPTIONS, slips.question_in_public, _name_guess),
    Plant("form", Surface.MODAL, slips.own_line_in_form, _line_then_back),
    Plant(
        "file",
        Surface.FILE,
        slips.friends_lines_in_file,
        _then(_friends_line, _use("Nari", "privacy export")),
    ),
    Plant(
        "stale memory",
        Surface.ANSWER,
        slips.stale_memory,
        _then(
            _use("Bora", "recap me"),
            _use("Bora", "progress undo"),
            _use("Bora", "progress undo"),
            _press("Bora", "undo"),
            _use("Bora", "recap me"),
        ),
    ),
)
