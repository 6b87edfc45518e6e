from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from models.catalog import load_catalog
from models.errors import MissingPackageError
from models.registry import EngineChoice
from models.store import WeightsStore
from pipelines.errors import PlanError
from pipelines.progress import Progress, silent
from pipelines.stages.check.reader import TEXT_READERS, TextReader
from pipelines.stages.check.text_line import TextLine
from pipelines.stages.edit.edit_product import ChangedProductError, EditWish, edit_product
from pipelines.stages.edit.engine import EDIT_ENGINES
from pipelines.stages.edit.identity_gate import judge_identity
from pipelines.values import Cutout, Matte, Rgb
from presets.schema import Role

MUG = Path(__file__).parents[5] / "studio" / "examples" / "enamel-mug"
SIDE = 800


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> TextReader:
    store = WeightsStore(tmp_path_factory.mktemp("none"), load_catalog(), offline=True)
    return TEXT_READERS.open(EngineChoice(name="rapidocr"), store)


@pytest.fixture(scope="module")
def mug() -> tuple[Rgb, Matte]:
    pixels = np.asarray(Image.open(MUG / "front.jpg").convert("RGB").resize((SIDE, SIDE)))
    matte = np.asarray(Image.open(MUG / "front.matte.png").convert("L").resize((SIDE, SIDE)), np.float32)
    return pixels, matte / np.float32(255)


def moved(mug: tuple[Rgb, Matte], scale: float = 0.8, turn_deg: float = 6, blur: float = 0.6) -> Rgb:
    """The mug elsewhere, smaller and turned, on another ground: what a careful edit returns."""
    pixels, matte = mug
    matrix = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), turn_deg, scale)
    matrix[:, 2] += (18, -9)
    product = cv2.warpAffine(pixels, matrix, (SIDE, SIDE), flags=cv2.INTER_AREA)
    share = cv2.warpAffine(matte, matrix, (SIDE, SIDE))[..., None]
    ground = np.full((SIDE, SIDE, 3), (90, 120, 80), np.float32)
    made = cv2.GaussianBlur(product * share + ground * (1 - share), (0, 0), blur)
    return np.clip(made + np.random.default_rng(1).normal(0, 2, made.shape), 0, 255).astype(np.uint8)


def test_the_same_product_elsewhere_is_accepted(mug: tuple[Rgb, Matte], reader: TextReader) -> None:
    found = judge_identity(*mug, moved(mug), reader)
    assert found.accepted, found
    assert found.edge_correlation > 0.95
    assert found.mean_delta_e < 2.5
    assert found.label == found.label_after
    assert "LINDEN&CO" in found.label


def without_label(picture: Rgb) -> Rgb:
    """The same mug whose letters were smoothed away, as small networks do."""
    return np.asarray(cv2.medianBlur(picture, 31), np.uint8)


def redder(picture: Rgb) -> Rgb:
    return np.clip(picture * np.array([1.0, 0.82, 0.8]), 0, 255).astype(np.uint8)


def unrelated(picture: Rgb) -> Rgb:
    return np.random.default_rng(2).integers(0, 255, picture.shape).astype(np.uint8)


@pytest.mark.parametrize(
    ("change", "reason"),
    [(redder, "colours are"), (unrelated, "not found again"), (without_label, "edges agree|not found again")],
)
def test_a_changed_product_is_refused(mug: tuple[Rgb, Matte], reader: TextReader, change: object, reason: str) -> None:
    assert callable(change)
    found = judge_identity(*mug, change(moved(mug)), reader)
    assert found.reason is not None
    assert any(part in found.reason for part in reason.split("|")), found


def test_one_wrong_word_is_enough(mug: tuple[Rgb, Matte], reader: TextReader) -> None:
    pixels, matte = mug
    spoilt = pixels.copy()
    lines = [line for line in reader.find(pixels) if "LINDEN" in reader.read(pixels, line)[0]]
    box = lines[0].box
    half = spoilt[box.top : box.bottom, box.left : (box.left + box.right) // 2]
    half[:] = half[:, ::-1]  # a network's favourite: letters that look like letters
    found = judge_identity(pixels, matte, moved((spoilt, matte), 1.0, 0, 0.4), reader)
    assert found.reason is not None
    assert "its label reads" in found.reason or "edges agree" in found.reason


class Editor:
    """An editor that changes the product for the first seeds, and then does not."""

    def __init__(self, pictures: Sequence[Rgb]) -> None:
        self.pictures = pictures
        self.asked: list[int] = []

    def edit(self, picture: Rgb, words: str, seed: int, progress: Progress) -> Rgb:
        self.asked.append(seed)
        return self.pictures[min(len(self.asked), len(self.pictures)) - 1]


class NoLetters:
    def find(self, pixels: Rgb) -> Sequence[TextLine]:
        return ()

    def read(self, pixels: Rgb, line: TextLine) -> tuple[str, float]:
        return "", 0.0


def test_edits_are_tried_until_one_keeps_the_product(mug: tuple[Rgb, Matte]) -> None:
    cutout = Cutout(mug[0], mug[1], mug[0])
    editor = Editor([unrelated(mug[0]), moved(mug)])
    made = edit_product(cutout, EditWish("held in a hand", Role.LIFESTYLE, seed=5), editor, NoLetters(), silent)
    assert editor.asked == [5, 6]
    assert made.seed == 6
    assert made.rejected == ("seed 5: the product was not found again",)


def test_none_that_keeps_it_is_said(mug: tuple[Rgb, Matte]) -> None:
    cutout = Cutout(mug[0], mug[1], mug[0])
    wish = EditWish("turned", Role.LIFESTYLE, budget=2)
    with pytest.raises(ChangedProductError, match=r"None of 2 edits kept the product \(seed 0: the product was not"):
        edit_product(cutout, wish, Editor([unrelated(mug[0])]), NoLetters(), silent)


def test_a_main_image_is_never_edited(mug: tuple[Rgb, Matte]) -> None:
    editor = Editor([])
    with pytest.raises(PlanError, match="photographed product itself"):
        edit_product(Cutout(mug[0], mug[1], mug[0]), EditWish("turned", Role.MAIN), editor, NoLetters(), silent)
    assert editor.asked == []


def test_a_missing_package_is_named_with_its_extra(tmp_path: Path) -> None:
    if not EDIT_ENGINES.missing_packages("qwen"):
        pytest.skip("all packages of the edit engine are here")
    with pytest.raises(MissingPackageError, match=r"listing-studio\[edit\]"):
        EDIT_ENGINES.open(EngineChoice(name="qwen"), WeightsStore(tmp_path, load_catalog(), offline=True))
