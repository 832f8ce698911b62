"""What may be chosen while one types an option that takes several episodes, or parts."""

from __future__ import annotations

from collections.abc import Iterable

import discord
from discord import app_commands

from bot.domain.parties import MOST_AT_A_SITTING
from bot.domain.places import outline
from bot.domain.reference_choices import Run, meant_part_runs, meant_parts, meant_runs
from bot.domain.search import Choice, rank_choices
from bot.domain.spoilers import Track
from bot.ui.options import (
    CHOICE_LABEL_LIMIT,
    CHOICE_LIMIT,
    Asking,
    completing,
    ranked_episodes,
    visible_titles,
)
from bot.ui.progress_cards import instalment_label, span_label
from bot.ui.words import Said, say


async def run_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return the runs that what was typed may mean, then episodes; both masked."""
    who = await completing(interaction)
    if who is None:
        return []
    return _with_runs(who, Track.SCREEN, _meant(who, current), ranked_episodes(who, current))


async def evening_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return the runs that fit one evening, then episodes; masked.

    Evenings that repeat, or whose length is given beside, need only the one that they begin with.
    """
    who = await completing(interaction)
    if who is None:
        return []
    given = interaction.namespace
    runs: Iterable[Run] = ()
    if not getattr(given, "repeat", None) and not getattr(given, "per_sitting", None):
        runs = (
            run
            for run in _meant(who, current)
            if run.season is None and run.last - run.first < MOST_AT_A_SITTING
        )
    return _with_runs(who, Track.SCREEN, runs, ranked_episodes(who, current))


async def part_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return the runs of parts of the source that what was typed may mean, then parts."""
    who = await completing(interaction)
    if who is None:
        return []
    progress, total = who.standing.progress, who.show.length(Track.SOURCE)
    walk = progress.walk(Track.SOURCE, total, progress.current_pass(Track.SOURCE))
    numbers = sorted(range(1, total + 1), key=lambda number: number != walk.upcoming)
    labels = {number: instalment_label(who.show, Track.SOURCE, number) for number in numbers}
    parts = [
        Choice(value=number, label=label, search_keys=(label, str(number)))
        for number, label in labels.items()
    ]
    leading = meant_parts(current, total=total, position=walk.position)
    ranked = [
        app_commands.Choice(name=part.label, value=str(part.value))
        for part in rank_choices(current, parts, limit=CHOICE_LIMIT, leading=leading)
    ]
    runs = meant_part_runs(current, total=total, position=walk.position) if current else ()
    return _with_runs(who, Track.SOURCE, runs, ranked)


def _meant(who: Asking, current: str) -> tuple[Run, ...]:
    if not current:
        return ()
    return meant_runs(
        current,
        outline=outline(who.show),
        position=who.walk.position,
        titles=visible_titles(who),
    )


def _with_runs(
    who: Asking, track: Track, runs: Iterable[Run], single: list[app_commands.Choice[str]]
) -> list[app_commands.Choice[str]]:
    offered = [
        app_commands.Choice(
            name=_label(who, track, run)[:CHOICE_LABEL_LIMIT], value=f"{run.first}-{run.last}"
        )
        for run in runs
    ]
    return [*offered, *single][:CHOICE_LIMIT]


def _label(who: Asking, track: Track, run: Run) -> Said:
    span = span_label(who.show, track, run.first, run.last)
    return span if run.season is None else say("season-choice", season=run.season, episodes=span)
