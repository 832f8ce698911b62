"""What repositories speak to, the same over both engines: statements go in, rows come out."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from sqlalchemy import Connection as SyncConnection
    from sqlalchemy import CursorResult, Dialect, Executable, Row

T = TypeVar("T")

Parameters = Mapping[str, Any]


class Rows:
    """What a statement gave, fetched whole: it holds nothing open and may go to any thread."""

    __slots__ = ("_result", "_rows", "rowcount")

    def __init__(self, result: CursorResult[Any]) -> None:
        self._rows: Sequence[Row[Any]] = result.all() if result.returns_rows else ()
        self.rowcount: int = result.rowcount
        self._result = result

    @property
    def inserted_id(self) -> int:
        """The number that the database gave to the one row that was inserted.

        Raises LookupError where none was.
        """
        key = self._result.inserted_primary_key
        if key is None:
            raise LookupError("nothing was inserted")
        return int(key[0])

    def __iter__(self) -> Iterator[Row[Any]]:
        return iter(self._rows)

    def all(self) -> Sequence[Row[Any]]:
        """Return all rows."""
        return self._rows

    def first(self) -> Row[Any] | None:
        """Return the first row; None where there is none."""
        return self._rows[0] if self._rows else None

    def one(self) -> Row[Any]:
        """Return the only row.

        Raises ValueError where there is none, or another.
        """
        (row,) = self._rows
        return row

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

    async def execute(self, statement: Executable, parameters: Parameters | None = None) -> Rows:
        """Execute a statement and return what it gave."""
        ...


Unit = Callable[[Connection], Coroutine[Any, Any, T]]
"""Work for one transaction; it waits for its connection and for nothing else."""


class InPlace:
    """Executes where it is called: awaiting it never waits."""

    def __init__(self, connection: SyncConnection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """Which engine it is."""
        return self._connection.dialect

    async def execute(self, statement: Executable, parameters: Parameters | None = None) -> Rows:
        """Execute a statement; its rows are there when this returns."""
        return Rows(self._connection.execute(statement, parameters))


def finish(work: Coroutine[Any, Any, T]) -> T:
    """Run work over an `InPlace` connection to its end, which its first step reaches.

    Raises RuntimeError for work that waits for something else; it is then not done.
    """
    try:
        work.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    work.close()
    raise RuntimeError("a unit of work waits for its connection alone")
