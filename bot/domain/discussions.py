"""Discussion threads: who belongs in one, who may open one, and how far a room may talk."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from bot.domain.ids import ShowId
from bot.domain.spoilers import Gate, Knowledge, Position


def belongs(knowledge: Knowledge, show_id: ShowId, episode: int) -> bool:
    """Tell whether somebody may read a thread that talks freely up to an episode."""
    return knowledge.show_id == show_id and Gate.episode(episode).admits(knowledge.position)


def may_open(knowledge: Knowledge, show_id: ShowId, episode: int, *, is_manager: bool) -> bool:
    """Tell whether somebody may open the thread of an episode.

    Whoever looks after the shows may do so ahead of themselves: the thread is the bot's own, so it
    admits them no sooner than anybody else.
    """
    return is_manager or belongs(knowledge, show_id, episode)


def crossed(before: Knowledge, after: Knowledge) -> range:
    """Return the episodes whose threads a step opens, or closes when it leads back."""
    low, high = sorted((before.position.screen, after.position.screen))
    return range(low + 1, high + 1)


class RoomRule(StrEnum):
    """Why a room may talk as far as it may."""

    MEMBERSHIP = "membership"
    """A gated thread: whoever is in it has seen that far."""
    OPEN_THREAD = "open-thread"
    """A thread for talk up to its episode, which anybody can look into."""
    DECLARED = "declared"
    """A channel that was given a position."""
    FLOOR = "floor"
    """The least that the followers of the show have seen."""


class Following(StrEnum):
    """Whether anybody holds a room back."""

    NOBODY = "nobody"
    """The show has no followers here."""
    SILENT = "silent"
    """It has, but all of them have been silent for too long to count."""
    COUNTED = "counted"
    """At least one of them counts."""


class RoomTalk(Struct, frozen=True, kw_only=True):
    """How far a room may talk about a show."""

    position: Position
    rule: RoomRule
    following: Following
    behind: int | None
    """How many hold the room back, or have not got as far as it talks; None: not to be told."""


class Placed(Struct, frozen=True, kw_only=True):
    """A follower who counts for the room, and how far they are."""

    position: Position
    is_hidden: bool


def count_behind(room: Position, followers: Iterable[Placed], rule: RoomRule) -> int | None:
    """Count who is behind; None as soon as somebody keeps their place to themselves.

    At the floor these are the slowest, as long as anybody is further than they are; elsewhere
    whoever has not reached what the room declares. With one member hidden any count, and its
    absence too, would tell on them.
    """
    if rule is RoomRule.MEMBERSHIP:
        return 0
    everybody = tuple(followers)
    if any(each.is_hidden for each in everybody):
        return None
    if rule is not RoomRule.FLOOR:
        return sum(each.position.meet(room) != room for each in everybody)
    slowest = sum(each.position.screen == room.screen for each in everybody)
    return slowest if slowest < len(everybody) else 0
