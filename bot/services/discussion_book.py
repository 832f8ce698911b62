"""Discussion threads in memory, so that a lookup or a mark asks the database nothing more.

A guild's threads are changed by this process alone, which writes them through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId
from bot.services.discussion_ports import CardRecord, DiscussionRecord


class DiscussionBook:
    """Finds threads by episode and by thread, and index cards by show."""

    def __init__(self) -> None:
        self._by_show: dict[tuple[GuildId, ShowId], dict[int, DiscussionRecord]] = {}
        self._by_thread: dict[ChannelId, DiscussionRecord] = {}
        self._cards: dict[tuple[GuildId, ShowId], CardRecord] = {}
        self._card_messages: dict[MessageId, CardRecord] = {}

    def fill(self, records: Iterable[DiscussionRecord], cards: Iterable[CardRecord]) -> None:
        """Take in what was kept, in place of all that is here."""
        self._by_show.clear()
        self._by_thread.clear()
        for record in records:
            self.put(record)
        self._cards.clear()
        self._card_messages.clear()
        for card in cards:
            self.put_card(card)

    def put(self, record: DiscussionRecord) -> None:
        """Add a thread, or replace what was known of it."""
        known = self.find(record.guild_id, record.show_id, record.episode)
        if known is not None:
            self.discard(known)
        self._by_show.setdefault((record.guild_id, record.show_id), {})[record.episode] = record
        if record.thread_id is not None:
            self._by_thread[record.thread_id] = record

    def discard(self, record: DiscussionRecord) -> None:
        """Forget a thread; one that took its place since is left alone."""
        episodes = self._by_show.get((record.guild_id, record.show_id), {})
        if (known := episodes.get(record.episode)) is None or known.id != record.id:
            return
        del episodes[record.episode]
        if known.thread_id is not None:
            self._by_thread.pop(known.thread_id, None)

    def find(self, guild_id: GuildId, show_id: ShowId, episode: int) -> DiscussionRecord | None:
        """Return the thread of an episode, also while it is being opened."""
        return self._by_show.get((guild_id, show_id), {}).get(episode)

    def at(self, thread_id: ChannelId) -> DiscussionRecord | None:
        """Return what a thread is about, if it is one of ours."""
        return self._by_thread.get(thread_id)

    def of_show(self, guild_id: GuildId, show_id: ShowId) -> list[DiscussionRecord]:
        """Return a show's threads in the order of its episodes, those being opened included."""
        # A copy: the database's thread asks too, while this one may change what there is.
        episodes = self._by_show.get((guild_id, show_id), {}).copy()
        return [episodes[episode] for episode in sorted(episodes)]

    def __iter__(self) -> Iterator[DiscussionRecord]:
        for episodes in list(self._by_show.values()):
            yield from list(episodes.values())

    def card(self, guild_id: GuildId, show_id: ShowId) -> CardRecord | None:
        """Return a show's index card."""
        return self._cards.get((guild_id, show_id))

    def put_card(self, card: CardRecord) -> None:
        """Remember where a show's index card is."""
        known = self.card(card.guild_id, card.show_id)
        if known is not None:
            self.discard_card(known)
        self._cards[card.guild_id, card.show_id] = card
        self._card_messages[card.message_id] = card

    def discard_card(self, card: CardRecord) -> None:
        """Forget an index card; one that took its place since is left alone."""
        if self.card(card.guild_id, card.show_id) == card:
            del self._cards[card.guild_id, card.show_id]
            del self._card_messages[card.message_id]

    def hanging_in(self, channel_id: ChannelId) -> tuple[list[DiscussionRecord], list[CardRecord]]:
        """Return the threads and index cards that go when a channel goes."""
        records = [record for record in self if record.channel_id == channel_id]
        cards = [card for card in self._cards.values() if card.channel_id == channel_id]
        return records, cards

    def posted(
        self, channel_id: ChannelId, message_id: MessageId
    ) -> DiscussionRecord | CardRecord | None:
        """Return what a message of ours is: a thread's first post, or an index card."""
        record = self._by_thread.get(channel_id)
        if record is not None and record.post_id == message_id:
            return record
        return self._card_messages.get(message_id)
