"""Watch parties: `/party`."""

from bot.client import LanternBot


async def setup(bot: LanternBot) -> None:
    """Load the cog and its buttons."""
    from bot.ui import when_forms  # noqa: PLC0415 - when loaded, not before
    from cogs.party import _agenda, _changes, _rsvp, _sending, _watched  # noqa: PLC0415
    from cogs.party._cog import PartyCog  # noqa: PLC0415

    bot.add_dynamic_items(
        *when_forms.BUTTONS,
        *_agenda.BUTTONS,
        *_changes.BUTTONS,
        *_rsvp.BUTTONS,
        *_sending.BUTTONS,
        *_watched.BUTTONS,
    )
    await bot.add_cog(PartyCog(bot))
