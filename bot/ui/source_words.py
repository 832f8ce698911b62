"""What a show was made from, by the word that people have for it."""

from __future__ import annotations

from typing import Final

from bot.domain.shows import Show, SourceKind
from bot.ui.words import Said, say

_WORDS: Final = {
    SourceKind.NOVEL: "source-novel",
    SourceKind.NOVELS: "source-novels",
    SourceKind.BOOK: "source-book",
    SourceKind.MEMOIR: "source-memoir",
    SourceKind.PLAY: "source-play",
    SourceKind.COMIC: "source-comic",
    SourceKind.MANGA: "source-manga",
    SourceKind.WEBTOON: "source-webtoon",
}


def source_word(show: Show) -> Said:
    """Return "novel", "manga" and the like; "novel" where the show has no source."""
    return say(_WORDS[SourceKind.NOVEL if show.source is None else show.source.kind])
