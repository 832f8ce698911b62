"""Loading what stays until the end, without the garbage collector walking through it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Keep the collector from what is made meanwhile, then and later.

    It would walk through it again and again: a tenth of a start, and later, each time, for as long
    as a hundred answers take.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
