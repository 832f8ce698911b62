"""The gate: the one place where it is decided what a viewer may read.

`reveal` is the only way from gated content to text. Everything fails closed: content of unknown
gate, a viewer of whom nothing is known, and knowledge of another show all open nothing.

The gates of one show form a lattice: `Gate.open` is its bottom, `Gate.sealed` its top, and
`Gate.join` takes the stricter demand on each track, so that whatever is made out of two contents
is at least as guarded as both.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar, Generic, Never, NoReturn, Self, SupportsIndex, TypeVar, final

from msgspec import Struct

from bot.domain.ids import ShowId

SEALED = 2**31 - 1
"""A demand that no position can meet: shows have fewer instalments than this."""


class Track(StrEnum):
    """An order in which the same story is told."""

    SCREEN = "screen"
    SOURCE = "source"


class Gate(Struct, frozen=True):
    """What content demands: the least position on each track that it gives away."""

    screen: int = SEALED
    source: int = SEALED

    open: ClassVar[Gate]
    sealed: ClassVar[Gate]

    def __post_init__(self) -> None:
        """Refuse negative demands; they would be a slip of the caller."""
        if self.screen < 0 or self.source < 0:
            raise ValueError("a gate demands a position of 0 or more on each track")

    @classmethod
    def episode(cls, ordinal: int) -> Self:
        """Demand the first `ordinal` episodes, and nothing of the source."""
        return cls(screen=ordinal, source=0)

    @classmethod
    def part(cls, ordinal: int) -> Self:
        """Demand the first `ordinal` parts of the source, and nothing of the screen."""
        return cls(screen=0, source=ordinal)

    def join(self, other: Gate) -> Gate:
        """Return the stricter of both demands, track by track."""
        return Gate(max(self.screen, other.screen), max(self.source, other.source))

    def admits(self, position: Position) -> bool:
        """Tell whether a position meets the demand on both tracks."""
        return self.screen <= position.screen and self.source <= position.source


Gate.open = Gate(0, 0)
Gate.sealed = Gate(SEALED, SEALED)


class Position(Struct, frozen=True):
    """How far along each track: 0 is nothing seen, n the first n instalments."""

    screen: int = 0
    source: int = 0

    def __post_init__(self) -> None:
        """Refuse positions outside what any show can have."""
        if not (0 <= self.screen < SEALED and 0 <= self.source < SEALED):
            raise ValueError("a position is 0 or more, and below the sealed mark")

    def meet(self, other: Position) -> Position:
        """Return what both have seen."""
        return Position(min(self.screen, other.screen), min(self.source, other.source))

    def union(self, other: Position) -> Position:
        """Return what either has seen; for one viewer's several passes, never for two people."""
        return Position(max(self.screen, other.screen), max(self.source, other.source))


class Knowledge(Struct, frozen=True):
    """What one viewer, or one room, has seen of one show."""

    show_id: ShowId
    position: Position = Position()

    @classmethod
    def nothing(cls, show_id: ShowId) -> Self:
        """Return the knowledge of somebody of whom we know nothing."""
        return cls(show_id, Position())

    def meet(self, other: Knowledge) -> Knowledge:
        """Return what both know; of two different shows, nothing."""
        if self.show_id != other.show_id:
            return Knowledge.nothing(self.show_id)
        return Knowledge(self.show_id, self.position.meet(other.position))


@final
class Revealed(str):
    """Text that may be shown to the audience it was revealed for.

    Made by `reveal` alone; a test holds every other module to that.
    """

    __slots__ = ()


class Hidden(Struct, frozen=True):
    """What stands in place of text that the viewer may not read yet.

    It carries the demand, so that a reply can say how far away the text is, and nothing of it.
    """

    gate: Gate

    def __bool__(self) -> bool:
        """Be false, so that `reveal(...) or ...` reads naturally."""
        return False


T = TypeVar("T", bound=str)


@final
class Gated(Generic[T]):
    """Text together with its gate; the text cannot be had except through `reveal`.

    Printing, formatting, iterating, comparing, hashing, copying and pickling show or carry nothing
    of it, so no log line, traceback, cache or careless f-string can.
    """

    __slots__ = ("__text", "gate", "show_id")

    def __init__(self, text: T, *, gate: Gate, show_id: ShowId) -> None:
        self.__text = text
        self.gate = gate
        self.show_id = show_id

    def __setattr__(self, name: str, value: object) -> None:
        """Let each field be set once: a gate must not change under its text."""
        if hasattr(self, name):
            raise AttributeError("gated content does not change")
        object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        return "<gated>"

    __str__ = __repr__

    def __format__(self, _spec: str) -> str:
        return "<gated>"

    def __eq__(self, other: object) -> bool:
        """Compare by identity: equality of texts would answer guesses."""
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __iter__(self) -> NoReturn:
        raise TypeError("gated content cannot be iterated")

    def __len__(self) -> NoReturn:
        raise TypeError("gated content has no length to show")

    def __contains__(self, _item: object) -> NoReturn:
        raise TypeError("gated content cannot be searched")

    def __bool__(self) -> NoReturn:
        raise TypeError("gated content has no truth to show")

    def __copy__(self) -> NoReturn:
        raise TypeError("gated content cannot be copied")

    def __deepcopy__(self, _memo: object) -> NoReturn:
        raise TypeError("gated content cannot be copied")

    def __reduce_ex__(self, _protocol: SupportsIndex) -> Never:
        raise TypeError("gated content cannot be pickled")

    def __getstate__(self) -> Never:
        raise TypeError("gated content cannot be pickled")

    def _unlock(self, knowledge: Knowledge) -> Revealed | Hidden:
        """Serve `reveal`; nothing else calls this."""
        if self.gate == Gate.open:
            return Revealed(self.__text)
        if knowledge.show_id == self.show_id and self.gate.admits(knowledge.position):
            return Revealed(self.__text)
        return Hidden(self.gate)


def reveal(content: Gated[T], knowledge: Knowledge) -> Revealed | Hidden:
    """Return the text if the knowledge meets its gate, else `Hidden`.

    This is the only way from gated content to text.
    """
    return content._unlock(knowledge)  # noqa: SLF001 - the one place that may


def reveal_all(contents: Iterable[Gated[T]], knowledge: Knowledge) -> tuple[Revealed, ...]:
    """Return what may be read, in order and without a trace of the rest."""
    shown = (reveal(content, knowledge) for content in contents)
    return tuple(text for text in shown if isinstance(text, Revealed))
