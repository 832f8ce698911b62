"""The smallest message: one sentence, nothing to press."""

from __future__ import annotations

from discord import ui

from bot.ui.words import Shown


def plain_view(sentence: Shown) -> ui.LayoutView:
    """Return a message of one sentence."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(sentence))  # noqa: TID251 - below bot.ui.layouts, shown text only
    view.stop()  # nothing to press, so nothing for discord.py to keep
    return view
