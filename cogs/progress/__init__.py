"""Progress: `/watched` and `/progress`."""

from bot.client import LanternBot


async def setup(bot: LanternBot) -> None:
    """Load the cog and its buttons."""
    from cogs.progress._board import BoardPageButton  # noqa: PLC0415 - when loaded, not before
    from cogs.progress._cog import ProgressCog  # noqa: PLC0415
    from cogs.progress._mine import MinePageButton  # noqa: PLC0415
    from cogs.progress._steps import BUTTONS  # noqa: PLC0415

    bot.add_dynamic_items(*BUTTONS, BoardPageButton, MinePageButton)
    await bot.add_cog(ProgressCog())
