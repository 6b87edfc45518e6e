"""A kit's versions ranked by earlier results: pictures by what is measured of them, titles in their own language."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from pipelines.jobs.kit_past import past_rankings
from pipelines.listing import Copy, Line, Strategy, Title
from pipelines.stages.copy.past_results import PastResult
from pipelines.stages.variants.manifest import Experiment, Version
from pipelines.stages.variants.measures import measure
from presets.products.schema import Product
from studio.past_card import past_section

FACTS = Product(name="Mug", category="mug")


def picture(side: int) -> np.ndarray:
    pixels = np.full((320, 320, 3), 250, np.uint8)
    pixels[160 - side // 2 : 160 + side // 2, 160 - side // 2 : 160 + side // 2] = (30, 60, 120)
    return pixels


def dark(pixels: np.ndarray) -> np.ndarray:
    return (pixels[..., 0] < 128).astype(np.float32)


@pytest.fixture
def large_is_clicked(tmp_path: Path) -> list[PastResult]:
    """Fourteen pictures; the larger the product, the more clicks."""
    past = list[PastResult]()
    for index in range(14):
        side = 60 + 14 * index
        path = tmp_path / f"{index}.png"
        cv2.imwrite(str(path), picture(side)[..., ::-1])
        past.append(PastResult("", 4000, 40 + 12 * index, image=str(path)))
    return past


def experiment(*sides: int) -> Experiment:
    versions = [
        Version(letter, f"{side}.jpg", "", measured=measure(picture(side), dark(picture(side)) > 0.5))
        for letter, side in zip("ABC", sides, strict=False)
    ]
    return Experiment("m", "shopee", "lifestyle", tuple(versions))


def kit(past: list[PastResult], *texts: Copy) -> SimpleNamespace:
    made = [SimpleNamespace(preset="shopee", language=copy.language, copy=copy) for copy in texts]
    return SimpleNamespace(words=SimpleNamespace(past=tuple(past), facts=FACTS), texts=made)


BENCH = SimpleNamespace(instruments=SimpleNamespace(memory=SimpleNamespace(saliency=dark)))


def test_what_buyers_clicked_comes_first_with_its_span(large_is_clicked: list[PastResult]) -> None:
    (found,) = past_rankings(kit(large_is_clicked), [experiment(80, 220)], BENCH)  # type: ignore[arg-type]
    assert [one.text for one in found.ranking.titles] == ["220.jpg", "80.jpg"]
    assert found.ranking.told_apart and "14 earlier pictures" in found.ranking.why
    assert all(one.least < one.share < one.most for one in found.ranking.titles)
    page = past_section([found])
    assert "By your own results" in page and "220.jpg" in page and "95 % probability" in page


def test_a_picture_that_shows_no_product_is_named(large_is_clicked: list[PastResult], tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "blank.png"), np.full((64, 64, 3), 250, np.uint8))
    past = [*large_is_clicked, PastResult("", 10, 1, image=str(tmp_path / "blank.png"))]
    (found,) = past_rankings(kit(past), [experiment(80, 220)], BENCH)  # type: ignore[arg-type]
    assert len(found.left_out) == 1 and found.left_out[0].startswith("blank.png: ")


def test_one_version_or_no_network_is_said(large_is_clicked: list[PastResult]) -> None:
    (lone,) = past_rankings(kit(large_is_clicked), [experiment(80)], BENCH)  # type: ignore[arg-type]
    assert "several versions" in lone.ranking.why
    blind = SimpleNamespace(instruments=SimpleNamespace(memory=SimpleNamespace(saliency=None)))
    (unseen,) = past_rankings(kit(large_is_clicked), [experiment(80, 220)], blind)  # type: ignore[arg-type]
    assert unseen.ranking.titles == () and "u2netp" in unseen.left_out[0]


def test_titles_are_ranked_by_those_of_their_language() -> None:
    titles = tuple(Title(strategy, Line(f"Mug {strategy} 350 ml")) for strategy in Strategy)
    english = Copy("en", titles, (), ())
    past = [PastResult(f"Steel mug {'roomy ' * index}", 3000, 60 + 5 * index) for index in range(14)]
    found = past_rankings(kit(past, english, replace(english, language="es")), [], BENCH)  # type: ignore[arg-type]
    assert [one.place for one in found] == ["shopee, title in en", "shopee, title in es"]
    assert len(found[0].ranking.titles) == 3 and found[1].ranking.titles == ()
    assert "0 earlier texts" in found[1].ranking.why


def test_nothing_is_ranked_without_results() -> None:
    assert past_rankings(kit([]), [experiment(80, 220)], BENCH) == ()  # type: ignore[arg-type]
    assert past_section(()) == ""
