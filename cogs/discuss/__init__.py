"""Discussion threads: `/discuss`."""

from bot.client import LanternBot


async def setup(bot: LanternBot) -> None:
    """Load the cogs and their buttons."""
    from cogs.discuss._buttons import BUTTONS  # noqa: PLC0415 - when loaded, not when imported
    from cogs.discuss._cog import DiscussCog  # noqa: PLC0415
    from cogs.discuss._events import ThreadEvents  # noqa: PLC0415
    from cogs.discuss._offer import OpenKindButton  # noqa: PLC0415

    bot.add_dynamic_items(*BUTTONS, OpenKindButton)
    await bot.add_cog(DiscussCog())
    await bot.add_cog(ThreadEvents(bot))
