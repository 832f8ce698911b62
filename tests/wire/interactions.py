"""Interactions under way: what a member did, and what the bot answered."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tests.wire.ids import Snowflakes
from tests.wire.messages import EPHEMERAL, text_of
from tests.wire.people import Guild, Json, User

COMMAND: Final = 2
COMPONENT: Final = 3
AUTOCOMPLETE: Final = 4
MODAL_SUBMIT: Final = 5

SEND_MESSAGE: Final = 4
DEFER: Final = 5
DEFER_UPDATE: Final = 6
UPDATE_MESSAGE: Final = 7
CHOICES: Final = 8
MODAL: Final = 9


@dataclass(slots=True, kw_only=True)
class Interaction:
    """One use of a command, component or modal."""

    id: str
    kind: int
    token: str
    user: User
    guild: Guild | None
    channel: Json
    created_at: float
    source: Json | None = None
    callback: Json | None = None
    original: Json | None = None
    is_loading: bool = False
    followups: list[Json] = field(default_factory=list)
    acknowledged: asyncio.Future[None]
    settled: asyncio.Future[None]

    @property
    def is_ephemeral(self) -> bool:
        """Whether the answer is shown to the one member only."""
        data = (self.callback or {}).get("data") or {}
        return bool(int(data.get("flags") or 0) & EPHEMERAL)

    def acknowledge(self, callback: Json) -> None:
        """Note the bot's first answer, which is also the last unless it defers."""
        self.callback = callback
        _finish(self.acknowledged)
        if callback["type"] not in {DEFER, DEFER_UPDATE}:
            self.settle()

    def settle(self) -> None:
        """Let whoever waits for the whole answer have it."""
        _finish(self.settled)

    def messages(self) -> Iterator[Json]:
        """Yield the original answer and its follow-ups."""
        if self.original is not None:
            yield self.original
        yield from self.followups

    def answer(self) -> Json:
        """Return the answer as a plain dict, as it stands now."""
        callback = self.callback or {}
        data = callback.get("data") or {}
        kind = callback.get("type")
        return {
            "id": self.id,
            "type": kind,
            "ephemeral": self.is_ephemeral,
            "deferred": kind in {DEFER, DEFER_UPDATE},
            "message": self.original,
            "text": text_of(self.original or {}),
            "choices": data.get("choices") if kind == CHOICES else None,
            "modal": data if kind == MODAL else None,
            "followups": self.followups,
        }


def _finish(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


@dataclass(slots=True)
class Interactions:
    """Makes interactions and finds them again by the token that the bot answers with."""

    ids: Snowflakes
    bot: User
    _by_token: dict[str, Interaction] = field(default_factory=dict)
    _by_id: dict[str, Interaction] = field(default_factory=dict)

    def by_id(self, interaction_id: str, token: str) -> Interaction | None:
        """Return the interaction, provided that the token is its own."""
        found = self._by_id.get(interaction_id)
        return found if found is not None and found.token == token else None

    def by_token(self, token: str) -> Interaction | None:
        """Return the interaction of a webhook token, or None."""
        return self._by_token.get(token)

    def open(
        self,
        kind: int,
        *,
        user: User,
        guild: Guild | None,
        channel: Json,
        source: Json | None = None,
    ) -> Interaction:
        """Begin an interaction; the caller sends its payload to the bot."""
        loop = asyncio.get_running_loop()
        interaction_id = self.ids.next()
        interaction = Interaction(
            id=interaction_id,
            kind=kind,
            token=f"interaction-{interaction_id}",
            user=user,
            guild=guild,
            channel=channel,
            created_at=loop.time(),
            source=source,
            acknowledged=loop.create_future(),
            settled=loop.create_future(),
        )
        self._by_id[interaction.id] = interaction
        self._by_token[interaction.token] = interaction
        return interaction

    def event(self, interaction: Interaction, data: Json) -> Json:
        """Return the body of INTERACTION_CREATE."""
        guild = interaction.guild
        event: Json = {
            "id": interaction.id,
            "application_id": self.bot.id,
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": interaction.channel["id"],
            "channel": interaction.channel,
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {"0": guild.id if guild else "0"},
            "context": 0 if guild else 1,
            "attachment_size_limit": 10 * 1024 * 1024,
            "app_permissions": str(guild.bot_permissions if guild else 0),
        }
        if interaction.source is not None:
            event["message"] = interaction.source
        if guild is None:
            return event | {"user": interaction.user.payload()}
        return event | {
            "member": interaction.user.member(),
            "guild_id": guild.id,
            "guild_locale": "en-US",
            "guild": {"id": guild.id, "locale": "en-US", "features": []},
        }
