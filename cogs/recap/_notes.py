"""Members' own lines: the form to write one, the list of them, changing and deleting."""

from __future__ import annotations

from typing import Final

import discord
from discord import ui

from bot.domain.ids import UserId
from bot.domain.spoilers import Revealed, reveal
from bot.services.note_ports import NoteRecord
from bot.services.notes import NOTE_LIMIT, NotSeenYetError, quoted, require_seen
from bot.ui.buttons import DrawnButton, PersistentButton
from bot.ui.errors import LanternModal
from bot.ui.layouts import LanternView, Part, Row, card
from bot.ui.options import Asking, asking_about, episode_label, place_of, services_of
from bot.ui.pages import PageButton, PageId, Sheet, chunks
from bot.ui.replies import reply, turn
from bot.ui.words import Said, bold, say

_ON_A_PAGE: Final = 5
"""Lines on a page of the list; each has two buttons."""
_LIST: Final = PageId("note-list", ("show", "owner"))
_NOTE: Final = r"(?P<note>\d{1,18}):(?P<owner>\d{1,20})"
_TITLE_LIMIT: Final = 45


class NotePageButton(PageButton, template=_LIST.template):
    """Turns the list of a member's own lines."""

    page_id = _LIST

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """List them as they are now."""
        return await _list(await asking_about(interaction, self.number("show")), page)


class MyNotesButton(PersistentButton, template=r"note-mine:(?P<show>\d{1,18}):(?P<owner>\d{1,20})"):
    """Shows the list as an answer of its own."""

    async def press(self, interaction: discord.Interaction) -> None:
        """List them."""
        who = await asking_about(interaction, self.number("show"))
        await reply(interaction, await _list(who, 0))


class WriteNoteButton(
    PersistentButton,
    template=r"note-write:(?P<show>\d{1,18}):(?P<episode>\d{1,5}):(?P<owner>\d{1,20})",
):
    """Opens the form for a new line."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Open the form; an episode that was closed by a step back has none."""
        who = await asking_about(interaction, self.number("show"))
        episode = self.number("episode")
        require_seen(who.standing.progress, episode)
        await interaction.response.send_modal(NoteModal(who, episode))


class EditNoteButton(PersistentButton, template=rf"note-edit:{_NOTE}"):
    """Opens the form with the line in it."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Open the form; a line that was closed by a step back has no form."""
        note = await _own(interaction, self.number("note"))
        who = await asking_about(interaction, note.show_id)
        shown = reveal(note.text, who.knowledge)
        if not isinstance(shown, Revealed):
            raise NotSeenYetError(episode=note.episode)
        await interaction.response.send_modal(NoteModal(who, note.episode, note.id, shown))


class DeleteNoteButton(PersistentButton, template=rf"note-delete:{_NOTE}"):
    """Asks before it deletes."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Ask."""
        note = await _own(interaction, self.number("note"))
        who = await asking_about(interaction, note.show_id)
        sure = SureButton.make(
            f"note-delete-sure:{note.id}:{who.user_id}",
            say("button-note-delete-sure"),
            style=discord.ButtonStyle.danger,
        )
        keep = NotePageButton.make(
            _LIST.of(0, show=who.show.id, owner=who.user_id), say("button-note-keep")
        )
        await turn(interaction, card(_line(who, note), say("note-delete-ask"), Row([sure, keep])))


class SureButton(PersistentButton, template=rf"note-delete-sure:{_NOTE}"):
    """Deletes a line for good."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Delete it and show what is left."""
        note = await _own(interaction, self.number("note"))
        who = await asking_about(interaction, note.show_id)
        await who.services.notes.remove(who.guild_id, who.user_id, note.id)
        await turn(interaction, await _list(who, 0))


class NoteModal(LanternModal):
    """The form in which a line is written or changed."""

    def __init__(
        self, who: Asking, episode: int, note_id: int | None = None, text: str = ""
    ) -> None:
        super().__init__(title=_form_title(who, episode)[:_TITLE_LIMIT])
        self._show_id = who.show.id
        self._episode = episode
        self._note_id = note_id
        self._text: ui.TextInput[NoteModal] = ui.TextInput(
            custom_id="text",
            style=discord.TextStyle.paragraph,
            placeholder=say("note-modal-hint"),
            default=text or None,
            max_length=NOTE_LIMIT,
        )
        self.add_item(ui.Label(text=say("note-modal-label"), component=self._text))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Keep what was written; everything is checked again."""
        who = await asking_about(interaction, self._show_id)
        notes = who.services.notes
        if self._note_id is None:
            episode = who.show.episode(self._episode)
            kept = await notes.write(who.guild_id, who.user_id, who.show, episode, self._text.value)
            await reply(interaction, saved_card(who, kept))
            return
        await notes.edit(who.guild_id, who.user_id, self._note_id, self._text.value)
        await turn(interaction, await _list(who, 0))


def my_notes_button(who: Asking) -> DrawnButton:
    """Return the button that leads to a member's own lines."""
    return MyNotesButton.make(
        f"note-mine:{who.show.id}:{who.user_id}", say("button-note-mine"), emoji="📝"
    )


def write_note_button(who: Asking, episode: int) -> DrawnButton:
    """Return the button that opens the form for a new line on an episode."""
    return WriteNoteButton.make(
        f"note-write:{who.show.id}:{episode}:{who.user_id}",
        say("button-note-write"),
        style=discord.ButtonStyle.primary,
    )


def saved_card(who: Asking, note: NoteRecord) -> LanternView:
    """Return what a member reads once their line is kept."""
    label, title = episode_label(who.show, note.episode), who.show.title
    if who.show.is_film:
        word = say("note-saved-film", show=title)
    elif reveal(note.text, who.knowledge):
        word = say("note-saved", episode=label, show=title)
    else:
        word = say("note-saved-island", episode=label, show=title)
    return card(word, _line(who, note), Row([*_buttons(who, note), my_notes_button(who)]))


async def _list(who: Asking, page: int) -> LanternView:
    notes = await who.services.notes.mine(who.guild_id, who.user_id, who.show.id)
    if not notes:
        return card(say("note-list-empty", show=who.show.title))
    sheet = Sheet.of(chunks(notes, _ON_A_PAGE), page)
    parts: list[Part | None] = [say("note-list-heading", show=who.show.title)]
    for note in sheet.content:
        parts += [_line(who, note), Row(_buttons(who, note))]
    turns = NotePageButton.turns(sheet, show=who.show.id, owner=who.user_id)
    return card(*parts, sheet.footer, turns)


def _line(who: Asking, note: NoteRecord) -> Said:
    label = bold(episode_label(who.show, note.episode))
    shown = reveal(note.text, who.knowledge)
    if not isinstance(shown, Revealed):
        return say("note-list-hidden", episode=label)
    if who.show.is_film:
        return say("note-list-line-film", text=quoted(shown))
    return say("note-list-line", episode=label, text=quoted(shown))


def _form_title(who: Asking, episode: int) -> Said:
    if who.show.is_film:
        return say("note-modal-title-film")
    return say("note-modal-title", episode=episode_label(who.show, episode))


def _buttons(who: Asking, note: NoteRecord) -> list[DrawnButton]:
    is_hidden = not reveal(note.text, who.knowledge)
    state = f"{note.id}:{who.user_id}"
    return [
        EditNoteButton.make(f"note-edit:{state}", say("button-note-edit"), disabled=is_hidden),
        DeleteNoteButton.make(f"note-delete:{state}", say("button-note-delete")),
    ]


async def _own(interaction: discord.Interaction, note_id: int) -> NoteRecord:
    guild_id = place_of(interaction).guild_id
    user_id = UserId(interaction.user.id)
    return await services_of(interaction).notes.own(guild_id, user_id, note_id)


NOTE_BUTTONS: Final = (
    NotePageButton,
    MyNotesButton,
    WriteNoteButton,
    EditNoteButton,
    DeleteNoteButton,
    SureButton,
)
