"""A draft as it is shown back: what was understood, what is asked, or why it cannot be."""

from __future__ import annotations

from typing import Final

from bot.domain.drafts import Draft, MoveDraft, PartyDraft, ReminderDraft, check_run
from bot.domain.errors import LanternError
from bot.domain.recurrence import TooManySittingsError, UnreadableRepeatError
from bot.domain.when import Ambiguous, Exact
from bot.services.bundle import Services
from bot.services.confirming import About, Moved, Reminded, Scheduled
from bot.ui import party_cards, reminder_cards
from bot.ui.layouts import LanternView, Part, card
from bot.ui.when_words import WhenError, question, repeats, understood
from bot.ui.words import mention_channel, say, stamp

REFUSALS: Final[tuple[type[LanternError], ...]] = (
    WhenError,
    UnreadableRepeatError,
    TooManySittingsError,
)
"""What is mended by writing it differently."""


def draft_parts(
    services: Services, draft: Draft, about: About
) -> tuple[list[Part], Exact | Ambiguous]:
    """Return a draft as it is shown back, and how its moment was read.

    Raises one of `REFUSALS`.
    """
    if isinstance(draft.subject, PartyDraft) and about.show is not None:
        check_run(draft.subject, about.show.total)
    read = services.drafts.read(draft.wish)
    if isinstance(draft.subject, PartyDraft) and repeats(read):
        raise WhenError("error-party-when-repeats")
    reading = understood(read)
    if isinstance(reading, Ambiguous):
        return [question(reading)], reading
    return _exact_parts(draft, about, reading), reading


def _exact_parts(draft: Draft, about: About, reading: Exact) -> list[Part]:
    match draft.subject, about:
        case PartyDraft() as subject, About(show=show) if show is not None:
            return party_cards.draft_parts(draft, subject, show, reading)
        case MoveDraft(), About(show=show, gathering=gathering) if show and gathering:
            return party_cards.move_parts(draft, gathering, show, reading)
        case ReminderDraft() as subject, About(show=show):
            return reminder_cards.draft_parts(draft, subject, show, reading)
        case _:
            raise TypeError("a party has a show")


def confirmed_card(kept: Scheduled | Moved | Reminded) -> LanternView:
    """Return what is said once a draft was kept."""
    match kept:
        case Reminded(reminder=reminder):
            return card(say("remind-done", relative=stamp(reminder.remind_at, "R")))
        case Moved(show=show, party=party):
            moment, relative = stamp(party.starts_at, "F"), stamp(party.starts_at, "R")
            name = party_cards.name_of(show, party)
            return card(say("party-moved-done", party=name, moment=moment, relative=relative))
        case Scheduled(parties=parties):
            channel = mention_channel(parties[0].channel_id)
            if len(parties) == 1:
                return card(say("party-scheduled", channel=channel))
            return card(say("party-scheduled-run", channel=channel, evenings=len(parties)))
