"""The proof bites: a leak planted on each surface is caught by the same eyes on the same walk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.noninterference.canaries import aviary
from tests.noninterference.judge import Surface
from tests.noninterference.plants import PLANTS, Plant
from tests.noninterference.scene import evening
from tests.noninterference.watch import LeakedError

_OUT_OF_REACH = {
    Surface.COMMAND,  # commands are described before anybody has seen anything
    Surface.OTHER,  # whatever no surface is known for yet
}


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_a_planted_leak_is_caught(
    plant: Plant, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant.slip(monkeypatch)
    world = evening(aviary(), prepared, tmp_path)
    try:
        with pytest.raises(LeakedError):
            plant.walk(world)
        assert plant.surface in {leak.surface for leak in world.watch.leaks}
    finally:
        world.close()


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_without_the_leak_the_same_walk_is_quiet(
    plant: Plant, prepared: Path, tmp_path: Path
) -> None:
    world = evening(aviary(), prepared, tmp_path)
    try:
        plant.walk(world)
    finally:
        world.close()


def test_every_surface_has_its_leak() -> None:
    assert {plant.surface for plant in PLANTS} | _OUT_OF_REACH == set(Surface)
