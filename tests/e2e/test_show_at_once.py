"""Two who make a show of the same title in the same moment: the second is asked."""

from __future__ import annotations

from tests.e2e.conftest import Evening
from tests.e2e.reading import answer
from tests.e2e.test_party_at_once import AtOnce, at_once
from tests.e2e.test_show import host, shelf

__all__ = ("at_once",)


async def test_the_second_of_two_is_asked(evening: Evening, at_once: AtOnce) -> None:
    mina = host(evening)
    with at_once():
        first = await mina.slash(evening.channel, "show create", title="Twin Peaks", episodes="8")
    second = await mina.slash(evening.channel, "show create", title="twin peaks", episodes="3")
    texts = [answer(first), answer(second)]
    assert len([text for text in texts if "Made, and on this server's shelf." in text]) == 1
    assert len([text for text in texts if "Make a second one?" in text]) == 1
    assert shelf(evening)[1:] in (["Twin Peaks"], ["twin peaks"])
