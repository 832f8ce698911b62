"""The simulated Discord, made quicker where that changes nothing of what is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import discord
from discord.ui.view import BaseView


@contextmanager
def forgetting_no_view() -> Iterator[None]:
    """Start no timers of a quarter of an hour for private answers.

    All that they do is to forget a view that holds nothing; a thousand of them in flight make the
    simulated Discord look a thousand times whether each has come to rest.
    """
    start = BaseView._start_listening_from_store

    def begin(view: BaseView, store: Any) -> None:
        if isinstance(view, discord.ui.Modal):
            start(view, store)

    with patch.object(BaseView, "_start_listening_from_store", begin):
        yield
