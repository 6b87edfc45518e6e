"""What work is done with: engines opened once, presets read once, cutouts kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar, cast

from models.registry import EngineChoice, Registry
from models.store import WeightsStore
from pipelines.cutout import make_cutout
from pipelines.errors import PlateError
from pipelines.plate import Plate
from pipelines.progress import Progress
from pipelines.script import Script
from pipelines.speech import Speech
from pipelines.stages.check.check_file import Instruments
from pipelines.stages.cutout.engine import CUTOUT_ENGINES, RembgOptions
from pipelines.stages.cutout.kept import CutoutStore, cutout_key
from pipelines.stages.cutout.rembg_sessions import weights_id
from pipelines.stages.cutout.touchup import Touchup
from pipelines.stages.speech.engine import SPEECH_ENGINES, Delivery
from pipelines.stages.speech.kept import SpeechStore, speech_key
from pipelines.stages.speech.voices import FULL
from pipelines.values import Cutout, Photo, Size
from presets.library import PresetLibrary
from presets.scenes.library import SceneLibrary
from presets.scenes.schema import SceneSet, View

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


class Plates(Protocol):
    """Where empty sets come from: shipped, kept, or rendered now."""

    def plate(self, scene: SceneSet, view: View, size: Size, progress: Progress, *, own_shape: bool = False) -> Plate:
        """Return the set as a view of it sees it, from which a picture of `size` can be cut; with `own_shape`, of its
        aspect.

        Raises:
            PlateError: it cannot be rendered, or a file of it is broken.
            MissingPackageError: it must be rendered, and no renderer is installed.
        """
        ...

    def is_at_hand(self, scene: SceneSet, view: View) -> bool:
        """Tell whether a view's plate is there without rendering."""
        ...


@dataclass(frozen=True)
class Sets:
    """The sets at hand, and their plates."""

    library: SceneLibrary
    plates: Plates


class Workbench:
    """Everything a job needs that is not in the job; one process has one."""

    def __init__(
        self,
        pool: EnginePool,
        presets: PresetLibrary,
        kept: CutoutStore,
        instruments: Instruments,
        open_sets: Callable[[], Sets] | None = None,
        spoken: SpeechStore | None = None,
    ) -> None:
        self.pool = pool
        self.presets = presets
        self.instruments = instruments
        self._kept = kept
        self._open_sets = open_sets
        self._spoken = spoken

    @cached_property
    def sets(self) -> Sets:
        """The sets at hand, read when first asked for.

        Raises:
            PresetError: one of the seller's own is wrong.
            PlateError: this workbench was opened without any.
        """
        if self._open_sets is None:
            raise PlateError("There are no scenes on this workbench. Open it with some.")
        return self._open_sets()

    def cut(self, photo: Photo, choice: EngineChoice, touchup: Touchup, progress: Progress) -> Cutout:
        """Return the photo's cutout: kept from an earlier run, or made now.

        Raises:
            NoProductError: nothing stands out from the background.
        """
        hashes = tuple(self.pool.weights.catalog.entry(name).sha256 for name in cutout_weights(choice))

        def cut() -> Cutout:
            return make_cutout(photo, self.pool.open(CUTOUT_ENGINES, choice), touchup, progress)

        return self._kept.get_or_cut(photo, cutout_key(photo, choice, hashes, touchup), cut)

    def speak(self, script: Script, delivery: Delivery, choice: EngineChoice, progress: Progress) -> Speech:
        """Return the script spoken: kept from an earlier run, or spoken now.

        Raises:
            SpeechError: a word or a language that the engine cannot speak, or a voice it does not have.
        """

        def speak() -> Speech:
            return self.pool.open(SPEECH_ENGINES, choice).speak(script, delivery, progress)

        if self._spoken is None:
            return speak()
        return self._spoken.get_or_speak(self._speech_key(script, delivery, choice), speak)

    def has_spoken(self, script: Script, delivery: Delivery, choice: EngineChoice) -> bool:
        """Return whether the script is kept, spoken, from an earlier run."""
        return self._spoken is not None and self._spoken.has(self._speech_key(script, delivery, choice))

    def _speech_key(self, script: Script, delivery: Delivery, choice: EngineChoice) -> str:
        names = [name for name in speech_weights(choice) if self.pool.weights.have(name)]
        return speech_key(script, delivery, choice, [self.pool.weights.catalog.entry(name).sha256 for name in names])


def speech_weights(choice: EngineChoice) -> tuple[str, ...]:
    """Return the catalogue entries a speech engine may load; the full archive of voices goes before the few."""
    return (*SPEECH_ENGINES.entry(choice.name).weights, FULL)


def cutout_weights(choice: EngineChoice) -> tuple[str, ...]:
    """Return the catalogue entries a cutout engine loads with these options."""
    options = CUTOUT_ENGINES.options(choice)
    if isinstance(options, RembgOptions):
        return (weights_id(options.session),)
    return CUTOUT_ENGINES.entry(choice.name).weights
