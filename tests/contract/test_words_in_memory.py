"""Once a member's data is deleted, no word of theirs is left in memory either."""

from __future__ import annotations

import gc
import types
from collections.abc import Iterator

from bot.domain.drafts import Draft, PartyDraft, ReminderDraft, Subject
from bot.domain.ids import ChannelId, ShowId
from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.services.bundle import Services
from bot.services.progress import Marking
from bot.services.waiting import Waiting
from bot.storage.database import Database
from tests.contract.conftest import ARA, GUILD, NOW

MARK = "zephyr-quince"
"""Looked for in longer texts alone: these very words are in this module."""


class StillClock:
    """A clock that stands."""

    def now(self) -> object:
        return NOW


def held(thing: object) -> Iterator[str]:
    """Yield the texts with the mark that a thing holds, in what the collector passes over too."""
    for inner in gc.get_referents(thing):
        if isinstance(inner, str):
            if MARK in inner and inner != MARK:
                yield inner
        elif not gc.is_tracked(inner):
            yield from held(inner)


def left_in_memory() -> set[str]:
    gc.collect()
    return {
        text
        for thing in gc.get_objects()
        if not isinstance(thing, types.FrameType | types.CodeType)
        for text in held(thing)
    }


async def draft(services: Services, words: str, subject: Subject) -> Draft:
    begun = await services.drafts.begin(GUILD, ARA, f"{words} {MARK}", zone="UTC", subject=subject)
    return await services.drafts.rewrite(begun, f"in 2 days {MARK}", zone="UTC", subject=subject)


async def write_everywhere(services: Services, show: Show) -> None:
    marking = Marking(track=Track.SCREEN, first=1, last=3)
    await services.progress.mark(GUILD, ARA, show, marking)
    note = await services.notes.write(GUILD, ARA, show, show.episode(2), f"a line {MARK}")
    await services.notes.edit(GUILD, ARA, note.id, f"another line {MARK}")
    reminder = ReminderDraft(text=f"popcorn {MARK}", channel_id=ChannelId(5), show_id=None)
    await draft(services, "tomorrow", reminder)
    kept = await services.drafts.begin(GUILD, ARA, "in 2 hours", zone="UTC", subject=reminder)
    await services.confirmations.confirm(kept, is_manager=False)
    party = PartyDraft(
        show_id=show.id,
        first_episode=0,
        episode=f"the one with {MARK}",
        per_sitting=1,
        repeat=f"every {MARK}",
        channel_id=ChannelId(5),
        place=f"at {MARK}",
    )
    await draft(services, "friday", party)
    words = {"text": f"waits {MARK}"}
    services.privacy.waiting.put(7, Waiting(user_id=ARA, guild_id=GUILD, words=words))


async def test_nothing_of_it_is_left(database: Database, show_id: ShowId) -> None:
    services = Services.over(database, StillClock())  # type: ignore[arg-type]
    await services.load()
    await write_everywhere(services, await services.catalog.get(GUILD, show_id))
    assert left_in_memory() == {f"waits {MARK}"}
    await services.privacy.forget(ARA, GUILD)
    assert left_in_memory() == set()
