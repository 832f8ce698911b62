"""Sentences are Fluent's own, whichever way they are put together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast, visitor

from bot.domain.ids import ShowId
from bot.domain.spoilers import Gate, Gated, Knowledge, Revealed, reveal
from bot.ui.messages import Messages, MissingMessageError
from bot.ui.words import LOCALE, Said, message_files, say

SOURCES = [file.read_text(encoding="utf-8") for file in message_files()]
VALUES = (0, 1, 2, 21, 1_234_567, "words", "{ $show } \n-term = x")


FUNCTIONS: dict[str, Any] = {"DATETIME": datetime(2026, 12, 1, 20, tzinfo=UTC), "NUMBER": 7_000}
"""By function, what it can be given."""


class Names(visitor.Visitor):
    """Collects the arguments of a message, and what those need to be that a function is given."""

    def __init__(self) -> None:
        self.all: set[str] = set()
        self.fixed: dict[str, Any] = {}

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.all.add(node.id.name)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        for given in node.arguments.positional:
            assert isinstance(given, ast.VariableReference)
            self.fixed[given.id.name] = FUNCTIONS[node.id.name]
        self.generic_visit(node)


def parsed() -> Iterator[ast.Message]:
    for source in SOURCES:
        for entry in FluentParser(with_spans=False).parse(source).body:
            if isinstance(entry, ast.Message):
                yield entry


def by_fluent(key: str, arguments: dict[str, Any], bundle: FluentBundle) -> str:
    pattern = bundle.get_message(key).value
    assert pattern is not None
    text, errors = bundle.format_pattern(pattern, arguments)
    assert not errors
    return str(text)


def test_every_message_reads_as_fluent_reads_it() -> None:
    ours = Messages(LOCALE, SOURCES)
    bundle = FluentBundle([LOCALE], use_isolating=False)
    for source in SOURCES:
        bundle.add_resource(FluentResource(source))
    keys = [message.id.name for message in parsed()]
    assert len(keys) > 500
    for message in parsed():
        names = Names()
        names.visit(message)
        for value in VALUES:
            arguments: dict[str, Any] = dict.fromkeys(names.all, value) | names.fixed
            key = message.id.name
            assert ours.fill(key, arguments) == by_fluent(key, arguments, bundle), key


def test_no_message_is_found_that_fluent_does_not_find() -> None:
    ours = Messages(LOCALE, SOURCES)
    assert all(message.id.name in ours for message in parsed())
    assert len(ours) == sum(1 for _ in parsed())


@pytest.mark.parametrize(
    ("source", "arguments", "expected"),
    [
        ("a = one line  \n# a comment\nb = x", {}, "one line"),
        ("a =\n    two\n    lines\nb = x", {}, "two\nlines"),
        ("a = { $n ->\n    [one] one\n   *[other] { $n }\n}\nb = x", {"n": 2}, "2"),
        ("a = { $n ->\n    [one] one\n   *[other] { $n }\n}\nb = x", {"n": 1}, "one"),
        ("a = { b } and { -c }\nb = that\n-c = this", {}, "that and this"),
        ("a = {$x}{ $y }", {"x": "1", "y": 1_000}, "11,000"),
        ("a = { $x }", {"x": True}, "1"),
        ("a = { $x }", {"x": 1.5}, "1.5"),
    ],
)
def test_forms(source: str, arguments: dict[str, Any], expected: str) -> None:
    assert Messages("en", [source]).fill("a", arguments) == expected


@pytest.mark.parametrize("source", ["b = x", "a = { $x }", "a = { $x ->\n   *[other] y\n }"])
def test_what_is_missing_is_never_passed_over(source: str) -> None:
    with pytest.raises(MissingMessageError):
        Messages("en", [source]).fill("a", {"y": 1})


def test_what_is_said_stays_said() -> None:
    title = reveal(Gated("Pilot", gate=Gate.open, show_id=ShowId(1)), Knowledge.nothing(ShowId(1)))
    assert isinstance(title, Revealed)
    said = say("episode-heading", show=title, episode=say("episode-label", number=1_000))
    assert type(said) is Said
    assert "Pilot" in said
    assert "1,000" in said


def test_only_numbers_are_remembered() -> None:
    messages = Messages("en", ["a = { $x ->\n   *[other] { $x }\n }\nb = { $x }"])
    for key in ("a", "b"):
        for value in ("a title", "what a member wrote"):
            messages.fill(key, {"x": value})
    assert messages.remembered == 0
    messages.fill("a", {"x": 1})
    assert messages.remembered > 0
