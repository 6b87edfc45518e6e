"""`studio serve`: the studio in a browser."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio.settings import Settings

if TYPE_CHECKING:
    from studio.web.visitors import Visitors


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; else than here needs --auth.")
@click.option("--port", type=click.IntRange(0, 65535), default=7860, show_default=True, help="0 takes a free one.")
@click.option(
    "--library",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of everything made.  [default: listing-studio in the user's documents]",
)
@click.option("--auth", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="People who may log in.")
@click.option("--add-user", metavar="NAME", help="Add somebody to --auth FILE, asking for a password, and end.")
@click.option("--guests", is_flag=True, help="Let anybody in, each browser with work of its own: for a hosted Space.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes side by side; else as memory and cores allow.")
@click.option("--mcp", is_flag=True, help="Offer the tools to agents too, by the Model Context Protocol.")
@click.option("--log-json", is_flag=True, help="Logs as JSON lines.")
@click.pass_obj
def serve(  # noqa: PLR0913 - a command's options
    settings: Settings,
    host: str,
    port: int,
    library: Path | None,
    auth: Path | None,
    add_user: str | None,
    workers: int | None,
    *,
    guests: bool,
    mcp: bool,
    log_json: bool,
) -> None:
    """Open the studio in a browser, on this machine.

    Everything the pages make lies in the library's folder and is found again. Jobs go on when a tab is closed; what was
    under way when the studio was stopped or killed goes on when it is started again. Nothing is sent anywhere.

    \b
    studio serve
    studio serve --auth people.txt --add-user mei
    studio serve --host 0.0.0.0 --auth people.txt
    """
    if add_user is not None:
        _add_user(auth, add_user)
        return
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # before it is imported
    from pipelines.runs.process_runner import Crew
    from studio.runners import open_runner
    from studio.web.running import open_house, run_server
    from studio.web.server import Serving
    from studio.workers import workers_at_hand

    visitors = _visitors(host, auth, guests=guests)
    runner = partial(open_runner, settings, Crew(workers or workers_at_hand()))
    serving = Serving(host, port, agents=mcp, log_json=log_json)
    run_server(open_house(settings, library, visitors, runner), serving)


def _visitors(host: str, auth: Path | None, *, guests: bool) -> "Visitors":
    from studio.web.accounts import Door, read_accounts
    from studio.web.visitors import LOCAL_HOSTS, Access, Visitors

    if auth is not None and guests:
        raise click.UsageError("--guests lets everybody in, --auth only some. Give one of them.")
    if auth is not None:
        return Visitors(Access.ACCOUNTS, Door(read_accounts(auth)))
    if guests:
        return Visitors(Access.GUESTS)
    if host not in LOCAL_HOSTS:
        raise click.UsageError(
            f"--host {host} lets others in. Add --auth FILE, with people that --add-user NAME writes into it."
        )
    return Visitors(Access.LOCAL)


def _add_user(auth: Path | None, name: str) -> None:
    from pipelines.stages.export.publish import replace_bytes
    from studio.web.accounts import hashed, is_name, read_accounts

    if auth is None:
        raise click.UsageError("--add-user writes into --auth FILE. Name it.")
    if not is_name(name):
        raise click.UsageError(f"'{name}' is no name. Use up to 40 of a-z, 0-9, - _ and . for it.")
    accounts = read_accounts(auth) if auth.exists() else {}
    secret = hashed(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    lines = [f"{known}:{kept}" for known, kept in {**accounts, name: secret}.items()]
    replace_bytes(auth, ("\n".join(lines) + "\n").encode())
    auth.chmod(0o600)
    click.echo(f"{name} may log in now.", err=True)
