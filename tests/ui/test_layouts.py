"""Cards hold what Discord takes, and say so at once where they would not."""

from __future__ import annotations

import pytest

from bot.ui.buttons import CUSTOM_ID_LIMIT, DrawnButton, PersistentButton
from bot.ui.layouts import COMPONENT_LIMIT, ROW_LIMIT, Row, card, components_in, text_length
from bot.ui.words import Said


class TrialButton(PersistentButton, template=r"layout-trial:\d+"):
    """A button of nothing."""


def button(number: int) -> DrawnButton:
    return TrialButton.make(f"layout-trial:{number}", Said("Press"))


async def test_as_much_as_fits() -> None:
    whole = card(*[Said("a line")] * 33, Row([button(number) for number in range(ROW_LIMIT)]))
    assert len(list(components_in(whole))) == COMPONENT_LIMIT
    assert text_length(whole) == 33 * len("a line")


async def test_a_row_of_six_is_a_slip_of_the_caller() -> None:
    with pytest.raises(ValueError, match="five"):
        card(Row([button(number) for number in range(ROW_LIMIT + 1)]))


async def test_neither_nothing_nor_too_much_is_a_card() -> None:
    for parts in ([], [Said("")], [Said("a line")] * COMPONENT_LIMIT):
        with pytest.raises(ValueError, match="from one"):
            card(*parts)


def test_a_custom_id_is_held_to_its_template_and_to_its_length() -> None:
    assert button(7).payload["custom_id"] == "layout-trial:7"
    for custom_id in ("layout-trial:x", "layout-trial:7 and more", "other:7"):
        with pytest.raises(ValueError, match="template"):
            TrialButton.make(custom_id, Said("Press"))
    with pytest.raises(ValueError, match="too long"):
        TrialButton.make("layout-trial:" + "7" * CUSTOM_ID_LIMIT, Said("Press"))
