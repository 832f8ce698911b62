"""The words of the playground's page, from the message files like all others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.lists import format_list

from bot.ui.words import LOCALE, Said, say
from playground.world import VISITOR, ZONE, Room, Seat

_PLACE: Final = re.compile(r"\{\{([a-z-]+)\}\}")
_STRONG: Final = re.compile(r"\*\*(.+?)\*\*")
_TYPED: Final = re.compile(r"`(.+?)`")
_LAST_NUMBER: Final = re.compile(r" (?=\d+$)")


def filled(page: str) -> str:
    """Return the page with its words in their places, safe to be read as HTML.

    Raises KeyError where it names words that there are none of.
    """
    words = _words()
    return _PLACE.sub(lambda place: _marked(words[place[1]]), page)


def _words() -> dict[str, Said]:
    return {
        "title": say("playground-title"),
        "about": say("playground-about"),
        "clock": say("playground-clock"),
        "jump-hour": say("playground-jump-hour"),
        "jump-reminder": say("playground-jump-reminder"),
        "tries": say("playground-tries"),
        "lookup": say("playground-lookup"),
        "lookup-first": say("playground-lookup-first"),
        "lookup-then": say("playground-lookup-then"),
        "mark": say("playground-mark"),
        "mark-first": say("playground-mark-first"),
        "mark-then": say("playground-mark-then"),
        "party": say("playground-party"),
        "party-first": say("playground-party-first"),
        "party-then": say("playground-party-then"),
        "visitor": Said(VISITOR),
        "enter": say("playground-enter", name=Said(VISITOR)),
        "rooms": say("playground-rooms"),
        "direct": say("playground-direct"),
        "new": say("playground-new"),
        "open": say("playground-open"),
        "hint": say("playground-hint"),
        "cast": say("playground-cast"),
        "stuck": say("playground-stuck"),
        "gone": say("playground-gone"),
    }


def _marked(words: Said) -> str:
    return _TYPED.sub(r"<code>\1</code>", _STRONG.sub(r"<strong>\1</strong>", escape(words)))


def label(room: Room) -> Said:
    """Return what a room is called in the list."""
    match room.kind:
        case "channel":
            return say("playground-room-channel", name=Said(room.name))
        case "dm":
            return say("playground-room-direct", name=Said(room.name))
        case _:  # a number alone on a line would look lost
            return Said(_LAST_NUMBER.sub("\N{NO-BREAK SPACE}", room.name))


def gate(room: Room) -> Said:
    """Return who alone may enter a room."""
    return say("playground-gate", count=len(room.enters), names=_listed(room.enters))


def face(room: Room, name: str) -> dict[str, Said]:
    """Return what a member's face beside a room says: on a touch, and read aloud."""
    if name not in room.enters:
        return {"title": say("playground-not-yet", name=Said(name))}
    return {
        "title": say("playground-enter", name=Said(name)),
        "label": say("playground-enter-room", room=_into(room), name=Said(name)),
    }


def about(seat: Seat) -> list[Said]:
    """Return what there is to know of a member, line by line."""
    lines = [say("playground-episode", episode=seat.episode)]
    if seat.has_read_the_novel:
        lines.append(say("playground-novel"))
    if seat.hosts:
        lines.append(say("playground-hosts"))
    return lines


def due(now: datetime, moment: datetime | None) -> Said:
    """Return when the next reminder is due, in the guild's own time."""
    if moment is None:
        return say("playground-due-none")
    zone = ZoneInfo(ZONE)
    local = moment.astimezone(zone)
    hour = Said(format_time(local, "HH:mm", tzinfo=zone, locale=LOCALE))
    if local.date() == now.astimezone(zone).date():
        return say("playground-due-today", hour=hour)
    day = Said(format_date(local, "EEEE", locale=LOCALE))
    return say("playground-due-later", day=day, hour=hour)


def told(asked: str, rooms: Iterable[Room]) -> Said:
    """Return what came of a jump of the clock: where the bot wrote, if anywhere."""
    if places := [_into(room) for room in rooms]:
        return say("playground-wrote", rooms=_listed(places))
    if asked == "hour":
        return say("playground-quiet-hour")
    return say("playground-quiet-reminder")


def title(room: Room | None) -> str:
    """Return the title of a room's own page, as HTML."""
    return escape(say("playground-room-title", room=Said(room.name if room else "")))


def way_back() -> str:
    """Return the words of the link to the list of rooms, as HTML."""
    return escape(say("playground-back"))


def _into(room: Room) -> Said:
    if room.kind == "dm":
        return say("playground-into-direct", name=Said(room.name))
    return label(room)


def _listed(texts: Iterable[str]) -> Said:
    return Said(format_list(list(texts), locale=LOCALE))
