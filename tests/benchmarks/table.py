"""The table of figures."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

_BEFORE: Final = ("figure", "unit")
_AFTER: Final = ("ratio: min", "median", "max", "aim", "reached")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a figure should come to: a sentence, and whether the pair of one turn reaches it."""

    says: str
    is_reached: Callable[[float, float], bool]


def at_least(ratio: float) -> Aim:
    """Return the aim that the second side comes to this part of the first."""
    return Aim(says=f"≥ {ratio:g}", is_reached=lambda first, second: second >= ratio * first)


def at_most(ratio: float, *, plus: float = 0.0) -> Aim:
    """Return the aim that the second needs no more than this, plus a fixed amount."""
    says = f"≤ {ratio:g}" + (f", plus {plus:g}" if plus else "")
    return Aim(says=says, is_reached=lambda first, second: second <= ratio * first + plus)


@dataclass(slots=True, kw_only=True)
class Figure:
    """One line: the same thing measured on both sides, in turns."""

    name: str
    unit: str
    aim: Aim | None = None
    first: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)

    def ratios(self) -> list[float]:
        """Return second ÷ first of each turn."""
        return [second / first for first, second in zip(self.first, self.second, strict=True)]

    def cells(self) -> tuple[str, ...]:
        """Return the line, a text for each column."""
        first, second = statistics.median(self.first), statistics.median(self.second)
        ratios = self.ratios()
        return (
            self.name,
            self.unit,
            _short(first),
            _short(second),
            f"{min(ratios):.2f}",
            f"{statistics.median(ratios):.2f}",
            f"{max(ratios):.2f}",
            "" if self.aim is None else self.aim.says,
            self._verdict(),
        )

    def _verdict(self) -> str:
        """Tell whether the aim is reached in the median turn; the two were measured in turns."""
        if self.aim is None:
            return ""
        turns = zip(self.first, self.second, strict=True)
        reached = sum(self.aim.is_reached(first, second) for first, second in turns)
        return "yes" if 2 * reached >= len(self.first) else "no"


def as_markdown(names: tuple[str, str], figures: Sequence[Figure]) -> str:
    """Return all figures as one table in Markdown; `names` are those of the two sides."""
    header = (*_BEFORE, *names, *_AFTER)
    lines = [header, *(figure.cells() for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    rule = ["-" * width for width in widths]
    padded = [
        [cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (padded[0], rule, *padded[1:]))


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
