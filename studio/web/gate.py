"""What every request passes before a page or a file answers: whose it is, where it came from, what it may carry."""

import json
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipelines.errors import PhotoError
from studio.web.arrivals import arrived
from studio.web.visitors import COOKIE, Access, Visitors

_OPEN = ("/login", "/health", "/ready")
_MOST_BODY = 4_000_000  # of what is no upload: words, choices, strokes
_UPLOAD = "/gradio_api/upload"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_YEAR = 365 * 24 * 3600
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


class Gate:
    """ASGI middleware; handlers behind it find the owner in `request.scope["owner"]`."""

    def __init__(self, app: ASGIApp, visitors: Visitors, hosts: frozenset[str]) -> None:
        """Keep who may come in.

        Args:
            hosts: names that requests may be addressed to, so that no foreign page reaches in by a name of its own
                that leads here; empty for any.
        """
        self._app = app
        self._visitors = visitors
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":  # the pages use none
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope, receive)
        if (refusal := self._refusal(request)) is not None:
            await refusal(scope, receive, send)
            return
        owner = self._visitors.owner(request.cookies)
        guest = self._visitors.new_guest() if owner is None and self._visitors.access is Access.GUESTS else None
        if guest is not None:
            owner = self._visitors.owner({COOKIE: guest})
        if owner is None and not request.url.path.startswith(_OPEN):
            await _to_login(request)(scope, receive, send)
            return
        scope["owner"] = owner
        if request.method == "POST" and not request.url.path.startswith(_UPLOAD):
            try:
                receive = await _read_ahead(request)
            except _RefusedBodyError as error:
                await _refused(str(error), 400)(scope, receive, send)
                return
        await self._app(scope, receive, _with_headers(send, request, guest))

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if self._hosts and _name(host) not in self._hosts:
            return _refused("This studio answers to its own name only.", 403)
        origin = request.headers.get("origin")
        if request.method not in _SAFE and origin and urlsplit(origin).netloc != host:
            return _refused("This request comes from another site's page.", 403)
        return None


class _RefusedBodyError(Exception):
    """A body that is too long, or asks to fetch something from elsewhere."""


async def _read_ahead(request: Request) -> Receive:
    """Return what gives the body once more, after it has been looked into."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BODY:
            raise _RefusedBodyError("This is more than a page sends.")
    if not all(_has_arrived(path) for path in _file_paths(_as_json(body))):
        raise _RefusedBodyError("Files are sent, never fetched from an address or from this machine.")
    given = False

    async def receive() -> Message:
        nonlocal given
        if given:
            return await request.receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _has_arrived(path: str) -> bool:
    try:
        arrived(path)
    except PhotoError:
        return False
    return True


def _as_json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _file_paths(told: Any) -> Iterator[str]:
    """Yield where whatever in a request claims to be a file claims to lie."""
    if isinstance(told, dict):
        held = cast(dict[str, Any], told)
        if isinstance(path := held.get("path"), str):
            yield path
        for value in held.values():
            yield from _file_paths(value)
    elif isinstance(told, list):
        for value in cast(list[Any], told):
            yield from _file_paths(value)


def _with_headers(send: Send, request: Request, guest: str | None) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [*message.get("headers", ()), *_HEADERS]
            if guest is not None:
                headers.append((b"set-cookie", _cookie(guest, request).encode()))
            message = {**message, "headers": headers}
        await send(message)

    return sending


def _cookie(token: str, request: Request) -> str:
    secure = "; Secure; SameSite=None; Partitioned" if is_encrypted(request) else "; SameSite=Lax"
    return f"{COOKIE}={token}; Path=/; Max-Age={_YEAR}; HttpOnly{secure}"


def is_encrypted(request: Request) -> bool:
    """Tell whether the browser speaks to us, or to a proxy before us, by HTTPS."""
    return request.headers.get("x-forwarded-proto", request.url.scheme) == "https"


def _to_login(request: Request) -> Response:
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/login", status_code=303)
    return _refused("Log in first.", 401)


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status)


def _name(host: str) -> str:
    """Return a Host header's name without its port."""
    return host.rsplit(":", 1)[0].strip("[]").lower() if not host.endswith("]") else host.strip("[]").lower()
