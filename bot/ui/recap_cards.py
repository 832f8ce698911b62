"""Recaps as cards: the story so far in pages, one character, and members' lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from bot.domain.cast import Person
from bot.domain.recaps import Length
from bot.domain.shows import Show
from bot.domain.spoilers import Revealed
from bot.services.notes import EpisodeNotes, NoteLine
from bot.services.recaps import Chapter, Profile, Story
from bot.ui.layouts import LanternView, Part, Row, card
from bot.ui.options import episode_label
from bot.ui.pages import Sheet, text_pages
from bot.ui.source_words import source_word
from bot.ui.words import Said, Shown, joined, mention_member, say, small

_PAGE: Final = 1_600
"""Characters on one page of story: what is read without scrolling far."""
_BETWEEN_BLOCKS: Final = "\n\n"


def story_pages(story: Story, untold: Said) -> list[Said]:
    """Return the story on pages, at least one; told to somebody who has seen something.

    `untold` is said where there is no story.
    """
    blocks = [
        *_section(_latest_heading(story), story.show, story.latest),
        *_section(
            say("recap-section-earlier") if story.latest else None, story.show, story.earlier
        ),
    ]
    if not blocks:
        blocks.append(untold)
    if story.people:
        blocks += _blocks(say("recap-section-people"), map(_person, story.people))
    if story.upcoming is not None and story.teaser is not None:
        blocks.append(_next(story.show, story.upcoming, story.teaser))
    return text_pages(blocks, limit=_PAGE, separator=_BETWEEN_BLOCKS)


def story_card(
    story: Story, sheet: Sheet[Said], turns: Row | None, *below: Part | None
) -> LanternView:
    """Return one page of the story."""
    return card(_story_heading(story), sheet.content, sheet.footer, *below, turns)


def beginning_card(story: Story, word: Said, *below: Part | None) -> LanternView:
    """Return what somebody reads who has seen nothing: what is open anyway, and a kind word."""
    teaser: Shown | None = story.teaser
    if teaser is not None and not story.show.is_film:
        first = episode_label(story.show, 1)
        teaser = say("recap-before", episode=first, teaser=teaser)
    return card(_heading(story.show), story.show.blurb, teaser, word, *below)


def profile_pages(profile: Profile) -> list[Said]:
    """Return what is known of a character on pages, at least one."""
    person = profile.person
    facts = _person_facts(profile.show, person)
    blocks = [joined(map(small, facts))] if facts else []
    blocks += _blocks(None, (say("recap-line", text=note) for note in person.notes))
    blocks += _section(say("about-in-story"), profile.show, profile.chapters)
    if not (person.notes or profile.chapters):
        blocks.append(say("about-nothing"))
    return text_pages(blocks, limit=_PAGE, separator=_BETWEEN_BLOCKS)


def _person_facts(show: Show, person: Person) -> list[Said]:
    lines: list[Said] = []
    first: list[Said] = []
    if person.role is not None:
        first.append(say("about-played", actor=person.role))
    if not show.is_film:
        first.append(say("about-first-seen", episode=episode_label(show, person.first_episode)))
    if first:
        lines.append(joined(first, " · "))
    if person.also_called:
        names = joined((joined(group, ", ") for group in person.also_called), " · ")
        lines.append(say("about-also", names=names))
    return lines


def profile_card(profile: Profile, sheet: Sheet[Said], turns: Row | None) -> LanternView:
    """Return one page on a character."""
    heading = say("about-heading", show=profile.show.title, name=profile.person.name)
    return card(heading, sheet.content, sheet.footer, turns)


def note_lines_part(notes: EpisodeNotes) -> Said:
    """Return members' lines on one episode, and where those are that had no room."""
    lines = [say("episode-notes"), *map(_note, notes.lines)]
    return joined([*lines, say("episode-notes-more")] if notes.has_more else lines)


def _note(note: NoteLine) -> Said:
    return say("recap-note-line", text=note.text, member=mention_member(note.author))


def _heading(show: Show) -> Said:
    if show.is_film:
        return say("recap-heading-film", show=show.title)
    return say("recap-heading", show=show.title)


def _story_heading(story: Story) -> Said:
    show, lines = story.show, [_heading(story.show)]
    if story.stops_at is not None:
        stop = episode_label(show, story.stops_at)
        lines = [say("recap-heading-to", show=show.title, episode=stop)]
    elif story.is_capped:
        at = episode_label(show, story.knowledge.position.screen)
        lines.append(say("recap-capped", episode=at))
    if story.begins_at is not None:
        lines.append(say("recap-begins-at", episode=episode_label(show, story.begins_at)))
    if story.has_more_notes:
        lines.append(_more_notes(story))
    return joined(lines)


def _more_notes(story: Story) -> Said:
    if story.length is Length.FULL:
        return say("recap-notes-newest")
    return say("recap-notes-more")


def _latest_heading(story: Story) -> Said | None:
    if story.show.is_film:
        return None
    if story.is_finished:
        return say("recap-section-end")
    if story.days_away:
        return say("recap-section-latest-days", days=story.days_away)
    return say("recap-section-latest")


def _next(show: Show, upcoming: int, teaser: Revealed) -> Said:
    return say("recap-section-next", episode=episode_label(show, upcoming), teaser=teaser)


def _section(heading: Said | None, show: Show, chapters: Sequence[Chapter]) -> list[Said]:
    """Return chapters as blocks; the heading stands with the first, never alone on a page."""
    blocks: list[Said] = []
    part: int | None = None
    for chapter in chapters:
        is_new_part = chapter.source_part not in {None, part}
        part = chapter.source_part
        blocks += _chapter(show, chapter, _part(show, chapter) if is_new_part else None)
    if heading is None or not blocks:
        return blocks
    return [joined([heading, blocks[0]]), *blocks[1:]]


def _chapter(show: Show, chapter: Chapter, part: Said | None) -> list[Said]:
    lines: list[Said] = [] if part is None else [part]
    lines += [say("recap-line", text=text) for text in chapter.lines]
    lines += map(_note, chapter.notes)
    heading = None if show.is_film else _chapter_heading(show, chapter.ordinal, chapter.title)
    return _blocks(heading, lines)


def _part(show: Show, chapter: Chapter) -> Said | None:
    part, title, source = chapter.source_part, chapter.source_part_title, source_word(show)
    if part is None:
        return None
    if title is None:
        return say("recap-part", part=part, source=source)
    return say("recap-part-titled", part=part, title=title, source=source)


def _chapter_heading(show: Show, ordinal: int, title: Revealed | None) -> Said:
    label = episode_label(show, ordinal)
    if title is None:
        return say("recap-chapter", episode=label)
    return say("recap-chapter-titled", episode=label, title=title)


def _blocks(heading: Said | None, lines: Iterable[Shown]) -> list[Said]:
    """Return lines as blocks that fit a page, each under the heading."""
    pages = text_pages(lines, limit=_PAGE - len(heading or ""))
    return [page if heading is None else joined([heading, page]) for page in pages if page]


def _person(person: Person) -> Said:
    note, role = person.latest_note, person.role
    if note is None:
        if role is None:
            return say("recap-person", name=person.name)
        return say("recap-person-played", name=person.name, actor=role)
    if role is None:
        return say("recap-person-told", name=person.name, note=note)
    return say("recap-person-played-told", name=person.name, actor=role, note=note)
