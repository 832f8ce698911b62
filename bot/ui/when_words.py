"""Moments and time zones in words: how a reading is shown back, and what was wrong with one."""

from __future__ import annotations

from typing import Any, Final

import discord
from discord import app_commands

from bot.domain.drafts import Wish, ZoneOrigin, zone_matters
from bot.domain.errors import LanternError
from bot.domain.member_text import quote_member_text
from bot.domain.recurrence import Repeat
from bot.domain.when import (
    Ambiguous,
    Exact,
    Note,
    NoteKind,
    Past,
    Reading,
    Unreadable,
    UnreadableReason,
)
from bot.domain.zone_offsets import offset_of
from bot.domain.zones import (
    UnknownZoneError,
    ZoneMatch,
    begun_zone,
    city_of,
    get_zone,
    search_zones,
)
from bot.ui.words import Said, joined, say, stamp

_QUOTE: Final = 60
_EXACT: Final = 100.0
"""The score of a city or name that was typed out."""
_CHOICES: Final = 25

_WEEKDAYS: Final = (
    "weekday-mon",
    "weekday-tue",
    "weekday-wed",
    "weekday-thu",
    "weekday-fri",
    "weekday-sat",
    "weekday-sun",
)
_EVERY_DAY: Final = frozenset(range(7))
_WORKDAYS: Final = frozenset(range(5))


class WhenError(LanternError):
    """What was written names no moment to come; the key says why."""

    def __init__(self, key: str, **fields: Any) -> None:  # noqa: ANN401 - as LanternError
        super().__init__(**fields)
        self.key = key  # type: ignore[misc]


def repeats(reading: Reading) -> bool:
    """Tell whether what was written comes again and again."""
    return isinstance(reading, Unreadable) and reading.reason is UnreadableReason.REPEATS


def understood(reading: Reading) -> Exact | Ambiguous:
    """Return a reading that leads on.

    Raises WhenError for the past and for what could not be read.
    """
    match reading:
        case Past():
            raise WhenError(reading.key, moment=stamp(reading.at, "F"))
        case Unreadable():
            raise WhenError(reading.key, words=reading.quoted, day=reading.day or 0)
        case _:
            return reading


def question(ambiguous: Ambiguous) -> Said:
    """Return what to ask where a text has several meanings, with each of them."""
    meanings = (
        say("draft-option", moment=stamp(one.at, "F"), relative=stamp(one.at, "R"))
        for one in ambiguous.options
    )
    return joined([say(ambiguous.key), *meanings, *_respelled(ambiguous.options[0])])


def option_label(one: Exact) -> Said:
    """Return a meaning for a button, where no client puts timestamps into words."""
    folds = [note for note in one.notes if note.kind is NoteKind.FOLD]
    if not folds:
        return say("draft-option-label", local=one.local)
    # Both show the same time there; the name of the zone's hour tells them apart.
    local = folds[0].became
    return Said(f"{say('draft-option-label', local=local)} {local.tzname()}")


def moment_lines(wish: Wish, reading: Exact) -> Said:
    """Return a reading as it is shown back: absolute, relative, and what was adjusted."""
    lines = [say("draft-moment", moment=stamp(reading.at, "F"), relative=stamp(reading.at, "R"))]
    lines += [_note(note) for note in reading.notes]
    words, is_read_in = reading.respelled, zone_matters(wish)
    if words is not None and is_read_in:
        lines.append(say("draft-respelled-in", words=words, zone=zone_time(wish.zone)))
    elif words is not None:
        lines.append(say("draft-respelled", words=words))
    if reading.is_cut:
        lines.append(say("draft-end-left"))
    if reading.zone is not None:
        lines.append(say("draft-zone-named", zone=zone_time(reading.zone)))
    if words is None and is_read_in:
        wrote = quote_member_text(wish.text, limit=_QUOTE, one_line=True)
        lines.append(say("draft-read-in", wrote=wrote, zone=zone_time(wish.zone)))
    return joined(lines)


def zone_name(name: str) -> Said:
    """Return a zone as people name it: an offset's own name counts the other way round."""
    return Said(offset_of(name) or name)


def zone_time(name: str) -> Said:
    """Return "Berlin time (Europe/Berlin)"; of a zone without a place, "UTC+9"."""
    if name == "UTC" or offset_of(name) is not None:
        return zone_name(name)
    return say("zone-time", city=Said(city_of(name)), zone=Said(name))


def _respelled(reading: Exact) -> list[Said]:
    """Say how a slip in the text was read, and that an end was left out."""
    words = reading.respelled
    lines = [] if words is None else [say("draft-respelled", words=words)]
    return [*lines, say("draft-end-left")] if reading.is_cut else lines


def _note(note: Note) -> Said:
    return say(note.key, wrote=note.wrote, became=note.became, moment=stamp(note.became, "F"))


def zone_question(wish: Wish) -> Said:
    """Return the one question about a member's zone."""
    if wish.zone_origin is not ZoneOrigin.ASSUMED:
        raise ValueError("only a zone that was guessed is asked about")
    return say("draft-ask-zone", zone=zone_name(wish.zone))


def repeat_label(repeat: Repeat) -> Said:
    """Return "every Monday and Tuesday", "every day", "on weekdays"."""
    if repeat.weekdays == _EVERY_DAY:
        return say("repeat-every-day")
    if repeat.weekdays == _WORKDAYS:
        return say("repeat-weekdays")
    *days, last = [say(_WEEKDAYS[number]) for number in sorted(repeat.weekdays)]
    if not days:
        return say("repeat-every", days=last)
    return say("repeat-every", days=say("repeat-days", days=joined(days, ", "), last=last))


def late_line(minutes: int) -> Said:
    """Return "this was due 40 min ago"."""
    if minutes < 120:  # noqa: PLR2004 - beyond two hours minutes say too much
        return say("late-minutes", minutes=minutes)
    return say("late-hours", hours=round(minutes / 60))


def read_zone(text: str) -> str:
    """Return the zone that somebody means: a city in it, its name, letters such as "EST".

    Raises UnknownZoneError where there is none; of one that is merely like it, it tells.
    """
    found = search_zones(text, limit=1) if text.strip() else ()
    if found and found[0].score >= _EXACT:
        return found[0].name
    try:
        # After the search: the old zone "EST" keeps winter time all year, and nobody means that.
        return str(get_zone(text.strip()))
    except UnknownZoneError:
        begun = begun_zone(text)
        if begun is None:
            raise
        return begun


def zone_options(zone: str, *, most: int) -> list[discord.SelectOption]:
    """Return zones for a menu: the one that is set first, then those most lived in."""
    names = dict.fromkeys([zone, *(match.name for match in search_zones("", limit=most))])
    return [
        discord.SelectOption(
            label=city_of(name),
            value=name,
            # The universal time has no city of another name.
            description=None if zone_name(name) == city_of(name) else zone_name(name),
            default=name == zone,
        )
        for name in names
    ]


def _zone_choice(match: ZoneMatch) -> str:
    """Return a zone as it stands in a list; an offset's own name counts the other way round."""
    if offset_of(match.name) is not None:
        return match.city
    return str(say("zone-choice", city=Said(match.matched), zone=Said(match.name)))


async def zone_choices(
    _interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return zones to choose from, by city or name."""
    return [
        app_commands.Choice(
            name=_zone_choice(match),
            value=match.name,
        )
        for match in search_zones(current, limit=_CHOICES)
    ]
