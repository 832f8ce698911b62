"""The catalog and the guild's shelf: `/show`."""

from bot.client import LanternBot


async def setup(bot: LanternBot) -> None:
    """Load the cog and its buttons."""
    from bot.ui.which_show import WhichShowMenu  # noqa: PLC0415 - when loaded, not when imported
    from cogs.shows._buttons import BUTTONS  # noqa: PLC0415
    from cogs.shows._cog import ShowCog  # noqa: PLC0415
    from cogs.shows._lists import ShelfPageButton  # noqa: PLC0415
    from cogs.shows._making import CreateButton  # noqa: PLC0415

    bot.add_dynamic_items(*BUTTONS, CreateButton, ShelfPageButton, WhichShowMenu)
    await bot.add_cog(ShowCog())
