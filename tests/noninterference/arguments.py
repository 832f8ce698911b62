"""What people type: for each option of any command, what they may well, or wickedly, enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from simcord.builders import ChannelHandle
from simcord.enums import ChannelType, OptionType

from tests.noninterference.cast import Seat
from tests.noninterference.harness import World

_ODD: Final = (
    "",
    "  ",
    "x" * 300,
    "**bold** @everyone <@1> ||bar||",
    "\u202eright to left\u202c",
    "zero\u200bwidth",
    "🕯️",
)
_REFERENCES: Final = (
    "1", "2", "3", "4", "6", "e3", "ep 2", "episode four", "S01E02", "S02E01", "2x03", "s1 ep3",
    "finale", "last", "next", "latest", "3화", "제2회", "1-3", "2-4", "season 2", "all", "0", "-1",
    "7", "999", "1" + "0" * 30, "+1", "+2", "+9", "2, 5", "1 & 2", "3 and 4", "fin", "3-", "5-3",
    "<#3>", "<@1> <@&2>", "@everyone 2",
)  # fmt: skip
_MOMENTS: Final = (
    "in 2 hours", "tomorrow 21:00", "fri 8pm", "tonight 9", "next tue 9", "금요일 오후 8시",
    "내일 저녁 8시", "2026-02-01 20:00", "in 10 minutes", "9", "yesterday", "whenever",
)  # fmt: skip
_BY_NAME: Final[Mapping[str, tuple[str, ...]]] = {
    "when": _MOMENTS,
    "zone": ("Seoul", "Europe/Berlin", "EST", "UTC", "nowhere"),
    "repeat": ("weekly", "mon tue", "every day", "weekdays", "never ever"),
    "episodes": ("8", "3, 3", "1", "0", "many", "10, 10, 8"),
    "first_air_date": ("2026-01-05", "2025-12-01", "soon"),
    "party": ("1", "2", "999"),
    "reminder": ("1", "2", "999"),
    "note": ("1", "2", "999"),
    "reminders": ("1440, 15", "60", "none", "soon"),
    "topic": ("spoilers", "party", "nothing"),
}


def values(world: World, seat: Seat, command: str, option: Mapping[str, Any]) -> list[Any]:
    """Return what somebody may enter for an option; a plain value comes first."""
    if option.get("choices"):
        return [choice["value"] for choice in option["choices"]]
    match OptionType(option["type"]):
        case OptionType.BOOLEAN:
            return [True, False]
        case OptionType.INTEGER | OptionType.NUMBER:
            low = int(option.get("min_value", 0))
            return list(range(low, min(low + 3, int(option.get("max_value", low + 3))) + 1))
        case OptionType.CHANNEL:
            return _channels(world, seat, option)
        case OptionType.ROLE | OptionType.MENTIONABLE:
            return [seat.guild.default_role]
        case OptionType.USER:
            return [one.actor for one in world.seated(seat.guild)]
        case OptionType.STRING:
            longest = option.get("max_length", 6_000)
            entered = _texts(world, seat, command, str(option["name"]))
            shortest = option.get("min_length", 0)
            return [text for text in entered if shortest <= len(text) <= longest]
        case _:
            return []


def _channels(world: World, seat: Seat, option: Mapping[str, Any]) -> list[ChannelHandle]:
    kinds = option.get("channel_types") or [ChannelType.TEXT]
    return [one for one in world.channels(seat) if one._channel.type in kinds]


def _texts(world: World, seat: Seat, command: str, name: str) -> list[str]:
    makers: dict[str, Callable[[World], list[str]]] = {
        "episode": _episodes,
        "to": _episodes,
        "show": _shows,
        "character": _characters,
        "query": lambda world: ["aviary", "alder", *_titles(world)[-2:]],
    }
    if name in makers:
        return [*makers[name](world), *_ODD]
    if name in _BY_NAME:
        return [*_BY_NAME[name], *_ODD]
    return [words(world, seat, command, name), *_ODD]


def words(world: World, seat: Seat, opener: str, name: str) -> str:
    """Return what somebody writes in their own words, with a token of its kind."""
    if name in _BY_NAME:
        return _BY_NAME[name][0]
    kind = "f"
    if "note" in opener:
        kind = "n"
    elif "remind" in opener:
        kind = "r"
    return f"{world.word(kind, seat)} in so many words"


def _episodes(world: World) -> list[str]:
    return [*_REFERENCES, *_titles(world)]


def _titles(world: World) -> list[str]:
    """Return titles of every episode, seen and to come, whole and in part: they are guesses too."""
    found: list[str] = []
    for show in world.guesses:
        titles = show.texts("title")
        found += titles
        found += [title.split(" ")[1] for title in titles[-2:]]
        found += show.texts("other title")[-1:]
    return [*found, *world.guesses[0].texts("term")[-1:], *world.guesses[0].texts("part")]


def _shows(world: World) -> list[str]:
    numbers = [number for (number,) in world.ledger.rows("SELECT id FROM show ORDER BY id")]
    named = [f"show:{number}" for number in (*numbers, 0, 999)]
    return [*named, *(show.title for show in world.shows), "alder", "zq", *_titles(world)[-1:]]


def _characters(world: World) -> list[str]:
    show = world.guesses[0]
    numbers = [f"character:{number}" for number in range(10)]
    names = [name for kind in ("name", "alias", "actor") for name in show.texts(kind)]
    return [*numbers, *names, names[-1].split(" ")[1], "zq4", *world.guesses[1].texts("name")[-1:]]
