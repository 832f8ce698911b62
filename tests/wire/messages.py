"""The messages that the server keeps, and what it makes of a body that was sent."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tests.wire.ids import Snowflakes, moment_of
from tests.wire.people import Json, User

EPHEMERAL: Final = 1 << 6
LOADING: Final = 1 << 7
NONCE_MEMORY_SECONDS: Final = 300.0
_KEPT: Final = ("content", "embeds", "components", "flags", "tts", "poll")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that came with a request."""

    name: str
    size: int


@dataclass(slots=True)
class Messages:
    """Every message by channel, in the order in which they came."""

    ids: Snowflakes
    _by_channel: dict[str, dict[str, Json]] = field(default_factory=dict)
    _nonces: dict[str, tuple[float, Json]] = field(default_factory=dict)

    def of(self, channel_id: str) -> list[Json]:
        """Return the messages of a channel, oldest first."""
        return list(self._by_channel.get(channel_id, {}).values())

    def find(self, channel_id: str, message_id: str) -> Json | None:
        """Return one message, or None when there is none such."""
        return self._by_channel.get(channel_id, {}).get(message_id)

    def compose(
        self, channel_id: str, author: User, body: Json, uploads: list[Upload] | None = None
    ) -> Json:
        """Return what a body becomes, without keeping it (an ephemeral answer stays so)."""
        message_id = self.ids.next()
        message: Json = {
            "id": message_id,
            "channel_id": channel_id,
            "type": 0,
            "author": author.payload(),
            "timestamp": moment_of(message_id),
            "edited_timestamp": None,
            "content": "",
            "embeds": [],
            "components": [],
            "attachments": [self._attachment(channel_id, upload) for upload in uploads or ()],
            "flags": 0,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "pinned": False,
        }
        self._take(message, body)
        return message

    def keep(self, message: Json) -> None:
        """Put a composed message into its channel."""
        self._by_channel.setdefault(message["channel_id"], {})[message["id"]] = message

    def edit(self, message: Json, body: Json, uploads: list[Upload] | None = None) -> None:
        """Change a message in place, as far as the body says."""
        self._take(message, body)
        kept = body.get("attachments")
        if kept is not None:
            wanted = {str(attachment["id"]) for attachment in kept}
            message["attachments"] = [a for a in message["attachments"] if a["id"] in wanted]
        message["attachments"] += [
            self._attachment(message["channel_id"], upload) for upload in uploads or ()
        ]
        message["edited_timestamp"] = moment_of(self.ids.next())

    def delete(self, channel_id: str, message_id: str) -> bool:
        """Remove a message; tell whether there was one."""
        return self._by_channel.get(channel_id, {}).pop(message_id, None) is not None

    def first_with_nonce(self, body: Json) -> Json | None:
        """Return the message that an enforced nonce stands for, while it is remembered.

        Discord says that it is compared with the author's other messages, and names no channel.
        """
        if not body.get("enforce_nonce"):
            return None
        kept = self._nonces.get(str(body.get("nonce")))
        now = asyncio.get_running_loop().time()
        return kept[1] if kept is not None and now - kept[0] < NONCE_MEMORY_SECONDS else None

    def remember_nonce(self, body: Json, message: Json) -> None:
        """Note the nonce under which a message was sent."""
        if body.get("nonce") is not None:
            message["nonce"] = body["nonce"]
            now = asyncio.get_running_loop().time()
            self._nonces[str(body["nonce"])] = (now, message)

    def forget_nonces(self, channel_id: str) -> None:
        """Forget the nonces of a channel's messages, as some minutes do."""
        kept = self._nonces.items()
        self._nonces = {n: k for n, k in kept if k[1]["channel_id"] != channel_id}

    def _attachment(self, channel_id: str, upload: Upload) -> Json:
        attachment_id = self.ids.next()
        url = f"http://127.0.0.1/attachments/{channel_id}/{attachment_id}/{upload.name}"
        return {
            "id": attachment_id,
            "filename": upload.name,
            "size": upload.size,
            "url": url,
            "proxy_url": url,
        }

    @staticmethod
    def _take(message: Json, body: Json) -> None:
        empty: dict[str, Any] = {"content": "", "embeds": [], "components": []}
        for key in _KEPT:
            if key in body:
                message[key] = empty.get(key) if body[key] is None else body[key]
        for number, component in enumerate(components_of(message), start=1):
            component.setdefault("id", number)
        for embed in message["embeds"]:
            embed.setdefault("type", "rich")


def components_of(message: Json) -> Iterator[Json]:
    """Yield every component of a message or modal, containers before what they hold."""
    waiting = list(message.get("components") or ())
    while waiting:
        component = waiting.pop(0)
        yield component
        inner = list(component.get("components") or ())
        inner += [component[key] for key in ("component", "accessory") if component.get(key)]
        waiting = inner + waiting


def custom_ids_of(message: Json) -> list[str]:
    """Return the custom ids of everything on a message that can be used."""
    return [str(c["custom_id"]) for c in components_of(message) if "custom_id" in c]


def text_of(message: Json) -> str:
    """Return all that a reader sees of a message: content, embeds and components, a part a line."""
    parts = [message.get("content") or ""]
    for embed in message.get("embeds") or ():
        parts += [embed.get("title") or "", embed.get("description") or ""]
        for one in embed.get("fields") or ():
            parts += [one["name"], one["value"]]
        parts.append((embed.get("footer") or {}).get("text") or "")
    for component in components_of(message):
        parts += [str(component.get(key) or "") for key in ("content", "label", "placeholder")]
    return "\n".join(part for part in parts if part)
