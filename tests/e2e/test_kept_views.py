"""An answer leaves nothing behind in memory: what can be pressed is found by its custom id."""

from __future__ import annotations

import asyncio

from tests.e2e.conftest import Evening


async def test_discord_py_keeps_no_view_of_an_answer(evening: Evening) -> None:
    ara = evening.member("Ara")
    store = evening.bot._connection._view_store
    items = dict(store._dynamic_items)
    marked = await ara.slash(evening.channel, "watched")
    await ara.slash(evening.channel, "episode", episode="1")
    await ara.slash(evening.channel, "progress board")
    assert marked.response is not None
    pressed = await ara.click(marked.response, label="Undo")
    assert pressed.response is not None
    assert not store._views
    assert not store._synced_message_views
    assert store._dynamic_items == items
    # A view that is kept has a task of its own, which sleeps until it times out.
    running = [repr(task.get_coro()) for task in asyncio.all_tasks()]
    assert not [coroutine for coroutine in running if "View" in coroutine]
