"""Who does a batch's jobs, processes of this machine or a cluster; and who copies what they make."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Protocol

from models.registry import named
from pipelines.jobs.job import Job
from pipelines.jobs.runner import Runner
from pipelines.runs.needs import need_of, takes_gpu
from pipelines.runs.process_runner import Crew, ProcessRunner
from studio.bench import open_workbench
from studio.node_bench import NodeBench
from studio.out_place import OutPlace
from studio.settings import Settings
from studio.weights import open_store

_RAY = "pipelines.runs.ray_runner:RayRunner"  # what these import comes with the extra `ray`
_COPIES = "pipelines.runs.copies:Copies"


class Hands(Runner, Protocol):
    """A runner that knows how many jobs it does side by side."""

    def hands(self, job: Job, /) -> int:
        """Return how many such jobs it does at once."""
        ...


class Copying(Protocol):
    """See `pipelines.runs.copies.Copies`."""

    @property
    def url(self) -> str: ...

    def begin(self, paths: Iterable[Path], *, anew: bool = False) -> None: ...

    def complete(self, paths: Iterable[Path]) -> None: ...


def open_copies(out: OutPlace) -> Copying | None:
    """Return what copies files to a place's URL; None where it has none.

    Raises:
        ExportError: nothing here reaches the URL.
    """
    return None if out.url is None else named(_COPIES)(out.url, out.folder.resolve())


def open_runner(settings: Settings, crew: Crew, address: str | None = None) -> AbstractContextManager[Hands]:
    """Return who does jobs, for a `with` block.

    Args:
        address: of a Ray cluster; None for `crew` on this machine.

    Raises:
        PresetError: a folder of the seller's own is none.
    """
    if address is None:
        return ProcessRunner(partial(open_workbench, settings), crew, takes_gpu)
    needs = partial(need_of, catalog=open_store(settings).catalog)
    return named(_RAY)(address, NodeBench.of(settings), needs, limit_seconds=crew.limit_seconds, tries=crew.tries)
