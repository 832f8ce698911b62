"""Parties as people see them: the card, the agenda, and what is said before and after.

All of it may stand in a public message: numbers, times, names of shows and of members, and the
host's own words for the place. Nothing here tells of the story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from bot.domain.airing import unaired
from bot.domain.drafts import Draft, PartyDraft, repeat_of, sittings, zone_of
from bot.domain.ids import ShowId, UserId
from bot.domain.member_text import MemberText, quote_member_text
from bot.domain.parties import LONGEST_PLACE, Answer, Party, PartyId, PartyState, who_said
from bot.domain.records import replace
from bot.domain.recurrence import Sitting, parse_repeat
from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.domain.when import Exact, NoteKind
from bot.domain.zones import get_zone
from bot.services.parties import Agenda, Gathering
from bot.services.party_jobs import PartyJob
from bot.services.party_ports import CardFate
from bot.ui.layouts import Divider, Part
from bot.ui.progress_cards import ranges_label, span_label
from bot.ui.when_words import late_line, moment_lines, repeat_label
from bot.ui.words import Said, day_stamp, joined, mention_channel, mention_member, say, stamp

_CLOCK_CHANGES: Final = 2
"""Evenings named one by one on which the clocks change."""
_NAMES: Final = 20
"""Members named on the card; the rest are counted."""


def party_name(show: Show, first: int, last: int) -> Said:
    """Return "Love in the Big City · Episode 4"; of a film, its name alone."""
    if show.is_film:
        return Said(show.title)
    return say("party-name", show=show.title, episodes=_episodes(show, first, last))


def name_of(show: Show, party: Party) -> Said:
    """Return a party's name."""
    return party_name(show, party.first_episode, party.last_episode)


def heading(show: Show, first: int, last: int) -> Said:
    """Return a party's name as a heading."""
    if show.is_film:
        return say("party-heading-film", show=show.title)
    return say("party-heading", show=show.title, episodes=_episodes(show, first, last))


def _episodes(show: Show, first: int, last: int) -> Said:
    return span_label(show, Track.SCREEN, first, last)


def quoted_place(place: str) -> MemberText:
    """Return where people meet, in the host's own words."""
    # Escapes may double the length; the words themselves are short enough already.
    return quote_member_text(place, limit=2 * LONGEST_PLACE, one_line=True)


def when_line(moment: datetime) -> Said:
    """Return a moment, absolute and relative."""
    return say("draft-moment", moment=stamp(moment, "F"), relative=stamp(moment, "R"))


def draft_parts(draft: Draft, subject: PartyDraft, show: Show, reading: Exact) -> list[Part]:
    """Return a party as it is shown back to its host before it is kept.

    Of a run, what stands out is its first evening: the moment that was written may be on none of
    its days. Raises what `sittings` raises.
    """
    run = sittings(subject, reading, zone=zone_of(draft.wish, reading), total=show.total)
    first, last = run[0].episodes[0], run[0].episodes[-1]
    shown = reading
    if run[0].at != reading.at:
        shown = replace(reading, at=run[0].at, notes=())
    parts: list[Part] = [heading(show, first, last), moment_lines(draft.wish, shown)]
    if subject.place is not None:
        parts.append(say("party-where", place=quoted_place(subject.place)))
    if subject.repeat is not None:
        parts.append(_run_draft(draft, subject, show, reading, run))
        parts += _clocks_change(run)
    parts += _unaired(show, run, zone_of(draft.wish, reading))
    parts.append(say("party-card-goes", channel=mention_channel(subject.channel_id)))
    return parts


def _run_draft(
    draft: Draft, subject: PartyDraft, show: Show, reading: Exact, run: Sequence[Sitting]
) -> Said:
    repeat = repeat_of(subject, reading, zone=zone_of(draft.wish, reading))
    lines = [
        say(
            "party-run-draft",
            repeat=repeat_label(repeat),
            last=_episodes(show, run[-1].episodes[-1], run[-1].episodes[-1]),
            evenings=len(run),
            date=stamp(run[-1].at, "D"),
        )
    ]
    if run[0].at != reading.at:
        lines.insert(0, say("party-run-draft-first", moment=stamp(reading.at, "F")))
    return joined(lines)


def _clocks_change(run: Sequence[Sitting]) -> list[Said]:
    """Say which evenings fall into an hour that clocks skip or show twice, and when they are."""
    changed = [one.clocks for one in run if one.clocks is not None]
    lines = [
        say(
            "party-run-gap" if note.kind is NoteKind.GAP else "party-run-fold",
            date=note.wrote.date(),
            wrote=note.wrote,
            became=note.became,
            clocks=Said(note.became.tzname() or ""),
        )
        for note in changed[:_CLOCK_CHANGES]
    ]
    if len(changed) > _CLOCK_CHANGES:
        lines.append(say("party-run-clocks-more", more=len(changed) - _CLOCK_CHANGES))
    return [joined(lines)] if lines else []


def _unaired(show: Show, run: Sequence[Sitting], zone: str) -> list[Said]:
    """Say which evening comes before what it shows has aired, so that nobody finds out then."""
    early = [
        ahead
        for one in run
        if (ahead := unaired(show, one.episodes, one.at.astimezone(get_zone(zone)).date()))
    ]
    if not early:
        return []
    air_date = show.episode(min(early[0])).air_date
    date = say("party-airs-later") if air_date is None else day_stamp(air_date)
    if show.is_film:
        return [say("party-unaired-film", show=show.title, date=date)]
    episodes, number = ranges_label(show, Track.SCREEN, early[0].ranges), len(early[0])
    if len(run) == 1:
        return [say("party-unaired", episodes=episodes, number=number, date=date)]
    return [say("party-unaired-run", evenings=len(early), episodes=episodes, date=date)]


def move_parts(draft: Draft, gathering: Gathering, show: Show, reading: Exact) -> list[Part]:
    """Return a party's new time as it is shown back before it is kept."""
    party = gathering.party
    episodes = range(party.first_episode, party.last_episode + 1)
    moved = Sitting(at=reading.at, episodes=episodes)
    lines = [say("party-move-tells")]
    if party.series_id is not None:
        lines.append(say("party-move-run"))
    return [
        heading(show, party.first_episode, party.last_episode),
        moment_lines(draft.wish, reading),
        *_unaired(show, [moved], zone_of(draft.wish, reading)),
        say("party-move-from", moment=stamp(party.starts_at, "F")),
        joined(lines),
    ]


def card_parts(show: Show, gathering: Gathering) -> list[Part]:
    """Return a party's card, but for its buttons."""
    party = gathering.party
    facts = [when_line(party.starts_at)]
    if party.place is not None:
        facts.append(say("party-where", place=quoted_place(party.place)))
    if party.host_id:
        facts.append(say("party-host", host=mention_member(party.host_id)))
    if gathering.run_ends is not None:
        facts.append(_run(show, gathering, gathering.run_ends))
    parts: list[Part] = [
        heading(show, party.first_episode, party.last_episode),
        joined(facts),
        Divider(),
        joined(_answers(gathering)),
    ]
    if party.state is PartyState.CANCELLED:
        parts.insert(1, say("party-cancelled-mark"))
    if party.state is PartyState.OVER:
        parts.append(say("party-over-mark"))
    return parts


def _run(show: Show, gathering: Gathering, last: Party) -> Said:
    party = gathering.party
    day = party.starts_at.astimezone(get_zone(party.zone)).date()
    return say(
        "party-run",
        repeat=repeat_label(parse_repeat(party.repeat or "weekly", day)),
        last=_episodes(show, last.last_episode, last.last_episode),
        date=stamp(last.starts_at, "D"),
        evenings=gathering.evenings_after,
    )


def _answers(gathering: Gathering) -> list[Said]:
    going, maybe, no = (who_said(gathering.answers, answer) for answer in Answer)
    return [
        say("party-going", count=len(going), names=_names(going)),
        say("party-maybe", count=len(maybe), names=_names(maybe)),
        say("party-no", count=len(no), names=_names(no)),
    ]


def _names(members: Sequence[UserId]) -> Said:
    names = [mention_member(member) for member in members[:_NAMES]]
    if len(members) > _NAMES:
        names.append(say("party-and-more", count=len(members) - _NAMES))
    return joined(names, " ")


def card_link(party: Party) -> Said | None:
    """Return the address of a party's card."""
    if party.message_id is None:
        return None
    return say(
        "party-link",
        guild=Said(str(party.guild_id)),
        channel=Said(str(party.channel_id)),
        message=Said(str(party.message_id)),
    )


def reminder_parts(
    show: Show, party: Party, told: Sequence[UserId], *, late: int, has_begun: bool
) -> list[Part]:
    """Return a reminder to everybody who said going; it is `late` minutes late, 0: on time."""
    name, relative = name_of(show, party), stamp(party.starts_at, "R")
    if has_begun:
        lines = [say("party-reminder-begun", party=name, relative=relative)]
    else:
        moment = stamp(party.starts_at, "F")
        lines = [say("party-reminder", party=name, relative=relative, moment=moment)]
    if party.place is not None:
        lines.append(say("party-reminder-where", place=quoted_place(party.place)))
    lines.append(joined(map(mention_member, told), " "))
    if late:
        lines.append(late_line(late))
    link = card_link(party)
    if link is not None and not has_begun:
        lines.append(say("party-reminder-link", link=link))
    return [joined(lines)]


def news_parts(kind: PartyJob, show: Show, party: Party, told: Sequence[UserId]) -> list[Part]:
    """Return the news of a party that was moved or cancelled."""
    name, moment = name_of(show, party), stamp(party.starts_at, "F")
    names = joined(map(mention_member, told), " ")
    match kind:
        case PartyJob.CANCELLED:
            lines = [say("party-cancelled-news", party=name, moment=moment), names]
        case PartyJob.RUN_CANCELLED:
            lines = [say("party-run-cancelled-news", party=name, moment=moment), names]
        case _:
            relative = stamp(party.starts_at, "R")
            news = say("party-moved-news", party=name, moment=moment, relative=relative)
            lines = [news, names]
            link = card_link(party)
            if link is not None:
                lines.append(say("party-moved-link", link=link))
    return [joined(lines)]


def after_parts(show: Show, party: Party) -> list[Part]:
    """Return the question after a party."""
    return [joined([say("party-after", party=name_of(show, party)), say("party-after-hint")])]


def agenda_blocks(
    shows: Mapping[ShowId, Show], agenda: Agenda, lacking: Mapping[PartyId, Said | None]
) -> list[Said]:
    """Return what lies ahead of a guild, block by block, and what was missed.

    `lacking` holds for each party whose card was refused which permission we lack, if we know it.
    """
    blocks = [
        _agenda_block(shows[gathering.party.show_id], gathering, lacking.get(gathering.party.id))
        for gathering in agenda.gatherings
    ]
    if agenda.missed:
        lines = [say("party-list-missed-heading")]
        lines += [
            say(
                "party-list-missed",
                party=name_of(shows[missed.party.show_id], missed.party),
                moment=stamp(missed.due_at, "f"),
            )
            for missed in agenda.missed
        ]
        blocks.append(joined(lines))
    return blocks


def _card_line(gathering: Gathering, lacking: Said | None) -> Said:
    link = card_link(gathering.party)
    if link is not None:
        return say("party-list-link", link=link)
    match gathering.card:
        case CardFate.COMING:
            return say("party-list-on-its-way")
        case CardFate.REFUSED if lacking is not None:
            return say("party-list-lacking", lacking=lacking)
        case CardFate.REFUSED:
            return say("party-list-again")
        case CardFate.GONE:
            return say("party-list-gone")
        case None if gathering.party.series_id is None:
            # What became of it is forgotten after a while, as of all that was tried.
            return say("party-list-gone")
        case None:
            return say("party-list-soon")


def _agenda_block(show: Show, gathering: Gathering, lacking: Said | None) -> Said:
    party = gathering.party
    going, maybe, _ = (who_said(gathering.answers, answer) for answer in Answer)
    facts = [
        say("party-list-counts", going=len(going), maybe=len(maybe)),
        mention_channel(party.channel_id),
        _card_line(gathering, lacking),
    ]
    moment, relative = stamp(party.starts_at, "F"), stamp(party.starts_at, "R")
    lines = [
        Said(f"**{name_of(show, party)}**"),
        say("party-list-when", moment=moment, relative=relative),
        joined(facts, " · "),
    ]
    if gathering.run_ends is not None:
        lines.append(_run(show, gathering, gathering.run_ends))
    return Said(f"{joined(lines)}\n")
