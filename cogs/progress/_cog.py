"""The commands of progress."""

from __future__ import annotations

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain.places import outline
from bot.domain.progress import Walk
from bot.domain.references import (
    Ambiguous,
    FoundRange,
    RangeReference,
    read_part_range,
    read_range,
)
from bot.domain.spoilers import Track, reveal_all
from bot.services.progress import Marking
from bot.ui.errors import OfferError
from bot.ui.options import (
    Asking,
    asking,
    part_error,
    reference_error,
    show_choices,
)
from bot.ui.progress_cards import read_as
from bot.ui.reference_errors import EpisodeReferenceError, listed_runs
from bot.ui.replies import reply
from bot.ui.run_choices import part_choices, run_choices
from bot.ui.steps import leave, nothing_left, place_card, step, take_back
from bot.ui.words import Said, describe
from cogs.progress._board import post_board
from cogs.progress._mine import mine_card

_TRACKS = [
    app_commands.Choice(name=describe("choice-track-screen"), value=Track.SCREEN.value),
    app_commands.Choice(name=describe("choice-track-source"), value=Track.SOURCE.value),
]


class NothingLeftToMarkError(OfferError):
    """Everything was marked already, and no episode was named."""

    def __init__(self, who: Asking, walk: Walk) -> None:
        super().__init__()
        self._who = who
        self._walk = walk

    def view(self) -> ui.LayoutView:
        """Return the refusal with the way to begin again."""
        return nothing_left(self._who, self._walk)


async def _instalment_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return episodes to choose from; where the source is being marked, its parts."""
    is_source = getattr(interaction.namespace, "track", None) == Track.SOURCE.value
    offer = part_choices if is_source else run_choices
    return await offer(interaction, current)


class ProgressCog(commands.Cog):
    """Marks what was watched, and tells who is where."""

    progress = app_commands.Group(
        name="progress", description=describe("group-progress"), guild_only=True
    )

    @app_commands.command(description=describe("command-watched"))
    @app_commands.describe(
        episode=describe("option-watched-episode"),
        show=describe("option-show"),
        track=describe("option-watched-track"),
        only=describe("option-watched-only"),
        rewatch=describe("option-watched-rewatch"),
    )
    @app_commands.choices(track=_TRACKS)
    @app_commands.autocomplete(episode=_instalment_choices, show=show_choices)
    @app_commands.guild_only()
    async def watched(
        self,
        interaction: discord.Interaction,
        episode: str | None = None,
        show: str | None = None,
        track: str = Track.SCREEN.value,
        only: bool = False,  # noqa: FBT001, FBT002 - a command's option
        rewatch: bool = False,  # noqa: FBT001, FBT002 - likewise
    ) -> None:
        """Mark what was watched."""
        who = await asking(interaction, show)
        marking, remark = _marking(who, episode, Track(track), only=only, rewatch=rewatch)
        await step(interaction, who, marking, remark=remark)

    @progress.command(description=describe("command-progress-me"))
    @app_commands.describe(show=describe("option-show"))
    @app_commands.autocomplete(show=show_choices)
    async def me(self, interaction: discord.Interaction, show: str | None = None) -> None:
        """Tell a member where they are."""
        if show is not None:
            await reply(interaction, place_card(await asking(interaction, show)))
            return
        await reply(interaction, await mine_card(interaction))

    @progress.command(description=describe("command-progress-board"))
    @app_commands.describe(show=describe("option-show"))
    @app_commands.autocomplete(show=show_choices)
    async def board(self, interaction: discord.Interaction, show: str | None = None) -> None:
        """Show who is where."""
        await post_board(interaction, await asking(interaction, show))

    @progress.command(description=describe("command-progress-undo"))
    @app_commands.describe(show=describe("option-show"))
    @app_commands.autocomplete(show=show_choices)
    async def undo(self, interaction: discord.Interaction, show: str | None = None) -> None:
        """Take the newest step back."""
        await take_back(interaction, await asking(interaction, show))

    @progress.command(description=describe("command-progress-drop"))
    @app_commands.describe(show=describe("option-show"))
    @app_commands.autocomplete(show=show_choices)
    async def drop(self, interaction: discord.Interaction, show: str | None = None) -> None:
        """Stop following."""
        await reply(interaction, await leave(await asking(interaction, show)))


def _marking(
    who: Asking, text: str | None, track: Track, *, only: bool, rewatch: bool
) -> tuple[Marking, Said | None]:
    """Read what is to be marked; return it with a word on how it was read, where that is a guess.

    Raises an error that says what the show has, for everything that names nothing there.
    """
    progress, length = who.standing.progress, who.show.length(track)
    number = progress.pass_to_rewatch(track, length) if rewatch else progress.current_pass(track)
    walk = progress.walk(track, length, number)
    if text is None:
        if walk.upcoming is None and length > 0:
            raise NothingLeftToMarkError(who, walk)
        upcoming = walk.upcoming or 1
        return Marking(track=track, first=upcoming, last=upcoming, pass_number=number), None
    span = _span(who, text, track, walk.position)
    # One instalment alone means "up to here"; a range that was written out means itself.
    is_up_to = span.first == span.last and not only
    if not rewatch and span.last > progress.seen(track).position:
        # What nobody has seen before is no rewatch, even in the midst of one.
        number = 0
    first = 1 if is_up_to else span.first
    marking = Marking(track=track, first=first, last=span.last, pass_number=number)
    return marking, read_as(who.show, track, text, span.last) if span.is_guess else None


def _span(who: Asking, text: str, track: Track, position: int) -> FoundRange:
    """Return the instalments that somebody wrote."""
    reference = _read(who, text, track, position)
    if isinstance(reference, FoundRange):
        return reference
    if isinstance(reference, Ambiguous) and reference.is_list:
        raise EpisodeReferenceError("error-watched-list", runs=listed_runs(reference))
    if track is Track.SOURCE:
        raise part_error(who.show, reference)
    raise reference_error(who.show, reference)


def _read(who: Asking, text: str, track: Track, position: int) -> RangeReference:
    show, knowledge = who.show, who.knowledge
    if track is Track.SCREEN:
        policy = who.services.guilds.settings(who.guild_id).titles
        titles = show.visible_titles(knowledge, policy)
        return read_range(text, outline=outline(show), position=position, titles=titles)
    parts = show.source.part_titles if show.source else ()
    shown = {
        ordinal: opened
        for ordinal, part in enumerate(parts, start=1)
        if (opened := reveal_all([part], knowledge))
    }
    return read_part_range(text, total=show.length(track), titles=shown, position=position)
