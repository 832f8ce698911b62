"""After a party: each marks the episode for themselves, and nobody else sees it."""

from __future__ import annotations

from typing import Final

import discord

from bot.domain.parties import Party, PartyId
from bot.domain.spoilers import Track
from bot.services.parties import PartyGoneError
from bot.services.progress import BeyondTheEndError, Marking
from bot.ui.buttons import DrawnButton, PersistentButton
from bot.ui.options import asking_about, place_of, services_of
from bot.ui.replies import reply
from bot.ui.steps import step
from bot.ui.words import say

_PARTY = r"(?P<party>\d{1,18})"


class WatchedButton(PersistentButton, template=rf"party-watched:(?P<job>\d{{1,18}}):{_PARTY}"):
    """Marks what was watched for whoever presses it; asks first where that is a leap.

    Whoever comes from the episode before the party's first has not skipped anything, however many
    the party watched.
    """

    async def press(self, interaction: discord.Interaction) -> None:
        """Mark, or ask; privately either way."""
        party = await _party(interaction, PartyId(self.number("party")))
        who = await asking_about(interaction, party.show_id)
        total = who.show.total
        if party.first_episode > total:
            raise BeyondTheEndError(show=who.show.title, total=total)
        # The show may have got shorter since the party was planned.
        last = min(party.last_episode, total)
        marking = Marking(track=Track.SCREEN, first=1, last=last, sitting_from=party.first_episode)
        await step(interaction, who, marking, tell=reply)


BUTTONS: Final = (WatchedButton,)


def watched_mark(job_id: int, party: Party) -> str:
    """Return the custom id of the button under the question of a job."""
    return f"party-watched:{job_id}:{party.id}"


def watched_button(job_id: int, party: Party) -> DrawnButton:
    """Return the button under the question."""
    style = discord.ButtonStyle.primary
    return WatchedButton.make(watched_mark(job_id, party), say("button-party-watched"), style=style)


async def _party(interaction: discord.Interaction, party_id: PartyId) -> Party:
    """Return the party that a question is about.

    Raises PartyGoneError where it was cancelled since.
    """
    guild_id = place_of(interaction).guild_id
    found = await services_of(interaction).parties.find(guild_id, party_id)
    if found is None:
        raise PartyGoneError
    return found.party
