"""The routes of the REST interface that the server knows."""

from typing import Final

from tests.wire.rest import Route
from tests.wire.routes import application, channels, interactions, messages

ROUTES: Final[tuple[Route, ...]] = (
    *application.ROUTES,
    *channels.ROUTES,
    *messages.ROUTES,
    *interactions.ROUTES,
)
