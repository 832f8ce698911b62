"""Which episodes a party is of, as its host writes them: one, or the several of one evening."""

from __future__ import annotations

from bot.domain.drafts import PartyDraft
from bot.domain.errors import LanternError
from bot.domain.parties import MOST_AT_A_SITTING
from bot.domain.places import outline
from bot.domain.records import replace
from bot.domain.references import Ambiguous, Backwards, FoundRange, read_range, tells_how_many_more
from bot.domain.when import LONGEST
from bot.ui.options import Asking, read_episode, visible_titles
from bot.ui.reference_errors import EpisodeReferenceError, reference_error
from bot.ui.words import Said


class SpanError(LanternError):
    """Several episodes were written where the one that a run begins with is needed."""

    key = "error-party-span"


class LongEveningError(LanternError):
    """More episodes than one evening holds."""

    key = "error-party-long-evening"


def kept(text: str) -> str:
    """Return as much of a text as tells that it is too long."""
    return text[: LONGEST + 1]


def with_episode(
    who: Asking, wrote: str, subject: PartyDraft
) -> tuple[PartyDraft, LanternError | None]:
    """Return a party with what somebody means by an episode, or as it is and why it means none.

    "3-5" is one evening of three.
    """
    try:
        span = _span(who, wrote, subject)
    except LanternError as refusal:
        return replace(subject, first_episode=0, episode=kept(wrote)), refusal
    per_sitting = len(span) if len(span) > 1 else subject.per_sitting
    return replace(subject, first_episode=span[0], per_sitting=per_sitting, episode=None), None


def _span(who: Asking, wrote: str, subject: PartyDraft) -> range:
    """Return the one episode that is meant, or the several of one evening.

    Raises what `read_episode` raises, SpanError, LongEveningError.
    """
    try:
        number = read_episode(who, wrote).ordinal
    except EpisodeReferenceError as refused:
        found = read_range(
            wrote,
            outline=outline(who.show),
            position=who.walk.position,
            titles=visible_titles(who),
        )
        if isinstance(found, Backwards) or (isinstance(found, Ambiguous) and found.is_list):
            raise reference_error(who.show, found) from None
        if not isinstance(found, FoundRange):
            raise
        span = range(found.first, found.last + 1)
        if refused.key == "reference-several" and not tells_how_many_more(wrote):
            return _season(who, span, subject)
        return _evening(span, subject)
    return range(number, number + 1)


def _evening(span: range, subject: PartyDraft) -> range:
    if subject.repeat is not None or subject.per_sitting not in {1, len(span)}:
        raise SpanError(first=span[0])
    if len(span) > MOST_AT_A_SITTING:
        raise LongEveningError(count=len(span), most=MOST_AT_A_SITTING)
    return span


def _season(who: Asking, span: range, subject: PartyDraft) -> range:
    """Return the first of a season, where evenings that repeat go on until its end.

    Raises the error that says how to write it otherwise.
    """
    if subject.repeat is not None and span[-1] == who.show.total:
        return span[:1]
    first, last = (Said(outline(who.show).label(ordinal)) for ordinal in (span[0], span[-1]))
    raise EpisodeReferenceError(
        "error-party-season",
        count=len(span),
        first=first,
        last=last,
        fits=int(len(span) <= MOST_AT_A_SITTING),
    )
