"""The whole server: the gate, the files, the pages, and what machines ask: is it alive, is it ready, how busy."""

import html
from dataclasses import dataclass
from importlib.resources import files
from string import Template

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from pipelines.runs.entry import State
from studio.app import mount_pages
from studio.web.accounts import AccessError
from studio.web.gate import Gate, is_encrypted
from studio.web.handout import handout
from studio.web.house import House
from studio.web.visitors import COOKIE, LOCAL_HOSTS, Access
from studio.words import language_of


@dataclass(frozen=True)
class Serving:
    """How the pages are served.

    Attributes:
        host, port: where the server listens.
        agents: the tools that agents use (MCP) are there too.
        log_json: logs are JSON lines.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    agents: bool = False
    log_json: bool = False

    @property
    def names(self) -> frozenset[str]:
        """What requests may be addressed to; empty for any."""
        return LOCAL_HOSTS if self.host in LOCAL_HOSTS else frozenset()


def build_server(house: House, serving: Serving) -> FastAPI:
    """Return the server, ready for uvicorn."""
    server = FastAPI(title="Listing Studio", docs_url=None, redoc_url=None, openapi_url=None)
    _for_machines(server, house)
    _for_people_without_a_session(server, house)
    server.include_router(handout(house))
    mount_pages(server, house, agents=serving.agents)
    server.add_middleware(Gate, visitors=house.visitors, hosts=serving.names)
    return server


def _for_machines(server: FastAPI, house: House) -> None:
    @server.get("/health")
    def health() -> Response:
        return PlainTextResponse("alive")

    @server.get("/ready")
    def ready() -> Response:
        working = house.desk.is_working
        return JSONResponse({"working": working}, 200 if working else 503)

    @server.get("/metrics")
    def metrics() -> Response:
        counts = house.desk.counts()
        lines = [
            "# HELP studio_jobs Jobs of the pages by state.",
            "# TYPE studio_jobs gauge",
            *(f'studio_jobs{{state="{state.value}"}} {counts.get(state, 0)}' for state in State),
        ]
        return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


def _for_people_without_a_session(server: FastAPI, house: House) -> None:
    @server.get("/login")
    def form(request: Request) -> Response:
        return _login_page(request, house, "")

    @server.post("/login")
    def log_in(request: Request, name: str = Form(max_length=200), password: str = Form(max_length=1000)) -> Response:
        door = house.visitors.door
        if door is None:
            return RedirectResponse("/", 303)
        address = request.client.host if request.client else ""
        try:
            token = door.let_in(name, password, address)
        except AccessError as error:
            return _login_page(request, house, str(error), 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=is_encrypted(request))
        return answer

    @server.post("/logout")
    def log_out(request: Request) -> Response:
        if house.visitors.door is not None:
            house.visitors.door.let_out(request.cookies.get(COOKIE, ""))
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(COOKIE)
        return answer


def _login_page(request: Request, house: House, sentence: str, status: int = 200) -> Response:
    if house.visitors.access is not Access.ACCOUNTS:
        return RedirectResponse("/", 303)
    language = language_of(request.headers.get("accept-language", ""))
    template = Template(files("studio").joinpath("pages/login.html").read_text(encoding="utf-8"))
    words = {key: house.words.say(f"login_{key}", language) for key in ("title", "name", "password", "enter")}
    return HTMLResponse(template.substitute(words, language=language, sentence=html.escape(sentence)), status)
