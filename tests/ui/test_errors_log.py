"""The log: where and what kind, never what somebody wrote, never the token."""

from __future__ import annotations

import logging
import sqlite3
import sys
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot.log import QUIET, formatter, record, set_up

WORDS = "what happens in episode 8"


def line(error: BaseException, *, secret: str | None = None) -> str:
    """Return how an error stands in the log."""
    entry = logging.LogRecord(
        "bot",
        logging.ERROR,
        __file__,
        1,
        "it failed",
        (),
        (type(error), error, error.__traceback__),
    )
    return formatter(secret).format(entry)


def raised(error: BaseException, *, cause: BaseException | None = None) -> BaseException:
    """Return an error with the way it came."""
    try:
        if cause is None:
            raise error  # noqa: TRY301 - likewise
        raise error from raised(cause)  # noqa: TRY301 - likewise
    except BaseException as caught:  # noqa: BLE001 - it is looked at
        return caught


@pytest.mark.parametrize(
    "error",
    [
        raised(ValueError(WORDS)),
        raised(KeyError(WORDS)),
        raised(RuntimeError(), cause=ValueError(WORDS)),
        raised(ExceptionGroup(WORDS, [ValueError(WORDS)])),
        raised(type("WordyError", (Exception,), {"__str__": lambda _: WORDS})()),
    ],
)
def test_an_errors_words_stay_out_of_it(error: BaseException) -> None:
    told = line(error)
    assert WORDS not in told
    assert "Traceback (most recent call last)" in told
    assert "test_errors_log.py" in told
    assert type(error).__name__ in told


def test_what_led_to_it_is_told_first() -> None:
    told = line(raised(RuntimeError(), cause=ValueError(WORDS)))
    assert told.index("builtins.ValueError") < told.index("builtins.RuntimeError")
    group = line(raised(ExceptionGroup("two", [ValueError(WORDS), KeyError(WORDS)])))
    assert "builtins.ValueError" in group
    assert "builtins.KeyError" in group


def test_an_error_that_leads_to_itself_comes_to_an_end() -> None:
    one, other = ValueError(WORDS), KeyError(WORDS)
    one.__cause__, other.__cause__ = other, one
    assert line(one).count("builtins.") == 2


def test_numbers_are_told() -> None:
    response = cast("Any", SimpleNamespace(status=403, reason=WORDS))
    refused = discord.Forbidden(response, {"code": 50013, "message": WORDS})
    assert "Forbidden (status=403, code=50013)" in line(refused)
    assert "errno=28" in line(OSError(28, WORDS))
    with pytest.raises(sqlite3.OperationalError) as met:
        sqlite3.connect(":memory:").execute("SELECT nothing")
    assert "sqlite_errorname=SQLITE_ERROR" in line(met.value)


def test_what_another_handler_wrote_down_is_not_taken_over() -> None:
    error = raised(ValueError(WORDS))
    entry = logging.LogRecord(
        "bot", logging.ERROR, __file__, 1, "failed", (), (type(error), error, error.__traceback__)
    )
    logging.Formatter().format(entry)
    assert WORDS in (entry.exc_text or "")
    assert WORDS not in formatter().format(entry)


def test_the_token_is_hidden_wherever_it_stands() -> None:
    entry = logging.LogRecord("bot", logging.INFO, __file__, 1, "Bot %s", ("MTIz.abc",), None)
    assert formatter("MTIz.abc").format(entry).endswith("Bot <secret>")


def test_a_reference_is_short_and_new_each_time(caplog: pytest.LogCaptureFixture) -> None:
    references = {record(ValueError(WORDS), "here") for _ in range(20)}
    assert len(references) == 20
    assert all(len(one) == 6 for one in references)
    assert {entry.getMessage().split()[1].rstrip(":") for entry in caplog.records} == references


def test_whoever_asks_for_everything_gets_no_words_of_others() -> None:
    root, names = logging.getLogger(), list(QUIET)
    before = root.handlers[:], root.level, {n: logging.getLogger(n).level for n in names}
    try:
        set_up(logging.DEBUG)
        for name in names:
            assert not logging.getLogger(name).isEnabledFor(logging.DEBUG), name
        assert logging.getLogger("bot").isEnabledFor(logging.DEBUG)
        (handler,) = root.handlers
        assert cast("logging.StreamHandler[Any]", handler).stream is sys.stderr
    finally:
        root.handlers, root.level = before[0], before[1]
        for name in names:
            logging.getLogger(name).setLevel(before[2][name])
