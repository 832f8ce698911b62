"""Names for the numbers that identify things, so that the type checker tells them apart."""

from typing import Final, NewType

GuildId = NewType("GuildId", int)
"""A Discord guild's snowflake."""

UserId = NewType("UserId", int)
"""A Discord user's snowflake; the same in every guild."""

NOBODY: Final = UserId(0)
"""Stands in place of a member who asked to be forgotten."""

ChannelId = NewType("ChannelId", int)
"""A Discord channel's or thread's snowflake."""

MessageId = NewType("MessageId", int)
"""A Discord message's snowflake."""

ShowId = NewType("ShowId", int)
"""Our own number for a show; numbers, never titles, stand in links and custom ids."""
