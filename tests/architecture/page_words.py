"""The pages that are served, read for words that stand in them instead of in the message files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

_PLACE: Final = re.compile(r"\{\{[a-z-]+\}\}")
_WORD: Final = re.compile(r"[^\W\d_]")
_READ_OUT: Final = {"alt", "aria-description", "aria-label", "placeholder", "title", "value"}
"""Attributes that people see or hear."""

_COMMENT: Final = re.compile(r"(?:^|\s)//[^\n]*|/\*.*?\*/", re.MULTILINE | re.DOTALL)
_LITERAL: Final = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\]|\\.)*)`')
_FILLED: Final = re.compile(r"\$\{[^}]*\}")
_SHOWN: Final = re.compile(
    r"(?:(?:textContent|innerText|innerHTML|title|ariaLabel)\s*=|\}\s*,|append\(|"
    r"(?:title|alt|placeholder|\"aria-label\"):)\s*$"
)
"""What stands before a text that is put on the page as it is."""

_SENTENCE: Final = re.compile(r"[^\W\d_]{2,}['’]?[^\W\d_]*[,;:]? [^\W\d_]{2,}|^[A-Z][a-z]+|[.!?]$")
_TECHNICAL: Final = {"use strict", "face out", "mark new"}
"""Directives and pairs of class names."""


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.scripts: list[tuple[int, str]] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        for name, value in attrs:
            is_seen = name in _READ_OUT or (name.startswith("data-") and " " in (value or ""))
            if is_seen and value:
                self._look_at(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts.append((self.getpos()[0], data))
        elif self._inside != "style":
            self._look_at(data)

    def _look_at(self, text: str) -> None:
        if _WORD.search(_PLACE.sub("", text)):
            self.found.append((self.getpos()[0], text.strip()))


def words_in_page(page: str) -> list[str]:
    """Return each text of a page that people would read, with its line."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    told = list(reader.found)
    for line, script in reader.scripts:
        told += [(line + number - 1, text) for number, text in _spoken(script)]
    return [f"{line}: {text}" for line, text in sorted(told)]


def words_in_script(script: str) -> list[str]:
    """Return each text of a script that people would read, with its line."""
    return [f"{line}: {text}" for line, text in _spoken(script)]


def _spoken(script: str) -> Iterator[tuple[int, str]]:
    script = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), script)
    for literal in _LITERAL.finditer(script):
        text = _FILLED.sub("", next(filter(None, literal.groups()), ""))
        before = script[: literal.start()]
        is_put = bool(_SHOWN.search(before)) and bool(_WORD.search(text))
        if text not in _TECHNICAL and (is_put or _SENTENCE.search(text)):
            yield before.count("\n") + 1, text
