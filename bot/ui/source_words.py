"""What a show was made from, by the word that people have for it."""

from __future__ import annotations

from bot.domain.shows import Show, SourceKind
from bot.ui.words import Said, say


def source_word(show: Show) -> Said:
    """Return "novel", "manga" and the like; "novel" where the show has no source."""
    match show.source.kind if show.source is not None else SourceKind.NOVEL:
        case SourceKind.NOVEL:
            return say("source-novel")
        case SourceKind.BOOK:
            return say("source-book")
        case SourceKind.MEMOIR:
            return say("source-memoir")
        case SourceKind.PLAY:
            return say("source-play")
        case SourceKind.COMIC:
            return say("source-comic")
        case SourceKind.MANGA:
            return say("source-manga")
        case SourceKind.WEBTOON:
            return say("source-webtoon")
