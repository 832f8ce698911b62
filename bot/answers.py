"""Answers to interactions, which Discord need not send back to us.

discord.py asks for each answer's message, reads it and makes an object of it. Nobody here looks at
it: what can be pressed is found by its custom id. Without it an answer is a short 204.
"""

from __future__ import annotations

from typing import Any

import aiohttp
from discord.http import MultipartParameters, Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context


class UnreturnedAnswers(AsyncWebhookAdapter):
    """Sends answers to interactions, and does all else as discord.py does."""

    async def create_interaction_response(
        self,
        interaction_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        proxy: str | None = None,
        proxy_auth: aiohttp.BasicAuth | None = None,
        params: MultipartParameters,
    ) -> Any:  # noqa: ANN401 - discord.py's payload, of which it reads the interaction's id
        """Answer; borrowed from discord.webhook.async_.AsyncWebhookAdapter."""
        route = Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=interaction_id,
            webhook_token=token,
        )
        await self.request(
            route,
            session,
            payload=None if params.files else params.payload,
            files=params.files,
            multipart=params.multipart if params.files else None,
            proxy=proxy,
            proxy_auth=proxy_auth,
        )
        return {"interaction": {"id": str(interaction_id)}}


def leave_answers_unreturned() -> None:
    """Have every answer of the tasks that are begun from here on sent like this."""
    async_context.set(UnreturnedAnswers())  # type: ignore[no-untyped-call]
