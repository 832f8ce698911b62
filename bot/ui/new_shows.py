"""A show that is to be made although there is one of its title: what is asked, and kept meanwhile.

A title is somebody's text, and may be longer than a custom id, which so holds it as the number of
one of the known show's titles.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.domain.folding import query_key
from bot.domain.new_show import NewShow, kept_title, read_seasons
from bot.domain.shows import Show
from bot.ui.show_cards import extent
from bot.ui.words import Said, say

NEW: Final = r"(?P<title>\d{1,3}):(?P<first>\d{1,7}):(?P<weekly>[01]):(?P<seasons>[0-9,]{1,70})"
"""The part of a template that holds a show that is to be made."""


def new_in_id(known: Show, new: NewShow) -> str:
    """Return what a custom id holds of a show that is to be made."""
    wanted = query_key(new.title)
    places = (at for at, title in enumerate(known.all_titles) if query_key(title) == wanted)
    first = 0 if new.first_air_date is None else new.first_air_date.toordinal()
    seasons = ",".join(map(str, new.seasons))
    return f"{next(places, 0)}:{first}:{int(new.is_weekly)}:{seasons}"


def new_from_id(values: Mapping[str, str], known: Show) -> NewShow:
    """Return the show that was to be made."""
    titles, place, first = known.all_titles, int(values["title"]), int(values["first"])
    return NewShow(
        title=kept_title(titles[place] if place < len(titles) else known.title),
        seasons=read_seasons(values["seasons"]),
        first_air_date=date.fromordinal(first) if first else None,
        is_weekly=values["weekly"] == "1",
    )


def same_title_question(known: Show, *, is_own: bool) -> Said:
    """Ask whether the show that is there is meant; the catalog's knows the story as well."""
    key = "show-known-own" if is_own else "show-known"
    return say(key, show=known.title, extent=extent(known))


def make_label(*, is_own: bool) -> Said:
    """Return the label of the button that makes it all the same."""
    return say("button-show-second") if is_own else say("button-show-create")
