"""`/party schedule`: shown back first, then a card that everybody can answer."""

from __future__ import annotations

import re
from typing import Any

import discord
import pytest

from bot.domain.ids import GuildId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.party_steps import (
    DAY,
    HOUR,
    has_buttons,
    plan,
    planned,
    posts,
    schedule,
)
from tests.e2e.pressing import choose, press
from tests.e2e.reading import answer

FRIDAY_8PM_UTC = 1_767_384_000


async def zone_of(evening: Evening, user_id: int) -> str | None:
    return (await evening.bot.services.guilds.member(UserId(user_id))).zone


async def test_nothing_is_kept_before_it_was_shown_back(evening: Evening) -> None:
    ara = evening.member("Ara")
    shown_back = await schedule(evening, ara, where="Ara's sofa")
    assert shown_back.ephemeral
    text = answer(shown_back)
    assert f"<t:{FRIDAY_8PM_UTC}:F>" in text
    assert f"<t:{FRIDAY_8PM_UTC}:R>" in text
    assert "Episode 4" in text
    assert "Ara's sofa" in text
    assert await planned(evening) == []
    assert posts(evening) == []
    await press(ara, shown_back, "draft-confirm")
    (party,) = await planned(evening)
    assert int(party.starts_at.timestamp()) == FRIDAY_8PM_UTC
    (card,) = posts(evening)
    assert f"Host: {ara.mention}" in card
    assert f"**Going** (1) {ara.mention}" in card
    assert "Where: Ara's sofa" in card


async def test_confirming_twice_keeps_once(evening: Evening) -> None:
    """The first press is kept and its card lost, so the button still stands there."""
    ara = evening.member("Ara")
    shown_back = await schedule(evening, ara)
    evening.env.inject_error("PATCH", "/webhooks/*")
    first = await press(ara, shown_back, "draft-confirm")
    assert [message.ephemeral for message in first.followups] == [True]
    assert evening.channel.mention in answer(first)
    again = await press(ara, shown_back, "draft-confirm")
    assert "no longer waiting" in answer(again)
    assert len(await planned(evening)) == 1
    assert len(posts(evening)) == 1


async def test_a_draft_waits_through_a_restart(evening: Evening) -> None:
    ara = evening.member("Ara")
    shown_back = await schedule(evening, ara)
    await evening.restart()
    await press(ara, shown_back, "draft-confirm")
    assert len(await planned(evening)) == 1
    assert len(posts(evening)) == 1


async def test_never_mind_keeps_nothing(evening: Evening) -> None:
    ara = evening.member("Ara")
    dropped = await press(ara, await schedule(evening, ara), "draft-drop")
    assert "Nothing is planned" in answer(dropped)
    assert await planned(evening) == []


async def test_a_moment_that_went_by_meanwhile_is_not_kept(evening: Evening) -> None:
    ara = evening.member("Ara")
    shown_back = await schedule(evening, ara, when="in 2 hours")
    await evening.env.advance_time(2 * HOUR)
    assert "has passed" in answer(await press(ara, shown_back, "draft-confirm"))
    assert await planned(evening) == []


async def test_two_meanings_are_asked_about(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, when="fri 8")
    assert "In the morning or in the evening?" in answer(asked)
    assert "8:00" in answer(asked)
    picked = await press(ara, asked, "draft-pick:" + f"{ara.id}:1:1")
    assert f"<t:{FRIDAY_8PM_UTC}:F>" in answer(picked)
    assert await planned(evening) == []
    await press(ara, picked, "draft-confirm")
    assert len(await planned(evening)) == 1


async def test_the_zone_is_asked_once_and_kept(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara)
    assert "do not know your time zone" in answer(asked)
    chosen = await choose(ara, asked, "draft-zone", ["Asia/Seoul"])
    assert f"<t:{FRIDAY_8PM_UTC - 9 * HOUR}:F>" in answer(chosen)
    assert "do not know your time zone" not in answer(chosen)
    assert await zone_of(evening, ara.id) == "Asia/Seoul"
    await press(ara, chosen, "draft-drop")
    again = await schedule(evening, ara, episode="5")
    assert f"<t:{FRIDAY_8PM_UTC - 9 * HOUR}:F>" in answer(again)
    assert "do not know your time zone" not in answer(again)


async def test_a_zone_named_with_the_command_is_kept_whatever_becomes_of_it(
    evening: Evening,
) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, when="whenever", zone="seoul")
    await press(ara, asked, "draft-drop")
    assert await zone_of(evening, ara.id) == "Asia/Seoul"
    again = answer(await schedule(evening, ara))
    assert f"<t:{FRIDAY_8PM_UTC - 9 * HOUR}:F>" in again
    assert "do not know your time zone" not in again


async def test_an_offset_is_shown_as_people_count_it(evening: Evening) -> None:
    ara = evening.member("Ara")
    named = answer(await schedule(evening, ara, when="fri 8pm utc+9"))
    assert f"<t:{FRIDAY_8PM_UTC - 9 * HOUR}:F>" in named
    assert "That is in UTC+9, as you wrote" in named
    assert "do not know your time zone" not in named
    asked = await schedule(evening, ara, zone="utc-3")
    assert "I read “fri 8pm” in UTC-3." in answer(asked)
    form = await press(ara, asked, "draft-change")
    await ara.submit_modal(form, {"when": "fri 8pm", "zone": "UTC-3"})
    assert f"<t:{FRIDAY_8PM_UTC + 3 * HOUR}:F>" in answer(asked)
    assert await zone_of(evening, ara.id) == "Etc/GMT+3"
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), zone="Etc/GMT-2")
    assumed = answer(await schedule(evening, evening.member("Minho")))
    assert "this server's: **UTC+2**" in assumed
    assert "Your time zone: UTC+2" in assumed
    for text in (named, answer(asked), assumed):
        assert "Etc/" not in text


async def test_the_end_of_an_evening_is_left_out_and_said_to_be(evening: Evening) -> None:
    text = answer(await schedule(evening, evening.member("Ara"), when="fri 8-10pm"))
    assert f"<t:{FRIDAY_8PM_UTC}:F>" in text
    assert "I read that as “fri 8pm”" in text


async def test_the_guild_s_zone_is_the_default(evening: Evening) -> None:
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), zone="Europe/Berlin")
    ara = evening.member("Ara")
    asked = await schedule(evening, ara)
    assert f"<t:{FRIDAY_8PM_UTC - HOUR}:F>" in answer(asked)
    await press(ara, asked, "draft-confirm")
    assert await zone_of(evening, ara.id) == "Europe/Berlin"


async def test_a_city_is_enough_for_a_zone(evening: Evening) -> None:
    ara = evening.member("Ara")
    text = answer(await schedule(evening, ara, zone="new york"))
    assert f"<t:{FRIDAY_8PM_UTC + 5 * HOUR}:F>" in text
    assert "New York time (America/New_York)" in text
    refused = answer(await schedule(evening, ara, zone="Atlantis <@1>"))
    assert "I know no time zone called" in refused
    choices = await ara.autocomplete(
        evening.channel, "party schedule", "zone", "seou", episode="4", when="fri 8pm"
    )
    assert choices[0] == {"name": "Seoul (Asia/Seoul)", "value": "Asia/Seoul"}


async def test_nobody_is_asked_for_a_zone_that_makes_no_difference(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, when="in 2 hours")
    assert "time zone" not in answer(asked)
    await press(ara, asked, "draft-confirm")
    assert await zone_of(evening, ara.id) is None


async def test_change_asks_anew(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara)
    form = await press(ara, asked, "draft-change")
    changed = await ara.submit_modal(form, {"when": "sat 9pm", "zone": "berlin"})
    text = answer(changed) or answer(asked)
    assert f"<t:{FRIDAY_8PM_UTC + DAY}:F>" in text
    assert "Berlin time" in text
    await press(ara, asked, "draft-confirm")
    (party,) = await planned(evening)
    assert int(party.starts_at.timestamp()) == FRIDAY_8PM_UTC + DAY


async def test_a_slip_and_a_zone_in_the_text_are_shown_back(evening: Evening) -> None:
    ara = evening.member("Ara")
    slip = answer(await schedule(evening, ara, when="satuday 8pm"))
    assert f"<t:{FRIDAY_8PM_UTC + DAY}:F>" in slip
    assert "I read that as “saturday 8pm”" in slip
    named = await schedule(evening, ara, when="fri 8pm in Seoul", repeat="weekly")
    assert "in Seoul time (Asia/Seoul), as you wrote" in answer(named)
    assert "do not know your time zone" not in answer(named)
    await press(ara, named, "draft-confirm")
    assert {party.zone for party in await planned(evening)} == {"Asia/Seoul"}


async def test_daylight_saving_is_named(evening: Evening) -> None:
    ara = evening.member("Ara")
    gap = await schedule(evening, ara, when="29 mar 2:30am", zone="Europe/Berlin")
    assert "go forward that day and skip" in answer(gap)
    assert "3:30" in answer(gap)
    fold = await schedule(evening, ara, when="25 oct 2:30am", zone="Europe/Berlin")
    assert "that time comes twice" in answer(fold)
    assert "CEST" in answer(fold)
    assert "CET" in answer(fold)
    abroad = answer(await schedule(evening, ara, when="2026-11-01 01:30 ET", zone="UTC"))
    assert re.search(r"1:30.AM EDT\n.*1:30.AM EST", abroad)


@pytest.mark.parametrize(
    ("when", "line"),
    [
        (
            "2026-03-15 02:30",
            (
                "On Sunday, March 29, 2026 the clocks go forward and skip 2:30 AM, "
                "so that evening is at 3:30 AM (CEST)."
            ),
        ),
        (
            "2026-10-11 02:30",
            (
                "On Sunday, October 25, 2026 the clocks go back and 2:30 AM comes twice, "
                "so that evening is at the first of the two (CEST)."
            ),
        ),
    ],
)
async def test_a_run_names_the_evening_on_which_clocks_change(
    evening: Evening, when: str, line: str
) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, when=when, zone="Europe/Berlin", repeat="weekly")
    assert line in answer(asked).replace("\u202f", " ")


@pytest.mark.parametrize(
    ("pick", "at"), [(0, "2026-10-25T00:30:00+00:00"), (1, "2026-10-25T01:30:00+00:00")]
)
async def test_of_an_hour_that_comes_twice_each_button_gives_its_own(
    evening: Evening, pick: int, at: str
) -> None:
    ara = evening.member("Ara")
    fold = await schedule(evening, ara, when="25 oct 2:30am", zone="Europe/Berlin")
    await evening.restart()
    picked = await press(ara, fold, f"draft-pick:{ara.id}:1:{pick}")
    assert "twice; this is" in answer(picked)
    await press(ara, picked, "draft-confirm")
    (party,) = await planned(evening)
    assert party.starts_at.isoformat() == at


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"when": "yesterday 8pm"}, "over already"),
        ({"when": "whenever"}, "could not make a time"),
        ({"when": "fri"}, "What time on"),
        ({"when": "fri 8ish"}, "“8ish”"),
        ({"when": "x" * 2_000}, "A few are enough"),
        ({"when": "\u200b\u202e"}, "When should it be?"),
        ({"episode": "9"}, "has episodes 1 to 8"),
        ({"episode": "0"}, "has episodes 1 to 8"),
        ({"episode": "the kitchen one"}, "kitchen"),
        ({"repeat": "sometimes"}, "could not make days"),
        ({"where": "y" * 2_000}, "2,000 characters"),
        ({"show": "no such show"}, "There is no show called"),
    ],
)
async def test_what_cannot_be_is_said_kindly(
    evening: Evening, options: dict[str, Any], line: str
) -> None:
    ara = evening.member("Ara")
    refused = await ara.slash(
        evening.channel, "party schedule", **{"episode": "4", "when": "fri 8pm", **options}
    )
    assert line in answer(refused)
    assert refused.ephemeral
    assert await planned(evening) == []


async def test_a_place_never_pings_nor_breaks_out(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    card = await plan(evening, ara, where=f"@everyone **{minho.mention}** # x")
    stored = evening.env.backend.get_message(card.channel.id, card.id)
    assert not stored.ping_user_ids
    assert not stored.mention_everyone
    assert minho.mention not in posts(evening)[0]


async def test_a_card_goes_where_both_may_write(evening: Evening) -> None:
    ara = evening.member("Ara")
    everyone = evening.guild.default_role
    quiet = evening.guild.create_text_channel(
        "news", overwrites={everyone: discord.PermissionOverwrite(send_messages=False)}
    )
    refused = await schedule(evening, ara, channel=quiet)
    assert f"I am not allowed to post in {quiet.mention}" in answer(refused)
    other = evening.guild.create_text_channel("evenings")
    await press(ara, await schedule(evening, ara, channel=other), "draft-confirm")
    assert posts(evening) == []
    assert len(posts(evening, other)) == 1


async def test_a_thread_is_a_place_too(evening: Evening) -> None:
    ara = evening.member("Ara")
    channel = evening.env.bot.get_channel(evening.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="Evenings", type=discord.ChannelType.public_thread)
    await evening.env.settle()
    (thread,) = evening.channel.threads
    asked = await ara.slash(thread, "party schedule", episode="4", when="fri 8pm")
    await press(ara, asked, "draft-confirm")
    assert any("Host:" in post for post in posts(evening, thread))


async def test_members_answer_on_the_card(evening: Evening) -> None:
    ara, minho, sora = (evening.member(name) for name in ("Ara", "Minho", "Sora"))
    card = await plan(evening, ara)
    await minho.click(card, label="Going")
    await sora.click(card, label="Maybe")
    assert f"**Going** (2) {ara.mention} {minho.mention}" in posts(evening)[0]
    assert f"**Maybe** (1) {sora.mention}" in posts(evening)[0]
    await evening.restart()
    await minho.click(evening.channel.history()[0], label="Can't")
    assert f"**Going** (1) {ara.mention}" in posts(evening)[0]
    assert f"**Can't** (1) {minho.mention}" in posts(evening)[0]
    assert len(posts(evening)) == 1


async def test_a_party_that_is_over_takes_no_answers(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    card = await plan(evening, ara)
    # Its card cannot be brought up to date, so the buttons stay.
    evening.env.inject_error("PATCH", f"/channels/{evening.channel.id}/*", status=404, code=10008)
    await evening.env.advance_time(3 * DAY)
    pressed = await minho.click(card, label="Going")
    assert "is over or was cancelled" in answer(pressed)
    assert minho.mention not in posts(evening)[0]


async def test_a_card_shows_when_its_party_is_over(evening: Evening) -> None:
    await plan(evening, evening.member("Ara"))
    await evening.env.advance_time(3 * DAY)
    assert not has_buttons(evening.channel.history()[0])
    assert "This party is over" in posts(evening)[0]


async def test_a_film_is_one_evening(evening: Evening) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara, episode="1", show="Night of the Living Dead")
    assert posts(evening)[0].startswith("## Night of the Living Dead\n")


async def test_the_list_tells_what_lies_ahead(evening: Evening) -> None:
    ara = evening.member("Ara")
    empty = await ara.slash(evening.channel, "party list")
    assert "No party is planned" in answer(empty)
    await plan(evening, ara, when="sat 8pm")
    await plan(evening, ara, episode="2", when="fri 8pm")
    text = answer(await ara.slash(evening.channel, "party list"))
    assert text.index("Episode 2") < text.index("Episode 4")
    assert "1 going · 0 maybe" in text
    assert "https://discord.com/channels/" in text


async def test_a_hidden_channel_s_party_is_not_listed(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    everyone = evening.guild.default_role
    secret = evening.guild.create_text_channel("secret")
    await press(ara, await schedule(evening, ara, channel=secret), "draft-confirm")
    channel = evening.env.bot.get_channel(secret.id)
    assert isinstance(channel, discord.TextChannel)
    role = channel.guild.get_role(everyone.id)
    assert role is not None
    assert "Episode 4" in answer(await minho.slash(evening.channel, "party list"))
    await channel.set_permissions(role, view_channel=False)
    await evening.env.settle()
    assert "Episode 4" not in answer(await minho.slash(evening.channel, "party list"))


async def test_confirming_an_older_draft_brings_no_older_zone_back(evening: Evening) -> None:
    ara = evening.member("Ara")
    older = await schedule(evening, ara, zone="seoul")
    await schedule(evening, ara, episode="5", zone="berlin")
    await press(ara, older, "draft-confirm")
    assert len(await planned(evening)) == 1
    assert await zone_of(evening, ara.id) == "Europe/Berlin"
