"""Where each key and table of a TOML text stands: tomllib tells what is in it, never where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.domain.showfile_problems import Path

_TOKEN = re.compile(
    r'''
      (?P<newline>\n)
    | (?P<blank>[^\S\n]+|\#[^\n]*)
    | (?P<string>
          """(?:[^"\\]|\\[\s\S]|"(?!""))*""""{0,2}
        | \'\'\'(?:[^']|'(?!''))*\'\'\''{0,2}
        | "(?:[^"\\\n]|\\[^\n])*"
        | '[^'\n]*'
      )
    | (?P<open>"""|\'\'\'|"|')
    | (?P<mark>[\[\]{}=.,])
    | (?P<bare>[^\s"'\#\[\]{}=.,]+)
    ''',
    re.VERBOSE,
)
_CLOSES = {"]": "[", "}": "{"}


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


class KeyTwice(NamedTuple):
    """A key that its table already has."""

    key: str
    line: int
    first_line: int


class Layout:
    """The lines of a TOML text's keys and tables; fit for broken texts as well."""

    def __init__(self, text: str) -> None:
        self.unclosed: int | None = None
        """The line of the quotation mark or bracket that is never closed, if there is one."""
        self.twice: KeyTwice | None = None
        """The first key that stands twice in its table."""
        self._lines: dict[Path, int] = {}
        self._tables: dict[Path, int] = {}
        self._here: Path = ()
        for statement in self._statements(text):
            self._place(statement)

    def line(self, path: Path) -> int:
        """Return the line of a place, or of the nearest place around it that has one."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def _statements(self, text: str) -> Iterator[list[_Token]]:
        """Group the text's tokens into headers and assignments, each without its layout."""
        statement: list[_Token] = []
        brackets: list[_Token] = []
        for token in _tokens(text):
            if token.kind == "newline":
                if statement and not brackets:
                    yield statement
                    statement = []
                continue
            if token.kind == "open" or _breaks_off(token, brackets):
                self.unclosed = brackets[-1].line if brackets else token.line
                break
            _balance(token, brackets)
            statement.append(token)
        else:
            self.unclosed = brackets[-1].line if brackets else None
        if statement:
            yield statement

    def _place(self, statement: list[_Token]) -> None:
        first = statement[0]
        if first.text != "[":
            self._place_key(_keys(statement), first.line)
        elif len(statement) > 1 and statement[1].text == "[":
            self._enter(_keys(statement), first.line, repeated=True)
        else:
            self._enter(_keys(statement), first.line, repeated=False)

    def _place_key(self, keys: list[str], line: int) -> None:
        path = (*self._here, *keys)
        if not keys:
            return
        if path in self._lines and self.twice is None:
            self.twice = KeyTwice(keys[-1], line, self._lines[path])
        self._note(path, line)

    def _enter(self, keys: list[str], line: int, *, repeated: bool) -> None:
        """Follow a table's header; a list of tables is entered at its newest one."""
        if not keys:
            return
        path: Path = ()
        for key in keys[:-1]:
            path = self._newest((*path, key))
        path = (*path, keys[-1])
        self._note(path, line)
        if repeated:
            self._tables[path] = self._tables.get(path, -1) + 1
        self._here = self._newest(path)
        self._note(self._here, line)

    def _newest(self, path: Path) -> Path:
        return (*path, self._tables[path]) if path in self._tables else path

    def _note(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], line)


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "blank":
            yield _Token(kind, match.group(), line)
        line += match.group().count("\n")


def _breaks_off(token: _Token, brackets: list[_Token]) -> bool:
    """Tell whether a new assignment begins although a list is still open."""
    return token.text == "=" and bool(brackets) and brackets[-1].text == "["


def _balance(token: _Token, brackets: list[_Token]) -> None:
    if token.kind != "mark":
        return
    if token.text in "[{":
        brackets.append(token)
    elif brackets and _CLOSES.get(token.text) == brackets[-1].text:
        brackets.pop()


def _keys(statement: list[_Token]) -> list[str]:
    """Return the parts of a header's or an assignment's dotted key."""
    keys: list[str] = []
    for token in statement:
        if token.text == "=":
            break
        if token.kind == "bare":
            keys.append(token.text)
        elif token.kind == "string":
            keys.append(token.text[1:-1])
    return keys
