"""The `show` and `episode` options that most commands have: reading them, and their choices.

A choice's value carries a number, never a title, and its label shows a title only where the viewer
may see it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord
from discord import app_commands
from msgspec import Struct

from bot.domain.errors import LanternError
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.places import outline
from bot.domain.progress import Walk
from bot.domain.reference_choices import meant_episodes
from bot.domain.references import (
    Ambiguous,
    Backwards,
    Found,
    FoundRange,
    NotUnderstood,
    read_range,
    read_reference,
)
from bot.domain.search import Choice, rank_choices
from bot.domain.shows import Episode, Show, TitlePolicy
from bot.domain.spoilers import Knowledge, Revealed, Track
from bot.services.audience import SHOW_VALUE_PREFIX, Place
from bot.services.bundle import Services
from bot.services.ports import Standing
from bot.ui.labels import episode_label
from bot.ui.permissions import GuildOnlyError, services_of
from bot.ui.reference_errors import one_needed, part_error, reference_error
from bot.ui.remembered import Remembered
from bot.ui.which_show import meant_show

__all__ = [
    "CHOICE_LABEL_LIMIT",
    "CHOICE_LIMIT",
    "Asking",
    "GuildOnlyError",
    "asking",
    "asking_about",
    "completing",
    "episode_choices",
    "episode_label",
    "part_error",
    "place_of",
    "ranked_episodes",
    "read_episode",
    "reference_error",
    "seen_choices",
    "services_of",
    "show_choices",
    "visible_titles",
]

CHOICE_LIMIT = 25
CHOICE_LABEL_LIMIT = 100


def place_of(interaction: discord.Interaction) -> Place:
    """Return where an interaction happens.

    Raises GuildOnlyError outside a guild.
    """
    if interaction.guild_id is None or interaction.channel_id is None:
        raise GuildOnlyError
    parent = getattr(interaction.channel, "parent_id", None)
    return Place(
        guild_id=GuildId(interaction.guild_id),
        channel_id=ChannelId(interaction.channel_id),
        parent_id=None if parent is None else ChannelId(parent),
    )


class Asking(Struct, frozen=True, kw_only=True):
    """Who asks, where, and about which show; most commands begin by working this out."""

    services: Services
    place: Place
    user_id: UserId
    show: Show
    standing: Standing

    @property
    def knowledge(self) -> Knowledge:
        """What the asking member has seen of the show."""
        return self.standing.progress.knowledge

    @property
    def walk(self) -> Walk:
        """Where they are on the screen this time through, and what comes next."""
        return self.standing.progress.walk(Track.SCREEN, self.show.total)

    @property
    def guild_id(self) -> GuildId:
        """Where they ask."""
        return self.place.guild_id


async def asking(interaction: discord.Interaction, show: str | None) -> Asking:
    """Work out who asks about which show.

    Raises the errors of `meant_show`, and GuildOnlyError.
    """
    services = services_of(interaction)
    place = place_of(interaction)
    user_id = UserId(interaction.user.id)
    found = await meant_show(interaction, services, place, show)
    standing = await services.audiences.standing(place.guild_id, user_id, found)
    await services.progress.welcome_back(place.guild_id, user_id, found, standing)
    return Asking(services=services, place=place, user_id=user_id, show=found, standing=standing)


async def asking_about(interaction: discord.Interaction, show_id: int) -> Asking:
    """Work out who presses a button about a show.

    Raises ShowGoneError where the show was removed since, and GuildOnlyError.
    """
    return await asking(interaction, f"{SHOW_VALUE_PREFIX}{show_id}")


def read_episode(who: Asking, text: str) -> Episode:
    """Return the episode that somebody means.

    Raises an error that says what the show has, for everything that names no one episode.
    """
    numbering, position, titles = outline(who.show), who.walk.position, _names(who).titles
    reference = read_reference(text, outline=numbering, position=position, titles=titles)
    if isinstance(reference, Found):
        return who.show.episode(reference.ordinal)
    if not isinstance(reference, NotUnderstood):
        raise reference_error(who.show, reference)
    match read_range(text, outline=numbering, position=position, titles=titles):
        case FoundRange() | Backwards() | Ambiguous(is_list=True) as several:
            raise one_needed(who.show, several)
        case refused:
            raise reference_error(who.show, refused)


async def show_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return the shows to choose from: this channel's first, then the shelf."""
    services, place = services_of(interaction), place_of(interaction)
    likely = services.audiences.likely_show(place)
    first = () if likely is None else (likely,)
    found = services.catalog.search(place.guild_id, current, first=first)
    return [
        app_commands.Choice(
            name=services.catalog.title(show_id)[:CHOICE_LABEL_LIMIT],
            value=f"{SHOW_VALUE_PREFIX}{show_id}",
        )
        for show_id in found[:CHOICE_LIMIT]
    ]


async def episode_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return the episodes to choose from, masked beyond what the viewer may see."""
    who = await completing(interaction)
    if who is None:
        return []
    return ranked_episodes(who, current)


async def completing(interaction: discord.Interaction) -> Asking | None:
    """Return who is typing an option, about the show that the `show` option names.

    None where no show is meant yet: nothing can be offered, and the command itself says what to do.
    """
    show = getattr(interaction.namespace, "show", None)
    try:
        return await asking(interaction, show if isinstance(show, str) and show else None)
    except LanternError:
        return None


async def seen_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return the episodes that the viewer has seen to choose from, the latest first."""
    who = await completing(interaction)
    if who is None:
        return []
    seen = who.standing.progress.seen(Track.SCREEN)
    return ranked_episodes(who, current, [n for n in seen if n <= who.show.total][::-1])


def ranked_episodes(
    who: Asking, current: str, among: Sequence[int] | None = None
) -> list[app_commands.Choice[str]]:
    """Return choices: the viewer's next episode first, titles only where they may be seen."""
    names, walk = _names(who), who.walk
    upcoming = walk.upcoming
    order = [] if upcoming is None else [upcoming]
    order += [n for n in range(1, who.show.total + 1) if n != upcoming]
    leading = meant_episodes(
        current,
        outline=outline(who.show),
        position=walk.position,
        titles=names.titles,
    )
    choices = [names.choices[ordinal - 1] for ordinal in (order if among is None else among)]
    return [
        app_commands.Choice(name=choice.label[:CHOICE_LABEL_LIMIT], value=str(choice.value))
        for choice in rank_choices(current, choices, limit=CHOICE_LIMIT, leading=leading)
    ]


def visible_titles(who: Asking) -> Mapping[int, tuple[Revealed, ...]]:
    """Return, by episode, the titles that somebody may read."""
    return _names(who).titles


class _Names(Struct, frozen=True, kw_only=True):
    """What one knowledge may read of a show's episodes, and a choice for each of them."""

    show: Show
    titles: Mapping[int, tuple[Revealed, ...]]
    choices: tuple[Choice, ...]


_kept_names: Remembered[_Names] = Remembered(most=256)


def _names(who: Asking) -> _Names:
    """Return the names that somebody may read, kept for the next key that is pressed."""
    show, knowledge = who.show, who.knowledge
    policy = who.services.guilds.settings(who.guild_id).titles
    return _kept_names.get(show, knowledge, policy, lambda: _named(show, knowledge, policy))


def _named(show: Show, knowledge: Knowledge, policy: TitlePolicy) -> _Names:
    titles = show.visible_titles(knowledge, policy)
    numbering = outline(show)
    choices = tuple(
        Choice(
            value=ordinal,
            label=_choice_label(show, ordinal, titles.get(ordinal)),
            search_keys=(*numbering.spellings(ordinal), *titles.get(ordinal, ())),
        )
        for ordinal in range(1, show.total + 1)
    )
    return _Names(show=show, titles=titles, choices=choices)


def _choice_label(show: Show, ordinal: int, titles: tuple[str, ...] | None) -> str:
    label = episode_label(show, ordinal)
    return f"{label} · {titles[0]}" if titles else label
