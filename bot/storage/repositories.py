"""All repositories over one connection: one transaction's view."""

from __future__ import annotations

from functools import cached_property

from bot.storage.connection import Connection
from bot.storage.discussions import SqlDiscussionRepository
from bot.storage.drafts import SqlDraftRepository
from bot.storage.jobs import SqlJobRepository
from bot.storage.notes import SqlNoteRepository
from bot.storage.parties import SqlPartyRepository
from bot.storage.privacy import SqlPrivacyRepository
from bot.storage.progress import SqlProgressRepository
from bot.storage.reminders import SqlReminderRepository
from bot.storage.settings import SqlSettingRepository
from bot.storage.shows import SqlShowRepository


class Repositories:
    """Hands out each repository when it is first asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def shows(self) -> SqlShowRepository:
        """The catalog and the shelves."""
        return SqlShowRepository(self._connection)

    @cached_property
    def settings(self) -> SqlSettingRepository:
        """Settings of guilds, channels and members."""
        return SqlSettingRepository(self._connection)

    @cached_property
    def progress(self) -> SqlProgressRepository:
        """Members' progress."""
        return SqlProgressRepository(self._connection)

    @cached_property
    def notes(self) -> SqlNoteRepository:
        """Members' lines on episodes."""
        return SqlNoteRepository(self._connection)

    @cached_property
    def discussions(self) -> SqlDiscussionRepository:
        """Discussion threads."""
        return SqlDiscussionRepository(self._connection)

    @cached_property
    def jobs(self) -> SqlJobRepository:
        """The outbox."""
        return SqlJobRepository(self._connection)

    @cached_property
    def privacy(self) -> SqlPrivacyRepository:
        """Everything that names a member."""
        return SqlPrivacyRepository(self._connection)

    @cached_property
    def parties(self) -> SqlPartyRepository:
        """Parties and who comes."""
        return SqlPartyRepository(self._connection)

    @cached_property
    def reminders(self) -> SqlReminderRepository:
        """Members' reminders."""
        return SqlReminderRepository(self._connection)

    @cached_property
    def drafts(self) -> SqlDraftRepository:
        """What is shown back and not yet confirmed."""
        return SqlDraftRepository(self._connection)
