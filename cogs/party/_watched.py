"""After a party: each marks the episode for themselves, and nobody else sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Final

import discord

from bot.domain.parties import Party, PartyId
from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.services.parties import PartyGoneError
from bot.services.progress import BeyondTheEndError, Marking, Moved
from bot.ui.buttons import PersistentButton
from bot.ui.layouts import LanternView, Row, card
from bot.ui.options import Asking, asking_about, episode_label, place_of, services_of
from bot.ui.progress_cards import (
    moved_heading,
    opened_beats,
    progress_line,
    span_label,
    where_label,
)
from bot.ui.replies import reply, turn
from bot.ui.words import Said, joined, say, stamp

_PARTY = r"(?P<party>\d{1,18})"
_OWNER = r"(?P<owner>\d{1,20})"


class WatchedButton(PersistentButton, template=rf"party-watched:(?P<job>\d{{1,18}}):{_PARTY}"):
    """Marks what was watched for whoever presses it; asks first where that is a leap."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Mark, or ask; privately either way."""
        who, party = await _asking(interaction, PartyId(self.number("party")))
        marking = Marking(track=Track.SCREEN, first=1, last=party.last_episode)
        question = _question(who, party, marking)
        await reply(interaction, question or await _marked(who, marking, party))


class SureButton(PersistentButton, template=rf"party-sure:{_OWNER}:{_PARTY}:(?P<all>[01])"):
    """Marks what was asked about: everything up to there, or what the party watched alone."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Mark without asking again."""
        who, party = await _asking(interaction, PartyId(self.number("party")))
        first = 1 if self.values_in_id["all"] == "1" else party.first_episode
        marking = Marking(track=Track.SCREEN, first=first, last=party.last_episode)
        await turn(interaction, await _marked(who, marking, party))


class NotYetButton(PersistentButton, template=rf"party-not-yet:{_OWNER}"):
    """Marks nothing."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Say that nothing was changed."""
        await turn(interaction, say("cancelled"))


BUTTONS: Final = (WatchedButton, SureButton, NotYetButton)


def watched_mark(job_id: int, party: Party) -> str:
    """Return the custom id of the button under the question of a job."""
    return f"party-watched:{job_id}:{party.id}"


def watched_button(job_id: int, party: Party) -> WatchedButton:
    """Return the button under the question."""
    style = discord.ButtonStyle.primary
    return WatchedButton.make(watched_mark(job_id, party), say("button-party-watched"), style=style)


async def _asking(interaction: discord.Interaction, party_id: PartyId) -> tuple[Asking, Party]:
    guild_id = place_of(interaction).guild_id
    found = await services_of(interaction).parties.find(guild_id, party_id)
    if found is None:
        raise PartyGoneError
    who, party = await asking_about(interaction, found.party.show_id), found.party
    return who, _within(who.show, party)


def _within(show: Show, party: Party) -> Party:
    """Return a party without the episodes that its show does not have any more.

    Raises BeyondTheEndError where none is left.
    """
    if party.first_episode > show.total:
        raise BeyondTheEndError(show=show.title, total=show.total)
    return replace(party, last_episode=min(party.last_episode, show.total))


def _question(who: Asking, party: Party, marking: Marking) -> LanternView | None:
    """Return what to ask before marking; None: go ahead.

    Whoever comes from the episode before the party's first has not skipped anything, however many
    the party watched.
    """
    doubt = who.services.progress.doubt(who.show, who.standing, marking)
    progress = who.standing.progress
    reached = progress.seen(Track.SCREEN, progress.current_pass(Track.SCREEN)).position
    if doubt is None or (doubt.unaired_from is None and reached + 1 >= party.first_episode):
        return None
    if doubt.unaired_from is not None:
        text = say(
            "progress-ask-unaired",
            episode=episode_label(who.show, doubt.unaired_from),
            date=_air_date(who, doubt.unaired_from),
        )
        yes = [_sure(who, party, say("button-yes-mark"), everything=True)]
    else:
        text = say(
            "progress-ask-leap",
            where=where_label(who.show, Track.SCREEN, reached),
            what=span_label(who.show, Track.SCREEN, reached + 1, party.last_episode),
        )
        label = span_label(who.show, Track.SCREEN, party.first_episode, party.last_episode)
        only = say("button-only-one", episode=label)
        yes = [
            _sure(who, party, say("button-yes-all"), everything=True),
            _sure(who, party, only, everything=False),
        ]
    no = NotYetButton.make(f"party-not-yet:{who.user_id}", say("button-cancel"))
    return card(text, Row([*yes, no]))


def _sure(who: Asking, party: Party, label: Said, *, everything: bool) -> SureButton:
    custom_id = f"party-sure:{who.user_id}:{party.id}:{int(everything)}"
    style = discord.ButtonStyle.primary if everything else discord.ButtonStyle.secondary
    return SureButton.make(custom_id, label, style=style)


def _air_date(who: Asking, ordinal: int) -> Said:
    air_date = who.show.episode(ordinal).air_date
    if air_date is None:
        raise ValueError("an episode without a date is never in doubt")
    return stamp(datetime.combine(air_date, time(12), UTC), "D")


async def _marked(who: Asking, marking: Marking, party: Party) -> LanternView:
    moved = await who.services.progress.mark(who.guild_id, who.user_id, who.show, marking)
    position = moved.progress.seen(Track.SCREEN).position
    if moved.change_id is None:
        where = where_label(who.show, Track.SCREEN, position)
        return card(say("party-watched-already", where=where))
    lines = [progress_line(who.show, Track.SCREEN, position), *_opened(who, moved)]
    return card(_heading(who, moved, party), joined(lines), say("party-watched-undo"))


def _opened(who: Asking, moved: Moved) -> list[Said]:
    """Tell what the step opened; watched out of order, it opens nothing yet."""
    if moved.after == moved.before:
        is_rewatch = moved.progress.current_pass(Track.SCREEN) > 0
        return [] if is_rewatch else [say("progress-island")]
    beats = opened_beats(who.show, moved.before, moved.after)
    threads = who.services.discussions.opened(who.guild_id, who.show.id, moved.before, moved.after)
    return [say("progress-opened", beats=beats, threads=len(threads))]


def _heading(who: Asking, moved: Moved, party: Party) -> Said:
    policy = who.services.guilds.settings(who.guild_id).titles
    return moved_heading(who.show, moved, policy, (party.first_episode, party.last_episode))
