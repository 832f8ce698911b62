"""Reading show files, the document that the catalog keeps, and the words for each problem."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast, visitor
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.showfile import Code, Problem, check, parse, to_document
from tests.domain.test_showfile_check import CASES, SOUND

MESSAGES = Path(__file__).parents[2] / "data" / "locales" / "en" / "catalog.ftl"
PREFIX = "catalog-problem-"


class _Variables(visitor.Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def all_problems() -> list[Problem]:
    """Produce each kind of problem at least once."""
    texts = [SOUND.replace(old, new, 1) for _, old, new, _ in CASES]
    texts += [
        "#" * 2_000_001,
        SOUND.replace('"series"', '"film"'),
        SOUND.replace('[[track]]\nid = "source"\ntitle = "A book"\nparts = 2\n', ""),
        SOUND.replace('name = "Han Joon"', 'name = "Kim Mina"'),
    ]
    return [problem for text in texts for problem in check(text)]


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    found = all_problems()
    assert {problem.code for problem in found} == set(Code)
    return found


@pytest.fixture(scope="module")
def bundle() -> FluentBundle:
    made = FluentBundle(["en"], use_isolating=False)
    made.add_resource(FluentResource(MESSAGES.read_text(encoding="utf-8")))
    return made


def test_every_problem_has_a_message_that_needs_only_its_fields(
    bundle: FluentBundle, problems: list[Problem]
) -> None:
    for problem in problems:
        pattern = bundle.get_message(PREFIX + problem.code).value
        assert pattern is not None
        sentence, errors = bundle.format_pattern(pattern, dict(problem.fields))
        assert errors == [], problem
        assert isinstance(sentence, str)
        assert len(sentence) > 20
        assert "\n" not in sentence


def test_every_field_and_every_message_is_of_use(problems: list[Problem]) -> None:
    said: dict[str, set[str]] = {}
    for entry in FluentParser().parse(MESSAGES.read_text(encoding="utf-8")).body:
        if isinstance(entry, ast.Message) and entry.id.name.startswith(PREFIX):
            variables = _Variables()
            variables.visit(entry)
            said[entry.id.name.removeprefix(PREFIX)] = variables.names
    assert said.keys() == set(Code)
    for problem in problems:
        assert said[problem.code] <= problem.fields.keys() | {"suggestion", "allowed"}, problem


def test_no_field_of_a_problem_holds_a_text_of_the_story() -> None:
    secret = "The lamp was never lit at all"
    text = (
        SOUND.replace('"Mina arrives."\nimportance = 2', f'"{secret} {"x" * 300}"\nimportance = 9')
        .replace('"Soon."', f'"{secret}, Mina."')
        .replace('"Left."', f'"{secret}\\n"')
        .replace('["arrival"]', f'["{secret * 4}"]')
    )
    found = check(text)
    assert len(found) == 5
    assert secret not in repr(found)


def test_parse_returns_the_file_as_it_stands() -> None:
    parsed = parse("\ufeff" + SOUND)
    assert parsed["slug"] == "a-show"
    assert parsed["titles"] == {"ko": ["쇼"]}


def test_parse_says_so_when_it_is_not_toml() -> None:
    with pytest.raises(ValueError, match="line 1"):
        parse("=")


def test_a_document_has_its_dates_as_iso_text() -> None:
    document = to_document(parse(SOUND))
    episodes = document["episode"]
    assert isinstance(episodes, list)
    assert episodes[0]["air_date"] == "2024-10-21"
    assert json.loads(json.dumps(document)) == document


def test_making_a_document_changes_nothing_else() -> None:
    parsed = parse(SOUND.replace("air_date = 2024-10-21\n", ""))
    assert to_document(parsed) == parsed


WORDS = st.text(alphabet=string.ascii_lowercase + "'\"[]{}=#\n1- ", max_size=12)


@settings(deadline=None)
@given(st.data())
def test_a_damaged_file_is_told_within_its_lines(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SOUND)))
    end = data.draw(st.integers(start, min(len(SOUND), start + 30)))
    text = SOUND[:start] + data.draw(WORDS) + SOUND[end:]
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in check(text))
