"""What one question leads to happens once, however fast its button is pressed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Final
from weakref import WeakKeyDictionary

import discord

_MOST: Final = 1_000


class Once:
    """Remembers the latest messages whose question has been answered to a client.

    It need not outlive the process: a press that follows a restart finds the message changed.
    """

    def __init__(self) -> None:
        self._answered: WeakKeyDictionary[discord.Client, dict[int, None]] = WeakKeyDictionary()

    async def do(
        self,
        interaction: discord.Interaction,
        act: Callable[[discord.Interaction], Awaitable[None]],
    ) -> None:
        """Act upon the first press on a message; a later one is taken, and changes nothing."""
        with self._of(interaction) as is_first:
            if is_first:
                await act(interaction)
                return
        await interaction.response.defer()

    @contextmanager
    def _of(self, interaction: discord.Interaction) -> Iterator[bool]:
        """Tell whether this press is the first on its message; one that fails does not count."""
        answered = self._answered.setdefault(interaction.client, {})
        message_id = interaction.id if interaction.message is None else interaction.message.id
        if message_id in answered:
            yield False
            return
        while len(answered) >= _MOST:
            del answered[next(iter(answered))]
        answered[message_id] = None
        try:
            yield True
        except BaseException:
            answered.pop(message_id, None)
            raise
