"""A network that sees: the real classes at toy width keep to the form, and what they suppose stays a suggestion."""

import json
from pathlib import Path

import numpy as np
import pytest

from models.catalog import load_catalog
from models.errors import MissingWeightsError
from models.registry import EngineChoice
from models.store import WeightsStore
from pipelines.errors import Cancelled, UnderstandError
from pipelines.progress import silent
from pipelines.stages.understand.disagreements import disagreements, new_suggestions
from pipelines.stages.understand.engine import UNDERSTAND_ENGINES
from pipelines.stages.understand.seen import form_schema, question, seen_in, with_seen
from pipelines.stages.understand.vlm import product_view
from pipelines.understanding import How, Suggestion, Understanding
from pipelines.values import Cutout
from presets.lexicon.library import load_terms
from presets.products.schema import Product
from tests.fakes.toy_qwen import Toys, build_seeing_qwen

SOCKS = {
    "thing": "knitted socks", "category": "socks", "materials": ["wool"], "colours": ["red"],
    "features": [], "points": ["ribbed cuff"], "label": ["LINDEN"],
}  # fmt: skip


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Toys:
    home = tmp_path_factory.mktemp("toys")
    build_seeing_qwen(home / "qwen3.5-0.8b")
    return Toys(home)


def block() -> Cutout:
    matte = np.zeros((160, 240), np.float32)
    matte[40:120, 60:140] = 1
    pixels = np.full((*matte.shape, 3), 255, np.uint8)
    pixels[40:120, 60:140] = (198, 40, 40)
    return Cutout(pixels, matte, pixels.copy())


def seen(**over: object) -> Understanding:
    measured = Understanding((Suggestion("colours", "red", How.MEASURED, 0.9),), 1.0)
    return with_seen(measured, seen_in(json.dumps({**SOCKS, **over})))


def test_random_weights_fill_the_form(toys: Toys) -> None:
    """What a network of noise says is of the lexicon, and marked; the measures stand before it."""
    engine = UNDERSTAND_ENGINES.open(EngineChoice(name="vlm", options={"look_px": 64, "max_tokens": 4000}), toys)
    found = engine.understand(block(), silent)
    assert found.suggestions[0] == Suggestion("colours", "red", How.MEASURED, 1.0) and found.aspect == 1.0
    supposed = found.suggestions[1:]
    assert supposed and all(one.how is How.SUPPOSED for one in supposed)
    terms = load_terms()
    assert {one.value for one in supposed if one.field == "materials"} <= set(terms.materials)
    assert {one.value for one in supposed if one.field == "colours"} <= set(terms.colours)
    assert engine.understand(block(), silent) == found


def test_it_looks_at_the_picture(toys: Toys) -> None:
    """Other pixels, other numbers in the network: the picture's tokens stand where the prompt has room for them."""
    engine = UNDERSTAND_ENGINES.open(EngineChoice(name="vlm", options={"look_px": 64}), toys)
    inputs = [engine._inputs(np.full((32, 48, 3), value, np.uint8)) for value in (20, 220)]
    assert all(int((one["mm_token_type_ids"] == 1).sum()) == 4 * 6 for one in inputs)
    first, second = (engine._answering.model(**one).logits[0, -1] for one in inputs)
    assert not first.allclose(second)


def test_a_person_may_stop_between_two_words(toys: Toys) -> None:
    engine = UNDERSTAND_ENGINES.open(EngineChoice(name="vlm", options={"look_px": 64}), toys)
    calls = 0

    def stop(_stage: str, _done: int, _total: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 6:
            raise Cancelled

    with pytest.raises(Cancelled):
        engine.understand(block(), stop)
    assert calls == 6


def test_a_short_answer_is_told(toys: Toys) -> None:
    with pytest.raises(UnderstandError, match="not whole"):
        seen_in('{"thing": "mu')


def test_without_weights_it_says_how_to_get_them(tmp_path: Path) -> None:
    store = WeightsStore(tmp_path, load_catalog(), offline=True)
    with pytest.raises(MissingWeightsError, match=r"qwen3\.5-0\.8b"):
        UNDERSTAND_ENGINES.open(EngineChoice(name="vlm"), store)


def test_the_view_is_the_product_and_a_little_around_it() -> None:
    assert product_view(block(), 1000).shape == (96, 96, 3)
    assert product_view(block(), 48).shape == (48, 48, 3)


def test_the_form_has_the_lexicons_terms() -> None:
    fields = form_schema()["properties"]
    assert "socks" in fields["category"]["enum"] and fields["category"]["enum"][-1] == "other"
    assert "with-lid" in fields["features"]["items"]["enum"]
    assert "dishwasher-safe" not in fields["features"]["items"]["enum"]  # no photo shows it
    assert "socks" in question() and "Say only what can be seen" in question()


def test_shoe_or_sock_is_asked_and_nothing_is_used() -> None:
    shoes = Product(name="Linden", category="shoes", materials=("leather",), colours=("red",))
    told = {one.address: (one.said, one.seen) for one in disagreements(seen(), shoes)}
    assert told == {"category": ("shoes", "socks"), "materials": ("leather", "wool")}
    assert shoes.category == "shoes"


def test_what_agrees_is_not_asked() -> None:
    socks = Product(name="Linden", category="Socken", language="de", materials=("Baumwolle", "Wolle"), colours=("rot",))
    assert disagreements(seen(), socks) == ()
    assert [one.value for one in new_suggestions(seen(), socks)] == ["ribbed cuff"]


def test_kinds_of_one_material_are_not_told_apart() -> None:
    pan = Product(name="Pan", category="pan", materials=("cast-iron",))
    assert disagreements(seen(category="pan", materials=["steel"]), pan) == ()


def test_what_the_file_lacks_is_suggested() -> None:
    bare = Product(name="Thing", category="knitwear of ours")
    found = [(one.field, one.value) for one in new_suggestions(seen(), bare)]
    assert ("category", "socks") in found and ("materials", "wool") in found and ("label", "LINDEN") in found
    other = seen(category="other", thing="sock blocker")
    assert ("category", "sock blocker") in [(one.field, one.value) for one in other.suggestions]


def test_one_witness_of_a_colour_is_enough_to_ask() -> None:
    blue = Product(name="Linden", category="socks", colours=("blue",))
    told = [(one.address, one.seen) for one in disagreements(seen(colours=["blue"]), blue)]
    assert told == [("colours", "red")]  # measured
    green = Understanding((*seen(colours=["green"]).suggestions[1:],), 1.0)
    assert [(one.address, one.seen) for one in disagreements(green, blue)] == [("colours", "green")]
