"""A member's own data: `/privacy`."""

from bot.client import LanternBot


async def setup(bot: LanternBot) -> None:
    """Load the cog and its buttons."""
    from cogs.privacy._cog import PrivacyCog  # noqa: PLC0415 - when loaded, not when imported
    from cogs.privacy._deleting import BUTTONS  # noqa: PLC0415

    bot.add_dynamic_items(*BUTTONS)
    await bot.add_cog(PrivacyCog(bot))
