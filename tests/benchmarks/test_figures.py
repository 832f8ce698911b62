"""The figures are arithmetic on what was measured; none of these tests takes a time."""

import pytest

from tests.benchmarks.load import EPISODES, IN_FLIGHT, watch
from tests.benchmarks.run import Size, beside_bare
from tests.benchmarks.sides import BARE, Contents
from tests.benchmarks.table import Figure, as_markdown, at_least, at_most
from tests.wire.people import Guild, Json, User


def figure(bare: list[float], other: list[float]) -> Figure:
    return Figure(name="/episode", unit="answers/s", aim=at_least(0.7), first=bare, second=other)


def test_ratios_are_taken_turn_by_turn() -> None:
    assert figure([100, 200, 400], [80, 100, 400]).ratios() == [0.8, 0.5, 1.0]


def test_a_line_gives_medians_and_the_spread_of_the_ratios() -> None:
    cells = figure([1000, 2000, 4000], [800, 1000, 4000]).cells()
    assert cells == (
        "/episode",
        "answers/s",
        "2,000",
        "1,000",
        "0.50",
        "0.80",
        "1.00",
        "≥ 0.7",
        "yes",
    )


@pytest.mark.parametrize(
    ("other", "verdict"), [([700.0], "yes"), ([699.0], "no"), ([2000.0], "yes")]
)
def test_throughput_is_to_stay_above_a_part_of_the_bare_one(
    other: list[float], verdict: str
) -> None:
    assert figure([1000.0], other).cells()[-1] == verdict


@pytest.mark.parametrize(("other", "is_reached"), [(110.0, True), (110.5, False)])
def test_memory_is_to_stay_below_a_multiple_plus_an_amount(
    other: float, *, is_reached: bool
) -> None:
    aim = at_most(1.5, plus=50)
    assert aim.is_reached(40.0, other) is is_reached
    assert aim.says == "≤ 1.5, plus 50"


def test_the_table_has_a_row_for_each_figure_under_its_header() -> None:
    lines = as_markdown(
        ("bare", "other"), [figure([1.0], [1.0]), figure([2.0], [1.0])]
    ).splitlines()
    assert [line.count("|") for line in lines] == [10] * 4
    assert lines[1].replace("|", "").replace("-", "").strip() == ""


class Recorder:
    """Stands in for a server and notes who marked."""

    def __init__(self) -> None:
        self.marks: list[str] = []
        bot = User(id="1", name="bot")
        self.guilds = [Guild(id=str(n), name="", owner=bot, bot=bot) for n in range(3)]

    def user(self, name: str) -> User:
        return User(id="2", name=name)

    async def command(self, guild: Guild, user: User, _path: str, *, options: Json) -> Json:
        self.marks.append(f"{guild.id} {user.name} {options['show']}")
        return {"text": "marked"}


async def test_every_member_of_the_load_marks_the_whole_show_once_and_in_one_guild() -> None:
    recorder = Recorder()
    for number in range(IN_FLIGHT * EPISODES * 3):
        await watch(recorder, number)  # type: ignore[arg-type]
    counts = {mark: recorder.marks.count(mark) for mark in recorder.marks}
    assert set(counts.values()) == {EPISODES}
    assert len({mark.split(" ", 1)[1] for mark in counts}) == len(counts) == IN_FLIGHT * 3


async def test_a_whole_run_fills_every_figure() -> None:
    size = Size(requests=8, turns=2, starts=1)
    figures = await beside_bare(BARE, Contents(), size)
    assert [len(line.first) for line in figures.lines.values()] == [1, 1, 1, *[2] * 6, 1]
    assert all(line.cells() for line in figures.lines.values())
