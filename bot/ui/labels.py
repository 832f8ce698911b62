"""What an episode is called where its title may not be told."""

from __future__ import annotations

from bot.domain.places import outline
from bot.domain.shows import Show
from bot.ui.words import Said, say


def episode_label(show: Show, ordinal: int) -> Said:
    """Return an episode's neutral name: "Episode 7", or "S02E03" where there are seasons.

    A film is "the film". What was kept may name episodes that the show does not have any more; no
    season has those.
    """
    if show.is_film and ordinal <= show.total:
        return say("film-label")
    if len(show.seasons) == 1 or ordinal > show.total:
        return say("episode-label", number=ordinal)
    return Said(outline(show).label(ordinal))
