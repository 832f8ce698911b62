"""The playground as a newcomer meets it: in a real browser, with the real bot.

With LANTERN_PICTURES=1 the pictures in docs/pictures are taken anew on the way.
"""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.client import LanternBot
from bot.composition import build_bot

pytest.importorskip("simcord", reason="needs the playground extra")
playwright = pytest.importorskip("playwright.async_api", reason="needs playwright")

from playground.keeping import keeping  # noqa: E402
from playground.session import bind, open_playground  # noqa: E402

ROOT = Path(__file__).parents[2]
FACES_ARE_DRAWN = """
    [...document.querySelectorAll(".channel-message .message-avatar-image")]
        .every((face) => face.querySelector("img")?.complete)
"""
AT_REST = "#preview-app:not([aria-busy=true])"
PICTURES = ROOT / "docs" / "pictures"
SHOW = ROOT / "data" / "shows" / "love-in-the-big-city.toml"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Visit = Callable[..., Awaitable[Any]]


async def real_bot(file: Path) -> LanternBot:
    return await build_bot(f"sqlite+aiosqlite:///{file}")


@pytest.fixture
async def address() -> AsyncIterator[str]:
    doors = bind(0)
    with doors[0], doors[1], keeping(None) as kept:
        async with open_playground(real_bot, kept, doors) as where:
            yield where


@pytest.fixture
async def browser() -> AsyncIterator[Any]:
    async with playwright.async_playwright() as driver:
        found = next(filter(None, map(shutil.which, NAMES)), driver.chromium.executable_path)
        if shutil.which(found) is None:
            pytest.skip("there is no Chromium on this machine")
        started = await driver.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        await started.close()


@pytest.fixture
async def visit(browser: Any) -> AsyncIterator[Visit]:
    """Give what opens the playground's page; in the end no script may have failed."""
    failures: list[str] = []

    async def opened(address: str, *, scheme: str = "dark", width: int = 1280) -> Any:
        context = await browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="en-GB"
        )
        context.on("weberror", lambda failure: failures.append(str(failure.error)))
        page = await context.new_page()
        await page.goto(address)
        await page.locator(".room").first.wait_for()
        return page

    yield opened
    assert failures == []


async def enter(page: Any, link: Any) -> Any:
    """Follow a link into a room; return SimCord's page of it, ready to be typed on."""
    async with page.context.expect_page() as opened:
        await link.click()
    room = await opened.value
    await room.locator("#channel-composer-input").wait_for()
    return room


async def run(room: Any, command: str, *, sent: bool = True, **options: str) -> None:
    """Type a command as a member does, fill in its options and send it."""
    box = room.locator("#channel-composer-input")
    await box.click()
    await box.press_sequentially(f"/{command}")
    await room.locator(".command-entry.is-active", has_text=f"/{command}").click()
    await room.locator("[data-command-chip]").wait_for()
    for name, value in options.items():
        await room.locator(f".command-suggestion[data-value={name}]").click()
        await room.keyboard.type(value)
    if sent:
        await room.locator("#send-message").click()


async def jump(page: Any) -> str:
    """Jump to the next reminder; return what the clock shows then."""
    await page.bring_to_front()
    button = page.get_by_role("button", name="To the next reminder")
    async with page.expect_response("**/api/clock"):
        await button.click()
    await playwright.expect(button).to_be_enabled()
    shown: str = await page.locator("#time").inner_text()
    return shown


def said(room: Any, text: str) -> Any:
    """Find what stands in the conversation, and not in the list beside it."""
    return room.get_by_role("region", name="Conversation").get_by_text(text)


async def become(room: Any, name: str) -> None:
    """Choose another member in "Viewing as"."""
    await room.get_by_label("Viewing as").select_option(label=name)
    await room.locator("#channel-composer-input").wait_for()


async def picture(page: Any, name: str, *, whole: bool = False) -> None:
    if os.environ.get("LANTERN_PICTURES") == "1":
        if await page.locator("#preview-app").count():
            await page.locator(AT_REST).wait_for(state="attached")
            await page.mouse.move(0, 0)  # what is hovered over is drawn in another colour
        while not await page.evaluate(FACES_ARE_DRAWN):
            await page.wait_for_timeout(50)
        await page.wait_for_timeout(400)  # the "Completing action…" of the page gives way
        await page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)


def synopsis(episode: int) -> str:
    episodes = tomllib.loads(SHOW.read_text("utf-8"))["episode"]
    told: str = episodes[episode - 1]["synopsis"]
    return told


async def test_a_newcomer_asks_as_two_members_and_each_is_told_their_own_story(
    visit: Visit, address: str
) -> None:
    page = await visit(address)
    await picture(page, "playground")
    room = await enter(page, page.get_by_role("link", name="Enter as Ara").first)
    await run(room, "episode", episode="3")
    await said(room, synopsis(3)[:60]).wait_for()
    await run(room, "episode", episode="5")
    await playwright.expect(said(room, "2 episodes ahead of you")).to_be_in_viewport()
    assert synopsis(5)[:60] not in await room.locator("body").inner_text()
    await picture(room, "episode-as-ara")

    await become(room, "Minho")
    await run(room, "episode", episode="5")
    await playwright.expect(said(room, synopsis(5)[:60])).to_be_in_viewport()
    await playwright.expect(said(room, "the novel, part 3")).to_be_in_viewport()
    await picture(room, "episode-as-minho")


async def test_marking_an_episode_opens_its_thread_and_no_other(visit: Visit, address: str) -> None:
    page = await visit(address)
    fourth = page.get_by_role("link", name="Enter Love in the Big City · Episode 4 as Ara")
    eighth = page.get_by_role("link", name="Enter Love in the Big City · Episode 8 as Ara")
    assert (await fourth.count(), await eighth.count()) == (0, 0)

    room = await enter(page, page.get_by_role("link", name="Enter as Ara").nth(1))
    await run(room, "watched")
    await playwright.expect(said(room, "4 of 8")).to_be_in_viewport()
    await playwright.expect(room.get_by_role("button", name="Next: Episode 5")).to_be_in_viewport()
    await picture(room, "watched-as-ara")
    await page.bring_to_front()
    await fourth.wait_for()
    assert await eighth.count() == 0

    await fourth.click()
    await said(room, "The novel is even quieter there.").wait_for()
    assert len(page.context.pages) == 2, "a second room comes into the same tab"
    await picture(room, "thread-as-ara")
    await room.get_by_role("link", name="All rooms").click()
    assert len(page.context.pages) == 2, "the way back leads to the tab that is there"


async def test_a_member_says_yes_and_is_reminded_once(visit: Visit, address: str) -> None:
    page = await visit(address)
    room = await enter(page, page.get_by_role("link", name="Enter as Ara").nth(2))
    await room.get_by_role("button", name="Going").last.click()
    await said(room, "(3)").wait_for()
    assert await jump(page) >= "20:45:00"
    await page.get_by_text("Lantern wrote in #love-in-the-big-city.").wait_for()
    await room.bring_to_front()
    reminder = said(room, "starts in 15 minutes")
    await playwright.expect(reminder).to_be_in_viewport()
    assert await reminder.count() == 1
    await picture(room, "reminder")
    assert await jump(page) >= "22:00:00"
    await room.bring_to_front()
    await playwright.expect(room.get_by_role("button", name="I watched it")).to_be_in_viewport()
    assert await jump(page) < "23", "with nothing ahead the clock stays"
    await page.get_by_text("There is no reminder ahead.").wait_for()


@pytest.mark.parametrize(("scheme", "width"), [("dark", 390), ("light", 1280)])
async def test_the_page_fits_and_names_what_can_be_pressed(
    visit: Visit, address: str, scheme: str, width: int
) -> None:
    page = await visit(address, scheme=scheme, width=width)
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    controls = page.locator("a, button")
    for number in range(await controls.count()):
        control = controls.nth(number)
        name = await control.get_attribute("aria-label") or await control.inner_text()
        assert name.strip(), await control.evaluate("element => element.outerHTML")
    await picture(page, f"playground-{scheme}-{width}", whole=True)


async def test_on_a_phone_a_command_can_be_sent_and_its_answer_seen(
    visit: Visit, address: str
) -> None:
    page = await visit(address, scheme="light", width=390)
    room = await enter(page, page.get_by_role("link", name="Enter as Ara").nth(1))
    await run(room, "watched", sent=False)
    await playwright.expect(room.locator("#send-message")).to_be_in_viewport(ratio=1)
    await room.locator("#send-message").click()
    await playwright.expect(said(room, "4 of 8")).to_be_in_viewport()
    assert await room.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def test_a_page_left_open_says_when_the_playground_has_ended(visit: Visit) -> None:
    doors = bind(0)
    with doors[0], doors[1], keeping(None) as kept:
        async with open_playground(real_bot, kept, doors) as address:
            page = await visit(address)
            assert await page.get_by_role("alert").is_hidden()
    await page.get_by_role("alert").wait_for()
    assert "has been closed" in await page.get_by_role("alert").inner_text()
