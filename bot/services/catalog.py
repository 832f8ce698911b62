"""The catalog: every show that can be named, and each guild's shelf of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from bot.domain.errors import ShowGoneError
from bot.domain.folding import fold
from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.matching import nearest
from bot.domain.search import ShowIndex, search_all
from bot.domain.showbuild import build_show, open_titles
from bot.domain.shows import Show
from bot.services.ports import Clock, Database, Hanging, Repositories, ShowFile

EVERY_GUILD = GuildId(0)
_KEEP_BUILT = 256

Also = Callable[[Repositories, ShowId], Awaitable[None]]
"""What is written about a show in the same transaction: kept with it, or not at all."""


async def _nothing_else(_kept: Repositories, _show_id: ShowId) -> None:
    """Write nothing more."""


class Catalog:
    """Finds shows by number or by what people type, and keeps the shelves.

    Titles and shelves stay in memory: only this process changes a guild's shelf, and the titles of
    the common catalog change only while it starts. A show's document is read when it is opened.
    """

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._built: dict[ShowId, Show] = {}
        self._owner: dict[ShowId, GuildId] = {}
        self._titles: dict[ShowId, str] = {}
        self._indexes: dict[GuildId, ShowIndex[ShowId]] = {EVERY_GUILD: ShowIndex()}
        self._shelves: dict[GuildId, list[ShowId]] = {}

    async def load(self) -> None:
        """Read titles and shelves; call it once, before the first command."""
        async with self._database.read() as kept:
            entries = await kept.shows.entries()
            self._shelves = await kept.shows.all_shelves()
        for entry in entries:
            self._register(entry.id, entry.guild_id, entry.titles)

    def _register(self, show_id: ShowId, guild_id: GuildId, titles: Iterable[str]) -> None:
        names = tuple(titles)
        self._owner[show_id] = guild_id
        self._titles[show_id] = names[0]
        self._indexes.setdefault(guild_id, ShowIndex()).add(show_id, names)

    async def import_files(self, files: Iterable[ShowFile], *, origin: str) -> list[ShowId]:
        """Keep the shows of files for every guild; those that did not change are not even read.

        A bundled show never replaces one that somebody added under its slug.
        """
        async with self._database.read() as kept:
            known = set((await kept.shows.fingerprints()).values())
        fresh = ((file, file.mark) for file in files)
        changed = [
            (document, mark)
            for file, mark in fresh
            if mark not in known and (document := file.document()) is not None
        ]
        if not changed:
            return []
        async with self._database.write() as kept:
            held = await kept.shows.replaced() if origin == "bundled" else set()
            return [
                await kept.shows.put(
                    guild_id=EVERY_GUILD,
                    origin=origin,
                    document=document,
                    fingerprint=mark,
                    now=self._clock.now(),
                )
                for document, mark in changed
                if document["slug"] not in held
            ]

    async def create(
        self,
        guild_id: GuildId,
        user_id: UserId,
        document: Mapping[str, Any],
        also: Also = _nothing_else,
    ) -> Show | None:
        """Make a show that this guild alone has, and put it on its shelf.

        Returns None, and makes nothing, where the guild has made one of that slug already.
        """
        now = self._clock.now()
        async with self._database.write() as kept:
            show_id = await kept.shows.add(
                guild_id=guild_id,
                origin="created",
                document=document,
                fingerprint=fingerprint(document),
                now=now,
            )
            if show_id is None:
                return None
            await kept.shows.shelve(guild_id, show_id, user_id, now)
            await also(kept, show_id)
        self._register(show_id, guild_id, open_titles(document))
        self._remember_on_shelf(guild_id, show_id)
        return self._build(show_id, document)

    def is_created(self, guild_id: GuildId, show_id: ShowId) -> bool:
        """Tell whether the guild made the show itself."""
        return self._owner.get(show_id) == guild_id

    def is_called(self, guild_id: GuildId, title: str) -> bool:
        """Tell whether a show of the catalog or of the guild has this main title already."""
        wanted = fold(title)
        return any(
            fold(self._titles[show_id]) == wanted for show_id in self.search(guild_id, title)
        )

    async def hanging(self, guild_id: GuildId, show_id: ShowId) -> Hanging:
        """Return what the guild would lose with a show."""
        async with self._database.read() as kept:
            return await kept.shows.hanging(guild_id, show_id)

    async def get(self, guild_id: GuildId, show_id: ShowId) -> Show:
        """Return a show that this guild may use.

        Raises ShowGoneError for any other number.
        """
        if self._owner.get(show_id) not in (EVERY_GUILD, guild_id):
            raise ShowGoneError
        show = self._built.get(show_id)
        if show is None:
            async with self._database.read() as kept:
                record = await kept.shows.find(show_id)
            if record is None:
                raise ShowGoneError
            show = self._build(show_id, record.document)
        return show

    def _build(self, show_id: ShowId, document: Mapping[str, Any]) -> Show:
        show = build_show(document, show_id)
        if len(self._built) >= _KEEP_BUILT:
            self._built.pop(next(iter(self._built)))
        self._built[show_id] = show
        return show

    def has(self, show_id: ShowId) -> bool:
        """Tell whether there is a show of that number, in whichever guild."""
        return show_id in self._titles

    def title(self, show_id: ShowId) -> str:
        """Return a show's main title, which is open."""
        return self._titles[show_id]

    def shelf(self, guild_id: GuildId) -> tuple[ShowId, ...]:
        """Return the shows on a guild's shelf, oldest first."""
        return tuple(self._shelves.get(guild_id, ()))

    def called(self, guild_id: GuildId, title: str) -> ShowId | None:
        """Return the one show that has exactly this title; None where none has, or several."""
        found = self.namesakes(guild_id, title)
        return found[0] if len(found) == 1 else None

    def namesakes(self, guild_id: GuildId, title: str) -> tuple[ShowId, ...]:
        """Return the shows that have exactly this title, the guild's own first."""
        own = self._indexes.get(guild_id)
        return (
            *(own.called(title) if own else ()),
            *self._indexes[EVERY_GUILD].called(title),
        )

    def search(
        self, guild_id: GuildId, query: str, *, first: Iterable[ShowId] = (), limit: int = 25
    ) -> tuple[ShowId, ...]:
        """Return shows by what somebody typed: `first` and the shelf rank first when equal."""
        favoured = tuple(dict.fromkeys((*first, *self.shelf(guild_id))))
        own = self._indexes.get(guild_id)
        everybodys = self._indexes[EVERY_GUILD]
        indexes = [everybodys] if own is None else [own, everybodys]
        found = search_all(indexes, query, limit=limit, first=favoured)
        return tuple(one for one in found if self._owner[one] in {EVERY_GUILD, guild_id})

    def meant(
        self, guild_id: GuildId, wrote: str, *, likely: ShowId | None = None
    ) -> ShowId | None:
        """Return the show that a title written out surely means; None where it is to be asked.

        `likely` is the one that is meant where several could be.
        """
        shelf = self.shelf(guild_id)
        favoured = shelf if likely is None else (likely, *shelf)
        own = self._indexes.get(guild_id)
        found = [
            show_id
            for index in (own, self._indexes[EVERY_GUILD])
            for show_id in (index.meant(wrote, first=favoured) if index else ())
            if self._owner[show_id] in {EVERY_GUILD, guild_id}
        ]
        found = [show_id for show_id in found if show_id in favoured] or found
        if likely in found:
            return likely
        return found[0] if len(found) == 1 else None

    def near(self, guild_id: GuildId, wrote: str, *, limit: int) -> tuple[ShowId, ...]:
        """Return what the guild has whose title is nearest to one that finds nothing."""
        shows = self.shelf(guild_id)
        found = nearest(wrote, [self._titles[show_id] for show_id in shows], limit=limit)
        return tuple(shows[place] for place in found)

    async def shelve(
        self,
        guild_id: GuildId,
        show_id: ShowId,
        user_id: UserId,
        also: Also | None = None,
    ) -> bool:
        """Put a show on the shelf; tell whether it is new there."""
        await self.get(guild_id, show_id)
        is_new = show_id not in self.shelf(guild_id)
        if not is_new and also is None:
            return False
        async with self._database.write() as kept:
            if is_new:
                await kept.shows.shelve(guild_id, show_id, user_id, self._clock.now())
            if also is not None:
                await also(kept, show_id)
        self._remember_on_shelf(guild_id, show_id)
        return is_new

    def _remember_on_shelf(self, guild_id: GuildId, show_id: ShowId) -> None:
        shelf = self._shelves.setdefault(guild_id, [])
        if show_id not in shelf:
            shelf.append(show_id)

    async def unshelve(
        self, guild_id: GuildId, show_id: ShowId, also: Also = _nothing_else
    ) -> bool:
        """Take a show off the shelf; what members marked is kept."""
        async with self._database.write() as kept:
            was_there = await kept.shows.unshelve(guild_id, show_id)
            if was_there:
                await also(kept, show_id)
        if was_there:
            self._shelves[guild_id].remove(show_id)
        return was_there

    async def delete_created(
        self, guild_id: GuildId, show_id: ShowId, also: Also = _nothing_else
    ) -> bool:
        """Delete a show that this guild created, with all that hangs on it."""
        if self._owner.get(show_id) != guild_id:
            return False
        async with self._database.write() as kept:
            await also(kept, show_id)
            await kept.shows.remove(guild_id, show_id)
        self._indexes[guild_id].discard(show_id)
        del self._owner[show_id], self._titles[show_id]
        self._built.pop(show_id, None)
        if show_id in self._shelves.get(guild_id, []):
            self._shelves[guild_id].remove(show_id)
        return True


def fingerprint(document: Mapping[str, Any]) -> str:
    """Return what tells a changed document from an unchanged one."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
