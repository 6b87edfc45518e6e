"""What work is done with: engines opened once, presets read once, cutouts kept."""

from typing import TypeVar, cast

from models.registry import EngineChoice, Registry
from models.store import WeightsStore
from pipelines.cutout import make_cutout
from pipelines.progress import Progress
from pipelines.stages.check.check_file import Instruments
from pipelines.stages.cutout.engine import CUTOUT_ENGINES, RembgOptions
from pipelines.stages.cutout.kept import CutoutStore, cutout_key
from pipelines.stages.cutout.rembg_sessions import weights_id
from pipelines.stages.cutout.touchup import Touchup
from pipelines.values import Cutout, Photo
from presets.library import PresetLibrary

Engine = TypeVar("Engine")


class EnginePool:
    """Opens each choice of engine once."""

    def __init__(self, weights: WeightsStore) -> None:
        self.weights = weights
        self._open: dict[tuple[str, str], object] = {}

    def open(self, registry: Registry[Engine], choice: EngineChoice) -> Engine:
        """Return the choice's engine, opened now or before.

        Raises:
            ModelsError: as `Registry.open`.
        """
        key = (registry.capability, str(choice))
        if key not in self._open:
            self._open[key] = registry.open(choice, self.weights)
        return cast(Engine, self._open[key])


class Workbench:
    """Everything a job needs that is not in the job; one process has one."""

    def __init__(self, pool: EnginePool, presets: PresetLibrary, kept: CutoutStore, instruments: Instruments) -> None:
        self.pool = pool
        self.presets = presets
        self.instruments = instruments
        self._kept = kept

    def cut(self, photo: Photo, choice: EngineChoice, touchup: Touchup, progress: Progress) -> Cutout:
        """Return the photo's cutout: kept from an earlier run, or made now.

        Raises:
            NoProductError: nothing stands out from the background.
        """
        hashes = tuple(self.pool.weights.catalog.entry(name).sha256 for name in cutout_weights(choice))

        def cut() -> Cutout:
            return make_cutout(photo, self.pool.open(CUTOUT_ENGINES, choice), touchup, progress)

        return self._kept.get_or_cut(photo, cutout_key(photo, choice, hashes, touchup), cut)


def cutout_weights(choice: EngineChoice) -> tuple[str, ...]:
    """Return the catalogue entries a cutout engine loads with these options."""
    options = CUTOUT_ENGINES.options(choice)
    if isinstance(options, RembgOptions):
        return (weights_id(options.session),)
    return CUTOUT_ENGINES.entry(choice.name).weights
