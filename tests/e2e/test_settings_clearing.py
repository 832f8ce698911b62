"""`/settings set clear:` beside what sets the same thing: it is told, and nothing is changed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import Evening
from tests.e2e.reading import answer
from tests.e2e.test_settings import kept, room
from tests.e2e.test_show import host


@pytest.mark.parametrize(
    ("options", "option"),
    [
        ({"clear": "show", "show": "thrones"}, "show"),
        ({"clear": "show", "position": "3"}, "position"),
        ({"clear": "show", "part": 0}, "part"),
        ({"clear": "managers"}, "managers"),
        ({"clear": "home"}, "home"),
    ],
)
async def test_setting_and_clearing_the_same_thing_changes_nothing(
    evening: Evening, options: dict[str, Any], option: str
) -> None:
    mina = host(evening)
    values = {
        "managers": evening.guild.create_role("Film club"),
        "home": evening.channel,
    }
    options = {option: values.get(option), **options}
    await mina.slash(evening.channel, "settings set", show="Love in the Big City")
    before = kept(evening), room(evening)
    text = answer(await mina.slash(evening.channel, "settings set", board="nobody", **options))
    assert f"`{option}` sets" in text
    assert "nothing was changed" in text
    assert (kept(evening), room(evening)) == before


async def test_clearing_one_thing_and_setting_another_is_no_contradiction(
    evening: Evening,
) -> None:
    mina = host(evening)
    await mina.slash(evening.channel, "settings set", home=evening.channel)
    text = answer(
        await mina.slash(evening.channel, "settings set", clear="home", show="thrones", silence=3)
    )
    assert text.count("→") == 3
    assert kept(evening).home_channel_id is None
    assert room(evening).show_id is not None
