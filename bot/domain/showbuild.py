"""From a checked show document (see data/README.md) to a `Show`: here each text gets its gate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.ids import ShowId
from bot.domain.shows import (
    Beat,
    Character,
    Episode,
    Note,
    Show,
    ShowKind,
    Source,
    SourceKind,
    TitlePolicy,
    title_gates,
)
from bot.domain.spoilers import Gate, Gated, Knowledge, Revealed, reveal

Document = Mapping[str, Any]
"""A show file's content with dates as ISO strings; `bot.domain.showfile` has checked it."""


class _Builder:
    """Carries what every part of one show needs to know while it is built."""

    def __init__(self, document: Document, show_id: ShowId) -> None:
        self._doc = document
        self._id = show_id
        self._indexes = {
            entry["name"]: index for index, entry in enumerate(document.get("character", ()))
        }

    def gated(self, text: str, gate: Gate) -> Gated[str]:
        return Gated(text, gate=gate, show_id=self._id)

    def open(self, text: str) -> Revealed:
        shown = reveal(self.gated(text, Gate.open), Knowledge.nothing(self._id))
        if not isinstance(shown, Revealed):  # pragma: no cover - the open gate opens
            raise TypeError("open text did not open")
        return shown

    def opens(self, key: str) -> tuple[Revealed, ...]:
        return tuple(self.open(text) for text in self._doc.get(key, ()))

    def maybe_open(self, text: str | None) -> Revealed | None:
        return self.open(text) if text else None

    def show(self) -> Show:
        doc = self._doc
        titles = tuple(self.open(text) for text in open_titles(doc))
        return Show(
            id=self._id,
            slug=doc["slug"],
            kind=ShowKind(doc.get("kind", "series")),
            title=titles[0],
            all_titles=titles,
            blurb=self.maybe_open(doc.get("blurb")),
            year=doc.get("year"),
            country=doc.get("country"),
            language=doc.get("language"),
            network=self.maybe_open(doc.get("network")),
            where_to_watch=self.opens("where_to_watch"),
            genres=self.opens("genres"),
            content_warnings=self.opens("content_warnings"),
            announced_actors=self.opens("announced_actors"),
            episodes=tuple(
                self.episode(ordinal, entry)
                for ordinal, entry in enumerate(_in_order(doc["episode"]), start=1)
            ),
            characters=tuple(
                self.character(index, entry) for index, entry in enumerate(doc.get("character", ()))
            ),
            source=self.source(),
        )

    def episode(self, ordinal: int, entry: Document) -> Episode:
        gate = Gate.episode(ordinal)
        title = entry.get("title")
        beats = tuple(self.beat(ordinal, beat) for beat in entry.get("beat", ()))
        teaser, synopsis = entry.get("teaser"), entry.get("synopsis")
        return Episode(
            ordinal=ordinal,
            season=entry.get("season", 1),
            number=entry["number"],
            titles=self.title(title, ordinal) if title else None,
            other_titles=tuple(
                self.title(text, ordinal)
                for texts in entry.get("titles", {}).values()
                for text in texts
            ),
            air_date=_date(entry.get("air_date")),
            runtime_minutes=entry.get("runtime_minutes"),
            teaser=self.gated(teaser, Gate.episode(ordinal - 1)) if teaser else None,
            synopsis=self.gated(synopsis, gate) if synopsis else None,
            source_part=entry.get("source_part"),
            beats=beats,
        )

    def title(self, text: str, ordinal: int) -> Mapping[TitlePolicy, Gated[str]]:
        """Gate an episode's title of any language, once for each policy of a guild."""
        return {policy: self.gated(text, gate) for policy, gate in title_gates(ordinal).items()}

    def beat(self, ordinal: int, entry: Document) -> Beat:
        gate = Gate.episode(ordinal).join(Gate.part(entry.get("source_after", 0)))
        return Beat(
            text=self.gated(entry["text"], gate),
            episode=ordinal,
            importance=entry.get("importance", 2),
            characters=tuple(self._indexes[name] for name in entry.get("characters", ())),
        )

    def character(self, index: int, entry: Document) -> Character:
        gate = Gate.episode(entry["first_episode"])
        actor = entry.get("actor")
        return Character(
            index=index,
            name=self.gated(entry["name"], gate),
            aliases=tuple(self.gated(alias, gate) for alias in entry.get("aliases", ())),
            role=self.gated(actor, gate) if actor else None,
            first_episode=entry["first_episode"],
            notes=tuple(
                Note(text=self.gated(note["text"], gate.join(self.note_gate(note))))
                for note in entry.get("note", ())
            ),
        )

    def note_gate(self, note: Document) -> Gate:
        """Gate a note; one that names no episode is of unknown gate and stays shut."""
        if "after" not in note:
            return Gate.sealed
        return Gate.episode(note["after"]).join(Gate.part(note.get("source_after", 0)))

    def source(self) -> Source | None:
        entry = next((e for e in self._doc.get("track", ()) if e["id"] == "source"), None)
        if entry is None:
            return None
        parts = entry["parts"]
        titles = parts if isinstance(parts, list) else []
        return Source(
            kind=SourceKind(entry.get("kind", SourceKind.NOVEL)),
            title=self.open(entry["title"]),
            author=self.maybe_open(entry.get("author")),
            year=entry.get("year"),
            parts=len(titles) or int(parts),
            part_titles=tuple(
                self.gated(title, Gate.part(ordinal))
                for ordinal, title in enumerate(titles, start=1)
            ),
        )


def open_titles(document: Document) -> list[str]:
    """Return every name that a show goes by, the main one first; all of them are open."""
    others = (text for texts in document.get("titles", {}).values() for text in texts)
    return list(dict.fromkeys((document["title"], *others)))


def _in_order(episodes: list[Document]) -> list[Document]:
    return sorted(episodes, key=lambda entry: (entry.get("season", 1), entry["number"]))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def build_show(document: Document, show_id: ShowId) -> Show:
    """Build a show from its checked document.

    Raises KeyError, TypeError or ValueError for a document that `check` would have refused.
    """
    return _Builder(document, show_id).show()
