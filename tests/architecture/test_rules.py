"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bot", "cogs", "playground", "scripts", "tests")
GENERATED = "bot/storage/migrations/versions"
BANNED_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}
MOST_LINES = 400


def modules(*rooms: str) -> Iterator[Path]:
    for room in rooms or ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the name and line of everything a module calls."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            yield name, node.lineno


@pytest.mark.parametrize(
    ("kind", "home"),
    [
        ("Revealed", {"bot/domain/spoilers.py"}),
        ("MemberText", {"bot/domain/member_text.py"}),
        ("_unlock", {"bot/domain/spoilers.py"}),
    ],
)
def test_shown_text_is_made_in_one_place(kind: str, home: set[str]) -> None:
    makers = {
        name_of(path)
        for path in modules("bot", "cogs", "playground")
        for name, _ in calls(path)
        if name == kind
    }
    assert makers <= home


def test_a_sentence_is_not_made_of_a_literal() -> None:
    """`Said` may be made of what was shown already, never of words that stand in the code."""
    slips = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules("bot", "cogs")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Said"
        and any(_has_words(argument) for argument in node.args)
    ]
    assert slips == []


def _has_words(node: ast.expr) -> bool:
    """Tell whether a string, or the fixed part of a formatted one, holds letters."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    literals = (
        part.value
        for part in parts
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )
    return any(sum(character.isalpha() for character in text) > 1 for text in literals)


def test_no_module_is_too_long_or_named_after_nothing() -> None:
    long = []
    for path in modules():
        if name_of(path).startswith(GENERATED):
            continue
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MOST_LINES:
            long.append(f"{name_of(path)}: {lines}")
        assert path.stem not in BANNED_NAMES, name_of(path)
    assert long == []


def test_the_command_line_alone_reaches_the_playground() -> None:
    """Nothing imports the playground; the command line loads it by name when asked."""
    importers = {
        name_of(path)
        for path in modules("bot", "cogs")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom) and "playground" in ast.unparse(node)
    }
    assert importers == set()


def test_every_view_of_ours_outlives_a_restart() -> None:
    """A timed view would forget its buttons, and take the registered ones with it."""
    timed = []
    for path in modules("bot", "cogs"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_view(node):
                timeouts = [word.value for word in node.keywords if word.arg == "timeout"]
                is_endless = any(
                    isinstance(value, ast.Constant) and value.value is None for value in timeouts
                )
                if not is_endless:
                    timed.append(f"{name_of(path)}:{node.lineno}")
    assert timed == []


def _is_view(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and node.func.attr in {"LayoutView", "View"}


def test_no_word_of_the_workplace_stands_in_the_repository() -> None:
    words = ("/" + "work/", "/" + "tmp/v", "open" + "ai", "anth" + "ropic")
    found = [
        f"{name_of(path)}: {word}"
        for path in modules()
        for word in words
        if word in path.read_text(encoding="utf-8").lower()
    ]
    assert found == []
