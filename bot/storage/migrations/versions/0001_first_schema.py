"""The first schema: shows, settings, progress, notes, discussions, parties, reminders, jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# STRICT tables of SQLite know INTEGER alone, which holds 64 bits there.
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("created_at", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_draft_user", "draft", ["user_id"], unique=False)
    op.create_table(
        "guild_setting",
        sa.Column("guild_id", BIG, autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("updated_at", BIG, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_guild_setting")),
        sqlite_strict=True,
    )
    op.create_table(
        "job",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=True),
        sa.Column("subject_id", BIG, nullable=False),
        sa.Column("due_at", BIG, nullable=False),
        sa.Column("leased_until", BIG, nullable=True),
        sa.Column("attempts", BIG, server_default="0", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("message_id", BIG, nullable=True),
        sa.Column("finished_at", BIG, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_job_kind")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_job_due", "job", ["state", "due_at"], unique=False)
    op.create_index("ix_job_subject", "job", ["kind", "subject_id"], unique=False)
    op.create_table(
        "member_setting",
        sa.Column("user_id", BIG, autoincrement=False, nullable=False),
        sa.Column("zone", sa.Text(), nullable=True),
        sa.Column("party_reminders", BIG, server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_member_setting")),
        sqlite_strict=True,
    )
    op.create_table(
        "show",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("titles", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("updated_at", BIG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_show")),
        sa.UniqueConstraint("guild_id", "slug", name=op.f("uq_show_guild_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "channel_setting",
        sa.Column("guild_id", BIG, autoincrement=False, nullable=False),
        sa.Column("channel_id", BIG, autoincrement=False, nullable=False),
        sa.Column("show_id", BIG, autoincrement=False, nullable=True),
        sa.Column("screen", BIG, nullable=True),
        sa.Column("source", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["show_id"], ["show.id"], name=op.f("fk_channel_setting_show_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "channel_id", name=op.f("pk_channel_setting")),
        sqlite_strict=True,
    )
    op.create_table(
        "discussion",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("show_id", BIG, autoincrement=False, nullable=False),
        sa.Column("episode", BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel_id", BIG, nullable=False),
        sa.Column("thread_id", BIG, nullable=True),
        sa.Column("post_id", BIG, nullable=True),
        sa.Column("opened_by", BIG, nullable=False),
        sa.Column("opened_at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["show_id"], ["show.id"], name=op.f("fk_discussion_show_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion")),
        sa.UniqueConstraint("guild_id", "show_id", "episode", name=op.f("uq_discussion_guild_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "follower",
        sa.Column("guild_id", BIG, autoincrement=False, nullable=False),
        sa.Column("user_id", BIG, autoincrement=False, nullable=False),
        sa.Column("show_id", BIG, autoincrement=False, nullable=False),
        sa.Column("followed_at", BIG, nullable=False),
        sa.Column("active_at", BIG, nullable=False),
        sa.Column("dropped_at", BIG, nullable=True),
        sa.Column("is_hidden", BIG, server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["show_id"], ["show.id"], name=op.f("fk_follower_show_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "user_id", "show_id", name=op.f("pk_follower")),
        sqlite_strict=True,
    )
    op.create_index("ix_follower_show", "follower", ["guild_id", "show_id"], unique=False)
    op.create_table(
        "index_card",
        sa.Column("guild_id", BIG, autoincrement=False, nullable=False),
        sa.Column("show_id", BIG, autoincrement=False, nullable=False),
        sa.Column("channel_id", BIG, nullable=False),
        sa.Column("message_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["show_id"], ["show.id"], name=op.f("fk_index_card_show_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "show_id", name=op.f("pk_index_card")),
        sqlite_strict=True,
    )
    op.create_table(
        "note",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("show_id", BIG, autoincrement=False, nullable=False),
        sa.Column("episode", BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", BIG, nullable=False),
        sa.Column("edited_at", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["show_id"], ["show.id"], name=op.f("fk_note_show_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_note_show", "note", ["guild_id", "show_id", "episode"], unique=False)
    op.create_table(
        "party",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("show_id", BIG, autoincrement=False, nullable=False),
        sa.Column("first_episode", BIG, nullable=False),
        sa.Column("last_episode", BIG, nullable=False),
        sa.Column("channel_id", BIG, nullable=False),
        sa.Column("message_id", BIG, nullable=True),
        sa.Column("host_id", BIG, nullable=False),
        sa.Column("starts_at", BIG, nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("series_id", BIG, nullable=True),
        sa.Column("repeat", sa.Text(), nullable=True),
        sa.Column("created_at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["show_id"], ["show.id"], name=op.f("fk_party_show_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_party_guild", "party", ["guild_id", "starts_at"], unique=False)
    op.create_table(
        "progress",
        sa.Column("guild_id", BIG, autoincrement=False, nullable=False),
        sa.Column("user_id", BIG, autoincrement=False, nullable=False),
        sa.Column("show_id", BIG, autoincrement=False, nullable=False),
        sa.Column("track", sa.Text(), nullable=False),
        sa.Column("pass", BIG, autoincrement=False, nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("updated_at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["show_id"], ["show.id"], name=op.f("fk_progress_show_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "guild_id", "user_id", "show_id", "track", "pass", name=op.f("pk_progress")
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_progress_show", "progress", ["guild_id", "show_id"], unique=False)
    op.create_table(
        "progress_change",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("show_id", BIG, autoincrement=False, nullable=False),
        sa.Column("track", sa.Text(), nullable=False),
        sa.Column("pass", BIG, nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("changed_at", BIG, nullable=False),
        sa.Column("undone_at", BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["show_id"], ["show.id"], name=op.f("fk_progress_change_show_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_change")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "ix_progress_change_member",
        "progress_change",
        ["guild_id", "user_id", "show_id"],
        unique=False,
    )
    op.create_table(
        "reminder",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("guild_id", BIG, nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("show_id", BIG, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("remind_at", BIG, nullable=False),
        sa.Column("channel_id", BIG, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["show_id"], ["show.id"], name=op.f("fk_reminder_show_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_reminder_user", "reminder", ["user_id", "state"], unique=False)
    op.create_table(
        "shelf",
        sa.Column("guild_id", BIG, autoincrement=False, nullable=False),
        sa.Column("show_id", BIG, autoincrement=False, nullable=False),
        sa.Column("added_by", BIG, nullable=False),
        sa.Column("added_at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["show_id"], ["show.id"], name=op.f("fk_shelf_show_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "show_id", name=op.f("pk_shelf")),
        sqlite_strict=True,
    )
    op.create_table(
        "discussion_member",
        sa.Column("guild_id", BIG, autoincrement=False, nullable=False),
        sa.Column("discussion_id", BIG, autoincrement=False, nullable=False),
        sa.Column("user_id", BIG, autoincrement=False, nullable=False),
        sa.Column("admitted_at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["discussion_id"],
            ["discussion.id"],
            name=op.f("fk_discussion_member_discussion_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "guild_id", "discussion_id", "user_id", name=op.f("pk_discussion_member")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "rsvp",
        sa.Column("guild_id", BIG, autoincrement=False, nullable=False),
        sa.Column("party_id", BIG, autoincrement=False, nullable=False),
        sa.Column("user_id", BIG, autoincrement=False, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["party.id"], name=op.f("fk_rsvp_party_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "party_id", "user_id", name=op.f("pk_rsvp")),
        sqlite_strict=True,
    )
