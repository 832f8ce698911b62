"""Lantern live with no token: the real bot in a simulated Discord, with pages in the browser."""

import logging

# SimCord tries a client out while it is imported; what discord.py warns of then (no voice, few
# intents) is meant to be so, and would be the first thing that a newcomer reads.
logging.getLogger("discord").setLevel(logging.ERROR)

from playground.session import play  # noqa: E402

__all__ = ["play"]
