"""Where plates come from: those that ship, those kept from earlier, and those rendered now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.errors import MissingPackageError
from models.locking import locked
from pipelines.errors import PlateError
from pipelines.kept_files import KeptFiles
from pipelines.plate import Plate
from pipelines.progress import Progress
from pipelines.stages.plate.codec import decode_plate, encode_plate, key_of
from pipelines.stages.plate.key import plate_key
from pipelines.stages.raytrace.engine import PlateEngine
from pipelines.values import Size
from presets.scenes.schema import SceneSet, View

SHIPPED = Path(__file__).parents[3] / "presets" / "scenes" / "plates"
SHIPPED_PX = 1024
SAMPLES = 16
MOST_ENLARGEMENT = 2.0
"""How many canvas pixels one plate pixel may become: places are softly seen, and grain is laid over them."""
_LEAST_PART = 0.19  # of a plate's shorter side that another shape must leave: a banner of 5 to 1, for small things
_RENDERED_PX = 1600  # a longer side is rendered this long and enlarged

Opened = Callable[[], PlateEngine]


@dataclass(frozen=True)
class Tracing:
    """The engine that renders what is missing, opened when first needed; `open` raises where it is not installed."""

    open: Opened
    samples: int = SAMPLES


class PlateShelf:
    """All plates of this machine.

    Args:
        shipped: folder of the plates that came with the package.
        kept: those rendered here.
        tracing: what renders more.
    """

    def __init__(self, shipped: Path, kept: KeptFiles, tracing: Tracing) -> None:
        self._shipped = shipped
        self._kept = kept
        self._tracing = tracing

    def plate(self, scene: SceneSet, view: View, size: Size, progress: Progress, *, own_shape: bool = False) -> Plate:
        """Return a plate from which a picture of `size` can be cut and enlarged at most `MOST_ENLARGEMENT` times.

        It may be square, or smaller than the picture; with `own_shape` it has the picture's aspect. The same call gives
        the same pixels, whether they are rendered now or were kept.

        Raises:
            PlateError: it must be rendered and cannot be, or the one that shipped is broken.
            MissingPackageError: it must be rendered and no renderer is installed; the message says how to get it.
        """
        broken: list[PlateError] = []
        for found in self._at_hand(scene, view, size, broken):
            if _serves(found.camera.size, size, own_shape=own_shape):
                return found
        try:
            return self.rendered(scene, view, _render_size(size), progress)
        except MissingPackageError as error:
            if broken:
                raise broken[0] from error
            raise

    def has(self, scene: SceneSet, view: View, size: Size) -> bool:
        """Tell whether a plate of exactly this size is kept, without reading it."""
        return self._kept.path(_name(scene, view, size)).is_file()

    def at_hand(self, scene: SceneSet) -> SceneSet:
        """Return the set with only the views whose plates ship or are kept; all of them where none is.

        So a picture takes seconds from a view near the photo's, and minutes of rendering are asked for by name
        (`studio scenes prepare`).
        """
        views = tuple(view for view in scene.views if self.is_at_hand(scene, view))
        return scene.model_copy(update={"views": views}) if views else scene

    def is_at_hand(self, scene: SceneSet, view: View) -> bool:
        """Tell whether a view's plate ships or is kept, in whatever size, without decoding it.

        One that shipped and is broken counts: it is rendered again, or said, when it is asked for.
        """
        square = plate_key(scene, view, (1, 1))
        if any(self._kept.names(f"{square}-")):
            return True
        path = self._shipped / shipped_name(scene, view)
        try:
            return key_of(path.read_bytes(), path.name) == square
        except OSError:
            return False
        except PlateError:
            return True

    def rendered(self, scene: SceneSet, view: View, size: Size, progress: Progress) -> Plate:
        """Return a plate of exactly this size, kept or rendered now; processes that want the same wait for one.

        Raises:
            PlateError: as `PlateEngine.render`.
            MissingPackageError: no renderer is installed.
        """
        name = _name(scene, view, size)
        if (kept := self._kept_plate(name, scene)) is not None:
            return kept
        width, height = size
        try:
            engine = self._tracing.open()
        except MissingPackageError as error:
            raise MissingPackageError(
                f"{scene.title} from {view.elevation_deg:g} degrees is not at hand for {width} x {height} pixels, "
                f"and must be rendered. {error}"
            ) from error
        lock = self._kept.lock(name)
        if lock is None:  # nothing can be kept here, so nobody else could use it
            return _settled(engine.render(scene, view, size, self._tracing.samples, progress), scene)[0]
        with locked(lock, lambda: progress("waiting for another process", 0, 1)):
            if (kept := self._kept_plate(name, scene)) is not None:
                return kept
            plate, data = _settled(engine.render(scene, view, size, self._tracing.samples, progress), scene)
            self._kept.write(name, data)
            return plate

    def _at_hand(self, scene: SceneSet, view: View, size: Size, broken: list[PlateError]) -> Iterator[Plate]:
        """Yield plates of the view, the sharpest for this picture first; those that ship come last."""
        keys = (plate_key(scene, view, size), plate_key(scene, view, (1, 1)))
        names = [name for key in dict.fromkeys(keys) for name in self._kept.names(f"{key}-")]
        for name in sorted(names, key=lambda name: _enlargement(_size_of(name), size)):
            if (kept := self._kept_plate(name, scene)) is not None:
                yield kept
        path = self._shipped / shipped_name(scene, view)
        if not path.is_file():
            return
        data = path.read_bytes()
        try:
            if key_of(data, path.name) == keys[1]:
                yield decode_plate(data, scene, path.name)
        except PlateError as error:
            broken.append(error)

    def _kept_plate(self, name: str, scene: SceneSet) -> Plate | None:
        """Return a kept plate; a broken one is let go."""
        data = self._kept.read(name)
        if data is None:
            return None
        try:
            return decode_plate(data, scene, self._kept.path(name).name)
        except PlateError:
            self._kept.drop(name)
            return None


def shipped_name(scene: SceneSet, view: View) -> str:
    """Return the file name of a plate that ships."""
    return f"{scene.id}-{view.elevation_deg:g}.plate"


def _settled(plate: Plate, scene: SceneSet) -> tuple[Plate, bytes]:
    """Return the plate as it will be read again, and its bytes: equal jobs give equal pixels."""
    data = encode_plate(plate)
    return decode_plate(data, scene, scene.id), data


def _name(scene: SceneSet, view: View, size: Size) -> str:
    return f"{plate_key(scene, view, size)}-{size[0]}x{size[1]}"


def _size_of(name: str) -> Size:
    width, _, height = name.rpartition("-")[2].partition("x")
    return (int(width), int(height)) if width.isdigit() and height.isdigit() else (1, 1)


def _serves(have: Size, want: Size, *, own_shape: bool) -> bool:
    same_shape = have[0] * want[1] == have[1] * want[0]
    if own_shape and not same_shape:
        return False
    part_width = min(have[0], have[1] * want[0] / want[1])
    part = min(part_width, part_width * want[1] / want[0])
    return part >= _LEAST_PART * min(have) and _enlargement(have, want) <= MOST_ENLARGEMENT


def _enlargement(have: Size, want: Size) -> float:
    """Return how many wanted pixels one of the plate's becomes when the largest part of the wanted shape is cut."""
    return max(want[0] / have[0], want[1] / have[1])


def _render_size(size: Size) -> Size:
    """Return the size to render for a picture: its own, or smaller of the very same aspect where that exists."""
    width, height = size
    factor = min(1.0, _RENDERED_PX / max(size))
    return max(1, round(width * factor)), max(1, round(height * factor))
