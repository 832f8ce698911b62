"""No table that names a member can be forgotten when they ask for their data, or to be deleted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text
from sqlalchemy.sql.schema import SchemaItem

from bot.storage.privacy import ERASURES, MEMBER_COLUMNS, member_columns
from bot.storage.tables import metadata

OTHER_THINGS: Final = frozenset(
    {
        "id",
        "guild_id",
        "show_id",
        "channel_id",
        "message_id",
        "thread_id",
        "post_id",
        "discussion_id",
        "party_id",
        "series_id",
        "subject_id",
    }
)
"""Numbers of other things. `job.subject_id` names a member in jobs that delete themselves."""

COUNTS: Final = frozenset(
    {
        "screen",
        "source",
        "position",
        "pass",
        "episode",
        "first_episode",
        "last_episode",
        "attempts",
    }
)
"""How far, which, how often."""

FLAGS: Final = frozenset({"is_hidden", "party_reminders"})

MOMENTS: Final = frozenset(
    {
        "active_at",
        "added_at",
        "admitted_at",
        "answered_at",
        "changed_at",
        "created_at",
        "dropped_at",
        "due_at",
        "edited_at",
        "finished_at",
        "followed_at",
        "leased_until",
        "opened_at",
        "remind_at",
        "starts_at",
        "undone_at",
        "updated_at",
    }
)

NO_MEMBER: Final = OTHER_THINGS | COUNTS | FLAGS | MOMENTS
"""Every name of an integer that names no member; whatever is in no list has to be thought about."""


def integers(schema: MetaData) -> Iterator[Column[int]]:
    """Yield every column that could hold somebody's number, whatever it is called."""
    for table in schema.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Integer):
                yield column


def unknown(schema: MetaData) -> set[str]:
    """Return the integer columns of which nobody said whether they name a member."""
    return {
        f"{column.table.name}.{column.name}"
        for column in integers(schema)
        if column.name not in NO_MEMBER | MEMBER_COLUMNS
    }


def test_every_number_is_known_to_name_a_member_or_not() -> None:
    assert unknown(metadata) == set()


def test_a_number_of_any_name_is_asked_about() -> None:
    schema = MetaData()
    columns: list[SchemaItem] = [Column("winner", BigInteger()), Column("seat", Integer())]
    columns.append(Column("text", Text()))
    Table("quiz", schema, Column("id", Integer(), primary_key=True), *columns)
    assert unknown(schema) == {"quiz.winner", "quiz.seat"}


def test_no_name_means_both_and_none_is_left_over() -> None:
    assert not NO_MEMBER & MEMBER_COLUMNS
    assert {column.name for column in integers(metadata)} == NO_MEMBER | MEMBER_COLUMNS


def test_every_table_that_names_a_member_has_its_erasure() -> None:
    naming = {table.name for table, _column in member_columns()}
    assert naming == set(ERASURES)


def test_every_kind_of_naming_column_exists() -> None:
    assert {column.name for _table, column in member_columns()} == MEMBER_COLUMNS
