"""Steps that nobody could be told of."""

from __future__ import annotations

from contextlib import suppress

from bot.domain.errors import StorageError
from bot.services.progress import NotFollowingError
from bot.ui.options import Asking


async def unmarked(who: Asking, change_id: int) -> bool:
    """Take a step back, and following where it began with it; tell whether it is.

    It stays where the database fails, or where another step has been built upon it by now.
    """
    progress, about = who.services.progress, (who.guild_id, who.user_id, who.show)
    with suppress(StorageError):
        newest = await progress.newest_step(*about)
        if newest is None or newest.id != change_id:
            return False
        await progress.undo(*about, change_id=change_id)
        with suppress(StorageError, NotFollowingError):
            if not who.standing.is_following:
                await progress.drop(*about)
        return True
    return False
