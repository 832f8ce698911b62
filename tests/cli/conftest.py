"""What the command line sets for its whole process is not to outlive a test."""

import pytest


@pytest.fixture(autouse=True)
def collector(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the garbage collector go on as it is in the tests' own process."""
    for name in ("disable", "freeze", "set_threshold"):
        monkeypatch.setattr(f"gc.{name}", lambda *_: None)
