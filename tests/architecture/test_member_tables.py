"""No table that names a member can be forgotten when they ask for their data, or to be deleted."""

from __future__ import annotations

from bot.storage.privacy import ERASURES, MEMBER_COLUMNS, member_columns
from bot.storage.tables import metadata

NO_MEMBER = frozenset(
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


def test_every_number_that_identifies_something_is_known_to_be_a_member_or_not() -> None:
    unknown = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name.endswith(("_id", "_by", "id"))
        and column.name not in NO_MEMBER | MEMBER_COLUMNS
    }
    assert unknown == set()


def test_every_table_that_names_a_member_has_its_erasure() -> None:
    naming = {table.name for table, _column in member_columns()}
    assert naming == set(ERASURES)


def test_every_kind_of_naming_column_exists() -> None:
    assert {column.name for _table, column in member_columns()} == MEMBER_COLUMNS
