"""Slips that somebody could well make, one function of the product changed by each."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from typing import Any, Final

import discord
import pytest

from bot.domain.cast import people, person
from bot.domain.errors import LanternError
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import GuildId
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Gated, Knowledge, Position, Revealed, reveal, reveal_all
from bot.services.admissions import Admissions
from bot.services.audience import Audiences
from bot.services.lookup import episode_page
from bot.services.notes import NoteKeeper, note_lines
from bot.services.ports import Standing
from bot.services.privacy import PrivacyKeeper
from bot.services.recaps import Recaps, Wish
from bot.services.standings import Standings
from bot.ui.buttons import DrawnButton, PersistentButton
from bot.ui.discuss_cards import first_post, index_card, thread_name, told_again
from bot.ui.layouts import LanternView, Part, card
from bot.ui.party_cards import card_parts
from bot.ui.progress_cards import moved_heading
from bot.ui.reminder_cards import private_parts
from bot.ui.replies import reply
from bot.ui.words import Said

_FAR: Final = 90
"""Further than any of these shows goes, and short of what nobody may ever read."""

_SECRET: Final = "zq4x0a001"
"""A text of the last episode."""


def everything(show: Show) -> Knowledge:
    """Return what nobody has: all of a show."""
    return Knowledge(show.id, Position(_FAR, _FAR))


def ahead(show: Show) -> Said:
    """Return the last title of a show, as if everybody had seen it."""
    titles = [one.title(TitlePolicy.SEEN) for one in show.episodes]
    shown = reveal_all([title for title in titles if title is not None], everything(show))
    return Said(shown[-1])


def _swap(patch: pytest.MonkeyPatch, module: str, name: str, slip: Any) -> None:
    """Put a slip in the place of what a module of a cog calls."""
    patch.setattr(importlib.import_module(module), name, slip)


def card_for_everybody(patch: pytest.MonkeyPatch) -> None:
    def page(show: Show, episode: Any, _knowledge: Any, *rest: Any, **more: Any) -> Any:
        return episode_page(show, episode, everything(show), *rest, **more)

    patch.setattr("bot.services.lookup.episode_page", page)


def titles_in_choices(patch: pytest.MonkeyPatch) -> None:
    look = Show.visible_titles
    patch.setattr(
        Show, "visible_titles", lambda show, _who, policy: look(show, everything(show), policy)
    )


def room_knows_all(patch: pytest.MonkeyPatch) -> None:
    async def room(_self: Audiences, _place: Any, show: Show) -> Knowledge:
        return everything(show)

    patch.setattr(Audiences, "room", room)


def page_by_presser(patch: pytest.MonkeyPatch) -> None:
    from bot.ui.options import asking_about  # noqa: PLC0415 - what the slip would import
    from cogs.recap import _story  # noqa: PLC0415

    async def page_card(self: Any, interaction: discord.Interaction, page: int) -> Any:
        who = await asking_about(interaction, self.number("show"))
        return await _story.member_story(who, Wish(), page)

    patch.setattr(_story.RoomStoryPageButton, "page_card", page_card)


def names_answer(patch: pytest.MonkeyPatch) -> None:
    _swap(patch, "cogs.recap._people", "people", lambda show, _who: people(show, everything(show)))


def numbers_answer(patch: pytest.MonkeyPatch) -> None:
    def met(character: Any, who: Knowledge) -> Any:
        return person(character, Knowledge(who.show_id, Position(_FAR, _FAR)))

    _swap(patch, "cogs.recap._people", "person", met)


def title_in_thread_name(patch: pytest.MonkeyPatch) -> None:
    def name(show: Show, episode: int) -> Said:
        return Said(f"{thread_name(show, episode)} · {ahead(show)}")

    _swap(patch, "cogs.discuss._threads", "thread_name", name)


def nobody_leaves(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("bot.services.admissions.belongs", lambda *_: True)


def everybody_enters(patch: pytest.MonkeyPatch) -> None:
    async def seat(self: Admissions, seat: Any) -> Any:
        async with self._database.read() as kept:
            record = await kept.discussions.find(seat.guild_id, seat.discussion_id)
        return None if record is None else (record, True)

    patch.setattr(Admissions, "seat", seat)
    patch.setattr("bot.services.admissions.crossed", lambda _before, _after: range(1, 5))


def story_in_first_post(patch: pytest.MonkeyPatch) -> None:
    def post(show: Show, record: Any) -> list[Part]:
        return [*first_post(show, record), ahead(show)]

    _swap(patch, "cogs.discuss._threads", "first_post", post)


def reveal_does_not_look(patch: pytest.MonkeyPatch) -> None:
    def told(show: Show, episode: int, _who: Knowledge, policy: TitlePolicy) -> list[Part]:
        return told_again(show, episode, everything(show), policy)

    _swap(patch, "cogs.discuss._buttons", "told_again", told)


def title_on_index_card(patch: pytest.MonkeyPatch) -> None:
    def index(show: Show, records: Any, kind: ThreadKind) -> list[Part]:
        return [*index_card(show, records, kind), ahead(show)]

    _swap(patch, "cogs.discuss._jobs", "index_card", index)


def title_on_party_card(patch: pytest.MonkeyPatch) -> None:
    def parts(show: Show, gathering: Any) -> list[Part]:
        return [*card_parts(show, gathering), ahead(show)]

    _swap(patch, "cogs.party._rsvp", "card_parts", parts)


def teaser_in_reminder(patch: pytest.MonkeyPatch) -> None:
    def parts(reminder: Any, show: Show | None, **more: Any) -> list[Part]:
        shown = private_parts(reminder, show, **more)
        return shown if show is None else [*shown, ahead(show)]

    _swap(patch, "cogs.remind._buttons", "private_parts", parts)


def next_title_once_watched(patch: pytest.MonkeyPatch) -> None:
    def heading(show: Show, *rest: Any) -> Said:
        return Said(f"{moved_heading(show, *rest)} {ahead(show)}")

    _swap(patch, "bot.ui.steps", "moved_heading", heading)


def titles_in_an_error(patch: pytest.MonkeyPatch) -> None:
    class DidYouMeanError(LanternError):
        key = "reference-ambiguous"

    def error(show: Show, _reference: Any) -> LanternError:
        return DidYouMeanError(episodes=Revealed(ahead(show)), more=0)

    patch.setattr("bot.ui.options.reference_error", error)


def line_in_log(patch: pytest.MonkeyPatch) -> None:
    write = NoteKeeper.write

    async def logged(self: NoteKeeper, *who: Any) -> Any:
        logging.getLogger("bot.services.notes").debug("kept %r", who[-1])
        return await write(self, *who)

    patch.setattr(NoteKeeper, "write", logged)


def words_in_custom_id(patch: pytest.MonkeyPatch) -> None:
    make: Any = PersistentButton.make.__func__  # type: ignore[attr-defined]

    def labelled(cls: Any, custom_id: str, *rest: Any, **more: Any) -> DrawnButton:
        drawn = make(cls, custom_id, *rest, **more)
        return DrawnButton({**drawn.payload, "custom_id": f"{custom_id}:{_SECRET}"})

    patch.setattr(PersistentButton, "make", classmethod(labelled))


def lines_from_ahead(patch: pytest.MonkeyPatch) -> None:
    async def notes(_self: Recaps, kept: Any, guild_id: GuildId, who: Knowledge, _: Any) -> Any:
        found = await kept.notes.within(guild_id, who.show_id, range(1, 5), each=10)
        return note_lines(found, Knowledge(who.show_id, Position(_FAR, _FAR)))

    patch.setattr(Recaps, "_notes", notes)


def another_guilds_progress(patch: pytest.MonkeyPatch) -> None:
    async def standing(self: Audiences, _guild_id: Any, user_id: Any, show: Show) -> Standing:
        async with self._database.read() as kept:
            # As if a member were the same everywhere: the furthest of their guilds counts.
            found = [
                await kept.progress.standing(guild_id, user_id, show.id)
                for guild_id in self._catalog._shelves
            ]
        return max(found, key=lambda one: one.progress.knowledge.position.screen)

    patch.setattr(Audiences, "standing", standing)


def question_in_public(patch: pytest.MonkeyPatch) -> None:
    async def aloud(interaction: discord.Interaction, view: Any) -> None:
        await reply(interaction, view, ephemeral=False)

    _swap(patch, "cogs.recap._cog", "reply", aloud)
    _swap(patch, "cogs.recap._cog", "meet", lambda _who, _wrote: card(Said("asked and answered")))


def own_line_in_form(patch: pytest.MonkeyPatch) -> None:
    def open_always(content: Gated[str], who: Knowledge) -> Any:
        return reveal(content, Knowledge(who.show_id, Position(_FAR, _FAR)))

    _swap(patch, "cogs.recap._notes", "reveal", open_always)


def friends_lines_in_file(patch: pytest.MonkeyPatch) -> None:
    async def export(self: PrivacyKeeper, _user_id: Any, guild_id: Any) -> bytes:
        async with self._database.read() as kept:
            found = await kept.notes.within(guild_id, 1, range(1, 5), each=10)  # type: ignore[arg-type]
        shown = reveal_all([note.text for note in found], Knowledge(1, Position(_FAR, _FAR)))  # type: ignore[arg-type]
        return "\n".join(shown).encode()

    patch.setattr(PrivacyKeeper, "export", export)


def stale_memory(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Standings, "_drop", lambda _self, _key: None)
    patch.setattr(Standings, "_keep", lambda self, key, one: self._kept.setdefault(key, one))


def title_in_a_question(patch: pytest.MonkeyPatch) -> None:
    real: Callable[..., LanternView] = card

    def asked(*parts: Any, **more: Any) -> LanternView:
        return real(*parts, Said(_SECRET), **more)

    _swap(patch, "bot.ui.steps", "card", asked)
