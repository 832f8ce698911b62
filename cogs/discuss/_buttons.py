"""What members press: what happened again, which threads are mine, let me in."""

from __future__ import annotations

from typing import Final

import discord

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ShowId
from bot.domain.shows import Show
from bot.ui.buttons import SHOW, DrawnButton, PersistentButton
from bot.ui.discuss_cards import list_empty, list_lines, list_note, told_again
from bot.ui.layouts import LanternView, Row, card
from bot.ui.options import Asking, asking_about, episode_label
from bot.ui.pages import PageButton, PageId, Sheet, text_pages
from bot.ui.replies import reply
from bot.ui.words import say

REVEAL: Final = "threads-reveal"
MINE: Final = "threads-mine"


class RevealButton(PersistentButton, template=rf"{REVEAL}:{SHOW}:(?P<episode>\d{{1,6}})"):
    """Tells what happened in a thread's episode, to whoever has seen it."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Look at the presser's progress, and answer them alone."""
        who = await asking_about(interaction, self.number("show"))
        policy = who.services.guilds.settings(who.guild_id).titles
        # A document may have lost episodes since: the last one is then the nearest.
        episode = min(max(self.number("episode"), 1), who.show.total)
        await reply(interaction, card(*told_again(who.show, episode, who.knowledge, policy)))


class MineButton(PersistentButton, template=rf"{MINE}:{SHOW}"):
    """Lists the threads that are open to whoever presses it."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Answer the presser alone."""
        who = await asking_about(interaction, self.number("show"))
        await reply(interaction, threads_card(who))


class EnterButton(PersistentButton, template=rf"threads-enter:{SHOW}"):
    """Lets a member into every thread that is theirs, also those they left."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Have them let in."""
        who = await asking_about(interaction, self.number("show"))
        await who.services.admissions.let_in(who.guild_id, who.user_id, who.show.id, who.knowledge)
        await reply(interaction, say("discuss-let-in"))


_PAGES = PageId("threads-page", ("owner", "show"))


class ThreadsPageButton(PageButton, template=_PAGES.template):
    """Turns the list of one's threads."""

    page_id = _PAGES

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Make a page anew from what the presser has seen."""
        return threads_card(await asking_about(interaction, self.number("show")), page)


BUTTONS: Final = (RevealButton, MineButton, EnterButton, ThreadsPageButton)


def threads_card(who: Asking, page: int = 0) -> LanternView:
    """Return the threads that are open to a member; of the others there is no trace."""
    records = who.services.discussions.open_to(who.guild_id, who.show.id, who.knowledge)
    if not records:
        kind = who.services.guilds.settings(who.guild_id).threads
        return card(list_empty(who.show, who.knowledge, kind))
    sheet = Sheet.of(text_pages(list_lines(who.show, records)), page)
    is_gated = any(record.kind is ThreadKind.GATED for record in records)
    return card(
        say("discuss-list-heading", show=who.show.title),
        sheet.content,
        list_note(who.show, who.knowledge) if is_gated else None,
        sheet.footer,
        ThreadsPageButton.turns(sheet, owner=who.user_id, show=who.show.id),
        Row([_enter_button(who.show.id)]) if is_gated else None,
    )


def reveal_button(show: Show, episode: int) -> DrawnButton:
    """Return the button that tells what happened."""
    label = say("button-discuss-reveal", episode=episode_label(show, episode))
    return RevealButton.make(
        f"{REVEAL}:{show.id}:{episode}", label, style=discord.ButtonStyle.primary
    )


def mine_button(show_id: ShowId) -> DrawnButton:
    """Return the button of the index card."""
    return MineButton.make(
        f"{MINE}:{show_id}", say("button-discuss-mine"), style=discord.ButtonStyle.primary
    )


def _enter_button(show_id: ShowId) -> DrawnButton:
    return EnterButton.make(f"threads-enter:{show_id}", say("button-discuss-enter"))
