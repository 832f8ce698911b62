"""Episode lookup: `/episode`."""

from __future__ import annotations

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import LanternBot
from bot.domain.ids import ChannelId
from bot.domain.shows import Episode, TitlePolicy
from bot.domain.spoilers import Knowledge, Track
from bot.services.lookup import EpisodePage, episode_page
from bot.services.notes import NoteLine
from bot.ui.episode_card import episode_parts, next_steps, room_footer
from bot.ui.layouts import Divider, LanternView, card
from bot.ui.options import Asking, asking, episode_choices, read_episode, show_choices
from bot.ui.remembered import Remembered
from bot.ui.replies import reply
from bot.ui.room_posts import post_to_room
from bot.ui.words import describe


class LookupCog(commands.Cog):
    """Answers what a member, or a room, may know of an episode."""

    @app_commands.command(description=describe("command-episode"))
    @app_commands.describe(
        episode=describe("option-episode-next"),
        show=describe("option-show"),
        public=describe("option-public"),
    )
    @app_commands.autocomplete(episode=episode_choices, show=show_choices)
    @app_commands.guild_only()
    async def episode(
        self,
        interaction: discord.Interaction,
        episode: str | None = None,
        show: str | None = None,
        public: bool = False,  # noqa: FBT001, FBT002 - a command's option
    ) -> None:
        """Look an episode up."""
        who = await asking(interaction, show)
        wanted = _wanted(who, episode)
        if not public:
            await reply(interaction, await _private_card(who, wanted))
            return
        room = await who.services.audiences.room(who.place, who.show)
        notes = await who.services.notes.on_episode(who.guild_id, wanted, room)
        await post_to_room(interaction, _room_card(_page(who, wanted, room, notes)))


def _wanted(who: Asking, text: str | None) -> Episode:
    if text is not None:
        return read_episode(who, text)
    return who.show.episode(who.walk.upcoming or who.show.total)


_kept_cards: Remembered[LanternView] = Remembered(most=256)


async def _private_card(who: Asking, episode: Episode) -> LanternView:
    """Return the card for the asking member, kept where no member's words are on it."""
    thread_id = _thread(who, episode)
    missing = _missing(who, episode)

    def made(notes: tuple[NoteLine, ...]) -> LanternView:
        page = _page(who, episode, who.knowledge, notes, thread_id=thread_id)
        return _member_card(replace(page, missing=missing))

    notes = await who.services.notes.on_episode(who.guild_id, episode, who.knowledge)
    if notes:
        return made(notes)
    return _kept_cards.get(
        who.show,
        who.knowledge,
        _policy(who),
        lambda: made(()),
        of=(episode.ordinal, thread_id, missing),
    )


def _member_card(page: EpisodePage) -> LanternView:
    return card(*episode_parts(page), next_steps(page))


def _missing(who: Asking, episode: Episode) -> tuple[tuple[int, int], ...]:
    """Return what keeps an episode shut that the member marked on its own."""
    progress = who.standing.progress
    if episode.ordinal not in progress.seen(Track.SCREEN):
        return ()
    return progress.missing(Track.SCREEN, episode.ordinal).ranges


def _page(
    who: Asking,
    episode: Episode,
    knowledge: Knowledge,
    notes: tuple[NoteLine, ...],
    *,
    thread_id: ChannelId | None = None,
) -> EpisodePage:
    return episode_page(who.show, episode, knowledge, _policy(who), notes, thread_id=thread_id)


def _policy(who: Asking) -> TitlePolicy:
    return who.services.guilds.settings(who.guild_id).titles


def _thread(who: Asking, episode: Episode) -> ChannelId | None:
    """Return where the asking member may talk about it; a room is not told of private threads."""
    return who.services.discussions.thread_of(
        who.guild_id, who.show.id, episode.ordinal, who.knowledge
    )


def _room_card(page: EpisodePage) -> LanternView:
    footer = room_footer(page.show, page.knowledge.position.screen)
    return card(*episode_parts(page, for_room=True), Divider(), footer)


async def setup(bot: LanternBot) -> None:
    """Load the cog."""
    await bot.add_cog(LookupCog())
