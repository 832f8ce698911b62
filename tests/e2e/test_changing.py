"""What cannot be read is no dead end: one button opens a form with all that was written."""

from __future__ import annotations

from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.ids import GuildId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.party_steps import DAY, plan, planned, schedule
from tests.e2e.pressing import press
from tests.e2e.reading import answer, texts

FRIDAY_8PM_UTC = 1_767_384_000


def filled_in(form: InteractionResult) -> dict[str, str]:
    """Return what stands in a form's lines before anything is typed."""
    lines = [label["component"] for label in (form.modal or {})["components"]]
    return {line["custom_id"]: line.get("value", "") for line in lines}


async def change(member: MemberActor, refused: InteractionResult, **typed: str) -> None:
    """Change something in the form of a refusal, and leave the rest as it was written."""
    form = await press(member, refused, "draft-change")
    await member.submit_modal(form, {**filled_in(form), **typed})


@pytest.mark.parametrize(
    ("wrote", "line", "typed"),
    [
        ({"when": "fri 8ish"}, "“8ish”", {"when": "fri 8pm"}),
        ({"when": "yesterday 8pm"}, "over already", {"when": "fri 8pm"}),
        ({"when": "x" * 2_000}, "A few are enough", {"when": "fri 8pm"}),
        ({"repeat": "sometimes"}, "could not make days", {"repeat": "mon-fri"}),
        ({"episode": "99"}, "has episodes 1 to 8", {"episode": "4"}),
        ({"episode": "the kitchen one"}, "kitchen", {"episode": "4"}),
        ({"episode": "0"}, "has episodes 1 to 8", {"episode": "4"}),
        ({"zone": "Atlantis"}, "I know no time zone called", {"zone": "London"}),
    ],
)
async def test_a_refused_party_is_changed_without_typing_it_anew(
    evening: Evening, wrote: dict[str, str], line: str, typed: dict[str, str]
) -> None:
    ara = evening.member("Ara")
    options = {"episode": "4", "when": "fri 8pm", "where": "Ara's sofa", **wrote}
    refused = await ara.slash(evening.channel, "party schedule", **options)
    assert refused.ephemeral
    assert line in answer(refused)
    form = await press(ara, refused, "draft-change")
    for name in wrote.keys() - {"zone"}:
        assert filled_in(form)[name] == wrote[name][:100]
    await evening.restart()
    await change(ara, refused, **typed)
    await press(ara, refused, "draft-confirm")
    party = (await planned(evening))[0]
    assert (party.first_episode, party.place) == (4, "Ara's sofa")
    assert int(party.starts_at.timestamp()) == FRIDAY_8PM_UTC


async def test_a_second_slip_keeps_the_way_open(evening: Evening) -> None:
    ara = evening.member("Ara")
    refused = await schedule(evening, ara, when="whenever", repeat="weekly")
    await change(ara, refused, when="some day", episode="six or so")
    await change(ara, refused, episode="6")
    form = await press(ara, refused, "draft-change")
    expected = {"when": "some day", "episode": "6", "repeat": "weekly", "zone": "UTC"}
    assert filled_in(form) == expected
    await ara.submit_modal(form, {**expected, "when": "fri 8pm", "zone": "berlin"})
    await press(ara, refused, "draft-confirm")
    assert [party.first_episode for party in await planned(evening)] == [6, 7, 8]
    member = await evening.bot.services.guilds.member(UserId(ara.id))
    assert member.zone == "Europe/Berlin"


async def test_episode_0_is_refused_again_and_nothing_typed_is_lost(evening: Evening) -> None:
    ara = evening.member("Ara")
    refused = await schedule(evening, ara, episode="0", when="whenever")
    await change(ara, refused, when="fri 8pm")
    form = await press(ara, refused, "draft-change")
    assert (filled_in(form)["when"], filled_in(form)["episode"]) == ("fri 8pm", "0")
    await change(ara, refused, episode="4")
    await press(ara, refused, "draft-confirm")
    assert [party.first_episode for party in await planned(evening)] == [4]


async def test_a_show_back_can_be_changed_to_another_episode(evening: Evening) -> None:
    ara = evening.member("Ara")
    shown = await schedule(evening, ara)
    await change(ara, shown, episode="5", repeat="weekly")
    await press(ara, shown, "draft-confirm")
    assert [party.first_episode for party in await planned(evening)] == [5, 6, 7, 8]


async def test_a_refused_move_is_changed(evening: Evening) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara)
    refused = await ara.slash(evening.channel, "party move", when="saturn 8pm")
    assert "“saturn”" in answer(refused)
    await change(ara, refused, when="sat 8pm")
    await press(ara, refused, "draft-confirm")
    (party,) = await planned(evening)
    assert int(party.starts_at.timestamp()) == FRIDAY_8PM_UTC + DAY


@pytest.mark.parametrize("where", ["guild", "direct message"])
async def test_a_refused_reminder_is_changed(evening: Evening, where: str) -> None:
    ara = evening.member("Ara")
    options: dict[str, Any] = {"when": "now", "text": "tea"}
    reader = ara.user if where == "direct message" else ara
    if where == "guild":
        refused = await ara.slash(evening.channel, "remind me", **options)
    else:
        refused = await ara.user.slash("remind me", **options)
    assert "in how many minutes" in answer(refused)
    form = await press(reader, refused, "draft-change")
    await reader.submit_modal(form, {**filled_in(form), "when": "in 5 minutes"})
    await press(reader, refused, "draft-confirm")
    guild_id = GuildId(evening.guild.id if where == "guild" else 0)
    found = await evening.bot.services.reminders.of_member(UserId(ara.id), guild_id)
    assert [one.text for one in found.waiting] == ["tea"]


async def test_the_form_says_what_it_asks_for(evening: Evening) -> None:
    ara = evening.member("Ara")
    form = await press(ara, await schedule(evening, ara, when="whenever"), "draft-change")
    words = "\n".join(texts((form.modal or {})["components"]))
    for line in ("Episode", "When", "Repeat", "Your time zone"):
        assert line in words
