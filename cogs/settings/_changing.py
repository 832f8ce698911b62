"""Reading what is to be set, refusing what cannot be, and telling what was changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import discord
from msgspec import Struct

from bot.domain.errors import LanternError
from bot.domain.folding import fold
from bot.domain.guild_settings import BoardVisibility, ThreadKind
from bot.domain.ids import UserId
from bot.domain.member_text import quote_member_text
from bot.domain.places import outline
from bot.domain.records import replace
from bot.domain.reference_reach import PartsRefused, Reach, Story, read_reach
from bot.domain.references import Backwards, NotUnderstood
from bot.domain.reminder_words import read_reminder_times
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Position, Track
from bot.services.guilds import ChannelChange, GuildChange
from bot.services.ports import ChannelRecord
from bot.services.progress import NoSuchTrackError
from bot.ui.layouts import LanternView, card
from bot.ui.options import (
    Asking,
    asking,
    part_error,
    place_of,
    reference_error,
    services_of,
    visible_titles,
)
from bot.ui.reference_errors import EpisodeReferenceError
from bot.ui.settings_cards import change_rows, guild_lines
from bot.ui.source_words import source_word
from bot.ui.when_words import read_zone
from bot.ui.words import Said, joined, say
from cogs.settings._opening import channel_rows, room_change, room_question, titles_question

FLOOR: Final = "floor"
"""What says that a room is to be judged by its followers again."""
_FLOOR_WORDS: Final = frozenset({
    FLOOR, "everybody", "everyone", "asfaraseverybodyis", "asfaraseverybodyhereis",
    "asfaraseveryoneis", "auto", "automatic", "default", "reset",
})  # fmt: skip
"""The same, as `fold` makes it: the choice as it stands in the list, typed out, and its kin."""
_SHOWN: Final = 60
_MOST_SILENCE: Final = 365
_CLEARS: Final = {"managers": "manager_role_id", "home": "home_channel_id"}
_SETS: Final = (
    ("show", "show"), ("position", "show"), ("part", "show"),
    ("managers", "managers"), ("home", "home"),
)  # fmt: skip
"""Options, each with the value of `clear` that takes away what it sets; the message counts them."""


class SilenceError(LanternError):
    """A number of days that is none."""

    key = "error-silence"


class PositionUnreadError(LanternError):
    """What was written does not say how far."""

    key = "error-position-unread"


class PositionBlankError(LanternError):
    """Nothing can be read in what was written."""

    key = "error-position-blank"


class ManagersError(LanternError):
    """Everybody cannot be those few who manage."""

    key = "error-managers-everyone"


class HomeError(LanternError):
    """A channel where we may not write."""

    key = "error-home-not-writable"


class ClearError(LanternError):
    """The same thing is to be set and to be taken away."""

    key = "error-clear-and-set"


class Wanted(Struct, frozen=True, kw_only=True):
    """What was typed; None stays as it is."""

    show: str | None = None
    position: str | None = None
    part: int | None = None
    titles: TitlePolicy | None = None
    board: BoardVisibility | None = None
    threads: ThreadKind | None = None
    zone: str | None = None
    reminders: str | None = None
    silence: int | None = None
    managers: discord.Role | None = None
    home: discord.TextChannel | None = None
    clear: str | None = None


async def change(interaction: discord.Interaction, wanted: Wanted) -> list[LanternView]:
    """Change what is wanted; return what was changed, then each question that is left.

    Everything is read before anything is changed, so that one mistake changes nothing.
    """
    _refuse_contradiction(wanted)
    changes = _guild_changes(interaction, wanted)
    room, asks = await _room_change(interaction, wanted)
    if wanted.titles is TitlePolicy.ALWAYS:
        asks = [*titles_question(interaction), *asks]
    rows = await _keep(interaction, changes, room)
    if not rows and not asks:
        return [card(say("settings-nothing-changed"))]
    if rows and asks:
        rows.append(say("settings-saved-but"))
    return [card(joined(rows)), *asks] if rows else asks


def _refuse_contradiction(wanted: Wanted) -> None:
    """Raise ClearError where one option sets what another takes away."""
    for number, (option, clear) in enumerate(_SETS):
        if wanted.clear == clear and getattr(wanted, option) is not None:
            raise ClearError(option=number)


def _guild_changes(interaction: discord.Interaction, wanted: Wanted) -> dict[str, Any]:
    """Read what is to be changed for the guild; raises an error that says what cannot be."""
    readings: dict[str, tuple[Any, Callable[[Any], Any]]] = {
        # All titles to everybody is asked about first.
        "titles": (None if wanted.titles is TitlePolicy.ALWAYS else wanted.titles, TitlePolicy),
        "board": (wanted.board, BoardVisibility),
        "threads": (wanted.threads, ThreadKind),
        "zone": (wanted.zone, read_zone),
        "reminder_minutes": (wanted.reminders, read_reminder_times),
        "silence_days": (wanted.silence, _silence),
        "manager_role_id": (wanted.managers, manager_role),
        "home_channel_id": (wanted.home, lambda home: writable(interaction, home.id)),
    }
    changes = {name: read(typed) for name, (typed, read) in readings.items() if typed is not None}
    if wanted.clear in _CLEARS:
        changes[_CLEARS[wanted.clear]] = None
    return changes


def _silence(days: int) -> int:
    if not 0 <= days <= _MOST_SILENCE:
        raise SilenceError(limit=_MOST_SILENCE)
    return days


def manager_role(role: discord.Role) -> int:
    """Return a role that may manage.

    Raises ManagersError for the role that everybody has.
    """
    if role.is_default():
        raise ManagersError
    return role.id


def writable(interaction: discord.Interaction, channel_id: int) -> int:
    """Return a channel where we may post cards.

    Raises HomeError for any other.
    """
    guild = interaction.guild
    channel = None if guild is None else guild.get_channel(channel_id)
    if isinstance(channel, discord.TextChannel):
        held = channel.permissions_for(channel.guild.me)
        if held.view_channel and held.send_messages:
            return channel_id
    raise HomeError(channel=channel_id)


async def _keep(
    interaction: discord.Interaction, changes: dict[str, Any], room: ChannelRecord | None
) -> list[Said]:
    """Keep all changes at once; return what they are."""
    services, guild_id = services_of(interaction), place_of(interaction).guild_id
    before = services.guilds.settings(guild_id)
    after = replace(before, **changes)
    later = {say("setting-reminders"): say("settings-reminders-later")}
    rows = change_rows(guild_lines(before), guild_lines(after), below=later)
    if room is not None:
        rows += await channel_rows(services, guild_id, room)
    change = GuildChange(
        guild_id=guild_id,
        settings=changes,
        channels=() if room is None else (room_change(room),),
    )
    if room is not None and room.show_id is not None:
        # A channel's show is one that this server watches, so it stands on the shelf too.
        await services.shows.shelve(UserId(interaction.user.id), room.show_id, change)
    else:
        await services.guilds.keep(change)
    return rows


class _Room(Struct, frozen=True, kw_only=True):
    who: Asking
    position: Position | None


async def _read_room(interaction: discord.Interaction, wanted: Wanted) -> _Room | None:
    """Read what is to be set for this channel: its show, and how far it may talk."""
    if wanted.show is None and wanted.position is None and wanted.part is None:
        return None
    who = await asking(interaction, wanted.show)
    record = who.services.guilds.channel(who.guild_id, who.place.channel_id)
    declared = record.position if record.show_id == who.show.id else None
    if wanted.position is None and wanted.part is None:
        return _Room(who=who, position=declared)
    if wanted.position is not None and fold(wanted.position) in _FLOOR_WORDS:
        return _Room(who=who, position=None)
    base = declared or Position()
    reach = Reach() if wanted.position is None else _reach(who, wanted.position)
    screen = base.screen if reach.screen is None else reach.screen
    source = base.source if reach.source is None else reach.source
    if wanted.part is not None:
        source = _source(who.show, wanted.part)
    return _Room(who=who, position=Position(screen, source))


def _reach(who: Asking, text: str) -> Reach:
    """Read how far a room may talk.

    Raises an error that gives an example, or that says what the show has.
    """
    story = Story(
        outline=outline(who.show),
        parts=who.show.length(Track.SOURCE),
        titles=visible_titles(who),
    )
    match read_reach(text, story):
        case Reach() as reach:
            return reach
        case PartsRefused(reference):
            raise part_error(who.show, reference)
        case NotUnderstood(wrote) if not wrote:
            raise PositionBlankError
        case NotUnderstood() | Backwards():
            raise PositionUnreadError(wrote=quote_member_text(text, limit=_SHOWN, one_line=True))
        case refused:
            raise reference_error(who.show, refused)


def _source(show: Show, part: int) -> int:
    source = show.source
    if source is None:
        raise NoSuchTrackError(show=show.title)
    if not 0 <= part <= source.parts:
        raise EpisodeReferenceError(
            "error-no-such-part",
            source=source.title,
            word=source_word(show),
            parts=source.parts,
        )
    return part


async def _room_change(
    interaction: discord.Interaction, wanted: Wanted
) -> tuple[ChannelRecord | None, list[LanternView]]:
    """Return what this channel is to be set to, if anything, and what has to be asked first."""
    place = place_of(interaction)
    before = services_of(interaction).guilds.channel(place.guild_id, place.channel_id)
    room = await _read_room(interaction, wanted)
    if wanted.clear == "show":
        return ChannelRecord(channel_id=place.channel_id), []
    if room is None:
        return None, []
    after = replace(before, show_id=room.who.show.id, position=room.position)
    if room.position is not None and after != before:
        ask = await room_question(room.who, room.position)
        if ask is not None:
            # The show was named, and opens nothing: it need not wait for the answer.
            named = ChannelChange(channel_id=place.channel_id, show_id=room.who.show.id)
            return None if wanted.show is None else named.over(before), [ask]
    return after, []
