"""Any member does anything in any order, and nobody ever reads what lies ahead of them.

A run takes half a minute and always the same walks. `LANTERN_WALKS=500` takes that many, others
each time, and tells the shortest one that it finds for what leaked.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.noninterference import slips
from tests.noninterference.canaries import aviary
from tests.noninterference.scene import evening
from tests.noninterference.walk import Walk
from tests.noninterference.watch import LeakedError

T = TypeVar("T")

_WALKS: Final = os.environ.get("LANTERN_WALKS")
_SETTINGS: Final = settings(
    max_examples=int(_WALKS or 25),
    stateful_step_count=50,
    report_multiple_bugs=False,
    deadline=None,
    derandomize=_WALKS is None,
    database=None,
    # Making a walk shorter takes many walks; the usual run tells the first one that it finds.
    phases=(Phase.explicit, Phase.generate, *((Phase.shrink,) if _WALKS else ())),
    suppress_health_check=list(HealthCheck),
)


class _Drawn:
    """Lets Hypothesis choose."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data

    def pick(self, options: Sequence[T]) -> T:
        return self._data.draw(st.sampled_from(options))


class Evening(RuleBasedStateMachine):
    """Members of two guilds, doing as they like."""

    def __init__(self, prepared: Path, folder: Path, number: count[int]) -> None:
        super().__init__()
        mine = folder / str(next(number))
        mine.mkdir()
        self.world = evening(aviary(), prepared, mine)

    def teardown(self) -> None:
        self.world.close()

    def _walk(self, data: st.DataObject) -> Walk:
        return Walk(self.world, _Drawn(data))

    @rule(data=st.data())
    def use_a_command(self, data: st.DataObject) -> None:
        self._walk(data).command()

    @rule(data=st.data())
    def use_another_command(self, data: st.DataObject) -> None:
        self._walk(data).command()

    @rule(data=st.data())
    def type_into_an_option(self, data: st.DataObject) -> None:
        self._walk(data).completion()

    @rule(data=st.data())
    def press(self, data: st.DataObject) -> None:
        self._walk(data).press()

    @rule(data=st.data())
    def press_something_else(self, data: st.DataObject) -> None:
        self._walk(data).press()

    @rule(data=st.data())
    def press_what_is_forged(self, data: st.DataObject) -> None:
        self._walk(data).forged()

    @rule(data=st.data())
    def send_a_form_off(self, data: st.DataObject) -> None:
        self._walk(data).form()

    @rule(data=st.data())
    def write_to_the_bot(self, data: st.DataObject) -> None:
        self._walk(data).direct()

    @rule(data=st.data())
    def wait(self, data: st.DataObject) -> None:
        self._walk(data).wait()

    @rule(data=st.data())
    def come_or_go(self, data: st.DataObject) -> None:
        self._walk(data).move()

    @rule(data=st.data())
    def change_settings(self, data: st.DataObject) -> None:
        self._walk(data).settings()

    @rule(data=st.data())
    def talk(self, data: st.DataObject) -> None:
        self._walk(data).talk()

    @rule(data=st.data())
    def refuse(self, data: st.DataObject) -> None:
        self._walk(data).refusal()

    @rule()
    def restart(self) -> None:
        self.world.restart()


@pytest.fixture
def begin(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return what begins an evening, each over files of its own."""
    return partial(Evening, prepared, tmp_path_factory.mktemp("evenings"), count())


def test_whatever_anybody_does(begin: Any) -> None:
    run_state_machine_as_test(begin, settings=_SETTINGS)


def test_a_planted_leak_ends_a_walk(begin: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slips.card_for_everybody(monkeypatch)
    found = settings(_SETTINGS, phases=(Phase.generate,))
    with pytest.raises(LeakedError):
        run_state_machine_as_test(begin, settings=found)
