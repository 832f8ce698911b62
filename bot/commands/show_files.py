"""Show files as the command line meets them: read, checked, and told about line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from bot.commands.terminal import printable
from bot.domain.showfile import Problem, check, parse, to_document
from bot.domain.showfile_lines import Layout
from bot.providers.files import TextFile
from bot.ui.words import Argument, Said, say


class CheckedFile(Struct, frozen=True, kw_only=True):
    """A show file and what is wrong with it."""

    path: Path
    problems: tuple[Said, ...]
    """Lines such as "FILE:LINE: what it is and what to do"; none: the file is fine."""
    document: Mapping[str, Any] | None
    """None where something is wrong."""
    file: TextFile | None = None
    """None likewise."""


def read_files(paths: Iterable[Path]) -> list[CheckedFile]:
    """Check files; a folder stands for the show files in it."""
    return [checked(file) for path in paths for file in _files(path)]


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]


def checked(path: Path) -> CheckedFile:
    """Read and check one file."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return _refused(path, say("catalog-file-unreadable", file=printable(str(path))))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _refused(path, _at(path, line, say("catalog-file-not-utf8")))
    problems = check(text)
    if problems:
        return _refused(path, *(_at(path, one.line, _sentence(one)) for one in problems))
    document = to_document(parse(text))
    slug = str(document["slug"])
    if path.stem != slug:
        line = Layout(text.removeprefix("\ufeff").replace("\r\n", "\n")).line(("slug",))
        said = say("catalog-file-name", name=printable(path.name), slug=printable(slug))
        return _refused(path, _at(path, line, said))
    file = TextFile(name=path.name, text=text)
    return CheckedFile(path=path, problems=(), document=document, file=file)


def _refused(path: Path, *problems: Said) -> CheckedFile:
    return CheckedFile(path=path, problems=problems, document=None)


def _at(path: Path, line: int, sentence: Said) -> Said:
    return Said(f"{printable(str(path))}:{line}: {sentence}")


def _sentence(problem: Problem) -> Said:
    fields: dict[str, Argument] = {
        name: value if isinstance(value, int) else printable(value)
        for name, value in problem.fields.items()
    }
    return say(f"catalog-problem-{problem.code}", **fields)
