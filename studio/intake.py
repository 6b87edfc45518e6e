"""What commands and plans turn typed words into jobs with."""

from collections.abc import Sequence
from functools import cache, cached_property

from models.registry import EngineChoice
from pipelines.jobs.workbench import Workbench
from studio.bench import open_workbench, ready_bench, settle_engine, settle_seeing
from studio.settings import Settings
from studio.typed import SlotsTyped
from studio.watching import say
from studio.weights import fetch_missing


class Intake:
    """The workbench on which typed words are understood; what they need is fetched, and said, once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.settle = cache(self._settle)
        self.settle_understand = cache(self._settle_understand)
        self.say_once = cache(say)

    @cached_property
    def bench(self) -> Workbench:
        """The workbench.

        Raises:
            PresetError: one of the seller's own presets is wrong.
        """
        return open_workbench(self.settings)

    def ready(self, typed: SlotsTyped) -> None:
        """Find out before any work whether slots, signer and output folder are at hand; see `ready_bench`."""
        ready_bench(self.bench, typed)

    def fetch(self, weights: Sequence[str]) -> None:
        """Bring catalogue entries that are not on this machine.

        Raises:
            MissingWeightsError, WrongBytesError, LicenceError: why they cannot be had.
        """
        fetch_missing(self.bench.pool.weights, weights)

    def _settle(self, typed: str) -> EngineChoice:
        return settle_engine(self.settings, typed)

    def _settle_understand(self, typed: str) -> EngineChoice:
        return settle_seeing(self.settings, typed)
