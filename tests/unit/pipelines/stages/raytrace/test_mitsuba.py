"""The path tracer against what can be worked out: a white card, a camera's rays, two cards side by side."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.registry import EngineChoice
from pipelines.errors import Cancelled, PlateError
from pipelines.plate import Plate
from pipelines.progress import silent
from pipelines.stages.raytrace.engine import PLATE_ENGINES, PlateEngine
from presets.scenes.schema import SceneSet

pytest.importorskip("mitsuba", reason="pip install 'listing-studio[render]'")
pytest.importorskip("mitsuba_oidn", reason="pip install 'listing-studio[render]'")

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
SIZE = (48, 40)
CARDS = [
    {"kind": "box", "material": "white", "at_cm": [-50, 0, -2], "size_cm": [100, 100, 2], "bevel_cm": 0},
    {"kind": "box", "material": "grey", "at_cm": [50, 0, -2], "size_cm": [100, 100, 2], "bevel_cm": 0},
]


class NoWeights:
    def path(self, weights: str) -> Path:
        raise LookupError(weights)


@pytest.fixture(scope="module")
def engine() -> PlateEngine:
    return PLATE_ENGINES.open(EngineChoice(name="mitsuba", options={"variant": "scalar_rgb"}), NoWeights())


def cards(**lamp: Any) -> SceneSet:
    """Two cards in one plane, seen from straight above, under a lamp and a weak dome."""
    matt = {"roughness": 0.5, "specular": 0, "tintable": True}
    key = {"kind": "panel", "id": "key", "at_cm": [0, 0, 200], "size_cm": [6, 6], "power": 1, **lamp}
    return SceneSet.model_validate(
        {
            "id": "cards",
            "title": "Cards",
            "tags": ["test"],
            "prompt": "cards",
            "stand": {"max_width_cm": 20, "max_depth_cm": 20, "max_height_cm": 20},
            "views": [{"elevation_deg": 90, "target_cm": [0, 0, 0], "distance_cm": 80, "aperture_cm": 0.2}],
            "lamps": [key, {"kind": "dome", "id": "fill", "power": 0.25}],
            "materials": {"white": {"colour": "#ffffff", **matt}, "grey": {"colour": "#bcbcbc", **matt}},
            "things": CARDS,
        }
    )


def rendered(engine: PlateEngine, scene: SceneSet, progress: Callable[[str, int, int], None] = silent) -> Plate:
    return engine.render(scene, scene.views[0], SIZE, 4, progress)


@pytest.fixture(scope="module")
def plate(engine: PlateEngine) -> Plate:
    return rendered(engine, cards())


def test_a_white_card_reflects_each_lamps_power(plate: Plate) -> None:
    under_lamp = (plate.lights["key"] @ LUMINANCE)[16:24, 16:22]
    assert under_lamp.mean() == pytest.approx(1, abs=0.03)
    under_dome = (plate.lights["fill"] @ LUMINANCE)[16:24, 8:20]
    assert under_dome.mean() == pytest.approx(0.25, rel=0.06)


def test_a_grey_card_beside_it_reflects_its_share(plate: Plate) -> None:
    light = (plate.lights["key"] @ LUMINANCE)[16:24]
    assert light[:, 26:32].mean() / light[:, 16:22].mean() == pytest.approx(0.503, rel=0.04)  # #bcbcbc in light


def test_places_lie_where_the_cameras_rays_meet_the_plane(plate: Plate) -> None:
    rows, columns = plate.position_cm.shape[:2]
    assert (columns, rows) == (24, 20)
    rays = plate.camera.rays((columns, rows))
    expected = plate.camera.origin_cm + rays * (-plate.camera.origin_cm[2] / rays[..., 2:])
    assert np.abs(plate.position_cm - expected).max() < 0.01
    assert np.abs(plate.normal - (0, 0, 1)).max() < 1e-3


def test_shares_tell_the_cards_apart(plate: Plate) -> None:
    white, grey = plate.tints["white"], plate.tints["grey"]
    assert white.shape == (SIZE[1], SIZE[0])
    assert white[:, :22].min() > 0.99
    assert grey[:, 26:].min() > 0.99
    assert np.abs(white + grey - 1).max() < 0.02


def test_a_gobo_shades_its_own_lamp_and_is_not_seen(engine: PlateEngine, plate: Plate) -> None:
    bar = {
        "kind": "window",
        "at_cm": [0, -100, 0],
        "width_cm": 30,
        "height_cm": 60,
        "columns": 1,
        "rows": 2,
        "bar_cm": 5,
    }
    shaded = rendered(engine, cards(gobo=[bar]))
    light = (shaded.lights["key"] @ LUMINANCE)[:, 16:22]
    assert light[19:21].mean() < 0.15
    assert light[4:10].mean() > 0.9
    assert shaded.lights["fill"] == pytest.approx(plate.lights["fill"], abs=0.02)


def test_a_gobo_among_what_is_seen_is_refused(engine: PlateEngine) -> None:
    near = {"kind": "window", "at_cm": [0, -1, 0], "width_cm": 5, "height_cm": 5, "surround_cm": 5}
    with pytest.raises(PlateError, match=r"cards: a gobo of the lamp 'key' .* from 90 degrees\. Move it nearer"):
        rendered(engine, cards(gobo=[near]))


def test_it_stops_between_passes(engine: PlateEngine) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        if (stage, done) == ("key", 2):
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        rendered(engine, cards(), stop)
