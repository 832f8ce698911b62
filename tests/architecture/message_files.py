"""The message files and the code that names messages, read as data for the tests beside it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.ui.words import message_files

ROOT = Path(__file__).resolve().parents[2]
SPEAKERS = frozenset({"say", "describe", "has_message"})


@dataclass(frozen=True)
class Message:
    """One message with what stands in it."""

    id: str
    file: str
    variables: frozenset[str]
    numbers: frozenset[str]
    """Variables that are counted or formatted as numbers."""
    moments: frozenset[str]
    """Variables that are formatted as dates."""


class _Variables(Visitor):
    """Collects the variables of a pattern, and how they are used."""

    def __init__(self) -> None:
        self.all: set[str] = set()
        self.numbers: set[str] = set()
        self.moments: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.all.add(node.id.name)

    def visit_FunctionReference(self, node: ftl.FunctionReference) -> None:  # noqa: N802
        wanted = self.moments if node.id.name == "DATETIME" else self.numbers
        for argument in node.arguments.positional:
            if isinstance(argument, ftl.VariableReference):
                wanted.add(argument.id.name)
        self.generic_visit(node)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        is_counted = any(
            isinstance(variant.key, ftl.NumberLiteral)
            or variant.key.name in {"zero", "one", "two", "few", "many"}
            for variant in node.variants
        )
        if is_counted and isinstance(node.selector, ftl.VariableReference):
            self.numbers.add(node.selector.id.name)
        self.generic_visit(node)


def entries() -> Iterator[tuple[str, ftl.EntryType]]:
    """Yield every entry of every message file, what could not be read included."""
    for file in message_files():
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            yield file.name, entry


@cache
def messages() -> dict[str, Message]:
    """Return every message by its id."""
    found: dict[str, Message] = {}
    for file, entry in entries():
        if isinstance(entry, ftl.Message):
            seen = _Variables()
            seen.visit(entry)
            found[entry.id.name] = Message(
                entry.id.name,
                file,
                frozenset(seen.all),
                frozenset(seen.numbers),
                frozenset(seen.moments),
            )
    return found


@cache
def trees() -> dict[str, ast.Module]:
    """Return every module of the product, parsed."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for room in ("bot", "cogs", "playground")
        for path in sorted((ROOT / room).rglob("*.py"))
    }


def texts_in(node: ast.AST) -> Iterator[str]:
    """Yield every string that stands in an expression as a whole."""
    for child in ast.walk(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield every call with its place and the name that is called."""
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield f"{file}:{node.lineno}", _called(node), node


def spoken() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield place, message id and call wherever a message is named where it is said."""
    for place, name, node in calls():
        if name in SPEAKERS and node.args and not isinstance(node.args[0], ast.JoinedStr):
            for key in _chosen(node.args[0]):
                yield place, key, node


def _chosen(node: ast.expr) -> Iterator[str]:
    """Yield the literal that an expression is, or both that it chooses from."""
    if isinstance(node, ast.IfExp):
        yield from _chosen(node.body)
        yield from _chosen(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def error_keys() -> Iterator[tuple[str, str, str, bool]]:
    """Yield place, class name and `key` of each class that names its message.

    Last, whether the class takes its fields as they come, without a constructor of its own.
    """
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                is_plain = not any(
                    isinstance(item, ast.FunctionDef) and item.name == "__init__"
                    for item in node.body
                )
                for item in node.body:
                    if _names(item) == "key" and (value := getattr(item, "value", None)):
                        for text in _chosen(value):
                            yield f"{file}:{item.lineno}", node.name, text, is_plain


def _names(item: ast.stmt) -> str:
    match item:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


def literals() -> Iterator[tuple[str, str]]:
    """Yield place and text of every string in the code that is no docstring."""
    for file, tree in trees().items():
        docs = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docs
            ):
                yield f"{file}:{node.lineno}", node.value


def prefixes() -> Iterator[tuple[str, str]]:
    """Yield place and beginning of every message id that is put together where it is needed."""
    for file, tree in trees().items():
        for node in ast.walk(tree):
            match node:
                case ast.Call(args=[ast.JoinedStr() as made, *_]) if _called(node) in SPEAKERS:
                    yield f"{file}:{node.lineno}", _beginning(made)
                case ast.FunctionDef(name="key"):
                    for child in ast.walk(node):
                        if isinstance(child, ast.JoinedStr):
                            yield f"{file}:{child.lineno}", _beginning(child)


def _beginning(made: ast.JoinedStr) -> str:
    first = made.values[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
