"""No word that people read stands in a page or a script that is served."""

from __future__ import annotations

import pytest

from tests.architecture.message_files import ROOT
from tests.architecture.page_words import words_in_page, words_in_script

PARTS = sorted(
    path
    for room in ("bot", "cogs", "playground")
    for ending in ("*.html", "*.js")
    for path in (ROOT / room).rglob(ending)
)


def test_every_word_of_the_pages_is_in_the_message_files() -> None:
    assert {path.name for path in PARTS} >= {"page.html", "room.js"}
    found = {}
    for path in PARTS:
        read = words_in_page if path.suffix == ".html" else words_in_script
        found[path.name] = read(path.read_text(encoding="utf-8"))
    assert found == {path.name: [] for path in PARTS}


@pytest.mark.parametrize(
    "written",
    [
        "<p>Who is here</p>",
        "<p>{{cast}} today</p>",
        "<b aria-label='Clock'></b>",
        '<p data-stuck="Try again"></p>',
        '<script>$("told").textContent = "gone";</script>',
        '<script>make("span", { class: "mark" }, "new");</script>',
        "<script>make('a', { title: `Enter as ${name}` });</script>",
        '<script>const told = room ? "Nobody may enter yet." : "";</script>',
        "<script>const told = `${name} and Lantern`;</script>",
        "<script>const told = `${name}’s direct messages`;</script>",
    ],
)
def test_a_word_written_into_a_page_is_found(written: str) -> None:
    assert words_in_page(written)


@pytest.mark.parametrize(
    "written",
    [
        "<p class='told new' id='due'>&nbsp;</p><b aria-label='{{clock}}'>3 · {{cast}}</b>",
        '<style>.a { content: "Words"; }</style>',
        '<script>"use strict"; $("told").textContent = state.told;  // Said by the bot.\n</script>',
        '<script>const way = `/rooms/${room.id}`; const sign = "M9 3 7 21M17 3l-2 18";</script>',
    ],
)
def test_what_nobody_reads_is_no_word(written: str) -> None:
    assert words_in_page(written) == []
