"""A clip's takes come into motion; a product that does not stay itself is tried once more, then refused with why."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from models.registry import EngineChoice
from pipelines.film import Cut, Take
from pipelines.jobs.clip_motion import ClipMotion, engine_size
from pipelines.jobs.workbench import Workbench
from pipelines.progress import silent
from pipelines.stages.film.motion.drift import DriftError
from pipelines.stages.film.picture import LayeredPicture, Moment
from presets.films.schema import TakeKind
from tests.fakes.motion import FakeMotion, melting
from tests.unit.pipelines.stages.film.motion.test_drift import still

CUT = Cut((Take(TakeKind.CORNER, 0, 3, 0), Take(TakeKind.PRODUCT, 3, 6, 1), Take(TakeKind.END, 6, 8, 2)))


def picture() -> LayeredPicture:
    seen, matte = still()
    product = np.dstack([seen * (matte[..., None] > 0), matte * 255]).astype(np.uint8)
    return LayeredPicture(np.full_like(seen, 140), product, 1.0, 0, 0, (96, 192))


def motion(engine: FakeMotion) -> ClipMotion:
    bench = SimpleNamespace(pool=SimpleNamespace(open=lambda registry, choice: engine))
    return ClipMotion(EngineChoice(name="wan"), 7, cast(Workbench, cast(Any, bench)), silent)


def test_every_take_but_the_end_moves_and_begins_as_its_picture() -> None:
    engine, shown = FakeMotion(), picture()
    made = motion(engine).moving(CUT, Fraction(10), lambda take: shown)
    assert list(made) == [0, 1]
    first = made[0].drawn(0.0)
    assert first.shape == shown.ground.shape and len(made[0].frames) == 9
    assert np.abs(first.astype(int) - shown.drawn(Moment())).mean() < 1
    assert np.abs(made[0].drawn(1.0).astype(int) - first).mean() > 3


def test_one_picture_of_one_length_is_made_once_for_all_languages() -> None:
    engine, shown = FakeMotion(), picture()
    moving = motion(engine)
    for _ in range(2):
        moving.moving(CUT, Fraction(10), lambda take: shown)
    assert engine.seeds == [7]


def test_a_drifting_product_is_tried_with_another_seed_and_then_refused() -> None:
    patient = FakeMotion(melting, faithful_from=1)
    shown = picture()
    assert motion(patient).moving(CUT, Fraction(10), lambda take: shown)
    assert patient.seeds == [7, 1007]
    with pytest.raises(DriftError, match=r"In frame \d of 9 the product is no longer the photographed one"):
        motion(FakeMotion(melting)).moving(CUT, Fraction(10), lambda take: picture())


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1080, 1080), (180, 320)])
def test_a_network_paints_in_sides_that_it_knows(size: tuple[int, int]) -> None:
    width, height = engine_size(size)
    assert width % 32 == height % 32 == 0 and width * height <= 704 * 1280
    assert width / height == pytest.approx(size[0] / size[1], rel=0.1)
