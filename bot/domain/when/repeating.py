"""What comes more than once: "every friday 8pm", "mon and tue 8pm", "월, 수 8시".

Asked only of a text that names no one moment, to say why.
"""

from __future__ import annotations

import re
from typing import Final

from bot.domain.when.words import ENGLISH_WEEKDAYS, one_of

_WEEKDAY: Final = rf"(?:{one_of(ENGLISH_WEEKDAYS)})"
_KOREAN: Final = "[월화수목금토일](?:요일|욜)?"
_AGAIN_AND_AGAIN: Final = re.compile(
    rf"(?<!\w)(?:(?:every|each)\s+(?:other\s+|second\s+)?(?:{_WEEKDAY}"
    r"|days?|weeks?|months?|nights?|evenings?|weekends?|weekdays?)"
    r"|weekly|biweekly|fortnightly|monthly|daily|nightly|weekdays|weekends|everyday)(?!\w)"
    r"|매주|매일|매월|마다"
)
# Not with "or" between them: whoever writes that has not made up their mind.
_SEVERAL_DAYS: Final = re.compile(
    rf"(?<!\w){_WEEKDAY}s?(?:\s*[,&+/–-]\s*(?:and\s+)?|\s+(?:(?:and|to|through|thru)\s+)?)"
    rf"{_WEEKDAY}s?(?!\w)"
    # Not "1일 금요일": that is a date and its weekday.
    rf"|(?<![\d가-힣]){_KOREAN}\s*(?:[,·&+/~–-]|과|와|이랑|랑|하고)?\s*{_KOREAN}[에날]?(?![가-힣])"
)


_FULL_WEEKDAY: Final = one_of(word for word in ENGLISH_WEEKDAYS if word.endswith("day"))
_THAT_DAY_EVERY_WEEK: Final = re.compile(
    rf"(?<!\w)(?<!this )(?<!next )(?:{_FULL_WEEKDAY})'?s(?!\w)"
    rf"|(?<!\w)other\s+{_WEEKDAY}s?(?!\w)"
)


def comes_on_that_day(folded: str) -> bool:
    """Tell whether a folded text names a weekday as people do of every week: "fridays"."""
    return bool(_THAT_DAY_EVERY_WEEK.search(folded))


def comes_more_than_once(folded: str) -> bool:
    """Tell whether a folded text speaks of days that come again, or of several of them."""
    return any(shape.search(folded) for shape in (_AGAIN_AND_AGAIN, _SEVERAL_DAYS))
