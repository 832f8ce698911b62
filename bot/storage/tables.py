"""The schema, once for both engines.

Times are whole seconds since the epoch (UTC), snowflakes are 64-bit integers. Every table that
belongs to a guild carries `guild_id`; a `guild_id` of 0 in `show` means every guild.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

# STRICT tables of SQLite know INTEGER alone, which holds 64 bits there.
Big = BigInteger().with_variant(Integer, "sqlite")


def _number(name: str, *, nullable: bool = False, default: str | None = None) -> Column[int]:
    return Column(name, Big, nullable=nullable, server_default=default)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _key(name: str) -> Column[int]:
    return Column(name, Big, primary_key=True, autoincrement=False)


def _id() -> Column[int]:
    return Column("id", Big, primary_key=True, autoincrement=True)


def _show(*, primary_key: bool = False, nullable: bool = False) -> Column[int]:
    return Column(
        "show_id",
        Big,
        ForeignKey("show.id", ondelete="CASCADE"),
        primary_key=primary_key,
        autoincrement=False,
        nullable=nullable,
    )


def _table(name: str, *columns: Column[int] | Column[str] | UniqueConstraint | Index) -> Table:
    if not any(isinstance(column, Column) and column.name == "id" for column in columns):
        return Table(name, metadata, *columns, sqlite_strict=True)
    # Numbers stand in buttons that outlive what they are about: SQLite would give the number of a
    # deleted row to the next one.
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_autoincrement=True)


show = _table(
    "show",
    _id(),
    _number("guild_id"),
    _text("slug"),
    _text("origin"),  # bundled, added or created
    _text("titles"),  # JSON list of the open titles, so that the index is built without documents
    _text("document"),  # JSON
    _text("fingerprint"),  # of the file it came from, so that unchanged files are not read again
    _number("updated_at"),
    UniqueConstraint("guild_id", "slug"),
)

shelf = _table(
    "shelf",
    _key("guild_id"),
    _show(primary_key=True),
    _number("added_by"),
    _number("added_at"),
)

guild_setting = _table(
    "guild_setting",
    _key("guild_id"),
    _text("document"),  # JSON of what differs from the defaults
    _number("updated_at"),
)

channel_setting = _table(
    "channel_setting",
    _key("guild_id"),
    _key("channel_id"),
    _show(nullable=True),
    _number("screen", nullable=True),  # the position the room declares, if any
    _number("source", nullable=True),
)

member_setting = _table(
    "member_setting",
    _key("user_id"),
    _text("zone", nullable=True),
    _number("party_reminders", default="1"),
)

follower = _table(
    "follower",
    _key("guild_id"),
    _key("user_id"),
    _show(primary_key=True),
    _number("followed_at"),
    _number("active_at"),
    _number("dropped_at", nullable=True),
    _number("is_hidden", default="0"),
    Index("ix_follower_show", "guild_id", "show_id"),
)

progress = _table(
    "progress",
    _key("guild_id"),
    _key("user_id"),
    _show(primary_key=True),
    Column("track", Text, primary_key=True),
    _key("pass"),
    _text("seen"),  # ranges such as 1-4,7
    _number("position"),  # the contiguous position, for the floor and the board
    _number("updated_at"),
    Index("ix_progress_show", "guild_id", "show_id"),
)

progress_change = _table(
    "progress_change",
    _id(),
    _number("guild_id"),
    _number("user_id"),
    _show(),
    _text("track"),
    _number("pass"),
    _text("added"),
    _number("changed_at"),
    _number("undone_at", nullable=True),
    Index("ix_progress_change_member", "guild_id", "user_id", "show_id"),
)

note = _table(
    "note",
    _id(),
    _number("guild_id"),
    _number("user_id"),
    _show(),
    _number("episode"),
    _text("text"),
    _number("created_at"),
    _number("edited_at", nullable=True),
    Index("ix_note_show", "guild_id", "show_id", "episode"),
)

discussion = _table(
    "discussion",
    _id(),
    _number("guild_id"),
    _show(),
    _number("episode"),
    _text("kind"),  # gated or open
    _number("channel_id"),  # the parent channel
    _number("thread_id", nullable=True),  # none while it is being opened
    _number("post_id", nullable=True),  # its first post; none until it is there, 0 once taken down
    _number("opened_by"),
    _number("opened_at"),
    UniqueConstraint("guild_id", "show_id", "episode"),
)

discussion_member = _table(
    "discussion_member",
    _key("guild_id"),
    Column(
        "discussion_id",
        Big,
        ForeignKey("discussion.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    _key("user_id"),
    _number("admitted_at"),
)

index_card = _table(
    "index_card",
    _key("guild_id"),
    _show(primary_key=True),
    _number("channel_id"),
    _number("message_id"),
)

party = _table(
    "party",
    _id(),
    _number("guild_id"),
    _show(),
    _number("first_episode"),
    _number("last_episode"),
    _number("channel_id"),
    _number("message_id", nullable=True),
    _number("host_id"),
    _number("starts_at"),
    _text("zone"),
    _text("place", nullable=True),
    _text("state"),  # planned, cancelled or over
    _number("series_id", nullable=True),  # the first party of a repeating run
    _text("repeat", nullable=True),
    _number("created_at"),
    Index("ix_party_guild", "guild_id", "starts_at"),
)

rsvp = _table(
    "rsvp",
    _key("guild_id"),
    Column(
        "party_id",
        Big,
        ForeignKey("party.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    _key("user_id"),
    _text("answer"),  # going, maybe or no
    _number("answered_at"),
)

reminder = _table(
    "reminder",
    _id(),
    _number("guild_id"),  # 0 when asked for in a direct message
    _number("user_id"),
    # A removed show takes no reminder with it: the words are its owner's.
    Column("show_id", Big, ForeignKey("show.id", ondelete="SET NULL"), nullable=True),
    _text("text"),
    _number("remind_at"),
    _number("channel_id"),  # where to mention its owner if direct messages are refused
    _text("state"),  # waiting, sent, skipped or cancelled
    _number("created_at"),
    Index("ix_reminder_user", "user_id", "state"),
)

draft = _table(
    "draft",
    _id(),
    _number("guild_id"),  # 0 in a direct message
    _number("user_id"),
    _text("document"),  # JSON of what is kept once its writer confirms
    _number("created_at"),
    Index("ix_draft_user", "user_id"),
)

job = _table(
    "job",
    _id(),
    _text("kind"),
    _text("key"),  # what makes it this job and no other: adding it again changes nothing
    _number("guild_id"),
    _number("user_id", nullable=True),  # the member it is for, if it is for one
    _number("subject_id"),  # the party, reminder, discussion… that it is about
    _number("due_at"),
    _number("leased_until", nullable=True),
    _number("attempts", default="0"),
    _text("state"),  # due, done, skipped or failed
    _number("message_id", nullable=True),
    _number("finished_at", nullable=True),
    UniqueConstraint("kind", "key"),
    Index("ix_job_due", "state", "due_at"),
    Index("ix_job_subject", "kind", "subject_id"),
)
