"""The weights folder for a person: what a fetch costs is said before it, and a bar tells how far it is."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from models.catalog import HubSource, LocalSource, RepoEntry, UrlSource, WeightsEntry, load_catalog
from models.store import WeightsStore
from studio.settings import Settings


def open_store(settings: Settings) -> WeightsStore:
    """Return the store of the catalogue's weights in the folder the settings name."""
    return WeightsStore(settings.weights_folder, load_catalog(), offline=settings.offline)


def fetch_missing(store: WeightsStore, weights: Iterable[str], accepted: Sequence[str] = ()) -> Sequence[Path]:
    """Bring the weights that are not here, and return the files of all of them, in order.

    Sizes and licences go to stderr, with a progress bar where that is a terminal.

    Args:
        store: where they go.
        weights: catalogue entries.
        accepted: those whose non-commercial terms the user has accepted.

    Raises:
        LicenceError, MissingWeightsError, WrongBytesError: as `WeightsStore.fetch`.
    """
    return [fetch_one(store, name, accept_licence=name in accepted) for name in weights]


def fetch_one(store: WeightsStore, name: str, *, local: Path | None = None, accept_licence: bool = False) -> Path:
    """Bring one entry of weights unless it is here, from a local copy where one is given.

    Raises:
        LicenceError, MissingWeightsError, WrongBytesError: as `WeightsStore.fetch`.
    """
    entry = store.catalog.named(name)
    console = Console(stderr=True)
    allowed = entry.commercial_use or accept_licence
    if allowed and not store.have(name) and (local or not store.offline):
        click.echo(_cost(entry, local), err=True)
    with _bar(console) as bar:
        task = bar.add_task(name, total=entry.bytes, visible=False)

        def progress(done_bytes: int, total_bytes: int) -> None:
            bar.update(task, completed=done_bytes, total=total_bytes, visible=True)

        def tell(sentence: str) -> None:
            bar.console.print(sentence, highlight=False, markup=False, soft_wrap=True)

        return store.fetch(name, progress, tell, local=local, accept_licence=accept_licence)


def megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def _cost(entry: WeightsEntry | RepoEntry, local: Path | None) -> str:
    """Say what fetching the entry means: the bytes carried, the licence, and whether commercial use is allowed."""
    use = "commercial use allowed" if entry.commercial_use else "no commercial use"
    return (
        f"Fetching {entry.id}, {_carried(entry, local)}. "
        f"Licence {entry.licence.name} ({entry.licence.url}), {use}. {entry.notes}"
    ).rstrip()


def _carried(entry: WeightsEntry | RepoEntry, local: Path | None) -> str:
    if isinstance(entry, RepoEntry):
        return f"about {megabytes(entry.bytes)} from {local or f'hub {entry.repo}'}"
    source = LocalSource(path=local) if local else entry.sources[0]
    carried = entry.bytes if isinstance(source, HubSource | UrlSource | LocalSource) else source.download_bytes
    return f"{megabytes(carried)} from {source.label()}"


def _bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )
