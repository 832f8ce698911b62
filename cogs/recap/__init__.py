"""Recaps and members' lines: `/recap`."""

from bot.client import LanternBot


async def setup(bot: LanternBot) -> None:
    """Load the cog and its buttons."""
    from cogs.recap._cog import RecapCog  # noqa: PLC0415 - when loaded, not before
    from cogs.recap._notes import NOTE_BUTTONS  # noqa: PLC0415
    from cogs.recap._people import PersonPageButton  # noqa: PLC0415
    from cogs.recap._story import STORY_BUTTONS  # noqa: PLC0415

    bot.add_dynamic_items(*STORY_BUTTONS, PersonPageButton, *NOTE_BUTTONS)
    await bot.add_cog(RecapCog())
