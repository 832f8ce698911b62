"""What is due by now, because somebody asked for it an hour before the bot of a test starts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, Self

from bot.domain.drafts import Draft, PartyDraft, ReminderDraft, Subject
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.parties import Answer
from bot.services.bundle import Services
from tests.wire.keeping import Kept
from tests.wire.messages import custom_ids_of
from tests.wire.people import Json, User
from tests.wire.server import WireDiscord

SHOW: Final = "love-in-the-big-city"
PRIVATE: Final = "ring Jaehee about the tickets"
"""What every member's own reminder says, and nobody else may read."""
_EARLIER: Final = timedelta(hours=1)
_IN_AN_HOUR: Final = "in 60 min"
_A_QUARTER_AFTER_THAT: Final = "in 75 min"


class Due:
    """Reminders of members and of parties, which the services write as they always do."""

    def __init__(self, discord: WireDiscord, services: Services) -> None:
        self._discord = discord
        self._services = services
        self._guild_id = GuildId(int(discord.guilds[0].id))

    @classmethod
    async def beginning(cls, discord: WireDiscord, kept: Kept) -> Self:
        """Go back to when all of it was asked for."""
        return cls(discord, await kept.services(ago=_EARLIER))

    async def remind(self, user: User, channel_id: str) -> None:
        """Have a member ask in a channel to be reminded about now."""
        subject = ReminderDraft(text=PRIVATE, show_id=None, channel_id=ChannelId(int(channel_id)))
        draft = await self._draft(UserId(int(user.id)), _IN_AN_HOUR, subject)
        await self._services.reminders.remind(draft, subject)

    async def plan_party(self, going: Sequence[int], channel_id: str) -> None:
        """Have a party planned that begins in a quarter of an hour; its host is the first."""
        (show_id,) = self._services.catalog.search(self._guild_id, SHOW, limit=1)
        subject = PartyDraft(
            show_id=show_id,
            first_episode=4,
            per_sitting=1,
            repeat=None,
            place=None,
            channel_id=ChannelId(int(channel_id)),
        )
        draft = await self._draft(UserId(going[0]), _A_QUARTER_AFTER_THAT, subject)
        show = await self._services.catalog.get(self._guild_id, show_id)
        (party,) = await self._services.parties.schedule(draft, subject, show)
        for user_id in going:
            await self._services.parties.answer(
                self._guild_id, party.id, UserId(user_id), Answer.GOING
            )

    async def _draft(self, user_id: UserId, when: str, subject: Subject) -> Draft:
        drafts = self._services.drafts
        wish = await drafts.wish(self._guild_id, user_id, when, zone=None)
        return await drafts.keep(self._guild_id, user_id, wish, subject)

    def direct(self, user: User) -> str:
        """Return the path by which somebody is sent a direct message."""
        return f"/channels/{self._discord.world.direct(user)['id']}/messages"


def marked(messages: Sequence[Json], mark: str) -> list[Json]:
    """Return the messages that carry a button whose custom id begins so."""
    return [one for one in messages if any(i.startswith(mark) for i in custom_ids_of(one))]
