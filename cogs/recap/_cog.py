"""The commands of recaps."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.recaps import Length
from bot.services.notes import NOTE_LIMIT, require_seen
from bot.services.recaps import Wish
from bot.ui.options import asking, read_episode, seen_choices, show_choices
from bot.ui.replies import reply
from bot.ui.words import describe
from cogs.recap._notes import NoteModal, saved_card
from cogs.recap._people import character_choices, meet
from cogs.recap._story import member_story, post_story

_LENGTHS = [
    app_commands.Choice(name=describe("choice-length-quick"), value=Length.QUICK.value),
    app_commands.Choice(name=describe("choice-length-normal"), value=Length.NORMAL.value),
    app_commands.Choice(name=describe("choice-length-full"), value=Length.FULL.value),
]


@app_commands.guild_only()
class RecapCog(commands.GroupCog, group_name="recap", group_description=describe("group-recap")):
    """Tells the story again, and keeps what members say about it."""

    @app_commands.command(description=describe("command-recap-me"))
    @app_commands.describe(
        show=describe("option-show"),
        to=describe("option-recap-to"),
        length=describe("option-recap-length"),
    )
    @app_commands.choices(length=_LENGTHS)
    @app_commands.autocomplete(show=show_choices, to=seen_choices)
    async def me(
        self,
        interaction: discord.Interaction,
        show: str | None = None,
        to: str | None = None,
        length: str = Length.NORMAL.value,
    ) -> None:
        """Tell a member the story so far."""
        who = await asking(interaction, show)
        stop = None if to is None else read_episode(who, to).ordinal
        wish = Wish(length=Length(length), to=stop)
        await reply(interaction, await member_story(who, wish, 0))

    @app_commands.command(description=describe("command-recap-about"))
    @app_commands.describe(
        character=describe("option-recap-character"), show=describe("option-show")
    )
    @app_commands.autocomplete(character=character_choices, show=show_choices)
    async def about(
        self, interaction: discord.Interaction, character: str, show: str | None = None
    ) -> None:
        """Tell who somebody is; the name is story, so the answer is private whatever it is."""
        await reply(interaction, meet(await asking(interaction, show), character))

    @app_commands.command(description=describe("command-recap-post"))
    @app_commands.describe(show=describe("option-show"), length=describe("option-recap-length"))
    @app_commands.choices(length=_LENGTHS)
    @app_commands.autocomplete(show=show_choices)
    async def post(
        self,
        interaction: discord.Interaction,
        show: str | None = None,
        length: str = Length.NORMAL.value,
    ) -> None:
        """Tell the room the story so far."""
        who = await asking(interaction, show)
        await post_story(interaction, who, Length(length))

    @app_commands.command(description=describe("command-recap-note"))
    @app_commands.describe(
        episode=describe("option-note-episode"),
        text=describe("option-note-text"),
        show=describe("option-show"),
    )
    @app_commands.autocomplete(episode=seen_choices, show=show_choices)
    async def note(
        self,
        interaction: discord.Interaction,
        episode: str,
        text: app_commands.Range[str, 1, NOTE_LIMIT] | None = None,
        show: str | None = None,
    ) -> None:
        """Keep a member's line; it is story, so the answer is private."""
        who = await asking(interaction, show)
        about = read_episode(who, episode)
        if text is None:
            require_seen(who.standing.progress, about.ordinal)
            await interaction.response.send_modal(NoteModal(who, about.ordinal))
            return
        kept = await who.services.notes.write(who.guild_id, who.user_id, who.show, about, text)
        await reply(interaction, saved_card(who, kept))
