"""Personal reminders: `/remind`."""

from bot.client import LanternBot


async def setup(bot: LanternBot) -> None:
    """Load the cog and its buttons."""
    from bot.ui import when_forms  # noqa: PLC0415 - when loaded, not before
    from cogs.remind import _buttons  # noqa: PLC0415
    from cogs.remind._cog import RemindCog  # noqa: PLC0415

    bot.add_dynamic_items(*when_forms.BUTTONS, *_buttons.BUTTONS)
    await bot.add_cog(RemindCog(bot))
