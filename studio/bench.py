"""Opening the workbench a command works on: presets, engines, weights, kept cutouts, instruments."""

from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import click
import numpy as np

from models.device import this_device
from models.registry import EngineChoice
from pipelines.errors import NoProductError
from pipelines.jobs.workbench import EnginePool, Sets, Workbench, cutout_weights
from pipelines.progress import silent
from pipelines.stages.check.check_file import Instruments
from pipelines.stages.check.film.film_file import FilmFile
from pipelines.stages.check.film.reader import FILM_READER, FILM_READERS, FilmReader
from pipelines.stages.check.picture import PictureMemory, Saliency
from pipelines.stages.check.reader import TEXT_READERS, LateReader
from pipelines.stages.cutout.engine import CUTOUT_ENGINES
from pipelines.stages.cutout.kept import CutoutStore
from pipelines.stages.cutout.saliency import resized, shrunk
from pipelines.stages.cutout.settle import AtHand, settle_cutout
from pipelines.stages.export.publish import ready_folder
from pipelines.stages.export.signing import SIGNERS
from pipelines.stages.speech.kept import SpeechStore
from pipelines.stages.understand.engine import UNDERSTAND_ENGINES, VlmOptions
from pipelines.stages.understand.settle import settle_understand
from pipelines.values import Matte, Photo, Rgb
from presets.library import load_presets
from presets.scenes.library import SceneLibrary, load_scenes
from studio.plates import open_shelf
from studio.settings import Settings
from studio.typed import ProductTyped, SlotsTyped, signing_choice
from studio.weights import fetch_missing, open_store

_TEXT_READER = EngineChoice(name="rapidocr")
_SALIENCY = EngineChoice(name="u2netp")
_LOOKED_AT_PX = 720  # long side of a finished picture in which a product is looked for: its box is meant, not its edge


def open_workbench(settings: Settings) -> Workbench:
    """Return a workbench; engines open when first used.

    Raises:
        PresetError: one of the seller's own presets is wrong.
    """
    pool = EnginePool(open_store(settings))
    kept = CutoutStore(settings.cache_folder, settings.cache_bytes)

    def open_sets() -> Sets:
        shelf = open_shelf(settings, pool)
        known = load_scenes(settings.scenes_folder).items
        return Sets(SceneLibrary({name: shelf.at_hand(scene) for name, scene in known.items()}), shelf)

    spoken = SpeechStore(settings.cache_folder / "speech", settings.cache_bytes)
    return Workbench(pool, load_presets(settings.presets_folder), kept, _instruments(pool), open_sets, spoken)


def open_instruments(settings: Settings) -> Instruments:
    """Return what checks measure with; text reader and network open when first used.

    Products in scenes are measured only where the embedded network's weights are at hand.
    """
    return _instruments(EnginePool(open_store(settings)))


class LateFilmReader:
    """A `FilmReader` that is opened with the first film: most checks meet none."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def read(self, path: Path) -> FilmFile:
        """See `FilmReader.read`.

        Raises:
            MissingPackageError: what reads films is not installed.
        """
        return self._reader.read(path)

    @cached_property
    def _reader(self) -> FilmReader:
        return EnginePool(open_store(self._settings)).open(FILM_READERS, FILM_READER)


def _instruments(pool: EnginePool) -> Instruments:
    reader = LateReader(lambda: pool.open(TEXT_READERS, _TEXT_READER))
    return Instruments(date.today(), PictureMemory(reader, _saliency(pool)))


def _saliency(pool: EnginePool) -> Saliency | None:
    """Return the embedded network as what finds products in scenes; None without its weights."""
    if not all(pool.weights.have(name) for name in cutout_weights(_SALIENCY)):
        return None

    def saliency(pixels: Rgb) -> Matte:
        small = shrunk(pixels, _LOOKED_AT_PX)
        photo = Photo(small, name="picture", sha256=sha256(small.tobytes()).hexdigest())
        try:
            return resized(pool.open(CUTOUT_ENGINES, _SALIENCY).cut(photo, silent).matte, pixels.shape[:2])
        except NoProductError:
            return np.zeros(pixels.shape[:2], np.float32)

    return saliency


def ready_bench(bench: Workbench, typed: SlotsTyped) -> None:
    """Find out before any work whether slots, signer and output folder are at hand.

    Raises:
        PresetError: no such preset or slot.
        ModelsError: the signer cannot be used.
        ExportError: the output folder cannot be written to.
    """
    for preset in typed["preset"]:
        for slot in typed["slot"]:
            bench.presets.slot(preset, slot)
    ready_output(bench, typed)


def ready_output(bench: Workbench, typed: ProductTyped) -> None:
    """Find out before any work whether signer and output folder are at hand.

    Raises:
        ModelsError: the signer cannot be used.
        ExportError: the output folder cannot be written to.
    """
    if signing := signing_choice(typed["sign"]):
        bench.pool.open(SIGNERS, signing)
    ready_folder(typed["out"])


def settle_engine(settings: Settings, typed: str) -> EngineChoice:
    """Return the cutout engine to use, its weights at hand: `auto` is settled and said, what lacks is fetched.

    Raises:
        UnknownEngineError, MissingWeightsError, WrongBytesError, LicenceError: why it cannot be used.
    """
    choice = EngineChoice.parse(typed)
    store = open_store(settings)
    if choice.name == "auto":
        settled = settle_cutout(AtHand.of(store))
        click.echo(settled.sentence, err=True)
        choice = settled.choice
    fetch_missing(store, cutout_weights(choice))
    return choice


def settle_seeing(settings: Settings, typed: str) -> EngineChoice:
    """Return the engine that looks at photos, its weights at hand: `auto` is settled and said, what lacks is fetched.

    Raises:
        UnknownEngineError, MissingPackageError, MissingWeightsError, WrongBytesError, LicenceError: why it cannot be
            used.
    """
    choice = EngineChoice.parse(typed)
    store = open_store(settings)
    if choice.name == "auto":
        choice, sentence = settle_understand(store.have, gpu=bool(this_device().gpus))
        click.echo(sentence, err=True)
        return choice
    options = UNDERSTAND_ENGINES.options(choice)
    UNDERSTAND_ENGINES.require_packages(choice.name)
    fetch_missing(store, [options.model] if isinstance(options, VlmOptions) else [])
    return choice
