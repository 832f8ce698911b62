"""Discussion threads as people see them: names, first posts, lists, and how far a room may talk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from bot.domain.discussions import Following, RoomRule, RoomTalk
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Knowledge, Track, reveal_all
from bot.services.discussion_ports import DiscussionRecord
from bot.services.lookup import episode_page
from bot.ui.episode_card import episode_parts
from bot.ui.layouts import Divider, Part
from bot.ui.options import episode_label
from bot.ui.progress_cards import where_label
from bot.ui.source_words import source_word
from bot.ui.words import Said, joined, mention_channel, say

NAME_LIMIT: Final = 100
"""What Discord takes as a thread's name."""
_LISTED_ON_CARD: Final = 40


def thread_name(show: Show, episode: int) -> Said:
    """Return a thread's name: the show and the number, and nothing else."""
    if show.is_film:
        return Said(_cut(show.title, NAME_LIMIT))
    label = episode_label(show, episode)
    room = NAME_LIMIT - len(say("discuss-thread-name", show=Said(""), episode=label))
    return say("discuss-thread-name", show=Said(_cut(show.title, room)), episode=label)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def first_post(show: Show, record: DiscussionRecord) -> list[Part]:
    """Return what stands first in a thread; its heading and its limit, no story."""
    if show.is_film:
        rule = (
            say("discuss-post-gated-film")
            if record.kind is ThreadKind.GATED
            else say("discuss-post-open-film")
        )
        return [say("discuss-thread-heading-film", show=show.title), rule]
    label = episode_label(show, record.episode)
    rule = (
        say("discuss-post-gated", episode=label)
        if record.kind is ThreadKind.GATED
        else say("discuss-post-open", episode=label)
    )
    return [say("discuss-thread-heading", show=show.title, episode=label), rule]


def spoilers(show: Show, episode: int) -> Said:
    """Return of what a thread's first message warns: "spoilers up to Episode 7"."""
    if show.is_film:
        return say("discuss-spoilers-film")
    return say("discuss-spoilers", episode=episode_label(show, episode))


def index_card(show: Show, records: Iterable[DiscussionRecord], kind: ThreadKind) -> list[Part]:
    """Return a show's public card: it names threads that anybody can see anyway, and no others.

    `kind` is that of the guild's threads from now on.
    """
    public = [
        say(
            "discuss-card-open-thread",
            thread=mention_channel(record.thread_id),
            spoilers=spoilers(show, record.episode),
        )
        for record in records
        if record.kind is ThreadKind.OPEN and record.thread_id is not None
    ]
    parts: list[Part] = [_index_heading(show, kind)]
    if public:
        lines = joined(public[:_LISTED_ON_CARD])
        parts.append(joined([say("discuss-card-open-threads"), lines]))
    if len(public) > _LISTED_ON_CARD:
        parts.append(say("discuss-card-more"))
    return parts


def _index_heading(show: Show, kind: ThreadKind) -> Said:
    if kind is ThreadKind.OPEN:
        return say(
            "discuss-card-open-kind-film" if show.is_film else "discuss-card-open-kind",
            show=show.title,
        )
    return say("discuss-card-film" if show.is_film else "discuss-card", show=show.title)


def list_lines(show: Show, records: Sequence[DiscussionRecord]) -> list[Said]:
    """Return one line for each thread that is open to whoever asks."""
    return [
        _list_line(show, record.episode, record.thread_id)
        for record in records
        if record.thread_id is not None
    ]


def _list_line(show: Show, episode: int, thread_id: ChannelId) -> Said:
    thread = mention_channel(thread_id)
    if show.is_film:
        return say("discuss-list-thread-film", thread=thread)
    return say("discuss-list-thread", episode=episode_label(show, episode), thread=thread)


def list_empty(show: Show, knowledge: Knowledge, kind: ThreadKind) -> Said:
    """Return what to say where no thread is open to whoever asks; of the others no trace.

    `kind` is that of the guild's threads from now on.
    """
    if kind is ThreadKind.OPEN:
        return _list_empty_open(show, knowledge.position.screen)
    if knowledge.position.screen >= show.total:
        return say("discuss-list-empty-seen", show=show.title)
    if show.is_film:
        return say("discuss-list-empty-film", show=show.title)
    return say("discuss-list-empty", show=show.title)


def _list_empty_open(show: Show, position: int) -> Said:
    if position >= show.total:
        return say("discuss-list-empty-open-seen", show=show.title)
    if show.is_film:
        return say("discuss-list-empty-open-film", show=show.title)
    if position == 0:
        return say("discuss-list-empty-open-start", show=show.title)
    return say("discuss-list-empty-open", show=show.title)


def list_note(show: Show, knowledge: Knowledge) -> Said:
    """Return what stands below the threads that are open."""
    if show.is_film:
        return say("discuss-list-note-film")
    if knowledge.position.screen >= show.total:
        return say("discuss-list-note-seen")
    return say("discuss-list-note")


def told_again(show: Show, episode: int, knowledge: Knowledge, policy: TitlePolicy) -> list[Part]:
    """Return what happened in an episode, for somebody who has seen it; else how far it is."""
    wanted = show.episode(episode)
    page = episode_page(show, wanted, knowledge, policy)
    if not page.is_seen and show.is_film:
        return [say("discuss-reveal-ahead-film")]
    if not page.is_seen:
        where = where_label(show, Track.SCREEN, knowledge.position.screen)
        return [say("discuss-reveal-ahead", episode=episode_label(show, episode), where=where)]
    beats = [
        say("discuss-reveal-beat", text=text)
        for text in reveal_all((beat.text for beat in wanted.beats), knowledge)
    ]
    parts = episode_parts(page)
    if beats and not page.lines:
        parts += [Divider(), joined([say("discuss-reveal-beats"), *beats])]
    return parts


def room_talk(show: Show, talk: RoomTalk) -> list[Part]:
    """Return how far a room may talk, and why; nobody is named."""
    reasons = [_reason(talk)]
    if talk.behind and talk.rule is RoomRule.FLOOR:
        reasons.append(say("discuss-safe-behind", members=talk.behind))
    elif talk.behind:
        reasons.append(say("discuss-safe-behind-here", members=talk.behind))
    parts: list[Part] = [_free(show, talk), joined(reasons, " ")]
    if talk.position.screen < show.total:
        parts.append(say("discuss-safe-more"))
    return parts


def _free(show: Show, talk: RoomTalk) -> Said:
    screen, part, source = talk.position.screen, talk.position.source, show.source
    if screen >= show.total and (source is None or part >= source.parts):
        return say("discuss-safe-all", show=show.title)
    if screen == 0 and part == 0:
        return say("discuss-safe-nothing", show=show.title)
    what = _span(show, screen, part)
    if screen and show.is_film:
        return _free_film(show, what, talk.rule)
    if talk.rule is RoomRule.OPEN_THREAD:
        return say("discuss-safe-for", show=show.title, what=what)
    return say("discuss-safe-free", show=show.title, what=what)


def _free_film(show: Show, what: Said, rule: RoomRule) -> Said:
    """Return how far a room may talk that has the film, but not all of its source."""
    if rule is RoomRule.OPEN_THREAD:
        return say("discuss-safe-for-film", show=show.title, what=what)
    return say("discuss-safe-free-film", show=show.title, what=what)


def _span(show: Show, screen: int, part: int) -> Said:
    """Return an episode, a part of the source, or both, as they stand inside a sentence."""
    if show.source is None or part == 0:
        return _lower(show, screen)
    if screen == 0:
        return say("discuss-safe-source-alone", part=part, source=source_word(show))
    return say(
        "discuss-safe-source",
        episode=_lower(show, screen),
        part=part,
        source=source_word(show),
    )


def _lower(show: Show, episode: int) -> Said:
    """Return an episode's name as it stands inside a sentence."""
    label = episode_label(show, episode)
    if show.is_film or len(show.seasons) > 1:
        return label
    return say("discuss-safe-episode", number=episode)


def _reason(talk: RoomTalk) -> Said:
    match talk.rule:
        case RoomRule.MEMBERSHIP:
            return say("discuss-safe-membership")
        case RoomRule.OPEN_THREAD:
            return say("discuss-safe-open-thread")
        case RoomRule.DECLARED:
            return say("discuss-safe-declared")
        case RoomRule.FLOOR if talk.following is Following.NOBODY:
            return say("discuss-safe-nobody")
        case RoomRule.FLOOR if talk.following is Following.SILENT:
            return say("discuss-safe-silent")
        case RoomRule.FLOOR if talk.position.screen == 0:
            return say("discuss-safe-floor-start")
        case RoomRule.FLOOR:
            return say("discuss-safe-floor")
