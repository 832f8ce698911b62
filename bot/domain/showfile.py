"""Show files: read one, check one with exact lines, make the document that the catalog keeps."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, time

from bot.domain.showfile_lines import Layout
from bot.domain.showfile_outline import outline
from bot.domain.showfile_problems import Code, Problem
from bot.domain.showfile_schema import SHOW
from bot.domain.showfile_story import check_story
from bot.domain.showfile_values import check_table

__all__ = ["Code", "Problem", "check", "parse", "to_document"]

LARGEST = 2_000_000
"""The most characters that a show file may have."""

_MOST_DATES = 50
"""Impossible days that are told of one file; each takes another reading of it."""
_SOME_DATE = "2000-01-01"
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_LIKE_A_DATE = re.compile(r"=\s*(\d{1,5}-\d{1,2}-\d{1,2})\s*(?:#.*)?$")


def parse(text: str) -> dict[str, object]:
    """Read a show file as it stands.

    Raises ValueError for what is not TOML, and RecursionError for lists nested beyond all sense.
    """
    return tomllib.loads(text.removeprefix("\ufeff"))


def check(text: str) -> list[Problem]:
    """Find what is wrong with a show file, by line; an empty list means that it is fine."""
    if len(text) > LARGEST:
        return [Problem(line=1, code=Code.FILE_TOO_LARGE, fields={"limit": LARGEST})]
    layout = Layout(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    problems: list[Problem] = []
    while True:
        try:
            parsed = parse(text)
        except (ValueError, RecursionError) as error:
            broken = _broken(text, layout, str(error))
            problems.append(broken)
            if broken.code is not Code.IMPOSSIBLE_DATE or len(problems) >= _MOST_DATES:
                return problems
            text = _with_some_date(text, broken.line)
        else:
            break
    told = {problem.line for problem in problems}
    findings = [*check_table(parsed, SHOW), *check_story(outline(parsed))]
    found = (Problem(line=layout.line(at), code=code, fields=of) for at, code, of in findings)
    problems += (problem for problem in found if problem.line not in told)
    return sorted(problems, key=lambda problem: problem.line)


def _with_some_date(text: str, line: int) -> str:
    """Put a day that there is where one is impossible, so that the rest of a file can be read."""
    lines = text.split("\n")
    found = _LIKE_A_DATE.search(lines[line - 1])
    if found is not None:
        start, end = found.span(1)
        lines[line - 1] = f"{lines[line - 1][:start]}{_SOME_DATE}{lines[line - 1][end:]}"
    return "\n".join(lines)


def to_document(parsed: dict[str, object]) -> dict[str, object]:
    """Return a parsed file as JSON can hold it: dates become ISO text, all else stays."""
    return {key: _plain(value) for key, value in parsed.items()}


def _plain(value: object) -> object:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(element) for key, element in value.items()}
    if isinstance(value, list):
        return [_plain(element) for element in value]
    return value


def _broken(text: str, layout: Layout, reason: str) -> Problem:
    """Say why a file is not TOML, as plainly as its lines allow."""
    return next(_reasons(text, layout, reason))


def _reasons(text: str, layout: Layout, reason: str) -> Iterator[Problem]:
    lines = text.split("\n")
    place = _PLACE.search(reason)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    if "(at end of document)" in reason:
        line = len(lines)
    if _is_impossible_date(lines[line - 1]):
        key = lines[line - 1].partition("=")[0].strip()
        yield Problem(line=line, code=Code.IMPOSSIBLE_DATE, fields={"key": key})
    if layout.unclosed is not None and layout.unclosed <= line:
        yield Problem(line=layout.unclosed, code=Code.UNCLOSED)
    if layout.twice is not None and layout.twice.line <= line:
        key, again, first = layout.twice
        yield Problem(line=again, code=Code.KEY_TWICE, fields={"key": key, "first_line": first})
    yield Problem(line=line, code=Code.NOT_TOML, fields={"column": column})


def _is_impossible_date(line: str) -> bool:
    found = _LIKE_A_DATE.search(line)
    if found is None:
        return False
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return True
    return False
