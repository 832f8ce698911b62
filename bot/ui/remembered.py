"""What was made of a show for somebody of some knowledge, kept for the next who knows as much.

A key holds everything that decides what may be read: the whole knowledge, and the guild's policy.
What is kept was made of one very `Show` and is never given for another, not even for a later
version of the same. Members' own words are not to be kept here: nothing of them may outlive its
deletion.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Knowledge

T = TypeVar("T")


class Remembered(Generic[T]):
    """A bounded number of things, the oldest of which makes room for the next."""

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, tuple[Show, T]] = {}

    def get(
        self,
        show: Show,
        knowledge: Knowledge,
        policy: TitlePolicy,
        make: Callable[[], T],
        *,
        of: Hashable = None,
    ) -> T:
        """Return what is kept, or make it; `of` tells apart what is made of the same show."""
        key = (knowledge, policy, of)
        known = self._kept.pop(key, None)
        if known is None or known[0] is not show:
            known = (show, make())
            if len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
        # The one that was asked for last is the last to go.
        self._kept[key] = known
        return known[1]
