"""Answering somebody who wants to open a thread: yes, not yet, or what is missing."""

from __future__ import annotations

from typing import Final

import discord

from bot.client import LanternBot
from bot.domain.discussions import belongs, may_open
from bot.domain.errors import LanternError
from bot.domain.guild_settings import ThreadKind
from bot.domain.spoilers import Track
from bot.ui.buttons import DrawnButton, PersistentButton
from bot.ui.discuss_cards import spoilers
from bot.ui.layouts import LanternView, Row, card
from bot.ui.options import Asking, asking_about, episode_label
from bot.ui.permission_names import lacking
from bot.ui.permissions import is_manager
from bot.ui.progress_cards import ranges_label, where_label
from bot.ui.replies import reply
from bot.ui.words import Said, joined, mention_channel, say
from cogs.discuss._opening import Opened, Wish, open_thread


class NoThreadsHereError(LanternError):
    """This kind of channel holds no threads."""

    key = "error-discuss-no-threads-here"


class OpenKindButton(
    PersistentButton,
    template=r"threads-open:(?P<owner>\d{1,20}):(?P<show>\d{1,18}):(?P<episode>\d{1,6})",
):
    """Opens an open thread where a private one cannot be had."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Open it, as if the guild had chosen that kind."""
        who = await asking_about(interaction, self.number("show"))
        episode = min(max(self.number("episode"), 1), who.show.total)
        await open_for(interaction, who, episode, ThreadKind.OPEN)


async def open_for(
    interaction: discord.Interaction, who: Asking, episode: int, kind: ThreadKind
) -> None:
    """Open a thread for a member, or say why not.

    Raises NoThreadsHereError, and the errors of `open_thread`.
    """
    manages = is_manager(interaction)
    if not may_open(who.knowledge, who.show.id, episode, is_manager=manages):
        await reply(interaction, _ahead(who, episode))
        return
    channel = _channel(interaction)
    record = who.services.discussions.book.find(who.guild_id, who.show.id, episode)
    if record is None or record.thread_id is None:
        refusal = _missing(interaction, channel, who, episode, kind)
        if refusal is not None:
            await reply(interaction, refusal)
            return
    await interaction.response.defer(ephemeral=True, thinking=True)
    wish = Wish(channel=channel, show=who.show, episode=episode, kind=kind, user_id=who.user_id)
    opened = await open_thread(_bot(interaction), wish)
    if not opened.is_new and belongs(who.knowledge, who.show.id, episode):
        await who.services.admissions.call([opened.record], who.user_id)
    await reply(interaction, _done(interaction, who, opened))


def _bot(interaction: discord.Interaction) -> LanternBot:
    client = interaction.client
    if not isinstance(client, LanternBot):
        raise TypeError("not our bot")
    return client


def _channel(interaction: discord.Interaction) -> discord.TextChannel:
    """Return the channel that the thread is to hang in: here, or above this thread."""
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    if not isinstance(channel, discord.TextChannel):
        raise NoThreadsHereError
    return channel


def _ahead(who: Asking, episode: int) -> Said:
    if who.show.is_film:
        return say("discuss-ahead-film")
    progress = who.standing.progress
    if episode in progress.seen(Track.SCREEN):
        missing = ranges_label(
            who.show, Track.SCREEN, progress.missing(Track.SCREEN, episode).ranges
        )
        label = episode_label(who.show, episode)
        return say("discuss-ahead-alone", episode=label, missing=missing)
    position = who.knowledge.position.screen
    return say(
        "discuss-ahead",
        position=position,
        where=where_label(who.show, Track.SCREEN, position),
        episode=episode_label(who.show, episode),
    )


def _missing(
    interaction: discord.Interaction,
    channel: discord.TextChannel,
    who: Asking,
    episode: int,
    kind: ThreadKind,
) -> LanternView | None:
    """Return which permission a thread of this kind would need; None: all are there."""
    granted = interaction.app_permissions
    names, open_names = (lacking(granted, _NEEDED[each]) for each in (kind, ThreadKind.OPEN))
    if not names and (kind is ThreadKind.OPEN or not channel.is_news()):
        return None
    if kind is ThreadKind.OPEN or open_names:
        # The open kind is no way out where it would lack something itself.
        return card(_missing_text(names or open_names))
    warning = spoilers(who.show, episode)
    text = (
        say(
            "discuss-missing-private",
            permissions=joined(names, ", "),
            count=len(names),
            spoilers=warning,
        )
        if names
        else say("discuss-announcements-only", spoilers=warning)
    )
    return card(text, Row([_open_kind_button(who, episode)]))


def _missing_text(names: list[Said]) -> Said:
    return say("discuss-missing-open", permissions=joined(names, ", "), count=len(names))


def _open_kind_button(who: Asking, episode: int) -> DrawnButton:
    return OpenKindButton.make(
        f"threads-open:{who.user_id}:{who.show.id}:{episode}",
        say("button-discuss-open-kind"),
        style=discord.ButtonStyle.primary,
    )


_NEEDED: Final = {
    ThreadKind.GATED: ("view_channel", "create_private_threads", "send_messages_in_threads"),
    ThreadKind.OPEN: ("view_channel", "create_public_threads", "send_messages_in_threads"),
}


def _done(interaction: discord.Interaction, who: Asking, opened: Opened) -> LanternView:
    remarks: list[Said] = []
    if not opened.record.post_id:
        remarks.append(say("discuss-opened-no-post"))
    if opened.is_new and not interaction.app_permissions.send_messages:
        remarks.append(say("discuss-opened-no-card"))
    return card(_done_text(who, opened), *remarks)


def _done_text(who: Asking, opened: Opened) -> Said:
    record = opened.record
    if record.thread_id is None:
        raise ValueError("a thread that was opened has an id")
    thread = mention_channel(record.thread_id)
    label = episode_label(who.show, record.episode)
    is_in = belongs(who.knowledge, who.show.id, record.episode)
    if record.kind is ThreadKind.OPEN:
        if opened.is_new:
            warning = spoilers(who.show, record.episode)
            return say("discuss-opened-open", thread=thread, spoilers=warning)
        return say("discuss-there-already", thread=thread)
    if opened.is_new:
        if is_in:
            return say("discuss-opened-gated", thread=thread, episode=label)
        return say("discuss-opened-gated-ahead", episode=label)
    if is_in:
        return say("discuss-there-already", thread=thread)
    return say("discuss-there-already-ahead", episode=label)
