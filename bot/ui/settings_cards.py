"""A guild's settings in words: each with its value, and what a change changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.domain.discussions import Following
from bot.domain.guild_settings import BoardVisibility, GuildSettings, ThreadKind
from bot.domain.ids import ChannelId
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Position
from bot.domain.zone_offsets import offset_of
from bot.services.ports import ChannelRecord
from bot.ui.options import episode_label
from bot.ui.source_words import source_word
from bot.ui.words import Said, joined, mention_channel, mention_role, say

_DAY: Final = 1440
_HOUR: Final = 60

Lines = Mapping[Said, Said]
"""Settings by their names, with their values."""


def guild_lines(settings: GuildSettings) -> Lines:
    """Return what a guild set for itself."""
    return {
        say("setting-titles"): titles_value(settings.titles),
        say("setting-board"): board_value(settings.board),
        say("setting-threads"): threads_value(settings.threads),
        say("setting-zone"): zone_value(settings.zone),
        say("setting-reminders"): reminders_value(settings.reminder_minutes),
        say("setting-silence"): _silence_value(settings.silence_days),
        say("setting-managers"): managers_value(settings.manager_role_id),
        say("setting-home"): _home_value(settings.home_channel_id),
    }


def channel_lines(record: ChannelRecord, show: Show | None) -> Lines:
    """Return what a guild set for one channel; `show` is the one that the record names."""
    return {
        say("setting-show"): say("value-show-none") if show is None else _show_value(show),
        say("setting-position"): position_value(show, record.position),
    }


def setting_rows(lines: Lines) -> Said:
    """Return one row a setting."""
    return joined(say("setting-row", name=name, value=value) for name, value in lines.items())


def change_rows(before: Lines, after: Lines, *, below: Lines | None = None) -> list[Said]:
    """Return what was changed from what to what; nothing where nothing was.

    `below` is what stands under the row of a setting that was changed.
    """
    rows: list[Said] = []
    for name, value in after.items():
        if before[name] == value:
            continue
        rows.append(say("setting-changed", name=name, before=before[name], after=value))
        if below is not None and name in below:
            rows.append(below[name])
    return rows


def titles_value(policy: TitlePolicy) -> Said:
    """Return from when on titles show."""
    match policy:
        case TitlePolicy.SEEN:
            return say("value-titles-seen")
        case TitlePolicy.NEXT:
            return say("value-titles-next")
        case TitlePolicy.ALWAYS:
            return say("value-titles-always")


def board_value(board: BoardVisibility) -> Said:
    """Return who is named on the board."""
    match board:
        case BoardVisibility.EVERYONE:
            return say("value-board-everyone")
        case BoardVisibility.NOBODY:
            return say("value-board-nobody")


def threads_value(kind: ThreadKind) -> Said:
    """Return how discussions are kept."""
    match kind:
        case ThreadKind.GATED:
            return say("value-threads-gated")
        case ThreadKind.OPEN:
            return say("value-threads-open")


def reminders_value(minutes: Iterable[int]) -> Said:
    """Return "1 day and 15 min before", or that there are none."""
    spans = [_span(value) for value in minutes]
    if not spans:
        return say("value-reminders-none")
    return say("value-reminders", spans=joined(spans, ", "))


def _span(minutes: int) -> Said:
    if minutes % _DAY == 0:
        return say("value-days", days=minutes // _DAY)
    if minutes % _HOUR == 0:
        return say("value-hours", hours=minutes // _HOUR)
    if minutes > _HOUR:
        return say("value-hours-minutes", hours=minutes // _HOUR, minutes=minutes % _HOUR)
    return say("value-minutes", minutes=minutes)


def zone_value(name: str) -> Said:
    """Return a zone by its name; one without a place as people call it."""
    offset = offset_of(name)
    return Said(name) if offset is None else say("value-zone-fixed", offset=Said(offset))


def _silence_value(days: int) -> Said:
    return say("value-silence", days=days)


def managers_value(role_id: int | None) -> Said:
    """Return who looks after shows and parties."""
    if role_id is None:
        return say("value-managers-none")
    return say("value-managers-role", role=mention_role(role_id))


def _home_value(channel_id: int | None) -> Said:
    if channel_id is None:
        return say("value-home-none")
    return mention_channel(ChannelId(channel_id))


def _show_value(show: Show) -> Said:
    return say("value-show", show=show.title)


def position_value(show: Show | None, position: Position | None) -> Said:
    """Return how far a room may talk."""
    if position is None or show is None:
        return say("value-position-floor")
    return reach(show, position)


def reach(show: Show, position: Position) -> Said:
    """Return a position in words: "Episode 6, and part 2 of the novel"."""
    screen, part = _both(show, position)
    if screen == 0 and part == 0:
        return say("value-position-nothing")
    if screen == 0:
        return say("value-position-source", part=part, source=source_word(show))
    if part == 0:
        return episode_label(show, screen)
    label, source = episode_label(show, screen), source_word(show)
    return say("value-position-both", screen=label, part=part, source=source)


def floor_sentence(show: Show, floor: Position, following: Following) -> Said:
    """Tell how far everybody in a room is; whoever is behind the others is not told of."""
    screen, part = _both(show, floor)
    if screen == 0 and part == 0:
        return _nothing_sentence(following)
    if screen == 0:
        return say("floor-source", part=part, source=source_word(show))
    if show.is_film:
        return (
            say("floor-both-film", part=part, source=source_word(show))
            if part
            else say("floor-screen-film")
        )
    if part == 0:
        return say("floor-screen", episode=episode_label(show, screen))
    label, source = episode_label(show, screen), source_word(show)
    return say("floor-both", episode=label, part=part, source=source)


def _nothing_sentence(following: Following) -> Said:
    """Tell why nothing of the story is for everybody."""
    match following:
        case Following.NOBODY:
            return say("floor-nobody")
        case Following.SILENT:
            return say("floor-silent")
        case Following.COUNTED:
            return say("floor-nothing")


def _both(show: Show, position: Position) -> tuple[int, int]:
    """Return how far a position is on each track that the show has."""
    return position.screen, position.source if show.source is not None else 0
