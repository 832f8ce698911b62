"""Changing a record: frozen values are made anew with another value in some of their fields.

Records are msgspec's structs. Python's dataclasses are the same to read and to write, but each
class of them is compiled when it is loaded, which took an eighth of a start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The type checker knows this one by heart, and holds each change to the field's type.
    from dataclasses import replace  # noqa: TID251 - this is what the others are to use
else:
    from msgspec.structs import replace

__all__ = ["replace"]
