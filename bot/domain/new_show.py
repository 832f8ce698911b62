"""Shows that a member makes by hand: a title and how many episodes, nothing else is known.

A made show's title is a member's text that from then on stands everywhere a show's title stands:
in cards, thread names, choices. So it is kept in a form that no place reads as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.domain.errors import LanternError
from bot.domain.folding import fold, plain
from bot.domain.member_text import clean_member_text, is_blank, quote_member_text
from bot.domain.reference_words import EPISODE_WORDS, tokenise
from bot.domain.shows import ShowKind
from bot.domain.when import Unreadable, UnreadableReason, read_when

MOST_EPISODES: Final = 2_000
MOST_SEASONS: Final = 60
TITLE_LIMIT: Final = 100
SLUG_LIMIT: Final = 60
_ROOM_FOR_NUMBER: Final = 6
"""Characters kept free behind a title or slug, for the number of one that is there already."""
_FIRST_YEAR: Final = 1850
_LAST_YEAR: Final = 2150
_SHOWN: Final = 40
_LONGEST_COUNT: Final = 9
"""Digits: nobody means a number of a thousand of them, and reading one would take its time."""
_LONGEST_LIST: Final = 600
"""Characters; sixty seasons take fewer."""

_COUNT: Final = re.compile(r"(\d+)\s*(?:episodes?|eps?\.?|화|회|부작)?", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*[,;+&、，；]\s*|\s+(?:and\s+)?(?=\d)|\s+and\s+")
_DATE: Final = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*일?")
_DAY_ALONE: Final = frozenset({UnreadableReason.NO_TIME, UnreadableReason.PAST_DAY})
_NO_SLUG: Final = re.compile(r"[^a-z0-9]+")

# What looks the same to a reader and means nothing to Discord.
_STAND_INS: Final = {
    ord(sign): stand_in
    for sign, stand_in in {
        "*": "∗", "_": "＿", "~": "∼", "`": "ˋ", "|": "ǀ", "\\": "＼", "<": "‹", ">": "›",
        "[": "［", "]": "］",
    }.items()
}  # fmt: skip
_PING: Final = re.compile(r"@(?=everyone|here|[!&\d])", re.IGNORECASE)
_LINK: Final = re.compile(r"(?<=https):(?=//)|(?<=http):(?=//)", re.IGNORECASE)
_OPENING: Final = re.compile(r"^[-+#]")
_NUMBERED: Final = re.compile(r"^(\d{1,9})[.)]")
_OPENING_STAND_INS: Final = {"-": "–", "+": "＋", "#": "＃"}


class TitleEmptyError(LanternError):
    """Nobody could see anything in the title."""

    key = "error-title-empty"


class TitleTooLongError(LanternError):
    """The title has more characters than a title may have."""

    key = "error-title-too-long"


class EpisodesUnreadError(LanternError):
    """The numbers of episodes could not be read."""

    key = "error-episodes-unread"


class EpisodesBlankError(EpisodesUnreadError):
    """Nothing can be read in what was written for the numbers of episodes."""

    key = "error-episodes-blank"


class NoEpisodesError(LanternError):
    """A season without an episode."""

    key = "error-no-episodes"


class TooManyEpisodesError(LanternError):
    """More episodes over all seasons than a show may have."""

    key = "error-too-many-episodes"


class TooManySeasonsError(LanternError):
    """More seasons than a show may have."""

    key = "error-too-many-seasons"


class DateUnreadError(LanternError):
    """The day of the first episode could not be read."""

    key = "error-date-unread"


class DateBlankError(DateUnreadError):
    """Nothing can be read in what was written for the day."""

    key = "error-date-blank"


class DateWithoutYearError(DateUnreadError):
    """A day that comes every year, or every month: it may have been, or be still to come."""

    key = "error-date-without-year"


class WeeklyWithoutDateError(LanternError):
    """A weekly day says nothing without the day of the first episode."""

    key = "error-weekly-without-date"


class WeeklyElsewhereError(LanternError):
    """The first episode does not air on the weekly day; one of the two is a slip."""

    key = "error-weekly-elsewhere"


class NewShow(Struct, frozen=True, kw_only=True):
    """A show to be made."""

    title: str
    """As `kept_title` returns it."""
    seasons: tuple[int, ...]
    """The number of episodes of each."""
    first_air_date: date | None = None
    is_weekly: bool = False
    """Whether the first season airs week by week from that day on."""
    taken: int = 1
    """1, or the number behind the title where shows of that name are there already."""

    @property
    def shown_title(self) -> str:
        """The title with its number, where it has one."""
        return self.title if self.taken == 1 else f"{self.title} ({self.taken})"

    @property
    def slug(self) -> str:
        """Small letters, digits and hyphens; `show` for a title that has none of them."""
        base = _NO_SLUG.sub("-", plain(self.title)).strip("-")
        base = base[: SLUG_LIMIT - _ROOM_FOR_NUMBER].strip("-") or "show"
        return base if self.taken == 1 else f"{base}-{self.taken}"

    def document(self) -> dict[str, object]:
        """Return the show as the catalog keeps it; `bot.domain.showfile` describes the form."""
        is_film = sum(self.seasons) == 1
        return {
            "slug": self.slug,
            "title": self.shown_title,
            "kind": (ShowKind.FILM if is_film else ShowKind.SERIES).value,
            "episode": list(self._episodes()),
        }

    def _episodes(self) -> Iterator[dict[str, object]]:
        for season, count in enumerate(self.seasons, start=1):
            for number in range(1, count + 1):
                episode: dict[str, object] = {"season": season, "number": number}
                air_date = self._air_date(season, number)
                if air_date is not None:
                    episode["air_date"] = air_date.isoformat()
                yield episode

    def _air_date(self, season: int, number: int) -> date | None:
        """Return a date that is known: seasons are years apart, so the first one's only."""
        if self.first_air_date is None or season > 1 or (number > 1 and not self.is_weekly):
            return None
        return self.first_air_date + timedelta(weeks=number - 1)


def kept_title(text: str) -> str:
    """Return a title as it is kept: one line, nothing invisible, nothing that is markup anywhere.

    Raises TitleEmptyError or TitleTooLongError. Keeping a kept title changes nothing.
    """
    title = clean_member_text(text, limit=len(text), one_line=True)
    if not title or not fold(title):
        raise TitleEmptyError
    title = _PING.sub("＠", _LINK.sub("：", title.translate(_STAND_INS)))
    title = _OPENING.sub(lambda found: _OPENING_STAND_INS[found[0]], title)
    title = _NUMBERED.sub(r"\1．", title)
    if len(title) > TITLE_LIMIT - _ROOM_FOR_NUMBER:
        raise TitleTooLongError(length=len(title), limit=TITLE_LIMIT - _ROOM_FOR_NUMBER)
    return title


def read_seasons(text: str) -> tuple[int, ...]:
    """Read `8`, or `10, 10, 8` for seasons.

    Raises EpisodesUnreadError, NoEpisodesError, TooManyEpisodesError or TooManySeasonsError.
    """
    if is_blank(text):
        raise EpisodesBlankError
    pieces = _BETWEEN.split(text.strip()) if len(text) <= _LONGEST_LIST else [text]
    found = [_count(piece) for piece in pieces]
    counts = [count for count in found if count is not None]
    if len(counts) < len(pieces):
        raise EpisodesUnreadError(wrote=quote_member_text(text, limit=_SHOWN, one_line=True))
    if len(counts) > MOST_SEASONS:
        raise TooManySeasonsError(seasons=len(counts), limit=MOST_SEASONS)
    return _within_limits(counts)


def _count(piece: str) -> str | None:
    """Return the digits of a number of episodes: of "8", "8 episodes", "eight"."""
    match = _COUNT.fullmatch(piece)
    if match is not None:
        return match[1]
    tokens = tokenise(piece, EPISODE_WORDS)
    is_in_words = "".join(token.kind for token in tokens) in {"N", "NE"}
    return tokens[0].value if is_in_words and not any(map(str.isdigit, piece)) else None


def _within_limits(counts: Sequence[str]) -> tuple[int, ...]:
    seasons = tuple(
        int(count) if len(count) <= _LONGEST_COUNT else MOST_EPISODES + 1 for count in counts
    )
    if 0 in seasons:
        raise NoEpisodesError
    if sum(seasons) > MOST_EPISODES:
        raise TooManyEpisodesError(limit=MOST_EPISODES)
    return seasons


def read_air_date(text: str, *, now: datetime, zone: ZoneInfo) -> date:
    """Read the day of the first episode: year first, or as one writes when a party is.

    Raises DateUnreadError, also where the text may mean two days, and DateWithoutYearError.
    """
    if is_blank(text):
        raise DateBlankError
    digits = _DATE.fullmatch(text.strip())
    day = _named_day(text, now, zone) if digits is None else _year_first(digits)
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise DateUnreadError(wrote=quote_member_text(text, limit=_SHOWN, one_line=True))
    return day


def _year_first(digits: re.Match[str]) -> date | None:
    try:
        return date(int(digits[1]), int(digits[2]), int(digits[3]))
    except ValueError:
        return None


def _named_day(text: str, now: datetime, zone: ZoneInfo) -> date | None:
    """Return the day that is named alone; where a time is missing, the reader says for which.

    The reader looks ahead alone, and an episode may have aired: a day without a year is neither.
    """
    read = read_when(text, now=now, zone=zone)
    if not isinstance(read, Unreadable) or read.reason not in _DAY_ALONE:
        return None
    if read.is_yearless:
        raise DateWithoutYearError(wrote=quote_member_text(text, limit=_SHOWN, one_line=True))
    return read.day


def check_weekly(first_air_date: date | None, weekday: int) -> None:
    """See that a weekly day (0 is Monday) goes with the day of the first episode.

    Raises WeeklyWithoutDateError or WeeklyElsewhereError.
    """
    if first_air_date is None:
        raise WeeklyWithoutDateError
    if first_air_date.weekday() != weekday:
        raise WeeklyElsewhereError(first=first_air_date.weekday(), weekly=weekday)
