"""The gate: laws of the lattice, and that gated content gives itself away in no other manner."""

from __future__ import annotations

import copy
import logging
import pickle
from collections.abc import Callable
from itertools import product
from operator import methodcaller

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ShowId
from bot.domain.spoilers import (
    SEALED,
    Gate,
    Gated,
    Hidden,
    Knowledge,
    Position,
    Revealed,
    reveal,
    reveal_all,
)

SECRET = "canary-0af3"
SHOW = ShowId(1)
GRID = range(5)

levels = st.integers(0, 12) | st.just(SEALED)
gates = st.builds(Gate, levels, levels)
positions = st.builds(Position, st.integers(0, 12), st.integers(0, 12))


def gated(gate: Gate, *, text: str = SECRET, show_id: ShowId = SHOW) -> Gated[str]:
    return Gated(text, gate=gate, show_id=show_id)


def opens(gate: Gate, position: Position) -> bool:
    return isinstance(reveal(gated(gate), Knowledge(SHOW, position)), Revealed)


@given(gates, gates, gates)
def test_gates_form_a_lattice(a: Gate, b: Gate, c: Gate) -> None:
    assert a.join(a) == a
    assert a.join(b) == b.join(a)
    assert a.join(b).join(c) == a.join(b.join(c))
    assert a.join(Gate.open) == a
    assert a.join(Gate.sealed) == Gate.sealed


@given(gates, gates, positions)
def test_joined_content_opens_only_to_who_may_see_both(a: Gate, b: Gate, at: Position) -> None:
    assert a.join(b).admits(at) == (a.admits(at) and b.admits(at))


@given(gates, positions, positions)
def test_more_knowledge_never_reveals_less(gate: Gate, one: Position, other: Position) -> None:
    if opens(gate, one):
        assert opens(gate, one.union(other))
    if opens(gate, one.meet(other)):
        assert opens(gate, one)
        assert opens(gate, other)


def test_every_small_demand_and_position_on_both_tracks() -> None:
    for screen, source, seen, read in product(GRID, repeat=4):
        expected = screen <= seen and source <= read
        assert opens(Gate(screen, source), Position(seen, read)) is expected


def test_a_comparison_with_the_novel_needs_both_tracks() -> None:
    comparison = Gate.episode(6).join(Gate.part(3))
    assert not opens(comparison, Position(8, 0))
    assert not opens(comparison, Position(0, 4))
    assert opens(comparison, Position(6, 3))


def test_content_of_unknown_gate_stays_shut() -> None:
    assert not opens(Gate(), Position(SEALED - 1, SEALED - 1))
    assert Gate() == Gate.sealed


def test_knowledge_of_another_show_opens_nothing_but_what_is_open_to_all() -> None:
    elsewhere = Knowledge(ShowId(2), Position(99, 99))
    assert reveal(gated(Gate.episode(1)), elsewhere) == Hidden(Gate.episode(1))
    assert reveal(gated(Gate.open), elsewhere) == SECRET


def test_two_shows_know_nothing_together() -> None:
    one = Knowledge(SHOW, Position(8, 4))
    other = Knowledge(ShowId(2), Position(8, 4))
    assert one.meet(other) == Knowledge.nothing(SHOW)


def test_reveal_all_leaves_no_gap_to_count() -> None:
    contents = [gated(Gate.episode(n), text=str(n)) for n in (1, 5, 2)]
    assert reveal_all(contents, Knowledge(SHOW, Position(2, 0))) == ("1", "2")


def test_hidden_is_false_and_tells_only_its_demand() -> None:
    hidden = reveal(gated(Gate.episode(3)), Knowledge.nothing(SHOW))
    assert not hidden
    assert SECRET not in repr(hidden)


@pytest.mark.parametrize(
    "show", [str, repr, "{}".format, "{!r:>9}".format, lambda g: f"{g}", lambda g: f"{g:>40}"]
)
def test_no_form_of_printing_shows_the_text(show: Callable[[object], str]) -> None:
    assert SECRET not in show(gated(Gate.episode(1)))


@pytest.mark.parametrize(
    "use",
    [
        list,
        len,
        bool,
        sorted,
        pickle.dumps,
        copy.copy,
        copy.deepcopy,
        lambda g: "canary" in g,
        methodcaller("__getstate__"),
        lambda g: g + "",
        "".join,
        lambda g: g[0],
        vars,
    ],
)
def test_every_other_use_is_refused(use: Callable[[object], object]) -> None:
    with pytest.raises((TypeError, AttributeError)) as refused:
        use(gated(Gate.episode(1)))
    assert SECRET not in str(refused.value)


def test_equality_answers_no_guess() -> None:
    content = gated(Gate.episode(1))
    assert content != SECRET
    assert content != gated(Gate.episode(1))
    assert hash(content) != hash(SECRET)


def test_a_gate_cannot_be_changed_under_its_text() -> None:
    content = gated(Gate.episode(5))
    with pytest.raises(AttributeError):
        content.gate = Gate.open


def test_logging_shows_nothing(caplog: pytest.LogCaptureFixture) -> None:
    content = gated(Gate.episode(1))
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("content %s %r", content, [content])
    assert "<gated>" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(("screen", "source"), [(-1, 0), (0, -1)])
def test_negative_demands_and_positions_are_refused(screen: int, source: int) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        Gate(screen, source)
    with pytest.raises(ValueError, match="0 or more"):
        Position(screen, source)


def test_no_position_reaches_the_sealed_mark() -> None:
    with pytest.raises(ValueError, match="sealed"):
        Position(SEALED, 0)
