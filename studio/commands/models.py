"""`studio models`: the files of weights, what they cost and where they lie."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio.settings import Settings

if TYPE_CHECKING:
    from models.catalog import Catalog, RepoEntry, WeightsEntry
    from models.store import WeightsStore


@click.group()
def models() -> None:
    """The networks' weights: list, fetch and verify them.

    A command that needs weights fetches them itself. These commands are for looking first, for fetching ahead of a day
    without network, and for carrying files over by hand (fetch ID --from FILE).
    """


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON record a line.")
@click.pass_obj
def list_(settings: Settings, *, as_json: bool) -> None:
    """List all weights: size, licence, and whether they are here.

    Tiers tell the machine they want: cpu any, s a GPU of 8-12 GB, m 16-24 GB, l 70 GB and more.
    """
    from studio.weights import open_store

    store = open_store(settings)
    entries = list(store.catalog.by_id().values())
    if as_json:
        for entry in entries:
            click.echo(json.dumps({**entry.model_dump(mode="json"), "here": store.have(entry.id)}))
    elif sys.stdout.isatty():
        _draw(store, entries)
    else:
        for entry in entries:
            click.echo("\t".join(_cells(store, entry)))


@models.command()
@click.argument("weights", nargs=-1, metavar="ID...")
@click.option(
    "--all-default",
    is_flag=True,
    help="What the engines installed here load by default, as far as this machine can run it.",
)
@click.option("--accept-licence", "accepted", multiple=True, metavar="ID", help="Accept an ID's non-commercial terms.")
@click.option(
    "--from",
    "local",
    type=click.Path(exists=True, path_type=Path),
    help="Take one ID from this file, or folder, instead of the network.",
)
@click.pass_obj
def fetch(
    settings: Settings, weights: Sequence[str], *, all_default: bool, accepted: Sequence[str], local: Path | None
) -> None:
    """Fetch weights and print where they lie.

    Bytes that are not the catalogue's are deleted, never loaded. A broken download goes on where it stopped.
    """
    from studio.weights import fetch_missing, fetch_one, open_store

    store = open_store(settings)
    wanted = list(dict.fromkeys([*weights, *(_defaults(store.catalog) if all_default else ())]))
    if not wanted:
        raise click.UsageError("Name the weights to fetch, or give --all-default. 'studio models list' shows them.")
    if local is None:
        paths = fetch_missing(store, wanted, accepted)
    elif len(wanted) == 1:
        paths = [fetch_one(store, wanted[0], local=local, accept_licence=wanted[0] in accepted)]
    else:
        raise click.UsageError("--from holds one of them: name exactly one ID with it.")
    for path in paths:
        click.echo(str(path))


@models.command()
@click.argument("weights", nargs=-1, metavar="[ID...]")
@click.pass_obj
def verify(settings: Settings, weights: Sequence[str]) -> None:
    """Hash weights again and print those that are right.

    Without an ID, all that are here. Exit code 4 when one is wrong.
    """
    from models.errors import WrongBytesError
    from studio.weights import open_store

    store = open_store(settings)
    wanted = weights or [name for name in store.catalog.by_id() if store.have(name)]
    wrong: list[str] = []
    for name in wanted:
        try:
            click.echo(str(store.verify(name)))
        except WrongBytesError as error:
            wrong.append(str(error))
    if wrong:
        raise WrongBytesError("\n".join(wrong))


@models.command()
@click.argument("weights", metavar="ID")
@click.pass_obj
def path(settings: Settings, weights: str) -> None:
    """Print where verified weights lie."""
    from studio.weights import open_store

    click.echo(str(open_store(settings).path(weights)))


def _defaults(catalog: "Catalog") -> Sequence[str]:
    """Return what every engine that could run here loads with default options, no more than this machine can run.

    Without a GPU that is what package mirrors have: a hub's repository, gigabytes that a processor would be slow with
    and that many networks block, is fetched when its ID is named.
    """
    from models.catalog import RepoEntry, Tier
    from models.device import this_device
    from studio.commands.engines import registries

    tier = this_device().tier()

    def suits(entry: "WeightsEntry | RepoEntry") -> bool:
        return entry.tier.runs_on(tier) and not (isinstance(entry, RepoEntry) and tier is Tier.CPU)

    ready = (r.entry(name) for r in registries() for name in r.names() if not r.missing_packages(name))
    return [weights for engine in ready for weights in engine.weights if suits(catalog.named(weights))]


def _cells(store: "WeightsStore", entry: "WeightsEntry | RepoEntry") -> Sequence[str]:
    from studio.weights import megabytes

    use = "commercial" if entry.commercial_use else "non-commercial"
    here = "here" if store.have(entry.id) else "not here"
    return (
        entry.id, here, megabytes(entry.bytes), entry.licence.name, use, entry.tier, entry.capability, entry.title
    )  # fmt: skip


def _draw(store: "WeightsStore", entries: Iterable["WeightsEntry | RepoEntry"]) -> None:
    from rich.console import Console
    from rich.table import Table

    from models.device import this_device

    table = Table("id", "state", "size", "licence", "use", "tier", "for", "what", box=None, header_style="bold")
    for entry in entries:
        table.add_row(*_cells(store, entry))
    Console().print(table)
    device = this_device()
    gpus = ", ".join(f"{gpu.name} with {gpu.memory_bytes / 1e9:.0f} GB" for gpu in device.gpus) or "no GPU found"
    click.echo(f"This machine: tier {device.tier()} ({device.cores} cores, {gpus}).", err=True)
