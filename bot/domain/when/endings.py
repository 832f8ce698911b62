"""From when to when: "fri 8pm-10pm", "from 8 to 10pm", "오후 8시~10시".

We plan beginnings alone, so the end is left out, and the text is shown back as it was read then.
Only what nothing else can read is looked at.
"""

from __future__ import annotations

import re
from typing import Final

_HOUR: Final = r"(?:[01]?\d|2[0-4])"
_MARK: Final = r"(?:\s*[ap]\.?\s?m(?![a-z])\.?|:[0-5]\d|\s*시(?:\s*\d{1,2}\s*분|\s*반)?)"
_TIME: Final = rf"{_HOUR}(?::[0-5]\d)?{_MARK}?"
_BEFORE: Final = r"(?<![\w:./-])"
_AFTER: Final = r"(?![\w:/]|[.-]\d)"
_DASH: Final = r"[-–—~]"
_UNTIL: Final = r"(?:to|till?|until)"
_SPANS: Final = (
    # The beginning says that it is a time of day ...
    re.compile(
        rf"{_BEFORE}(?:from\s+)?(?P<start>{_HOUR}(?::[0-5]\d)?{_MARK})"
        rf"\s*(?:{_DASH}|{_UNTIL})\s*(?P<end>{_TIME}){_AFTER}"
    ),
    # ... or the end does, and nothing stands between them that could be a date's.
    re.compile(rf"{_BEFORE}(?P<start>{_HOUR}){_DASH}(?P<end>{_HOUR}(?::[0-5]\d)?{_MARK}){_AFTER}"),
    re.compile(
        rf"{_BEFORE}from\s+(?P<start>{_HOUR})\s*(?:{_DASH}|{_UNTIL})\s*(?P<end>{_TIME}){_AFTER}"
    ),
)
_HALF: Final = re.compile(r"(?P<hour>\d{1,2})(?::\d{2})?\s*(?P<half>[ap])\.?\s?m\.?")
_HALF_DAY: Final = 12
_ISO_DAY: Final = re.compile(r"\d{4}-\d{1,2}-\d{1,2}\s+$")


def without_end(folded: str) -> str | None:
    """Return the text with the end of the one span in it left out; None where there is none."""
    for pattern in _SPANS:
        found = pattern.search(folded)
        if found is None:
            continue
        before = folded[: found.start()]
        if _ISO_DAY.search(before) and ":" in found["start"] and ":" in found["end"]:
            return None  # after such a date, "-05:00" may be an offset
        return f"{before}{_beginning(found['start'], found['end'])}{folded[found.end() :]}"
    return None


def _beginning(start: str, end: str) -> str:
    """Return when it begins; of "8-10pm" both are in the evening, of "11-1am" they are not."""
    half = _HALF.fullmatch(end)
    if half is None or not start.isdigit():
        return start
    is_same_half = int(start) % _HALF_DAY < int(half["hour"]) % _HALF_DAY
    return f"{start}{half['half']}m" if is_same_half and 0 < int(start) <= _HALF_DAY else start
