"""What repositories speak to, the same over both engines: statements go in, rows come out."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from sqlalchemy import CursorResult, Dialect, Executable, Row

    AnyRow = Row[*tuple[Any, ...]]
    AnyResult = CursorResult[*tuple[Any, ...]]

T = TypeVar("T")

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]
"""Of one row, or of several that one statement writes together."""


class Fixed:
    """A statement of which nothing changes but its parameters, which are numbers and texts.

    Make it once, at import: making one anew costs as much as executing it. SQLite's driver is given
    it as SQLAlchemy wrote it, past what SQLAlchemy does for each execution.
    """

    __slots__ = ("statement", "written")

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self.written: dict[tuple[str, ...], Any] = {}
        """By the names of its parameters, how it is written; see `bot.storage.in_place`."""


class Rows:
    """What a statement gave, fetched whole: it holds nothing open and may go to any thread."""

    __slots__ = ("_inserted", "_rows", "rowcount")

    def __init__(
        self, rows: Sequence[Any], *, rowcount: int, inserted: Callable[[], int | None]
    ) -> None:
        self._rows = rows
        self._inserted = inserted
        self.rowcount = rowcount

    @classmethod
    def of(cls, result: AnyResult) -> Rows:
        """Take what SQLAlchemy's result holds."""
        rows = result.all() if result.returns_rows else ()
        return cls(rows, rowcount=result.rowcount, inserted=lambda: _inserted(result))

    @property
    def inserted_id(self) -> int:
        """The number that the database gave to the one row that was inserted.

        Raises LookupError where none was.
        """
        number = self._inserted()
        if number is None:
            raise LookupError("nothing was inserted")
        return number

    def __iter__(self) -> Iterator[AnyRow]:
        return iter(self._rows)

    def all(self) -> Sequence[AnyRow]:
        """Return all rows."""
        return self._rows

    def first(self) -> AnyRow | None:
        """Return the first row; None where there is none."""
        return self._rows[0] if self._rows else None

    def one(self) -> AnyRow:
        """Return the only row.

        Raises ValueError where there is none, or another.
        """
        only: AnyRow
        (only,) = self._rows
        return only

    def scalar(self) -> Any:  # noqa: ANN401 - a column's own type
        """Return the first column of the first row; None where there is no row."""
        return self._rows[0][0] if self._rows else None

    def scalar_one(self) -> Any:  # noqa: ANN401 - likewise
        """Return the first column of the only row; raises as `one` does."""
        return self.one()[0]

    def scalars(self) -> list[Any]:
        """Return the first column of all rows."""
        return [row[0] for row in self._rows]


class Connection(Protocol):
    """One transaction's, or one reader's, way to the database."""

    @property
    def dialect(self) -> Dialect:
        """Which engine it is, and what it can do."""
        ...

    async def execute(
        self, statement: Executable | Fixed, parameters: Parameters | None = None
    ) -> Rows:
        """Execute a statement and return what it gave."""
        ...


Unit = Callable[[Connection], Coroutine[Any, Any, T]]
"""Work for one transaction; it waits for its connection and for nothing else."""


def _inserted(result: AnyResult) -> int | None:
    key = result.inserted_primary_key if result.is_insert else None
    return None if key is None else int(key[0])
