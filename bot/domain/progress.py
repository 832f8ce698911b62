"""Progress: which instalments somebody marked, and what that makes them know.

A viewer's seen instalments on one track in one pass are kept as a `Seen`: closed, sorted, disjoint
ranges. The *position* is the end of the range that starts at 1; everything marked beyond it is an
*island*, watched out of order. Islands are shown to their owner but open nothing: what is said
about episode 7 takes episodes 4 to 6 for granted, and when in doubt we hide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from msgspec import Struct

from bot.domain.ids import ShowId
from bot.domain.spoilers import Knowledge, Position, Track


class Seen(Struct, frozen=True):
    """A set of instalments of one track, as sorted disjoint closed ranges."""

    ranges: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, instalments: Iterable[int]) -> Self:
        """Collect instalments (counted from 1) into ranges.

        Raises ValueError for an instalment below 1.
        """
        return cls(_joined((number, number) for number in instalments))

    @classmethod
    def up_to(cls, last: int) -> Self:
        """Return the first `last` instalments; of 0, none."""
        return cls(((1, last),)) if last > 0 else cls()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote, such as "1-4,7".

        Raises ValueError for anything else.
        """
        pieces = (piece.partition("-") for piece in text.split(",") if piece)
        return cls(_joined((int(first), int(last or first)) for first, _, last in pieces))

    def __str__(self) -> str:
        return ",".join(f"{a}-{b}" if a != b else str(a) for a, b in self.ranges)

    def __iter__(self) -> Iterator[int]:
        for first, last in self.ranges:
            yield from range(first, last + 1)

    def __contains__(self, number: int) -> bool:
        return any(first <= number <= last for first, last in self.ranges)

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self.ranges)

    @property
    def position(self) -> int:
        """The contiguous position: the first n instalments are all seen."""
        return self.ranges[0][1] if self.ranges and self.ranges[0][0] == 1 else 0

    @property
    def islands(self) -> tuple[tuple[int, int], ...]:
        """Ranges watched out of order, beyond the position."""
        return self.ranges[1:] if self.position else self.ranges

    def with_range(self, first: int, last: int) -> Seen:
        """Add the instalments from first to last, both included."""
        return Seen(_joined((*self.ranges, (first, last))))

    def without(self, other: Seen) -> Seen:
        """Take the instalments of another set out."""
        left: list[tuple[int, int]] = []
        for first, last in self.ranges:
            rest = first
            for begin, end in other.ranges:
                if end < rest or begin > last:
                    continue
                if begin > rest:
                    left.append((rest, begin - 1))
                rest = end + 1
            if rest <= last:
                left.append((rest, last))
        return Seen(tuple(left))

    def union(self, other: Seen) -> Seen:
        """Return what is in either."""
        return Seen(_joined((*self.ranges, *other.ranges)))


def _joined(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return ranges in order, those that meet made one; one that ends before it begins is none.

    Raises ValueError for an instalment below 1.
    """
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if last < first:
            continue
        if first < 1:
            raise ValueError("instalments are counted from 1")
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


class TrackProgress(Struct, frozen=True):
    """One member's seen instalments on one track of one show in one pass (0 = the first)."""

    track: Track
    pass_number: int
    seen: Seen


class Walk(Struct, frozen=True, kw_only=True):
    """Where a member is on one track, in the pass that they are walking now.

    What comes next, and how far along one is, is asked of this alone. What may be read is another
    matter: that is knowledge, which all passes add up to.
    """

    track: Track
    pass_number: int
    """0 is the first time through; n is the nth time over."""
    seen: Seen
    length: int
    """The instalments on the track; what was marked beyond them does not count any more."""

    @property
    def position(self) -> int:
        """How many were seen in this pass without a gap."""
        return min(self.seen.position, self.length)

    @property
    def upcoming(self) -> int | None:
        """The next one; None where this pass is finished."""
        return self.position + 1 if self.position < self.length else None

    @property
    def latest(self) -> int:
        """The one that this pass has come to; where it did not begin at 1, the farthest; else 0."""
        return self.position or min(max(self.seen, default=0), self.length)

    @property
    def is_again(self) -> bool:
        """Whether this is a rewatch, or the source read once more."""
        return self.pass_number > 0

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left in this pass."""
        return self.upcoming is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Everything one member marked of one show in one guild."""

    show_id: ShowId
    tracks: tuple[TrackProgress, ...] = ()
    knowledge: Knowledge = field(init=False, compare=False)
    """What these marks make the member know: passes add up, so a rewatch never lowers it."""

    def __post_init__(self) -> None:
        """Work the knowledge out once; an answer asks for it several times."""
        position = Position(self.seen(Track.SCREEN).position, self.seen(Track.SOURCE).position)
        object.__setattr__(self, "knowledge", Knowledge(self.show_id, position))

    def seen(self, track: Track, pass_number: int | None = None) -> Seen:
        """Return what was seen on a track: in one pass, or in any when none is named."""
        total: Seen | None = None
        for entry in self.tracks:
            if entry.track is track and pass_number in (None, entry.pass_number):
                total = entry.seen if total is None else total.union(entry.seen)
        return total or Seen()

    def current_pass(self, track: Track) -> int:
        """Return the newest pass on a track; 0 while nothing was marked."""
        return max((entry.pass_number for entry in self.tracks if entry.track is track), default=0)

    def walk(self, track: Track, length: int, pass_number: int | None = None) -> Walk:
        """Return where the member is on a track of this length: in a pass, else in the newest."""
        number = self.current_pass(track) if pass_number is None else pass_number
        seen = self.seen(track, number)
        return Walk(track=track, pass_number=number, seen=seen, length=length)

    def pass_to_rewatch(self, track: Track, length: int) -> int:
        """Return the pass of whoever says that they watch it again.

        A rewatch that is under way goes on. A new one begins after a finished one and after the
        first time through; whoever has not begun, but for some seen out of order, is still there.
        """
        now = self.walk(track, length)
        if now.position == 0 or (now.is_again and not now.is_finished):
            return now.pass_number
        return now.pass_number + 1

    def missing(self, track: Track, instalment: int) -> Seen:
        """Return what has to be seen before what was marked as this instalment opens."""
        return Seen.up_to(instalment).without(self.seen(track))


class Change(Struct, frozen=True, kw_only=True):
    """One step of progress, exact enough to be taken back: what it added, and what was new."""

    track: Track
    pass_number: int
    added: Seen

    def undo(self, seen: Seen) -> Seen:
        """Return the state before this change."""
        return seen.without(self.added)


def mark(seen: Seen, first: int, last: int) -> tuple[Seen, Seen]:
    """Mark a range; return the new state, and what of it was new (empty: nothing changed)."""
    marked = seen.with_range(first, last)
    return marked, marked.without(seen)


def is_leap(seen: Seen, first: int, last: int, *, sitting_from: int | None = None) -> bool:
    """Tell whether marking `first` to `last` marks more than one instalment anew.

    A leap asks first: it opens several episodes at once, and is the commonest slip of the finger.
    What was watched in one sitting, from `sitting_from` on, is no leap by itself.
    """
    _, added = mark(seen, first, last)
    if len(added) <= 1:
        return False
    return sitting_from is None or min(added) < sitting_from


class FollowerState(Struct, frozen=True, kw_only=True):
    """What the floor needs to know of one follower."""

    position: Position
    silent_seconds: int


def floor(
    show_id: ShowId, followers: Iterable[FollowerState], *, silence_limit_seconds: int | None
) -> Knowledge:
    """Return what every counted follower of a show has seen; of no follower, nothing.

    A follower who was silent for longer than the limit does not count until they return; when that
    leaves nobody, the room knows nothing.
    """
    counted = [
        follower.position
        for follower in followers
        if silence_limit_seconds is None or follower.silent_seconds <= silence_limit_seconds
    ]
    if not counted:
        return Knowledge.nothing(show_id)
    meet = counted[0]
    for position in counted[1:]:
        meet = meet.meet(position)
    return Knowledge(show_id, meet)
