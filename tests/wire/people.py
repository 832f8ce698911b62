"""Who and what lives on the server: users, guilds, and their shape on the wire."""

from dataclasses import dataclass, field
from typing import Any, Final

from tests.wire.ids import moment_of

Json = dict[str, Any]

VIEW_CHANNEL: Final = 1 << 10
SEND_MESSAGES: Final = 1 << 11
EMBED_LINKS: Final = 1 << 14
ATTACH_FILES: Final = 1 << 15
READ_MESSAGE_HISTORY: Final = 1 << 16
USE_APPLICATION_COMMANDS: Final = 1 << 31
MANAGE_THREADS: Final = 1 << 34
CREATE_PUBLIC_THREADS: Final = 1 << 35
CREATE_PRIVATE_THREADS: Final = 1 << 36
SEND_MESSAGES_IN_THREADS: Final = 1 << 38
MANAGE_GUILD: Final = 1 << 5

MEMBER_PERMISSIONS: Final = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS
    | SEND_MESSAGES_IN_THREADS
)
BOT_PERMISSIONS: Final = (
    MEMBER_PERMISSIONS
    | EMBED_LINKS
    | ATTACH_FILES
    | MANAGE_THREADS
    | CREATE_PUBLIC_THREADS
    | CREATE_PRIVATE_THREADS
)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person, or the bot itself."""

    id: str
    name: str
    is_bot: bool = False
    permissions: int = MEMBER_PERMISSIONS

    def payload(self) -> Json:
        """Return the user object."""
        return {
            "id": self.id,
            "username": self.name,
            "global_name": None,
            "discriminator": "0",
            "avatar": None,
            "bot": self.is_bot,
            "public_flags": 0,
        }

    def member(self) -> Json:
        """Return the member object of this user, the same in every guild."""
        return {
            "user": self.payload(),
            "nick": None,
            "avatar": None,
            "roles": [],
            "joined_at": moment_of(self.id),
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
            "permissions": str(self.permissions),
            "communication_disabled_until": None,
        }


@dataclass(slots=True, kw_only=True)
class Guild:
    """A guild with one role for everybody and a few text channels."""

    id: str
    name: str
    owner: User
    bot: User
    bot_permissions: int = BOT_PERMISSIONS
    channels: list[Json] = field(default_factory=list)

    @property
    def channel_id(self) -> str:
        """The channel in which commands are used unless a test says otherwise."""
        return str(self.channels[0]["id"])

    def payload(self) -> Json:
        """Return the guild object of REST, without channels and members."""
        return {
            "id": self.id,
            "name": self.name,
            "owner_id": self.owner.id,
            "roles": [self._everyone()],
            "emojis": [],
            "stickers": [],
            "features": [],
            "afk_channel_id": None,
            "afk_timeout": 300,
            "verification_level": 0,
            "default_message_notifications": 1,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "preferred_locale": "en-US",
            "system_channel_id": None,
            "system_channel_flags": 0,
        }

    def create_event(self, threads: list[Json]) -> Json:
        """Return the body of GUILD_CREATE."""
        return self.payload() | {
            "unavailable": False,
            "large": False,
            "joined_at": moment_of(self.id),
            "member_count": 2,
            "members": [self.bot.member(), self.owner.member()],
            "channels": self.channels,
            "threads": threads,
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }

    def _everyone(self) -> Json:
        return {
            "id": self.id,
            "name": "@everyone",
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "position": 0,
            "permissions": str(self.bot_permissions),
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }


def text_channel(channel_id: str, guild_id: str, name: str, *, position: int) -> Json:
    """Return a text channel of a guild."""
    return {
        "id": channel_id,
        "guild_id": guild_id,
        "type": 0,
        "name": name,
        "position": position,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
        "topic": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "flags": 0,
    }


def direct_channel(channel_id: str, recipient: User) -> Json:
    """Return a channel of direct messages with one person."""
    return {
        "id": channel_id,
        "type": 1,
        "last_message_id": None,
        "recipients": [recipient.payload()],
        "flags": 0,
    }
