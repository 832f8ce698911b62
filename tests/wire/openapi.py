"""Discord's own description of its interface, held against what the bot sent.

The file is Discord's and is not kept in this repository; where it lies beside the checkout, every
body that a bot sent is validated after the fact, so that it costs nothing while a bot runs.
"""

import functools
import importlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.wire.interactions import (
    CHOICES,
    DEFER,
    DEFER_UPDATE,
    MODAL,
    SEND_MESSAGE,
    UPDATE_MESSAGE,
)
from tests.wire.log import Entry
from tests.wire.people import Json

FILE: Final = Path(__file__).resolve().parents[3] / "shared" / "discord-openapi.json"
MISSING: Final = f"{FILE.name} does not lie in the folder `shared` beside the checkout"
_CALLBACK: Final = "POST /interactions/{interaction_id}/{token}/callback"
# The callback is a union of these; naming the one that is meant gives errors that can be read.
_BY_CALLBACK_TYPE: Final = {
    SEND_MESSAGE: "CreateMessageInteractionCallbackRequest",
    DEFER: "CreateMessageInteractionCallbackRequest",
    DEFER_UPDATE: "UpdateMessageInteractionCallbackRequest",
    UPDATE_MESSAGE: "UpdateMessageInteractionCallbackRequest",
    CHOICES: "ApplicationCommandAutocompleteCallbackRequest",
    MODAL: "ModalInteractionCallbackRequest",
}


def is_present() -> bool:
    """Whether the file lies where it is looked for."""
    return FILE.is_file()


@functools.cache
def load() -> "Schemas":
    """Read the file, once in a process."""
    return Schemas(json.loads(FILE.read_text(encoding="utf-8")))


@dataclass(slots=True)
class Schemas:
    """The schemas of all request bodies."""

    document: Json
    _validators: dict[tuple[str, int], Any] = field(default_factory=dict)
    _templates: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The file wants text; discord.py also writes numbers, which Discord takes as well.
        self.document["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
        self._templates = {_nameless(path): path for path in self.document["paths"]}

    def problems(self, entries: Iterable[Entry]) -> list[str]:
        """Return what Discord's description holds against these requests, a line each."""
        found: list[str] = []
        seen: set[tuple[str, str]] = set()
        for entry in entries:
            key = (entry.route, json.dumps(entry.body, sort_keys=True))
            if entry.body is None or key in seen:
                continue
            seen.add(key)
            found += [f"{entry}: {problem}" for problem in self._problems_of(entry)]
        return found

    def _problems_of(self, entry: Entry) -> Iterable[str]:
        validator = self._validator(entry)
        if validator is None:
            return
        best_match = importlib.import_module("jsonschema.exceptions").best_match
        for error in validator.iter_errors(entry.body):
            deepest = best_match([error])
            yield f"{deepest.json_path}: {deepest.message[:300]}"

    def _validator(self, entry: Entry) -> Any:
        key = (entry.route, entry.body["type"] if entry.route == _CALLBACK else 0)
        if key not in self._validators:
            schema = self._schema(entry)
            draft = importlib.import_module("jsonschema").Draft202012Validator
            root = {"components": self.document["components"]}
            self._validators[key] = None if schema is None else draft(root | schema)
        return self._validators[key]

    def _schema(self, entry: Entry) -> Json | None:
        if entry.route == _CALLBACK:
            name = _BY_CALLBACK_TYPE[entry.body["type"]]
            return {"$ref": f"#/components/schemas/{name}"}
        method, template = entry.route.split(" ", maxsplit=1)
        path = self._templates[_nameless(template)]
        operation = self.document["paths"][path][method.lower()]
        content = operation.get("requestBody", {}).get("content", {})
        schema: Json | None = content.get("application/json", {}).get("schema")
        return schema


def _nameless(template: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", template)
