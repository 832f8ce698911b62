"""The message files, read as far as they are needed.

Nine of ten messages are text with names in it. Those are cut into pieces once and put together as
text, which takes a microsecond; Fluent's resolver takes thirty, and parsing all files a tenth of a
second. Whatever is more than that (a choice, a function) is Fluent's own affair, parsed when it is
first said. A test holds both ways to the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from textwrap import dedent
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

_ENTRY: Final = re.compile(r"^(-?[a-zA-Z][\w-]*) *=(.*(?:\n(?:[ }].*)?)*)", re.MULTILINE)
"""An entry begins a line; what belongs to it is indented, blank, or closes a brace."""

_NAME: Final = re.compile(r"\{ *\$([a-zA-Z][\w-]*) *\}")
_OTHER: Final = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)")
_BRACE: Final = re.compile(r"[{}]")
_NOT_TEXT: Final = re.compile(r"^ *[.*\[]", re.MULTILINE)
"""A line that begins something other than text."""

_REMEMBERED: Final = 4_096

_Pieces = tuple[str, ...]
"""Text and names in turn, beginning and ending with text."""


class MissingMessageError(LookupError):
    """The message files lack a message, or one lacks something that stands in it."""


class Messages:
    """The messages of one locale."""

    def __init__(self, locale: str, sources: Iterable[str]) -> None:
        self._locale = locale
        self._entries: dict[str, str] = {}
        for source in sources:
            for entry in _ENTRY.finditer(source):
                self._entries.setdefault(entry[1], entry[0])
        self._pieces: dict[str, _Pieces | None] = {}
        self._parsed: set[str] = set()
        # Only what holds nothing but numbers is remembered: never a title, nor a member's words.
        self._number = lru_cache(_REMEMBERED)(self._format_number)
        self._numbers = lru_cache(_REMEMBERED)(self._format_numbers)

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def remembered(self) -> int:
        """How many texts are remembered; all of them are made of numbers."""
        return self._number.cache_info().currsize + self._numbers.cache_info().currsize

    def fill(self, key: str, arguments: Mapping[str, Any]) -> str:
        """Return a message with its arguments in it.

        Raises MissingMessageError where there is no such message, or where it names something
        that is not given.
        """
        pieces = self._cut(key)
        if pieces is None:
            if all(type(value) is int for value in arguments.values()):
                return self._numbers(key, tuple(arguments.items()))
            return self._format(key, arguments)
        words = list(pieces)
        for at in range(1, len(words), 2):
            value = arguments.get(words[at])
            if isinstance(value, str):
                words[at] = value
            elif type(value) is int:
                words[at] = self._number(value)
            else:
                return self._format(key, arguments)
        return "".join(words)

    def _cut(self, key: str) -> _Pieces | None:
        """Return the pieces of a message; None where it takes more than putting them together."""
        if key in self._pieces:
            return self._pieces[key]
        if key not in self._entries:
            raise MissingMessageError(key)
        first, _, others = self._entries[key].partition("=")[2].partition("\n")
        text = f"{first.lstrip()}\n{dedent(others)}".strip()
        pieces = tuple(_NAME.split(text))
        is_plain = not (_NOT_TEXT.search(others) or any(map(_BRACE.search, pieces[::2])))
        self._pieces[key] = pieces if is_plain else None
        return self._pieces[key]

    @cached_property
    def _bundle(self) -> FluentBundle:
        # Babel comes with it: 10 MB and some 30 ms, which the start does not need.
        from fluent.runtime import FluentBundle  # noqa: PLC0415

        # Isolation marks around each argument would end up in what members copy and search.
        return FluentBundle([self._locale], use_isolating=False)

    def _parse(self, key: str) -> None:
        """Have Fluent know a message, with those that it names."""
        from fluent.runtime import FluentResource  # noqa: PLC0415 - as above

        if key in self._parsed or key not in self._entries:
            return
        self._parsed.add(key)
        self._bundle.add_resource(FluentResource(self._entries[key]))
        for other in _OTHER.findall(self._entries[key]):
            self._parse(other)

    def _format(self, key: str, arguments: Mapping[str, Any]) -> str:
        self._parse(key)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise MissingMessageError(key)
        text, errors = self._bundle.format_pattern(pattern, dict(arguments))
        if errors:
            raise MissingMessageError(f"{key}: {errors[0]}")
        return str(text)

    def _format_numbers(self, key: str, arguments: tuple[tuple[str, int], ...]) -> str:
        return self._format(key, dict(arguments))

    def _format_number(self, number: int) -> str:
        from fluent.runtime.types import fluent_number  # noqa: PLC0415 - as above

        return str(fluent_number(number).format(self._babel_locale))

    @cached_property
    def _babel_locale(self) -> Any:  # noqa: ANN401
        from babel import Locale  # noqa: PLC0415 - as above

        return Locale.parse(self._locale.replace("-", "_"))
