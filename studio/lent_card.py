"""The GPU of a ZeroGPU Space: lent for each job, with the weights that are there loaded once, before the first."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module

from models.device import LENT_GPU, this_device
from models.errors import ModelsError
from models.registry import EngineChoice
from pipelines.jobs.job import Job
from pipelines.jobs.workbench import Workbench
from pipelines.runs.journal import Journal
from pipelines.runs.lent_runner import LentRunner
from pipelines.runs.outlook import outlook
from pipelines.stages.render.engine import RENDER_ENGINES
from studio.bench import open_workbench
from studio.settings import Settings
from studio.watching import say

_PAINTER = EngineChoice(name="diffusion")


def is_lent() -> bool:
    """Tell whether this is a Space whose GPU is lent."""
    return LENT_GPU in this_device().gpus


def open_lent_runner(settings: Settings) -> Callable[[], AbstractContextManager[LentRunner]]:
    """Return what opens the runner; its weights are loaded and its lender is told at once, before anybody is served.

    Nothing may have used CUDA before: the lender's package takes its place.

    Raises:
        JournalError: the journal cannot be used.
        PresetError: a folder of the seller's own is none.
    """
    lender = import_module("spaces")
    bench = open_workbench(settings)
    _preload(bench)
    journal = Journal(settings.journal)

    def seconds(job: Job) -> float:
        return outlook((job,), journal.took()).seconds

    runner = LentRunner(bench, lender.GPU, seconds)
    import_module("spaces.zero").startup()  # which gradio's own launch would do
    return lambda: nullcontext(runner)


def _preload(bench: Workbench) -> None:
    try:
        bench.pool.open(RENDER_ENGINES, _PAINTER)
    except ModelsError as error:
        say(f"No GPU engine is loaded: {error}")
