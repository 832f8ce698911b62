"""For whom a button or menu was made, as far as its custom id tells."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.errors import LanternError

_owned: Final[set[re.Pattern[str]]] = set()


class NotYourButtonError(LanternError):
    """Somebody pressed what was made for somebody else."""

    key = "error-not-your-button"


def note(template: re.Pattern[str]) -> None:
    """Take note of a kind of button; the same one twice is one."""
    if "owner" in template.groupindex:
        _owned.add(template)


def owner_of(custom_id: str) -> int | None:
    """Return for whom it was made, also once its message shows it no more; None: not told."""
    for template in _owned:
        found = template.fullmatch(custom_id)
        if found is not None:
            return int(found["owner"])
    return None
