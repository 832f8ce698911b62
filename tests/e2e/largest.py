"""The largest show that anybody can add, and a guild in which there is much of everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.domain.drafts import PartyDraft, ReminderDraft
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.reminders import MOST_WAITING
from bot.domain.showfile_schema import SHOW, Field, Kind
from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.services.progress import Marking
from tests.e2e.conftest import Evening

EPISODES: Final = 2_000
SEASON: Final = 40
WATCHED: Final = 1_500
FULL: Final = (1, 2, WATCHED - 1, WATCHED)
"""The episodes with as much in them as there may be; the others have a title."""
FOLLOWERS: Final = 300
LINES: Final = 60
PARTIES: Final = 40
THREADS: Final = 60
SHELF: Final = 30
_FEW: Final = {"episode": 0, "character": 60, "note": 40, "beat": 100, "track": 1}
"""How many rows of a table are enough to be far too many for one card."""
_LANGUAGES: Final = ("en", "ko", "de", "fr", "es", "ja", "pt")


def largest_document() -> dict[str, Any]:
    """Return a document in which every text is as long as a show file lets it be."""
    document = _table(SHOW)
    document["slug"] = "largest"
    document["episode"] = [_episode(ordinal) for ordinal in range(1, EPISODES + 1)]
    for number, person in enumerate(document["character"]):
        person["name"] = f"{number} {person['name']}"[:80]
        person["first_episode"] = 1
        for note in person["note"]:
            note["after"] = 1
    return document


def _episode(ordinal: int) -> dict[str, Any]:
    table = SHOW["episode"].table
    assert table is not None
    season, number = divmod(ordinal - 1, SEASON)
    place = {"season": season + 1, "number": number + 1}
    if ordinal not in FULL:
        return {**place, "title": f"{ordinal} {_text(100)}"[:100]}
    full = _table(table)
    full.pop("source_part")
    return {**full, **place}


def _table(fields: Mapping[str, Field]) -> dict[str, Any]:
    return {
        name: value
        for name, field in fields.items()
        if name not in {"source_after", "air_date"} and (value := _value(name, field)) is not None
    }


def _value(name: str, field: Field) -> Any:
    match field.kind:
        case Kind.TEXT:
            return field.choices[0] if field.choices else _text(field.limit)
        case Kind.TEXTS:
            return [f"{number} {_text(field.limit)}"[: field.limit] for number in range(field.most)]
        case Kind.LANGUAGES:
            return {language: [_text(field.limit)] * 5 for language in _LANGUAGES}
        case Kind.NUMBER:
            return field.high or 1
        case Kind.PARTS:
            return [f"{number} {_text(field.limit)}"[: field.limit] for number in range(field.most)]
        case Kind.TABLES:
            assert field.table is not None
            return [_table(field.table) for _ in range(_FEW[name])]
        case _:
            return None


def _text(length: int) -> str:
    return ("Wide words 와 긴 제목 " * (length // 8 + 1))[:length].strip().ljust(length, "w")


async def crowd(evening: Evening, host: UserId) -> Show:
    """Fill the guild: the largest show, its followers, lines, parties, threads, a long shelf."""
    guild_id, services = GuildId(evening.guild.id), evening.bot.services
    show = await services.catalog.create(guild_id, host, largest_document())
    assert show is not None
    for number in range(SHELF):
        episodes = [{"number": one} for one in range(1, 9)]
        title = f"{number} {_text(90)}"
        document = {"slug": f"shelf-{number}", "title": title, "episode": episodes}
        await services.catalog.create(guild_id, host, document)
    await _follow(evening, show, host)
    await _write_lines(evening, show, host)
    await _plan_parties(evening, show.id, host)
    await _set_reminders(evening, show.id, host)
    await _open_threads(evening, show, host)
    return show


async def _follow(evening: Evening, show: Show, host: UserId) -> None:
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    await services.progress.mark(guild_id, host, show, _marking(1, WATCHED))
    for ordinal in range(WATCHED + 2, WATCHED + 200, 2):
        await services.progress.mark(guild_id, host, show, _marking(ordinal, ordinal))
    for number in range(FOLLOWERS):
        member = evening.member(f"follower-{number}")
        await services.progress.mark(
            guild_id, UserId(member.id), show, _marking(1, WATCHED - number)
        )


def _marking(first: int, last: int) -> Marking:
    return Marking(track=Track.SCREEN, first=first, last=last)


async def _write_lines(evening: Evening, show: Show, host: UserId) -> None:
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    followers = await services.progress.followers(guild_id, show)
    writers = [host, *(one.user_id for one in followers if one.position.screen >= WATCHED - 20)]
    for number in range(LINES):
        text = f"{number} " + "*[_~`|<" * 39
        episode = show.episode(1 + number % 12)
        await services.notes.write(guild_id, host, show, episode, text)
        other = writers[number % len(writers)]
        latest = show.episode(WATCHED - 30 + number % 9)
        await services.notes.write(guild_id, other, show, latest, text)


async def _plan_parties(evening: Evening, show_id: ShowId, host: UserId) -> None:
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    show = await services.catalog.get(guild_id, show_id)
    for number in range(PARTIES):
        wish = await services.drafts.wish(
            guild_id, host, f"in {24 * (number + 1)} hours", zone="UTC"
        )
        subject = PartyDraft(
            show_id=show_id,
            first_episode=number + 1,
            per_sitting=1,
            repeat=None,
            place=_text(100),
            channel_id=ChannelId(evening.channel.id),
        )
        draft = await services.drafts.keep(guild_id, host, wish, subject)
        await services.parties.schedule(draft, subject, show)


async def _set_reminders(evening: Evening, show_id: ShowId, host: UserId) -> None:
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    for number in range(MOST_WAITING):
        wish = await services.drafts.wish(guild_id, host, f"in {number + 1} hours", zone="UTC")
        subject = ReminderDraft(
            text=f"{number} " + "*[_~`|<" * 140,
            show_id=show_id,
            channel_id=ChannelId(evening.channel.id),
        )
        draft = await services.drafts.keep(guild_id, host, wish, subject)
        await services.reminders.remind(draft, subject)


async def _open_threads(evening: Evening, show: Show, host: UserId) -> None:
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    for number in range(THREADS):
        record, _ = await services.discussions.claim(
            guild_id,
            show.id,
            number + 1,
            # Each gated one has a seat for every follower, which takes its time.
            kind=ThreadKind.OPEN if number % 10 else ThreadKind.GATED,
            channel_id=ChannelId(evening.channel.id),
            user_id=host,
        )
        await services.discussions.keep_thread(record, ChannelId(10**18 + number))
