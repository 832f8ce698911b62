"""Lantern, the Discord watch-party bot that never spoils."""

__version__ = "0.1.0"
