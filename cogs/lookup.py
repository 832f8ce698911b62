"""Episode lookup: `/episode`."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import LanternBot
from bot.domain.airing import unaired
from bot.domain.ids import ChannelId
from bot.domain.progress import Walk
from bot.domain.records import replace
from bot.domain.shows import Episode, TitlePolicy
from bot.domain.spoilers import Knowledge, Track
from bot.services.lookup import EpisodePage, episode_page
from bot.services.notes import NO_NOTES, EpisodeNotes
from bot.services.progress import BeyondTheEndError
from bot.ui.buttons import OWNER, SHOW, PersistentButton
from bot.ui.episode_card import episode_parts, next_steps, room_footer
from bot.ui.layouts import Divider, LanternView, Row, card
from bot.ui.options import (
    Asking,
    asking,
    asking_about,
    episode_choices,
    read_episode,
    show_choices,
)
from bot.ui.remembered import Remembered
from bot.ui.replies import reply, turn
from bot.ui.room_posts import post_as_asked, post_to_room, posting_question
from bot.ui.steps import seen_it
from bot.ui.words import describe, say

EPISODE = r"(?P<episode>\d{1,5})"


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
        page = await _room_page(who, wanted)
        if _tells_more(who, wanted, page):
            await reply(interaction, _question(who, wanted))
            return
        await post_to_room(interaction, _room_card(who, page))


class PostEpisodeButton(PersistentButton, template=rf"episode-post:{OWNER}:{SHOW}:{EPISODE}"):
    """Posts an episode although its presser is behind the room."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Post it, as far as the room may know it now."""
        who, episode = await _asked_about(interaction, self)

        async def made() -> LanternView:
            return _room_card(who, await _room_page(who, episode))

        await post_as_asked(interaction, made)


class MyEpisodeButton(PersistentButton, template=rf"episode-mine:{OWNER}:{SHOW}:{EPISODE}"):
    """Shows the episode to its presser alone."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Show it as far as they are."""
        who, episode = await _asked_about(interaction, self)
        await turn(interaction, await _private_card(who, episode))


async def _asked_about(
    interaction: discord.Interaction, button: PersistentButton
) -> tuple[Asking, Episode]:
    """Return who presses a button, and which episode it is about.

    Raises ShowGoneError, or BeyondTheEndError where the show has got shorter since.
    """
    who = await asking_about(interaction, button.number("show"))
    number, total = button.number("episode"), who.show.total
    if not 1 <= number <= total:
        raise BeyondTheEndError(show=who.show.title, total=total)
    return who, who.show.episode(number)


def _question(who: Asking, episode: Episode) -> LanternView:
    about = f"{who.user_id}:{who.show.id}:{episode.ordinal}"
    post = PostEpisodeButton.make(f"episode-post:{about}", say("button-post-anyway"))
    mine = MyEpisodeButton.make(
        f"episode-mine:{about}", say("button-mine-instead"), style=discord.ButtonStyle.primary
    )
    return posting_question(who.show, post, mine)


async def _room_page(who: Asking, episode: Episode) -> EpisodePage:
    room = await who.services.audiences.room(who.place, who.show)
    notes = await who.services.notes.on_episode(who.guild_id, episode, room)
    return _page(who, episode, room, notes)


def _tells_more(who: Asking, episode: Episode, page: EpisodePage) -> bool:
    """Tell whether a room's page holds anything that the asking member has not seen."""
    common = page.knowledge.meet(who.knowledge)
    if common == page.knowledge:
        return False
    own = _page(who, episode, common, page.notes)
    # How far away it is counted from elsewhere, and is no story.
    return replace(own, knowledge=page.knowledge, ahead=page.ahead) != page


def _wanted(who: Asking, text: str | None) -> Episode:
    if text is not None:
        return read_episode(who, text)
    return who.show.episode(who.walk.upcoming or who.show.total)


_kept_cards: Remembered[LanternView] = Remembered(most=256)


async def _private_card(who: Asking, episode: Episode) -> LanternView:
    """Return the card for the asking member, kept where no member's words are on it."""
    thread_id = _thread(who, episode)
    missing, walk = _missing(who, episode), who.walk

    def made(notes: EpisodeNotes) -> LanternView:
        page = _page(who, episode, who.knowledge, notes, thread_id=thread_id)
        return _member_card(replace(page, missing=missing), walk)

    notes = await who.services.notes.on_episode(who.guild_id, episode, who.knowledge)
    if notes.lines:
        return made(notes)
    return _kept_cards.get(
        who.show,
        who.knowledge,
        _policy(who),
        lambda: made(NO_NOTES),
        of=(
            episode.ordinal,
            thread_id,
            missing,
            walk.upcoming,
            walk.pass_number,
            _is_unaired(who, episode),
        ),
    )


def _member_card(page: EpisodePage, walk: Walk) -> LanternView:
    watched = seen_it(page.show, walk, page.ordinal, is_likely=not page.is_unaired)
    row = None if watched is None else Row([watched])
    return card(*episode_parts(page), next_steps(page), row)


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
    notes: EpisodeNotes,
    *,
    thread_id: ChannelId | None = None,
) -> EpisodePage:
    page = episode_page(who.show, episode, knowledge, _policy(who), notes, thread_id=thread_id)
    return replace(page, is_unaired=_is_unaired(who, episode))


def _is_unaired(who: Asking, episode: Episode) -> bool:
    return bool(unaired(who.show, [episode.ordinal], who.services.clock.now().date()))


def _policy(who: Asking) -> TitlePolicy:
    return who.services.guilds.settings(who.guild_id).titles


def _thread(who: Asking, episode: Episode) -> ChannelId | None:
    """Return where the asking member may talk about it; a room is not told of private threads."""
    return who.services.discussions.thread_of(
        who.guild_id, who.show.id, episode.ordinal, who.knowledge
    )


def _room_card(who: Asking, page: EpisodePage) -> LanternView:
    talk = who.services.discussions.open_up_to(who.place.channel_id, page.show.id)
    footer = room_footer(page.show, page.knowledge.position.screen, talk)
    return card(*episode_parts(page, for_room=True), Divider(), footer)


async def setup(bot: LanternBot) -> None:
    """Load the cog and its buttons."""
    bot.add_dynamic_items(PostEpisodeButton, MyEpisodeButton)
    await bot.add_cog(LookupCog())
