"""The HTTP side: reads a request, meets it with a fault or an answer, and logs it."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from tests.wire.changes import Signal
from tests.wire.faults import Fault, Faults
from tests.wire.gateway import Gateway
from tests.wire.log import Entry, Log
from tests.wire.messages import Upload
from tests.wire.rest import Call, Reply, Route
from tests.wire.routes import ROUTES
from tests.wire.world import Refusal, World

PREFIX: Final = "/api/v10"
# Not to be guessed from the API's address: a bot has to ask `GET /gateway/bot` for it.
GATEWAY_PATH: Final = "/socket"
_BODILESS: Final = 204
Answerer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class FrontDoor:
    """Serves the REST routes and the gateway from one aiohttp application."""

    def __init__(self, world: World, changes: Signal) -> None:
        self.world = world
        self.changes = changes
        self.log = Log()
        self.faults = Faults()
        self.gateway = Gateway(world, changes)

    def application(self) -> web.Application:
        """Return the application, ready to be run on a socket."""
        app = web.Application(client_max_size=32 * 1024 * 1024)
        for path in (GATEWAY_PATH, f"{GATEWAY_PATH}/resume"):
            app.router.add_get(path, self.gateway.serve)
        for route in ROUTES:
            app.router.add_route(route.method, PREFIX + route.template, self._answerer(route))
        app.router.add_route("*", "/{rest:.*}", self._unknown)
        return app

    def _answerer(self, route: Route) -> Answerer:
        async def answer(request: web.Request) -> web.StreamResponse:
            call = await _read(request)
            entry = self._note(request, route.name, call)
            try:
                return await self._answer(request, route, call, entry)
            finally:
                self.changes.announce()

        return answer

    async def _answer(
        self, request: web.Request, route: Route, call: Call, entry: Entry
    ) -> web.StreamResponse:
        if self.faults.hook is not None:
            await self.faults.hook(entry)
        fault = self.faults.take(route.name)
        if fault is not None and not fault.after_effect:
            return _injure(request, fault, entry)
        status, payload = self._outcome(request, route, call)
        entry.was_applied = status < web.HTTPBadRequest.status_code
        if fault is not None:
            return _injure(request, fault, entry)
        entry.status = status
        return _respond(status, payload, _limit_headers(route))

    def _outcome(self, request: web.Request, route: Route, call: Call) -> Reply:
        if route.needs_token and request.headers.get("Authorization") != f"Bot {self.world.token}":
            return 401, {"message": "401: Unauthorized", "code": 0}
        try:
            return route.handler(self.world, call)
        except Refusal as refusal:
            return refusal.status, {"message": refusal.message, "code": refusal.code}

    def _note(self, request: web.Request, name: str, call: Call) -> Entry:
        entry = Entry(
            number=len(self.log.entries) + 1,
            method=request.method,
            path=request.path.removeprefix(PREFIX),
            route=name,
            query=dict(request.query),
            body=call.body,
            uploads=call.uploads,
        )
        self.log.entries.append(entry)
        return entry

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        entry = self._note(request, "", await _read(request))
        entry.status = 404
        self.log.unhandled.append(f"{request.method} {request.path}")
        self.changes.announce()
        return _respond(404, {"message": "404: Not Found", "code": 0}, {})


async def _read(request: web.Request) -> Call:
    body: Any = None
    uploads: list[Upload] = []
    if request.content_type == "multipart/form-data":
        body, uploads = await _read_form(request)
    elif request.can_read_body:
        body = json.loads(await request.read() or b"null")
    return Call(path=request.match_info, query=request.query, body=body, uploads=uploads)


async def _read_form(request: web.Request) -> tuple[Any, list[Upload]]:
    body: Any = None
    uploads: list[Upload] = []
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            uploads.append(Upload(name=value.filename, size=len(value.file.read())))
            value.file.close()
        elif name == "payload_json":
            body = json.loads(value)
    return body, uploads


def _limit_headers(route: Route) -> dict[str, str]:
    """Tell the client that there is room; without these it sends one request at a time."""
    return {
        "X-RateLimit-Bucket": route.name,
        "X-RateLimit-Limit": "50",
        "X-RateLimit-Remaining": "49",
        "X-RateLimit-Reset-After": "1.000",
    }


def _respond(status: int, payload: Any, headers: dict[str, str]) -> web.Response:
    if status == _BODILESS:
        return web.Response(status=status, headers=headers)
    # As bytes, so that no charset is added: discord.py parses exactly `application/json` only.
    body = json.dumps(payload).encode()
    return web.Response(status=status, body=body, content_type="application/json", headers=headers)


def _injure(request: web.Request, fault: Fault, entry: Entry) -> web.StreamResponse:
    if fault.is_cut:
        if request.transport is not None:
            request.transport.close()
        return web.Response(status=500)
    entry.status = fault.status
    return web.Response(
        status=fault.status,
        body=fault.body(),
        content_type="application/json",
        headers=fault.headers(),
    )
