"""Two stories that differ only in what lies ahead: nobody who is not there can tell them apart.

This finds what no token can: a count, a gap, an order, an answer to a guess, a longer list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from discord.http import handle_message_parameters

from bot.domain.shows import Episode, TitlePolicy
from bot.services.lookup import EpisodePage
from bot.ui import episode_card, options
from bot.ui.words import Said
from tests.noninterference.canaries import CanaryShow, Twist, aviary
from tests.noninterference.conftest import prepare
from tests.noninterference.harness import World
from tests.noninterference.scene import elsewhere, twins
from tests.noninterference.slips import everything
from tests.noninterference.tour import Tour

_FURTHEST: Final = Twist(screen=2, source=1)
_CHANCE = re.compile(r"(?<='nonce': ')\d+(?=')|\b(?:\d{17,20}|[0-9a-f]{16,32})\b")
"""What differs from run to run; a nonce of discord.py's own is any number below 2**64."""
_MOVES: Final = ("mark:", "next:", "seen-it:", "party-watched", "watched", "settings", "setup")
"""What may lead somebody, or a room, past the point from which on the stories differ."""

Told = list[list[str]]


Walk = Callable[[World], None]


def told(
    shows: tuple[CanaryShow, ...], stage: Callable[..., World], folder: Path, walk: Walk
) -> Told:
    """Return all that the bot says on a walk, step by step."""
    template = prepare(folder / "prepared.db", shows)
    world = stage(shows, template, folder)
    try:
        # What is typed is the same in both: a title in the one, nothing at all in the other.
        world.guesses = aviary()
        walk(world)
        return [sorted(map(_plain, step)) for step in world.watch.steps]
    finally:
        world.close()


def whole(world: World) -> None:
    """Walk everywhere, but for what leads anybody further."""
    tour = Tour(world, may=lambda what: not what.startswith(_MOVES))
    seats = world.seated(world.guilds[0])
    # Whoever looks after the guild may open threads ahead of everybody, and go in: that room is
    # further than any member, so it is left out.
    tour.furnish(seat for seat in seats if seat.user_id != seat.guild.owner.id)
    tour.commands(seats, lambda command: command != "discuss open")
    tour.completions(seats)
    guess(world)
    tour.presses(seats)
    tour.days(3)
    tour.presses(seats)


def guess(world: World) -> None:
    """Name episodes by titles that nobody has seen yet."""
    for seat in world.seated(world.guilds[0]):
        for title in titles_ahead():
            room = world.channels(seat)[0]
            world.slash(seat, room, "watched", episode=title)
            about = f"show:{world.show_id('a')}"
            world.slash(seat, room, "episode", episode=title, show=about)


def titles_ahead() -> list[str]:
    """Return titles of the one story that the other does not have."""
    ahead = [title for show in aviary() for title in show.texts("title")[_FURTHEST.screen :]]
    return [*ahead, *(title.split(" ")[1] for title in ahead)]


def _plain(request: tuple[str, str, Any]) -> str:
    # Numbers of messages depend on which of two jobs was done first, nonces on chance.
    return _CHANCE.sub("#", repr(request))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    return one, other


def test_what_lies_ahead_changes_nothing_of_what_is_said(folders: tuple[Path, Path]) -> None:
    one = told(aviary(), twins, folders[0], whole)
    other = told(aviary(_FURTHEST), twins, folders[1], whole)
    assert differing(one, other) == {}
    assert len(one) > 500


def test_what_a_member_did_elsewhere_changes_nothing_here(folders: tuple[Path, Path]) -> None:
    one = told(aviary(), partial(elsewhere, far=True), folders[0], whole)
    other = told(aviary(), partial(elsewhere, far=False), folders[1], whole)
    assert differing(one, other) == {}


@pytest.mark.parametrize("nonce", [0, 7, 10**14, 2**64 - 1])
def test_a_nonce_that_discord_py_made_is_no_difference(nonce: int) -> None:
    one, other = (_sent(number) for number in (nonce, 2**63))
    assert _plain(one) == _plain(other)


def test_another_nonce_of_ours_is_a_difference() -> None:
    assert _plain(_sent("j1.0")) != _plain(_sent("j2.0"))


def _sent(nonce: int | str) -> tuple[str, str, Any]:
    message = handle_message_parameters("Posted.", nonce=nonce)
    return "POST", "/channels/1/messages", message.payload


def test_another_story_is_noticed_by_whoever_is_there(folders: tuple[Path, Path]) -> None:
    one = told(aviary(), twins, folders[0], look)
    other = told(aviary(Twist(screen=1, source=1)), twins, folders[1], look)
    assert differing(one, other) != {}


def look(world: World) -> None:
    """Look every episode up."""
    for seat in world.seated(world.guilds[0]):
        for episode in range(1, 5):
            about = f"show:{world.show_id('a')}"
            room = world.channels(seat)[0]
            world.slash(seat, room, "episode", episode=str(episode), show=about)


def test_a_planted_count_is_noticed(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    heading = episode_card._heading

    def counted(page: EpisodePage) -> Said:
        beats = page.show.episode(page.ordinal).beats
        return Said(f"{heading(page)} ({len(beats)})")

    monkeypatch.setattr(episode_card, "_heading", counted)
    one = told(aviary(), twins, folders[0], look)
    other = told(aviary(_FURTHEST), twins, folders[1], look)
    assert differing(one, other) != {}


def test_a_planted_answer_to_guesses_is_noticed(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Titles of later lead to their episode; its card is as masked as ever."""
    read = options.read_episode

    def guessed(who: options.Asking, text: str) -> Episode:
        titles = who.show.visible_titles(everything(who.show), TitlePolicy.SEEN)
        for ordinal, names in titles.items():
            if text in names:
                return who.show.episode(ordinal)
        return read(who, text)

    monkeypatch.setattr(options, "read_episode", guessed)
    one = told(aviary(), twins, folders[0], guess)
    other = told(aviary(_FURTHEST), twins, folders[1], guess)
    assert differing(one, other) != {}


def differing(one: Told, other: Told) -> Mapping[int, tuple[list[str], list[str]]]:
    """Return the first steps in which the two differ."""
    found = {
        place: (mine, theirs)
        for place, (mine, theirs) in enumerate(zip(one, other, strict=False))
        if mine != theirs
    }
    if len(one) != len(other):
        found[min(len(one), len(other))] = ([str(len(one))], [str(len(other))])
    return dict(list(found.items())[:3])
