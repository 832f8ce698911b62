"""Figures of the bot beside a bare one, as ratios: `python -m tests.benchmarks`."""
