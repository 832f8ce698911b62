"""The check of a parsed show file against the keys that it may hold, value by value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches

from bot.domain.showfile_problems import Code, Fields, Finding, Path
from bot.domain.showfile_schema import FIRST_YEAR, LAST_YEAR, MOST_PARTS, Field, Kind

Table = Mapping[str, object]
"""A table of a parsed file."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_TURNS_TEXT = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_WHOLE = re.compile(r"0*([0-9]{1,6})")
_EXAMPLES = {Kind.NUMBER: "1", Kind.PARTS: "4"}
"""What a message shows where nothing that was written reads as a number."""
_SHOWN_KEY = 40  # longer keys are cut in messages: they are no longer keys but text


def check_table(table: Table, schema: Mapping[str, Field], path: Path = ()) -> Iterator[Finding]:
    """Yield what a table holds that its keys do not allow, deeper tables included."""
    for key, value in table.items():
        if key in schema:
            yield from _CHECKS[schema[key].kind](value, schema[key], (*path, key))
        else:
            yield Finding((*path, key), Code.UNKNOWN_KEY, _guess(key, schema))
    for key, field in schema.items():
        if field.required and key not in table:
            yield Finding(path, Code.MISSING_KEY, {"key": key})


def _guess(key: str, schema: Mapping[str, Field]) -> Fields:
    near = get_close_matches(key, schema, n=1)
    return {
        "key": key[:_SHOWN_KEY],
        "similar": len(near),
        "suggestion": near[0] if near else "",
        "allowed": ", ".join(schema),
    }


def _key(path: Path) -> str:
    names = [part for part in path if isinstance(part, str)]
    return names[-1][:_SHOWN_KEY]


def _wrong(field: Field, path: Path, value: object = None) -> Finding:
    kind = field.kind
    number = _as_number(value) or _EXAMPLES.get(kind, "")
    fields: Fields = {"key": _key(path), "expected": kind.value, "number": number}
    return Finding(path, Code.WRONG_TYPE, fields)


def _as_number(value: object) -> str | None:
    """Return the whole number that was written as something else; None where it is none."""
    if isinstance(value, float) and value.is_integer():
        value = f"{value:.0f}"
    found = _WHOLE.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1] if found else None


def _check_text(value: object, field: Field, path: Path) -> Iterator[Finding]:
    key = _key(path)
    if not isinstance(value, str):
        yield _wrong(field, path)
    elif not value.strip():
        yield Finding(path, Code.EMPTY_TEXT, {"key": key})
    elif field.choices and value not in field.choices:
        yield Finding(path, Code.BAD_CHOICE, {"key": key, "allowed": ", ".join(field.choices)})
    elif field.limit and len(value) > field.limit:
        sizes = {"length": len(value), "limit": field.limit}
        yield Finding(path, Code.TEXT_TOO_LONG, {"key": key, **sizes})
    elif any(_is_control(character, lines=field.lines) for character in value):
        yield Finding(path, Code.CONTROL_CHARACTER, {"key": key, "lines": int(field.lines)})
    elif path == ("slug",) and not _SLUG.fullmatch(value):
        yield Finding(path, Code.BAD_SLUG, {"key": key})


def _is_control(character: str, *, lines: bool) -> bool:
    """Tell whether a character could break text out of its place on a card."""
    if character == "\n":
        return not lines
    return unicodedata.category(character) == "Cc" or character in _TURNS_TEXT


def _check_texts(value: object, field: Field, path: Path) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield _wrong(field, path)
        return
    yield from _check_count(value, field, path)
    for element in value:
        if isinstance(element, str):
            yield from _check_text(element, field, path)
        else:
            yield _wrong(field, path)


def _check_count(value: list[object], field: Field, path: Path) -> Iterator[Finding]:
    if len(value) > field.most:
        counts = {"count": len(value), "limit": field.most}
        yield Finding(path, Code.TOO_MANY, {"key": _key(path), **counts})


def _check_languages(value: object, field: Field, path: Path) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield _wrong(field, path)
        return
    for language, titles in value.items():
        if not _LANGUAGE.fullmatch(language):
            yield Finding((*path, language), Code.BAD_LANGUAGE, {"key": language[:_SHOWN_KEY]})
        yield from _check_texts(
            titles, Field(kind=Kind.TEXTS, limit=field.limit), (*path, language)
        )


def _check_number(value: object, field: Field, path: Path) -> Iterator[Finding]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield _wrong(field, path, value)
        return
    low, high = field.low, field.high
    if low is not None and high is not None and not low <= value <= high:
        key = _key(path)
        code = Code.BAD_IMPORTANCE if key == "importance" else Code.NUMBER_OUT_OF_RANGE
        yield Finding(path, code, {"key": key, "low": low, "high": high})


def _check_date(value: object, field: Field, path: Path) -> Iterator[Finding]:
    """Accept a date, with or without quotation marks; a date and time is not a date."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            yield Finding(path, Code.IMPOSSIBLE_DATE, {"key": _key(path)})
            return
    if not isinstance(value, date) or isinstance(value, datetime):
        yield _wrong(field, path)
    elif not FIRST_YEAR <= value.year <= LAST_YEAR:
        yield Finding(path, Code.IMPOSSIBLE_DATE, {"key": _key(path)})


def _check_parts(value: object, field: Field, path: Path) -> Iterator[Finding]:
    """Accept the number of parts, or the list of their titles."""
    if isinstance(value, list) and value:
        yield from _check_texts(value, field, path)
    elif not isinstance(value, int) or isinstance(value, bool):
        yield _wrong(field, path, value)
    elif not 1 <= value <= MOST_PARTS:
        limits = {"low": 1, "high": MOST_PARTS}
        yield Finding(path, Code.NUMBER_OUT_OF_RANGE, {"key": _key(path), **limits})


def _check_tables(value: object, field: Field, path: Path) -> Iterator[Finding]:
    if not isinstance(value, list) or not value:
        yield _wrong(field, path)
        return
    yield from _check_count(value, field, path)
    for index, element in enumerate(value):
        if isinstance(element, dict):
            yield from check_table(element, field.table or {}, (*path, index))
        else:
            yield _wrong(field, (*path, index))


_CHECKS: Mapping[Kind, Callable[[object, Field, Path], Iterator[Finding]]] = {
    Kind.TEXT: _check_text,
    Kind.TEXTS: _check_texts,
    Kind.LANGUAGES: _check_languages,
    Kind.NUMBER: _check_number,
    Kind.DATE: _check_date,
    Kind.PARTS: _check_parts,
    Kind.TABLES: _check_tables,
}
