from __future__ import annotations

import copy
import pickle
import re

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.member_text import (
    MemberText,
    clean_member_text,
    is_blank,
    quote_member_text,
)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

NASTY = st.lists(
    st.sampled_from(
        [
            *"*_~`|\\<>[]()#-+@ \n\t\r.!&:/17aé…",
            *"\u0000\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029",
            *"\u202a\u202c\u202d\u202e\u2066\u2068\u2069\u2800\u3164\ufe0f\ufeff\ufff9\ud800",
            *"\u0301\u0344\u20e3\u094d\U0001f3fd\U000e0067\U000e007f",
            *"\u05e9\u0645\u0660\u0915고영",
            "@everyone", "@here", "<@123456789012345678>", "<@!1>", "<@&12>", "<#34>",
            "</watched:56>", "<id:guide>", "<t:1:R>", "<:cat_jam:123456789012345678>",
            "https://a.example/x_y?z=1", "[x](https://b.example)", "||", "```", "\n\n\n", "# ",
            "1. ", "> ", "-# ", FAMILY, ENGLAND, "1\ufe0f\u20e3",
        ]
    ),
    max_size=30,
).map("".join) | st.text(max_size=60)  # fmt: skip
LIMITS = st.integers(min_value=1, max_value=200)

MENTION = re.compile(r"@everyone|@here|<@|<#\d|</|<id:|<t:|@[!&]?\d")
BIDI_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]")
CUSTOM_EMOJI = re.compile(r"<a?:[a-zA-Z0-9]+(?:_[a-zA-Z0-9]+)*:\d{17,20}>", re.IGNORECASE)
LINK = re.compile(r"<https?://[^\s<>]*>", re.IGNORECASE)


def as_read(shown: str) -> str:
    """Return what a client would print, links and emoji aside: escapes are taken off."""
    without_isolates = re.sub("[\u2068\u2069\u200b]", "", shown)
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", without_isolates)


def live_part(shown: str) -> str:
    """Return the text with everything taken out that a client would not read as markup."""
    bare = re.sub("[\u2068\u2069]", "", shown)
    bare = LINK.sub("L", CUSTOM_EMOJI.sub("E", bare))
    return re.sub(r"\\[^0-9A-Za-z\s]", "x", bare)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain words", "plain words"),
        ("**bold** and __under__", r"\*\*bold\*\* and \_\_under\_\_"),
        ("||hush||", r"\|\|hush\|\|"),
        ("`code`", r"\`code\`"),
        ("# big\n-# small\n2. two", "\\# big\n\\-# small\n2\\. two"),
        ("- item\n> said", "\\- item\n\\> said"),
        ("a # b - c > d", "a # b - c > d"),
        ("<3 \\o/", "\\<3 \\\\o/"),
        ("@everyone", "@\u200beveryone"),
        ("hi @here!", "hi @\u200bhere!"),
        ("2) two", "2\\) two"),
        ("mail me@home", "mail me@home"),
        ("<@12>", "\\<\u200b@\u200b12>"),
        ("</help:5>", "\\<\u200b/help:5>"),
        ("<id:guide>", "\\<\u200bid:guide>"),
        ("[x](https://e.example)", r"\[x\](<https://e.example>)"),
        ("||https://e.example||", r"\|\|<https://e.example>\|\|"),
        ("see https://e.example/a_b__c.", "see <https://e.example/a_b%5F%5Fc>."),
        ("<https://e.example>", "<https://e.example>"),
        ("<:cat_jam:123456789012345678>", "<:cat_jam:123456789012345678>"),
        ("<:_x_:123456789012345678>", "\\<\u200b:\\_x\\_:123456789012345678>"),
        ("שלום\nhi", "\u2068שלום\u2069\nhi"),
        ("  \u200b \u3164 ", ""),
    ],
)  # fmt: skip
def test_quoting_spells_markup_out(written: str, shown: str) -> None:
    assert quote_member_text(written, limit=200) == shown


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\u202eb\u2066c", "abc"),
        ("a\r\nb\x00\x07", "a\nb"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("a \t  b", "a b"),
        (f"{FAMILY} {ENGLAND} 1\ufe0f\u20e3", f"{FAMILY} {ENGLAND} 1\ufe0f\u20e3"),
        ("a\u200db \u2764\ufe0f\u200d\U0001f525", "ab \u2764\ufe0f\u200d\U0001f525"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("e" + "\u0301" * 40 + "x", "e" + "\u0301" * 4 + "x"),
        ("\u0301\u0301a", "a"),
        ("\ud83d lonely", "lonely"),
        ("*not escaped* @everyone", "*not escaped* @everyone"),
    ],
)
def test_cleaning_takes_away_what_cannot_be_seen(written: str, kept: str) -> None:
    assert clean_member_text(written, limit=200) == kept


def test_one_line_joins_the_lines() -> None:
    assert clean_member_text(" a\n\n b\u2028c ", limit=20, one_line=True) == "a b c"
    assert quote_member_text("a\n# b", limit=20, one_line=True) == "a # b"


@pytest.mark.parametrize(
    "blank", ["", " \n\t", "\u200b\u200d\ufeff", "\u3164\u2800\u115f", "\u0301\ufe0f", "\u202e"]
)
def test_nothing_visible_is_blank(blank: str) -> None:
    assert is_blank(blank)
    assert clean_member_text(blank, limit=10) == ""


@pytest.mark.parametrize("seen", ["a", ".", "고", "\U0001f525", "\u200b1", "…"])
def test_anything_visible_is_not_blank(seen: str) -> None:
    assert not is_blank(seen)


def test_a_cut_ends_in_an_ellipsis_between_graphemes() -> None:
    assert clean_member_text("abcdef", limit=4) == "abc…"
    assert clean_member_text("abcdef", limit=6) == "abcdef"
    assert clean_member_text(f"a{FAMILY}b", limit=6) == "a…"
    assert quote_member_text("ab**", limit=4) == "ab…"
    assert quote_member_text("ab**", limit=6) == "ab\\*\\*"
    assert quote_member_text("see https://e.example/long", limit=12) == "see…"
    assert quote_member_text("one\n\ntwo", limit=5) == "one…"


def test_a_limit_of_nothing_leaves_nothing() -> None:
    assert quote_member_text("abc", limit=0) == ""
    assert clean_member_text("abc", limit=0) == ""


def test_quoted_text_is_not_quoted_again() -> None:
    once = quote_member_text("*a*", limit=20)
    assert quote_member_text(once, limit=20) is once


def test_only_quoting_makes_member_text() -> None:
    with pytest.raises(TypeError):
        MemberText("raw *words*", seal=None)


def test_member_text_cannot_be_changed_or_smuggled() -> None:
    text = quote_member_text("*a*", limit=20)
    with pytest.raises(AttributeError):
        text.note = 1  # type: ignore[attr-defined]
    for copied in (pickle.loads(pickle.dumps(text)), copy.deepcopy(text), text + "!"):  # noqa: S301
        assert type(copied) is str
        assert copied.startswith(r"\*a\*")


@settings(deadline=None)
@given(text=NASTY, limit=LIMITS, one_line=st.booleans())
@example(text="\u0301 x", limit=10, one_line=False)
@example(text="a\n\n\u0301\n\nb", limit=10, one_line=False)
@example(text="\u0645\u200c\u0645\u0645", limit=3, one_line=False)
def test_cleaning_twice_is_cleaning_once(text: str, limit: int, *, one_line: bool) -> None:
    once = clean_member_text(text, limit=limit, one_line=one_line)
    assert clean_member_text(once, limit=limit, one_line=one_line) == once
    assert len(once) <= limit


@settings(deadline=None)
@given(NASTY)
def test_clean_text_holds_nothing_invisible(text: str) -> None:
    clean = clean_member_text(text, limit=10_000)
    assert not BIDI_CONTROL.search(clean)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff]", clean
    )
    assert "\n\n\n" not in clean
    assert clean == clean.strip()
    assert not regex.search(r"(?m)^\p{M}|\p{M}{5}", clean)
    clean.encode()


@settings(deadline=None)
@given(NASTY, LIMITS)
def test_quoted_text_pings_nobody(text: str, limit: int) -> None:
    shown = LINK.sub("L", CUSTOM_EMOJI.sub("E", quote_member_text(text, limit=limit)))
    assert not MENTION.search(shown)
    assert not MENTION.search(shown.replace("\\", ""))


@settings(deadline=None)
@given(NASTY, LIMITS)
@example("1.", 3)
@example("-#", 3)
def test_quoted_text_stays_in_its_place(text: str, limit: int) -> None:
    shown = quote_member_text(text, limit=limit)
    assert len(shown) <= limit
    assert not BIDI_CONTROL.search(shown)
    for line in shown.split("\n"):
        assert line.count("\u2068") == line.count("\u2069") <= 1
        live = live_part(line)
        assert not re.search(r"[*~`|<\[\]\\]|(?<![a-zA-Z0-9])_|_(?![a-zA-Z0-9])", live), live
        assert not re.match(r"\s*(?:#+(?![\ufe0f\u20e3])|[-+>]|\d+[.)])", live), live


@settings(deadline=None)
@given(NASTY)
def test_what_is_read_is_what_was_written(text: str) -> None:
    clean = clean_member_text(text, limit=10_000)
    if not re.search("https?://", clean, re.IGNORECASE):
        assert as_read(quote_member_text(text, limit=100_000)) == clean


@settings(deadline=None)
@given(NASTY, LIMITS)
def test_a_cut_never_splits_a_grapheme(text: str, limit: int) -> None:
    whole = clean_member_text(text, limit=10_000)
    cut = clean_member_text(text, limit=limit)
    if cut != whole:
        kept = cut.removesuffix("…")
        graphemes = regex.findall(r"\X", whole)
        starts = {"".join(graphemes[:count]).rstrip() for count in range(len(graphemes))}
        assert kept in starts | {start.rstrip("\u200c\u200d") for start in starts}


@pytest.mark.parametrize(
    "text",
    ["x" * 2_000, "https://," * 250, "*" * 2_000, FAMILY * 400, "\u0301" * 2_000, "\n" * 2_000],
)
def test_long_texts_are_cut(text: str) -> None:
    assert len(quote_member_text(text, limit=100)) <= 100
