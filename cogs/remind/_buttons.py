"""The buttons of reminders; each is its owner's alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import discord

from bot.domain.ids import GuildId, UserId
from bot.domain.member_text import clean_member_text
from bot.domain.reminders import Reminder, ReminderId
from bot.domain.shows import Show
from bot.domain.zones import get_zone
from bot.services.bundle import Services
from bot.services.reminders import ReminderGoneError
from bot.ui.buttons import OWNER, PersistentButton, PersistentSelect
from bot.ui.layouts import Divider, LanternView, Row, card
from bot.ui.options import CHOICE_LABEL_LIMIT, CHOICE_LIMIT, services_of
from bot.ui.pages import PageButton, PageId, Sheet, text_pages
from bot.ui.reminder_cards import list_blocks, private_parts
from bot.ui.replies import reply, turn
from bot.ui.when_forms import guild_of
from bot.ui.words import Said, say, stamp

AN_HOUR: Final = timedelta(hours=1)
_IN_CHOICE: Final = 60
_REMINDER = r"(?P<reminder>\d{1,18})"
_JOB = r"(?P<job>\d{1,18})"


class AgainButton(PersistentButton, template=rf"remind-again:{OWNER}:{_REMINDER}:{_JOB}"):
    """Puts a reminder off by an hour."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Put it off once, however often it is pressed."""
        services, user_id = services_of(interaction), UserId(interaction.user.id)
        reminder_id = ReminderId(self.number("reminder"))
        reminder = await services.reminders.again(user_id, reminder_id, AN_HOUR)
        show = await about(services, reminder)
        done = say("remind-again-done", relative=stamp(reminder.remind_at, "R"))
        parts = private_parts(reminder, show, minutes_late=0)
        await turn(interaction, card(*parts, Divider(), done))


class ShowButton(PersistentButton, template=rf"remind-show:{OWNER}:{_REMINDER}:{_JOB}"):
    """Shows a reminder to its owner, where direct messages are refused."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Show it, privately."""
        services, user_id = services_of(interaction), UserId(interaction.user.id)
        reminder = await services.reminders.find(user_id, ReminderId(self.number("reminder")))
        if reminder is None:
            raise ReminderGoneError
        show = await about(services, reminder)
        await reply(interaction, card(*private_parts(reminder, show, minutes_late=0)))


class RestoreButton(PersistentButton, template=rf"remind-restore:{OWNER}:{_REMINDER}"):
    """Brings a cancelled reminder back."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Wait for its time again."""
        user_id = UserId(interaction.user.id)
        reminder = await services_of(interaction).reminders.restore(
            user_id, ReminderId(self.number("reminder"))
        )
        await turn(interaction, say("remind-restored", relative=stamp(reminder.remind_at, "R")))


class CancelMenu(PersistentSelect, template=rf"remind-which:{OWNER}"):
    """Says which reminder is to be taken back."""

    async def choose(self, interaction: discord.Interaction, values: list[str]) -> None:
        """Take it back; one button brings it back."""
        value = values[0] if values else ""
        if not (value.isascii() and value.isdigit()):
            raise ReminderGoneError
        await turn(interaction, await cancelled_card(interaction, ReminderId(int(value))))


class ListPage(PageButton, template=PageId("remind-list", ("owner",)).template):
    """Turns the pages of a member's reminders."""

    page_id = PageId("remind-list", ("owner",))

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Make the page anew."""
        return await list_card(interaction, page)


BUTTONS: Final = (AgainButton, ShowButton, RestoreButton, CancelMenu, ListPage)


def again_mark(reminder: Reminder, job_id: int) -> str:
    """Return the custom id of the button under a reminder that was sent."""
    return f"remind-again:{reminder.user_id}:{reminder.id}:{job_id}"


def show_mark(reminder: Reminder, job_id: int) -> str:
    """Return the custom id of the button under the mention in a channel."""
    return f"remind-show:{reminder.user_id}:{reminder.id}:{job_id}"


def private_card(reminder: Reminder, show: Show | None, job_id: int, late: int) -> LanternView:
    """Return a reminder as it is sent to its owner."""
    again = AgainButton.make(again_mark(reminder, job_id), say("button-remind-again"))
    return card(*private_parts(reminder, show, minutes_late=late), Row([again]))


async def list_card(interaction: discord.Interaction, page: int) -> LanternView:
    """Return a page of a member's reminders of this guild, or from direct messages."""
    user_id = UserId(interaction.user.id)
    found = await services_of(interaction).reminders.of_member(user_id, guild_of(interaction))
    blocks = list_blocks(found)
    if not found.waiting:
        blocks.insert(0, say("remind-list-empty"))
    sheet: Sheet[Said] = Sheet.of(text_pages(blocks, separator="\n\n"), page)
    turns = ListPage.turns(sheet, owner=user_id)
    return card(say("remind-list-heading"), sheet.content, sheet.footer, turns)


async def about(services: Services, reminder: Reminder) -> Show | None:
    """Return the show that a reminder is about, if any."""
    if reminder.show_id is None:
        return None
    return await services.catalog.get(GuildId(reminder.guild_id), reminder.show_id)


async def cancelled_card(interaction: discord.Interaction, reminder_id: ReminderId) -> LanternView:
    """Take a reminder back, and return what to say to it.

    Raises ReminderGoneError.
    """
    user_id = UserId(interaction.user.id)
    reminder = await services_of(interaction).reminders.cancel(user_id, reminder_id)
    label = say("button-remind-restore")
    restore = RestoreButton.make(f"remind-restore:{user_id}:{reminder.id}", label)
    return card(say("remind-cancelled"), Row([restore]))


async def cancel_menu(interaction: discord.Interaction) -> LanternView:
    """Return the question which reminder is to be taken back, for its owner alone."""
    options = [
        discord.SelectOption(label=label[:CHOICE_LABEL_LIMIT], value=str(reminder.id))
        for reminder, label in (await labelled_reminders(interaction))[:CHOICE_LIMIT]
    ]
    placeholder = say("remind-which-placeholder")
    menu = CancelMenu.make(f"remind-which:{interaction.user.id}", placeholder, options)
    more = [say("remind-which-more")] if len(options) == CHOICE_LIMIT else []
    return card(say("remind-which"), *more, Row([menu]))


async def labelled_reminders(
    interaction: discord.Interaction,
) -> list[tuple[Reminder, Said]]:
    """Return a member's reminders that wait, soonest first, each with a label for its owner."""
    services, user_id = services_of(interaction), UserId(interaction.user.id)
    own = (await services.guilds.member(user_id)).zone
    zone = get_zone(own or services.guilds.settings(guild_of(interaction)).zone)
    found = await services.reminders.of_member(user_id, guild_of(interaction))
    return [
        (one, say("remind-choice", local=one.remind_at.astimezone(zone), text=_words(one)))
        for one in found.waiting
    ]


def _words(reminder: Reminder) -> Said:
    """Return a reminder's words for its owner's choices, where nothing is markdown."""
    if not reminder.text:
        return say("remind-no-text")
    return Said(clean_member_text(reminder.text, limit=_IN_CHOICE, one_line=True))
