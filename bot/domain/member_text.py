"""What members type, made safe to keep and safe to show.

`clean_member_text` gives the form that is stored: readable, unescaped, nothing invisible in it.
`quote_member_text` gives the form that is shown: markdown is spelled out, no mention is alive and
no line can reorder or leave the place where it stands. Only it makes a `MemberText`, so a renderer
that asks for one cannot be handed raw words.
"""

from __future__ import annotations

from typing import Final, final

_SEAL: Final = object()


@final
class MemberText(str):
    """A member's own words, quoted: they may stand anywhere in a message.

    Made by `quote_member_text` alone; a copy through pickle is plain text again.
    """

    __slots__ = ()

    def __new__(cls, text: str, *, seal: object) -> MemberText:
        """Refuse everybody but `quote_member_text`, which holds the seal."""
        if seal is not _SEAL:
            raise TypeError("member text is made by quote_member_text")
        return super().__new__(cls, text)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return (str, ("".join(self),))


def is_blank(text: str) -> bool:
    """Tell whether nobody could see anything in the text."""
    from bot.domain import quoting  # noqa: PLC0415 - when first needed, no start does

    return quoting.is_blank(text)


def clean_member_text(text: str, *, limit: int, one_line: bool = False) -> str:
    """Return the text as it is kept: nothing invisible, no piles of marks, at most `limit` long.

    Cleaning twice is cleaning once. `one_line` joins the lines, for names and titles.
    """
    from bot.domain import quoting  # noqa: PLC0415 - when first needed, no start does

    return quoting.cleaned(text, limit=limit, one_line=one_line)


def quote_member_text(text: str, *, limit: int, one_line: bool = False) -> MemberText:
    """Return the text as it may be shown: cleaned, escaped, pinging nobody, at most `limit` long.

    The limit counts the escapes too. Text that is quoted already stays as it is while it fits.
    """
    if isinstance(text, MemberText) and len(text) <= limit:
        return text
    from bot.domain import quoting  # noqa: PLC0415 - when first needed, no start does

    return MemberText(quoting.quoted(text, limit=limit, one_line=one_line), seal=_SEAL)
