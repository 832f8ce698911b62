"""Faces for the members and the bot, drawn here so that nothing is fetched from anywhere."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageDraw, ImageFont

from playground.world import CAST, FACE, World

_SIZE = 128
_NIGHT, _BRASS, _GLOW = "#1c2233", "#c9973f", "#ffd987"


def faces(world: World) -> Mapping[str, tuple[str, bytes]]:
    """Return the picture of each person by the address that SimCord's page asks for."""
    drawn = {world.members[seat.name].id: _letter(seat.name[0], seat.colour) for seat in CAST}
    drawn[world.bot_id] = _lantern()
    base = "https://cdn.simcord.invalid/avatars"
    return {f"{base}/{user}/{FACE}.png": (f"{user}.png", png) for user, png in drawn.items()}


def _letter(letter: str, colour: str) -> bytes:
    picture = Image.new("RGB", (_SIZE, _SIZE), colour)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=_SIZE * 0.56)
    pen.text((_SIZE / 2, _SIZE / 2), letter, font=font, fill="white", anchor="mm")
    return _png(picture)


def _lantern() -> bytes:
    big = _SIZE * 4  # drawn large and made small, for smooth edges
    picture = Image.new("RGB", (big, big), _NIGHT)
    pen = ImageDraw.Draw(picture)

    def at(*share: float) -> list[float]:
        return [big * part for part in share]

    pen.arc(at(0.36, 0.10, 0.64, 0.38), 180, 360, fill=_BRASS, width=big // 28)
    pen.rounded_rectangle(at(0.34, 0.24, 0.66, 0.32), big // 40, fill=_BRASS)
    pen.rounded_rectangle(at(0.29, 0.34, 0.71, 0.76), big // 12, fill=_GLOW)
    pen.ellipse(at(0.43, 0.44, 0.57, 0.68), fill="white")
    pen.rounded_rectangle(at(0.31, 0.78, 0.69, 0.86), big // 40, fill=_BRASS)
    return _png(picture.resize((_SIZE, _SIZE), Image.Resampling.LANCZOS))


def _png(picture: Image.Image) -> bytes:
    held = io.BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()
