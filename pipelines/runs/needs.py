"""What a job needs of the machine that does it, by the engines it names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from models.catalog import Catalog
from models.errors import UnknownEngineError
from models.registry import EngineChoice, Registry
from pipelines.jobs.job import Job
from pipelines.jobs.workbench import cutout_weights
from pipelines.stages.avatar.engine import AVATAR_ENGINES
from pipelines.stages.copy.engine import COPY_ENGINES
from pipelines.stages.cutout.engine import CUTOUT_ENGINES
from pipelines.stages.encode.engine import VIDEO_ENCODERS
from pipelines.stages.film.motion.engine import MOTION_ENGINES
from pipelines.stages.render.engine import RENDER_ENGINES
from pipelines.stages.speech.engine import SPEECH_ENGINES

WORKER_BYTES = 2_500_000_000  # the largest that a worker grew in a film with every language, measured
_REGISTRIES: Mapping[str, Registry[Any]] = {
    "cutout": CUTOUT_ENGINES,
    "render": RENDER_ENGINES,
    "motion": MOTION_ENGINES,
    "speech": SPEECH_ENGINES,
    "avatar": AVATAR_ENGINES,
    "encode": VIDEO_ENCODERS,
    "writer": COPY_ENGINES,
}


@dataclass(frozen=True)
class Need:
    """A worker's share of a machine; jobs of one need may share a worker."""

    cpus: int
    gpus: int
    memory_bytes: int

    @property
    def words(self) -> str:
        """The need as a person would say it."""
        gpus = f"{self.gpus} GPU and " if self.gpus else ""
        return f"{gpus}{self.memory_bytes / 1e9:.1f} GB of free memory"


def need_of(job: Job, catalog: Catalog) -> Need:
    """Return what a job needs: the GPUs its engines take, and memory for the work and the weights they load.

    Raises:
        UnknownEngineError, MissingWeightsError: an engine or an entry that is not there.
    """
    weights = sum(catalog.named(name).bytes for name in weights_of(job))
    return Need(1, gpus_of(job), WORKER_BYTES + weights)


def gpus_of(job: Job) -> int:
    """Return how many GPUs a job's engines take.

    Raises:
        UnknownEngineError: an engine that is not there.
    """
    return max((registry.gpus(choice) for registry, choice in _engines(job)), default=0)


def takes_gpu(job: Job) -> bool:
    """Tell whether a job takes a GPU; one with an engine that is not there takes none, and fails by itself."""
    try:
        return gpus_of(job) > 0
    except UnknownEngineError:
        return False


def weights_of(job: Job) -> tuple[str, ...]:
    """Return the catalogue entries that a job's engines load, each once."""
    named = (
        name
        for registry, choice in _engines(job)
        for name in (cutout_weights(choice) if registry is CUTOUT_ENGINES else registry.entry(choice.name).weights)
    )
    return tuple(dict.fromkeys(named))


def _engines(job: Job) -> Iterator[tuple[Registry[Any], EngineChoice]]:
    for field, registry in _REGISTRIES.items():
        if field in type(job).model_fields and (choice := getattr(job, field)) is not None:
            yield registry, choice
