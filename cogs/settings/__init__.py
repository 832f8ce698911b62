"""A guild's settings and its first steps: `/settings`."""

from bot.client import LanternBot


async def setup(bot: LanternBot) -> None:
    """Load the cogs and their buttons."""
    from cogs.settings import _opening, _setup  # noqa: PLC0415 - when loaded, not when imported
    from cogs.settings._cog import SettingsCog  # noqa: PLC0415
    from cogs.settings._welcome import WelcomeCog  # noqa: PLC0415

    bot.add_dynamic_items(*_opening.BUTTONS, *_setup.BUTTONS)
    await bot.add_cog(SettingsCog())
    await bot.add_cog(WelcomeCog(bot))
