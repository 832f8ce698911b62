"""No place in memory that keeps a member's words can be forgotten when they ask for its deletion.

Like the list of tables that name a member: whatever outlives one answer is listed here with what
it holds, so that a new one has to be thought about.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
_MAKERS: Final = {
    "set", "dict", "list", "deque", "defaultdict", "OrderedDict", "Counter", "Remembered",
    "WeakValueDictionary", "WeakKeyDictionary", "WeakSet", "Queue", "lru_cache", "cache",
}  # fmt: skip


class Holds(Enum):
    """What is kept in a place; members' words in one of them alone."""

    WORDS = "what members typed; `/privacy` forgets it"
    NUMBERS = "ids, places and moments"
    SHOWS = "shows and what is made of them; nothing that a member wrote about one"
    SETTINGS = "what a server set"
    MOMENT = "what is gone when the answer under way is"
    PROGRAM = "the program's own: messages, statements, zones"


PLACES: Final = {
    "bot/client.py: self.synced_commands": Holds.PROGRAM,
    "bot/domain/folding.py: remembered_keys": Holds.SHOWS,
    "bot/domain/places.py: _outline": Holds.NUMBERS,
    "bot/domain/reference_results.py: _spellings": Holds.NUMBERS,
    "bot/domain/search.py: _remembered_choice": Holds.SHOWS,
    "bot/domain/search.py: self._keys": Holds.SHOWS,
    "bot/domain/search.py: self._postings": Holds.SHOWS,
    "bot/domain/search.py: self._sorted": Holds.SHOWS,
    "bot/domain/search.py: self._unsorted": Holds.SHOWS,
    "bot/domain/showbuild.py: self._indexes": Holds.MOMENT,
    "bot/domain/showfile_lines.py: self._lines": Holds.PROGRAM,
    "bot/domain/showfile_lines.py: self._tables": Holds.PROGRAM,
    "bot/domain/when/spelling.py: _names": Holds.PROGRAM,
    "bot/domain/zones.py: _index": Holds.PROGRAM,
    "bot/domain/zones.py: _known": Holds.PROGRAM,
    "bot/domain/zones.py: _own_keys": Holds.PROGRAM,
    "bot/domain/zones.py: _renamed": Holds.PROGRAM,
    "bot/domain/zones.py: self.fields": Holds.MOMENT,
    "bot/domain/zones.py: zone_names": Holds.PROGRAM,
    "bot/providers/files.py: _reader_mark": Holds.PROGRAM,
    "bot/services/catalog.py: self._built": Holds.SHOWS,
    "bot/services/catalog.py: self._indexes": Holds.SHOWS,
    "bot/services/catalog.py: self._owner": Holds.NUMBERS,
    "bot/services/catalog.py: self._shelves": Holds.NUMBERS,
    "bot/services/catalog.py: self._titles": Holds.SHOWS,
    "bot/services/discussion_book.py: self._by_show": Holds.NUMBERS,
    "bot/services/discussion_book.py: self._by_thread": Holds.NUMBERS,
    "bot/services/discussion_book.py: self._card_messages": Holds.NUMBERS,
    "bot/services/discussion_book.py: self._cards": Holds.NUMBERS,
    "bot/services/discussions.py: self._turns": Holds.NUMBERS,
    "bot/services/guilds.py: self._channels": Holds.SETTINGS,
    "bot/services/guilds.py: self._guilds": Holds.SETTINGS,
    "bot/services/guilds.py: self._turns": Holds.NUMBERS,
    "bot/services/jobs.py: self._faults": Holds.NUMBERS,
    "bot/services/jobs.py: self._lanes": Holds.PROGRAM,
    "bot/services/jobs.py: self._told": Holds.PROGRAM,
    "bot/services/jobs.py: self._under_way": Holds.NUMBERS,
    "bot/services/notes.py: self._places": Holds.NUMBERS,
    "bot/services/progress.py: self._observers": Holds.PROGRAM,
    "bot/services/standings.py: self._kept": Holds.NUMBERS,
    "bot/services/standings.py: self._under_way": Holds.NUMBERS,
    "bot/services/waiting.py: self._waiting": Holds.WORDS,
    "bot/storage/connection.py: self.written": Holds.PROGRAM,
    "bot/storage/group_commit.py: self._waiting": Holds.MOMENT,
    "bot/storage/rows.py: _upsert": Holds.PROGRAM,
    "bot/storage/sqlite.py: self._readers": Holds.PROGRAM,
    "bot/tasks.py: _running": Holds.MOMENT,
    "bot/ui/messages.py: self._entries": Holds.PROGRAM,
    "bot/ui/messages.py: self._number": Holds.NUMBERS,
    "bot/ui/messages.py: self._numbers": Holds.NUMBERS,
    "bot/ui/messages.py: self._parsed": Holds.PROGRAM,
    "bot/ui/messages.py: self._pieces": Holds.PROGRAM,
    "bot/ui/once.py: self._answered": Holds.NUMBERS,
    "bot/ui/options.py: _kept_names": Holds.SHOWS,
    "bot/ui/owners.py: _owned": Holds.PROGRAM,
    "bot/ui/progress_cards.py: _episodes_line": Holds.NUMBERS,
    "bot/ui/remembered.py: self._kept": Holds.SHOWS,
    "bot/ui/words.py: _messages": Holds.PROGRAM,
    "cogs/lookup.py: _kept_cards": Holds.SHOWS,
    "cogs/party/_rsvp.py: self._cards": Holds.NUMBERS,
}


def _made(value: ast.expr | None, *, is_own: bool = False) -> bool:
    """Tell whether an expression makes something that can be filled."""
    if isinstance(value, ast.Dict):
        # A module's dictionary that is not empty is a table to look things up in.
        return is_own or not value.keys
    if isinstance(value, ast.List):
        return is_own or not value.elts
    if isinstance(value, ast.DictComp | ast.ListComp | ast.Set | ast.SetComp):
        return is_own
    while isinstance(value, ast.Call | ast.Subscript):
        value = value.func if isinstance(value, ast.Call) else value.value
    name = value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")
    return name in _MAKERS


def _assigned(body: ast.AST) -> Iterator[tuple[str, ast.expr | None]]:
    for node in ast.walk(body):
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) != "TypeAlias":
            yield ast.unparse(node.target), node.value
        elif isinstance(node, ast.Assign):
            yield ast.unparse(node.targets[0]), node.value


def _kept(tree: ast.Module) -> Iterator[str]:
    """Yield what outlives a call: a module's own, an object's own, and remembered answers."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            yield from (name for name, value in _assigned(node) if _made(value))
    for inner in ast.walk(tree):
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
            if any(_made(decorator) for decorator in inner.decorator_list):
                yield inner.name
            yield from (
                name
                for name, value in _assigned(inner)
                if name.startswith("self.") and _made(value, is_own=True)
            )


def test_every_place_that_keeps_anything_is_known() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {name}"
        for room in ("bot", "cogs")
        for path in (ROOT / room).rglob("*.py")
        for name in _kept(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found - set(PLACES) == set(), "say in PLACES what these hold"
    assert set(PLACES) - found == set()


def test_one_of_them_keeps_words_and_privacy_knows_it() -> None:
    (place,) = [place for place, holds in PLACES.items() if holds is Holds.WORDS]
    assert place.startswith("bot/services/waiting.py")
    privacy = (ROOT / "bot/services/privacy.py").read_text(encoding="utf-8")
    assert "self.waiting.forget(" in privacy
    assert "self.waiting.of(" in privacy
