"""Progress: `/watched` and `/progress`."""

from bot.client import LanternBot


async def setup(bot: LanternBot) -> None:
    """Load the cog and its buttons."""
    from bot.ui import steps  # noqa: PLC0415 - when loaded, not before
    from cogs.progress import _board, _mine  # noqa: PLC0415
    from cogs.progress._cog import ProgressCog  # noqa: PLC0415

    bot.add_dynamic_items(*steps.BUTTONS, *_board.BUTTONS, *_mine.BUTTONS)
    await bot.add_cog(ProgressCog())
