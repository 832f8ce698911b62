"""Pages: turning never leaves them, and their buttons carry all they need."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.layouts import Row
from bot.ui.pages import PageButton, PageId, Sheet, chunks, text_pages
from bot.ui.words import Said

IDS = PageId("trial", ("show", "owner"))


class TrialButton(PageButton, template=IDS.template):
    page_id = IDS


def buttons(row: Row | None) -> list[tuple[str, bool]]:
    assert row is not None
    drawn = [item.to_component_dict() for item in row.items]
    return [(str(button["custom_id"]), bool(button["disabled"])) for button in drawn]


@given(st.lists(st.integers(), min_size=1, max_size=9), st.integers(-99, 99))
def test_any_wanted_page_is_one_that_there_is(pages: list[int], wanted: int) -> None:
    sheet = Sheet.of(pages, wanted)
    assert 0 <= sheet.number < sheet.total == len(pages)
    assert sheet.content == pages[sheet.number]
    if 0 <= wanted < len(pages):
        assert sheet.number == wanted


def test_no_page_at_all_is_a_slip_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no page"):
        Sheet.of([], 0)


def test_one_page_has_no_buttons_and_no_number() -> None:
    sheet = Sheet.of(["only"], 0)
    assert TrialButton.turns(sheet, show=1, owner=2) is None
    assert sheet.footer is None


def test_the_ends_cannot_be_passed() -> None:
    pages = ["a", "b", "c"]
    ends = [buttons(TrialButton.turns(Sheet.of(pages, n), show=7, owner=9)) for n in range(3)]
    assert ends == [
        [("trial:7:9:0", True), ("trial:7:9:1", False)],
        [("trial:7:9:0", False), ("trial:7:9:2", False)],
        [("trial:7:9:1", False), ("trial:7:9:3", True)],
    ]
    assert Sheet.of(pages, 1).footer == "-# Page 2 of 3"


@given(st.integers(0, 2**64), st.integers(0, 2**64), st.integers(0, 99_999))
def test_a_custom_id_reads_back_and_fits(show: int, owner: int, page: int) -> None:
    custom_id = IDS.of(page, show=show, owner=owner)
    found = re.fullmatch(IDS.template, custom_id)
    assert found is not None
    assert found.groupdict() == {"show": str(show), "owner": str(owner), "page": str(page)}
    assert len(custom_id) <= 100


@given(st.lists(st.integers(), max_size=30), st.integers(1, 7))
def test_chunks_keep_everything_in_order(items: list[int], size: int) -> None:
    pages = chunks(items, size)
    assert [item for page in pages for item in page] == items
    assert all(len(page) <= size for page in pages)
    assert len(pages) >= 1


@given(st.lists(st.text("ab", min_size=1, max_size=30), max_size=40))
def test_text_pages_keep_every_block_whole_and_in_order(texts: list[str]) -> None:
    pages = text_pages([Said(text) for text in texts], limit=60)
    assert "\n".join(pages) == "\n".join(texts)
    assert all(len(page) <= 62 for page in pages)
