"""What the playground's page says: filled in when it is served, and told with its state."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any

import pytest

from bot.ui.words import Said
from playground import words
from playground.world import CAST, Room

NOON = datetime(2026, 3, 6, 3, tzinfo=UTC)  # in Seoul
HANDLE: Any = None


def room(name: str, kind: str, *enters: str) -> Room:
    return Room(
        id=1, name=name, kind=kind, parent_id=None, enters=enters, newest=None, handle=HANDLE
    )


def test_the_page_has_a_place_for_each_of_its_words_and_words_for_each_place() -> None:
    page = resources.files("playground").joinpath("page.html").read_text("utf-8")
    assert set(re.findall(r"\{\{(.*?)\}\}", page)) == set(words._words())
    served = words.filled(page)
    assert "{{" not in served
    assert "As <strong>Ara</strong>, run <code>/episode</code> for 3" in served
    assert "press <strong>To the next reminder</strong>" in served


def test_words_are_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_words", lambda: {"a": Said('<b> & "x"')})
    assert words.filled('<i title="{{a}}">') == '<i title="&lt;b&gt; &amp; &quot;x&quot;">'


def test_a_room_says_who_may_enter() -> None:
    thread = room("Episode 4", "thread", "Sora", "Minho")
    assert words.label(thread) == "Episode\N{NO-BREAK SPACE}4"
    assert words.gate(thread) == "Only Sora and Minho may enter."
    assert words.gate(room("Episode 8", "thread")) == "Nobody may enter yet."
    assert words.face(thread, "Ara") == {"title": "Ara may not enter yet"}
    assert words.face(room("general", "channel", "Ara"), "Ara") == {
        "title": "Enter as Ara",
        "label": "Enter #general as Ara",
    }
    direct = room("Ara", "dm", "Ara")
    assert words.label(direct) == "Ara and Lantern"
    assert words.face(direct, "Ara")["label"] == "Enter Ara’s direct messages as Ara"


def test_a_member_is_told_of_in_lines() -> None:
    juno, *_, minho = CAST
    assert words.about(juno) == ["Has not started yet"]
    assert words.about(minho) == [
        "Ended the week at episode 8",
        "Has read the novel",
        "Host: may change the settings",
    ]


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (None, "No reminder is coming up."),
        (8.75, "The next one is due at 20:45."),
        (12.5, "The next one is due on Saturday at 00:30."),
    ],
)
def test_the_next_reminder_is_told_in_the_guild_s_own_time(hours: float | None, told: str) -> None:
    assert words.due(NOON, None if hours is None else NOON + timedelta(hours=hours)) == told


def test_what_came_of_a_jump_is_told() -> None:
    wrote = [room("general", "channel"), room("Ara", "dm"), room("Episode 4", "thread")]
    assert words.told("hour", wrote) == (
        "Lantern wrote in #general, Ara’s direct messages, and Episode\N{NO-BREAK SPACE}4."
    )
    assert words.told("hour", []) == "Lantern had nothing to say in that hour."
    assert words.told("reminder", []) == "There is no reminder ahead."
