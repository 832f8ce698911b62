"""Every sentence is in the message files, said somewhere, and fits where it is said."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from fluent.syntax import ast as ftl

from bot.domain.showfile import Code
from bot.domain.when.readings import AmbiguousReason, NoteKind, UnreadableReason
from bot.ui.messages import MissingMessageError
from bot.ui.words import Said, say
from tests.architecture.message_files import (
    Message,
    calls,
    entries,
    error_keys,
    literals,
    messages,
    prefixes,
    spoken,
    texts_in,
    trees,
)

DESCRIPTION_LIMIT = 100
_KINDS = re.compile(r"(?:button|choice|command|error|group|menu|option)-[a-z0-9-]+")
"""What only messages are called."""


def _settings_problems() -> set[str]:
    return {
        node.args[0].value
        for node in ast.walk(trees()["bot/settings.py"])
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "SettingsError"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


FAMILIES = {
    "catalog-problem-": {code.value for code in Code},
    "cli-": _settings_problems(),
    "when-": {kind.value for kind in (*NoteKind, *UnreadableReason)},
    "when-ambiguous-": {reason.value for reason in AmbiguousReason},
}
"""Ids that are put together from a beginning and one of these."""


def _family_ids() -> set[str]:
    return {prefix + end for prefix, ends in FAMILIES.items() for end in ends}


def test_every_message_file_can_be_read() -> None:
    broken = [
        f"{file}: {(entry.content or '').partition(chr(10))[0]}"
        for file, entry in entries()
        if isinstance(entry, ftl.Junk)
    ]
    assert broken == []


def test_no_message_stands_twice() -> None:
    ids = Counter(entry.id.name for _, entry in entries() if isinstance(entry, ftl.Message))
    assert [name for name, times in ids.items() if times > 1] == []


def test_every_message_that_is_said_is_there() -> None:
    known = messages()
    missing = {f"{place}: {key}" for place, key, _ in spoken() if key not in known}
    missing |= {f"{place}: {key}" for place, _, key, _ in error_keys() if key not in known}
    missing |= {
        f"{place}: {text}"
        for place, text in literals()
        if _KINDS.fullmatch(text) and text not in known
    }
    missing |= {key for key in _family_ids() if key not in known}
    assert sorted(missing) == []


def test_ids_that_are_put_together_belong_to_a_known_family() -> None:
    found = dict(prefixes())
    assert sorted(place for place, prefix in found.items() if prefix not in FAMILIES) == []
    assert set(found.values()) == set(FAMILIES)


def test_every_message_is_said() -> None:
    named = {text for _, text in literals() if "-" in text}
    named |= {key for _, key, _ in spoken()} | {key for _, _, key, _ in error_keys()}
    unused = set(messages()) - named - _family_ids()
    assert sorted(f"{messages()[name].file}: {name}" for name in unused) == []


def test_every_message_is_given_what_stands_in_it() -> None:
    slips = []
    for place, key, node in spoken():
        message = messages().get(key)
        if message is None or any(keyword.arg is None for keyword in node.keywords):
            continue
        missing = message.variables - {keyword.arg for keyword in node.keywords}
        if missing:
            slips.append(f"{place}: {key} needs {', '.join(sorted(missing))}")
    assert slips == []


def test_every_error_is_given_what_stands_in_its_message() -> None:
    keys = {name: key for _, name, key, is_plain in error_keys() if is_plain}
    slips = []
    for place, name, node in calls():
        message = messages().get(keys.get(name, "")) if name.endswith("Error") else None
        if message is None or node.args or any(word.arg is None for word in node.keywords):
            continue
        missing = message.variables - {keyword.arg for keyword in node.keywords}
        if missing:
            slips.append(f"{place}: {name} lacks {', '.join(sorted(missing))}")
    assert slips == []


def test_every_message_reads_whatever_stands_in_it() -> None:
    slips = []
    for message in messages().values():
        for number in (0, 1, 2, 5, 2_000):
            try:
                text = say(message.id, **_arguments(message, number))
            except MissingMessageError as error:
                slips.append(f"{message.file}: {error}")
                continue
            if not text.strip() or "{" in text:
                slips.append(f"{message.file}: {message.id} reads {text!r}")
    assert slips == []


def _arguments(message: Message, number: int) -> dict[str, Any]:
    moment = datetime(2026, 3, 6, 20, tzinfo=UTC)
    values: dict[str, Any] = dict.fromkeys(message.variables, Said("x"))
    return values | dict.fromkeys(message.numbers, number) | dict.fromkeys(message.moments, moment)


def _descriptions() -> Iterator[tuple[str, str]]:
    for _, name, node in calls():
        if name == "describe" and node.args:
            for key in texts_in(node.args[0]):
                yield key, say(key)


def test_descriptions_fit_where_discord_shows_them() -> None:
    long = [
        f"{key}: {len(text)} characters"
        for key, text in _descriptions()
        if not 1 <= len(text) <= DESCRIPTION_LIMIT or "\n" in text
    ]
    assert long == []
