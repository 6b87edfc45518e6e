"""The shelf: what ships, what is kept, what is rendered, and what is said when none of it helps."""

import threading
from pathlib import Path

import numpy as np
import pytest

from models.errors import MissingPackageError
from pipelines.errors import Cancelled, PlateError
from pipelines.kept_files import KeptFiles
from pipelines.plate import Plate
from pipelines.progress import Progress, silent
from pipelines.stages.plate.codec import encode_plate
from pipelines.stages.plate.key import plate_key
from pipelines.stages.plate.shelf import PlateShelf, Tracing, shipped_name
from pipelines.stages.raytrace.engine import PlateEngine
from pipelines.values import Size
from presets.scenes.schema import SceneSet, View
from tests.fakes.analytic_plates import plate_of, scene_of

SCENE = scene_of()
VIEW = SCENE.views[0]


class Analytic:
    """A renderer that is done at once and counts what it made."""

    def __init__(self) -> None:
        self.made: list[Size] = []
        self.began = threading.Event()
        self.may_end = threading.Event()
        self.may_end.set()

    def render(self, scene: SceneSet, view: View, size: Size, samples: int, progress: Progress) -> Plate:
        progress("key", 0, 1)
        self.made.append(size)
        self.began.set()
        self.may_end.wait(30)
        return plate_of(scene, view, size, plate_key(scene, view, size))


def missing() -> PlateEngine:
    raise MissingPackageError("Install it: pip install 'listing-studio[render]'.")


@pytest.fixture
def engine() -> Analytic:
    return Analytic()


@pytest.fixture
def shelf(tmp_path: Path, engine: Analytic) -> PlateShelf:
    return shelf_of(tmp_path, engine)


def shelf_of(folder: Path, engine: Analytic | None) -> PlateShelf:
    opened = missing if engine is None else lambda: engine
    return PlateShelf(folder / "shipped", KeptFiles(folder / "kept", ".plate", 10_000_000), Tracing(opened))


def ship(folder: Path, size: Size = (128, 128), scene: SceneSet = SCENE) -> Path:
    path = folder / "shipped" / shipped_name(scene, VIEW)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(encode_plate(plate_of(scene, VIEW, size, plate_key(scene, VIEW, size))))
    return path


@pytest.mark.parametrize("size", [(64, 64), (128, 128), (256, 256), (128, 96), (144, 256), (256, 144), (240, 48)])
def test_what_ships_serves_pictures_up_to_twice_its_size_and_of_other_shapes(tmp_path: Path, size: Size) -> None:
    ship(tmp_path)
    assert shelf_of(tmp_path, None).plate(SCENE, VIEW, size, silent).camera.size == (128, 128)


@pytest.mark.parametrize("size", [(300, 300), (200, 34)])
def test_beyond_that_it_is_rendered(tmp_path: Path, shelf: PlateShelf, engine: Analytic, size: Size) -> None:
    ship(tmp_path)
    assert shelf.plate(SCENE, VIEW, size, silent).camera.size == size
    assert engine.made == [size]


def test_a_shape_of_its_own_is_rendered_though_a_square_would_serve(
    tmp_path: Path, shelf: PlateShelf, engine: Analytic
) -> None:
    ship(tmp_path)
    assert shelf.plate(SCENE, VIEW, (96, 128), silent, own_shape=True).camera.size == (96, 128)
    assert shelf.plate(SCENE, VIEW, (48, 64), silent, own_shape=True).camera.size == (96, 128)
    assert len(engine.made) == 1


def test_without_a_renderer_it_is_said_how_to_get_one(tmp_path: Path) -> None:
    told = r"from 12 degrees is not at hand for 300 x 300 pixels.* pip install 'listing-studio\[render\]'"
    with pytest.raises(MissingPackageError, match=told):
        shelf_of(tmp_path, None).plate(SCENE, VIEW, (300, 300), silent)


def test_what_was_rendered_is_kept_and_gives_the_same_pixels(shelf: PlateShelf, engine: Analytic) -> None:
    first, again = (shelf.plate(SCENE, VIEW, (96, 96), silent) for _ in range(2))
    assert engine.made == [(96, 96)]
    assert shelf.has(SCENE, VIEW, (96, 96))
    assert all(np.array_equal(first.lights[name], again.lights[name]) for name in first.lights)


def test_a_broken_kept_plate_is_rendered_again(tmp_path: Path, shelf: PlateShelf, engine: Analytic) -> None:
    shelf.plate(SCENE, VIEW, (96, 96), silent)
    (path,) = (tmp_path / "kept").glob("*.plate")
    path.write_bytes(path.read_bytes()[:500])
    assert shelf.plate(SCENE, VIEW, (96, 96), silent).camera.size == (96, 96)
    assert len(engine.made) == 2
    assert len(path.read_bytes()) > 500


def test_a_broken_kept_plate_without_a_renderer_says_what_to_do(tmp_path: Path, shelf: PlateShelf) -> None:
    shelf.plate(SCENE, VIEW, (96, 96), silent)
    (path,) = (tmp_path / "kept").glob("*.plate")
    path.write_bytes(b"PK broken")
    with pytest.raises(
        MissingPackageError, match=r"must be rendered\. Install it: pip install 'listing-studio\[render"
    ):
        shelf_of(tmp_path, None).plate(SCENE, VIEW, (96, 96), silent)
    assert not path.exists()


def test_a_broken_shipped_plate_is_named_unless_it_can_be_rendered(tmp_path: Path, engine: Analytic) -> None:
    ship(tmp_path).write_bytes(b"PK not really")
    with pytest.raises(PlateError, match=r"test-room-12\.plate is not a whole plate"):
        shelf_of(tmp_path, None).plate(SCENE, VIEW, (96, 96), silent)
    assert shelf_of(tmp_path, engine).plate(SCENE, VIEW, (96, 96), silent).camera.size == (96, 96)


def test_a_plate_of_a_set_that_has_changed_is_not_used(tmp_path: Path, shelf: PlateShelf, engine: Analytic) -> None:
    ship(tmp_path)
    black = SCENE.materials["wall"].model_copy(update={"colour": "#000000"})
    changed = SCENE.model_copy(update={"materials": {**SCENE.materials, "wall": black}})
    shelf.plate(changed, VIEW, (96, 96), silent)
    assert engine.made == [(96, 96)]


def test_words_and_palettes_leave_a_plate_valid_and_geometry_does_not() -> None:
    words = SCENE.model_copy(update={"title": "Other", "tags": ("x",), "palettes": {}, "prompt": "other"})
    assert plate_key(words, VIEW, (64, 64)) == plate_key(SCENE, VIEW, (128, 128))
    assert plate_key(SCENE, VIEW, (64, 48)) != plate_key(SCENE, VIEW, (64, 64))
    assert plate_key(SCENE, SCENE.views[1], (64, 64)) != plate_key(SCENE, VIEW, (64, 64))
    moved = SCENE.model_copy(update={"things": (SCENE.things[0].model_copy(update={"turn_deg": 5}),)})
    assert plate_key(moved, VIEW, (64, 64)) != plate_key(SCENE, VIEW, (64, 64))


def test_two_that_want_the_same_render_it_once(tmp_path: Path, engine: Analytic) -> None:
    engine.may_end.clear()
    found: list[Plate] = []
    waited = threading.Event()

    def want(progress: Progress) -> None:
        found.append(shelf_of(tmp_path, engine).plate(SCENE, VIEW, (96, 96), progress))

    def waiting(stage: str, done: int, total: int) -> None:
        if stage.startswith("waiting"):
            waited.set()

    first = threading.Thread(target=want, args=(silent,))
    second = threading.Thread(target=want, args=(waiting,))
    first.start()
    assert engine.began.wait(30)
    second.start()
    assert waited.wait(30)
    engine.may_end.set()
    first.join(60)
    second.join(60)
    assert len(found) == 2
    assert len(engine.made) == 1


def test_who_stops_leaves_nothing_behind(tmp_path: Path, shelf: PlateShelf) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        shelf.plate(SCENE, VIEW, (96, 96), stop)
    assert not list((tmp_path / "kept").glob("*.plate*"))
    assert shelf.plate(SCENE, VIEW, (96, 96), silent).camera.size == (96, 96)


def test_where_nothing_can_be_kept_plates_are_still_made(tmp_path: Path, engine: Analytic) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be", encoding="utf-8")
    assert shelf_of(tmp_path, engine).plate(SCENE, VIEW, (96, 96), silent).camera.size == (96, 96)


def test_a_set_is_seen_from_the_views_that_are_at_hand(tmp_path: Path, engine: Analytic) -> None:
    higher = SCENE.views[0].model_copy(update={"elevation_deg": 43.0})
    scene = SCENE.model_copy(update={"views": (VIEW, higher)})
    shelf = shelf_of(tmp_path, engine)
    assert shelf.at_hand(scene).views == (VIEW, higher)
    ship(tmp_path)
    assert shelf.at_hand(scene).views == (VIEW,)
    ship(tmp_path).write_bytes(b"PK not really")  # it is found broken when asked for, and never passed over
    assert shelf.at_hand(scene).views == (VIEW,)
    shelf.rendered(scene, higher, (64, 64), silent)
    assert shelf.at_hand(scene).views == (VIEW, higher)
