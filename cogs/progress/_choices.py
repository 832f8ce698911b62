"""What may be chosen while one types what was watched: an episode, a run of them, a season."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.domain.places import outline
from bot.domain.reference_choices import Run, meant_runs
from bot.domain.spoilers import Track
from bot.ui.options import (
    CHOICE_LABEL_LIMIT,
    CHOICE_LIMIT,
    Asking,
    completing,
    ranked_episodes,
    visible_titles,
)
from bot.ui.progress_cards import span_label
from bot.ui.words import Said, say


async def run_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return the runs that what was typed may mean, then episodes; both masked."""
    who = await completing(interaction)
    if who is None:
        return []
    episodes = ranked_episodes(who, current)
    if not current:
        return episodes
    runs = meant_runs(
        current,
        outline=outline(who.show),
        position=who.walk.position,
        titles=visible_titles(who),
    )
    offered = [
        app_commands.Choice(
            name=_label(who, run)[:CHOICE_LABEL_LIMIT], value=f"{run.first}-{run.last}"
        )
        for run in runs
    ]
    return [*offered, *episodes][:CHOICE_LIMIT]


def _label(who: Asking, run: Run) -> Said:
    span = span_label(who.show, Track.SCREEN, run.first, run.last)
    return span if run.season is None else say("season-choice", season=run.season, episodes=span)
