"""A kit's pictures and titles of one place as experiments, with figures of the pictures themselves."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import cv2
import numpy as np

from pipelines.jobs.kit_variants import experiments_of
from pipelines.jobs.made import PageRecord
from pipelines.listing import Copy, Line, Strategy, Title


def picture(path: Path, ground: tuple[int, int, int], differs: str) -> Any:
    pixels = np.full((400, 400, 3), ground, np.uint8)
    pixels[::20] = tuple(max(0, level - 25) for level in ground)
    pixels[150:250, 150:250] = (250, 250, 250)
    cv2.imwrite(str(path), cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))
    scene = SimpleNamespace(differs=differs, title="Oak window", product=(0.375, 0.375, 0.625, 0.625))
    target = SimpleNamespace(preset="shop", slot="lifestyle")
    return SimpleNamespace(target=target, publication=SimpleNamespace(path=path), scene=scene, page=None)


def kit_of(tmp_path: Path, images: list[Any], *copies: Copy) -> Any:
    texts = [SimpleNamespace(copy=copy, language=copy.language, preset="shop") for copy in copies]
    return cast(Any, SimpleNamespace(images=images, texts=texts, out=tmp_path, words=SimpleNamespace(product="mug")))


BENCH = cast(Any, SimpleNamespace(instruments=SimpleNamespace(memory=SimpleNamespace(saliency=None))))


def test_pictures_of_a_slot_are_one_experiment_each_with_its_figures(tmp_path: Path) -> None:
    images = [
        picture(tmp_path / "a.png", (120, 90, 60), ""),
        picture(tmp_path / "b.png", (60, 90, 140), "palette: blue"),
        picture(tmp_path / "c.png", (120, 90, 60), "light: warm"),
    ]
    (made,) = experiments_of(kit_of(tmp_path, images), BENCH)
    assert [version.name for version in made.versions] == ["mug.lifestyle.a.png", "mug.lifestyle.b-palette-blue.png"]
    assert [round(version.measured.share, 3) for version in made.versions] == [0.062, 0.062]
    assert "better than in 'Oak window'" in made.versions[1].hypothesis
    assert made.refused == ("c.png: a shopper would take it for a.png; it is left out.",)


def page_of(tmp_path: Path, page: str, words: str, differs: str = "", tag: str = "en") -> Any:
    made = picture(tmp_path / f"{page}-{tag}.png", (240, 240, 240) if "crop" not in page else (60, 90, 140), "")
    record = PageRecord(page, tag, (Line(words),), differs, (0.375, 0.375, 0.625, 0.625))
    return SimpleNamespace(target=made.target, publication=made.publication, scene=None, page=record)


def test_versions_of_a_page_are_one_experiment_in_each_language(tmp_path: Path) -> None:
    images = [
        page_of(tmp_path, "features", "Mug"),
        page_of(tmp_path, "dimensions", "Size"),
        page_of(tmp_path, "column.2", ""),
        page_of(tmp_path, "features", "Becher", tag="de"),
        page_of(tmp_path, "features.headline", "Light", "headline: Light"),
        page_of(tmp_path, "features.crop", "Mug", "crop: a detail"),
    ]
    (made,) = experiments_of(kit_of(tmp_path, images), BENCH)
    assert made.slot == "lifestyle.features-en" and not made.refused
    assert [version.kind for version in made.versions] == ["", "crop", "headline"]
    assert [version.measured is not None for version in made.versions] == [True] * 3
    assert "'Light' answer a buyer's question sooner than those of the page as it is" in made.versions[2].hypothesis


def test_a_headline_that_says_the_same_is_no_version(tmp_path: Path) -> None:
    images = [page_of(tmp_path, "features", "Mug"), page_of(tmp_path, "features.headline", "Mug", "headline: Mug")]
    (made,) = experiments_of(kit_of(tmp_path, images), BENCH)
    assert not made.can_run and len(made.refused) == 1


def test_one_picture_and_one_title_are_no_experiment(tmp_path: Path) -> None:
    one = Copy("en", (Title(Strategy.KEYWORD, Line("Mug")),))
    assert experiments_of(kit_of(tmp_path, [picture(tmp_path / "a.png", (120, 90, 60), "")], one), BENCH) == ()


def test_titles_are_tried_by_what_they_begin_with(tmp_path: Path) -> None:
    titles = [Title(Strategy.KEYWORD, Line("Enamel mug")), Title(Strategy.GIFT, Line("Gift idea: enamel mug"))]
    (made,) = experiments_of(kit_of(tmp_path, [], Copy("en", tuple(titles))), BENCH)
    assert made.slot == "title-en"
    assert made.versions[1].hypothesis == (
        "A title that begins with the occasion is found and opened more often than one that begins with what the "
        "product is."
    )
