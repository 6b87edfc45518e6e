"""What a photo lets one suppose; what contradicts the facts is told, and never settled."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

import studio
from models.catalog import load_catalog
from models.registry import EngineChoice
from models.store import WeightsStore
from pipelines.progress import silent
from pipelines.stages.photo.read import read_photo
from pipelines.stages.understand.colours import colours_of, has_swatch, name_of
from pipelines.stages.understand.disagreements import disagreements, new_suggestions
from pipelines.stages.understand.engine import UNDERSTAND_ENGINES, UnderstandEngine
from pipelines.understanding import How, Suggestion, Understanding
from pipelines.values import Cutout
from presets.lexicon.library import load_terms
from presets.products.library import read_product
from presets.products.schema import Product

EXAMPLES = Path(studio.__file__).parent / "examples"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> UnderstandEngine:
    store = WeightsStore(tmp_path_factory.mktemp("none"), load_catalog(), offline=True)
    return UNDERSTAND_ENGINES.open(EngineChoice(name="measured"), store)


def block(*colours: tuple[int, int, int], height: int = 120, width: int = 80) -> Cutout:
    """Return an upright block in equal bands of colours, on white."""
    matte = np.zeros((height + 40, width + 40), np.float32)
    matte[20:-20, 20:-20] = 1
    pixels = np.full((*matte.shape, 3), 255, np.uint8)
    for band, colour in zip(np.array_split(np.arange(20, 20 + height), len(colours)), colours, strict=True):
        pixels[band[0] : band[-1] + 1, 20:-20] = colour
    return Cutout(pixels, matte, pixels.copy())


def rgb(swatch: str) -> tuple[int, int, int]:
    return int(swatch[1:3], 16), int(swatch[3:5], 16), int(swatch[5:7], 16)


def shaded(colour: tuple[int, int, int]) -> Cutout:
    """Return a round thing of one colour: lit on the left, in shade on the right."""
    plain = block(colour, width=200)
    light = np.linspace(1.0, 0.75, plain.pixels.shape[1])[None, :, None]
    return replace(plain, pixels=np.clip(plain.pixels * light, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("name", [name for name in load_terms().colours if has_swatch(name) and name != "silver"])
def test_every_swatch_has_its_own_name(name: str) -> None:
    assert name_of(rgb(load_terms().colours[name])) == name


@pytest.mark.parametrize("name", ["white", "red", "blue", "green", "black", "yellow", "navy"])
def test_a_things_shade_is_no_other_colour(name: str) -> None:
    found = colours_of(shaded(rgb(load_terms().colours[name])))
    assert next(iter(found)) == name and found[name] > 0.5


def test_two_colours_have_their_shares() -> None:
    found = colours_of(block((198, 40, 40), (255, 255, 255), (255, 255, 255)))
    assert list(found) == ["white", "red"]
    assert found["red"] == pytest.approx(1 / 3, abs=0.05)


def test_red_in_the_file_and_blue_in_the_photo_is_told(engine: UnderstandEngine) -> None:
    seen = engine.understand(block((30, 95, 191)), silent)
    red = Product(name="Pot", category="mug", colours=("red",))
    (told,) = disagreements(seen, red)
    assert (told.address, told.said, told.seen) == ("colours", "red", "blue")
    assert disagreements(seen, red.model_copy(update={"colours": ("navy",)})) == ()
    assert disagreements(seen, red.model_copy(update={"colours": ("multicolour",)})) == ()
    assert [one.value for one in new_suggestions(seen, red.model_copy(update={"colours": ()}))] == ["blue"]
    assert red.colours == ("red",)  # nothing is used silently


def test_a_label_is_read_and_its_figures_held_against_the_facts(engine: UnderstandEngine) -> None:
    folder = EXAMPLES / "face-oil"
    photo = read_photo(folder / "front.jpg")
    matte = np.ones(photo.pixels.shape[:2], np.float32)
    seen = engine.understand(Cutout(photo.pixels, matte, photo.pixels.copy()), silent)
    words = [one.value for one in seen.of("label")]
    assert "CALENDULA FACE OIL" in words and all(one.how is How.READ for one in seen.of("label"))
    oil = Product.model_validate({"name": "Oil", "category": "face-oil", "measures": {"capacity": "30 ml"}})
    assert disagreements(Understanding(seen.of("label"), 1.0), oil) == ()
    larger = Product.model_validate({"name": "Oil", "category": "face-oil", "measures": {"capacity": "50 ml"}})
    told = disagreements(Understanding(seen.of("label"), 1.0), larger)
    assert told and all("30 ml" in one.seen for one in told)


@pytest.mark.parametrize(("height", "told"), [(120, False), (90, False), (300, True)])
def test_other_proportions_than_measured_are_told(engine: UnderstandEngine, height: int, told: bool) -> None:
    pot = Product.model_validate({"name": "Pot", "category": "mug", "measures": {"height": "12 cm", "width": "10 cm"}})
    seen = engine.understand(block((198, 40, 40), height=height, width=100), silent)
    assert seen.aspect == pytest.approx(height / 100)
    assert [one.address for one in disagreements(seen, pot)] == (["measures.height"] if told else [])


def test_the_example_mug_agrees_with_its_file(engine: UnderstandEngine) -> None:
    folder = EXAMPLES / "enamel-mug"
    pixels = read_photo(folder / "front.jpg").pixels
    kept = cv2.imread(str(folder / "front.matte.png"), cv2.IMREAD_GRAYSCALE)
    matte = cv2.resize(kept, pixels.shape[1::-1]).astype(np.float32) / 255
    seen = engine.understand(Cutout(pixels, matte, pixels.copy()), silent)
    assert seen.of("colours")[0].value in ("white", "cream")
    assert disagreements(seen, read_product(folder / "product.toml")) == ()


def test_what_the_file_says_already_is_not_suggested() -> None:
    seen = Understanding((Suggestion("label", "LINDEN", How.READ), Suggestion("label", "Nº 5", How.READ)), 1.0)
    mug = Product(name="Linden mug", category="mug", colours=("white",))
    assert [one.value for one in new_suggestions(seen, mug)] == ["Nº 5"]
