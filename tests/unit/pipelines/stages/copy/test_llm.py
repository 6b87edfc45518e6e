"""The language model's engine: real classes at toy width keep to the shape; models that lie are held to the facts."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import studio
from models.registry import EngineChoice
from pipelines.errors import Cancelled, CopyError
from pipelines.listing import Brief, Strategy
from pipelines.progress import silent
from pipelines.stages.check.words.check_copy import text_slots
from pipelines.stages.claims.trace import traced_line
from pipelines.stages.copy.engine import COPY_ENGINES
from pipelines.stages.copy.held import written_by
from pipelines.stages.copy.limits import place_for
from pipelines.stages.copy.prompt import Messages, Schema, asked, facts_for
from presets.languages.library import language
from presets.library import load_presets
from presets.products.library import read_product
from presets.products.quantity import UnitStyle
from presets.products.schema import Product
from presets.schema import Role, Slot
from tests.fakes.toy_qwen import Toys, build_qwen

MUG = read_product(Path(studio.__file__).parent / "examples" / "enamel-mug" / "product.toml")


def brief(tag: str = "en", preset: str = "amazon-us") -> Brief:
    return Brief(MUG, language(tag), UnitStyle.BOTH, "us", text_slots(load_presets().get(preset)))


def line(text: str, *facts: str) -> dict[str, Any]:
    return {"text": text, "facts": list(facts)}


class Told:
    """A model whose answers are written down; it keeps what it was asked."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.questions: list[str] = []

    def __call__(self, messages: Messages, shape: Schema) -> str:
        self.questions.append(messages[-1]["content"])
        return json.dumps(self.answers.pop(0), ensure_ascii=False)


TITLES = {
    "keyword_first": line("Enamel mug by Linden, 11.8 fl oz (350 ml)", "brand", "measures.capacity"),
    "benefit_first": line("Light and tough: Linden enamel mug", "points.0", "name"),
    "gift_first": line("Gift for campers: Linden mug", "occasions.1", "name"),
}
BULLETS = [line("Light and tough: 190 g of enamel and steel", "points.0", "measures.weight")]
TRUE = (
    TITLES,
    {"lines": BULLETS},
    {"lines": [line("White with a navy rim.", "colours.0")]},
    {"lines": [line("camping cup", "occasions.0")]},
)


def test_what_is_true_stands_and_carries_its_facts() -> None:
    model = Told(*TRUE)
    copy = written_by(model, brief(), silent)
    assert [title.strategy for title in copy.titles] == list(Strategy)
    assert copy.notes == () and len(model.questions) == 4
    assert copy.bullets[0].facts == ("measures.weight", "materials.0", "materials.1", "points.0")
    for told in [*(title.line for title in copy.titles), *copy.bullets, *copy.description]:
        trace = traced_line(told, "en", MUG)
        assert (trace.unproven, trace.untold, trace.unknown) == ((), (), ())


LIES = [
    "12 oz of coffee", "Holds 400 ml", "8.5 cm tall", "Only $9.90", "Set of two", "FDA approved steel",
    "LFGB certified",
    "The best mug", "No. 1 in camping", "Cures headaches", "Antibacterial enamel", "Stainless steel", "Oak handle",
    "Red rim",
    "Dishwasher safe", "Made in Germany", "Lifetime warranty", "2-year warranty", "Eco-friendly", "Unbreakable",
    "100% natural",
    "Keeps hot for 12 hours", "BPA-free", "Award-winning", "3 colours",
]  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_asked_about_once_and_then_left_out(lie: str) -> None:
    """The planted claim comes in every part of the copy, and again when it is asked for another."""
    lied = line(f"Linden mug: {lie}", "name")
    again = {"lines": [lied] * 3}
    titles = dict.fromkeys(("keyword_first", "benefit_first", "gift_first"), lied)
    model = Told(titles, again, {"lines": [lied, *BULLETS]}, {"lines": [lied]}, *[{"lines": [lied]}] * 4)
    copy = written_by(model, brief(), silent)
    texts = [title.line.text for title in copy.titles]
    texts += [told.text for part in (copy.bullets, copy.description, copy.keywords) for told in part]
    assert texts == [BULLETS[0]["text"]]
    assert len(model.questions) == 8 and all("refused" in question for question in model.questions[1::2])
    assert len([note for note in copy.notes if lie in note]) == 6


def test_a_line_may_be_mended_when_it_is_asked_for_again() -> None:
    wrong = {"lines": [line("12 oz", "measures.capacity"), *BULLETS]}
    model = Told(TITLES, wrong, {"lines": [line("11.8 fl oz (350 ml)", "measures.capacity")]}, *TRUE[2:])
    copy = written_by(model, brief(), silent)
    assert [told.text for told in copy.bullets] == ["11.8 fl oz (350 ml)", BULLETS[0]["text"]]
    assert "'12 oz': No fact has this figure." in model.questions[2]


def test_the_shops_limits_hold() -> None:
    long = {**TITLES, "keyword_first": line("Enamel mug " + "very light " * 20, "name")}
    copy = written_by(Told(long, {"lines": [long["keyword_first"]]}, *TRUE[1:]), brief(), silent)
    assert [title.strategy for title in copy.titles] == [Strategy.BENEFIT, Strategy.GIFT]
    assert copy.notes[0].startswith("title.keyword_first: left out") and "characters" in copy.notes[0]


def test_the_question_has_facts_alone() -> None:
    question = asked(brief("es"), Role.BULLETS, place_for(Role.BULLETS, brief("es")))[-1]["content"]
    assert '"measures.height": "3,5 in (9 cm)"' in question.replace("\u00a0", " ")
    assert "Ligera y resistente" in question and "unbreakable" in question and "26.90" not in question
    assert "Slim" not in question
    assert set(facts_for(brief("es"))) >= {"prices.us", "made_in", "points.2"}


def test_half_an_answer_is_told() -> None:
    with pytest.raises(CopyError, match="not whole"):
        written_by(lambda *_: '{"keyword_first": {"te', brief(), silent)


def small_place(role: Role) -> Slot:
    rules = [{"kind": "text_length", "max_chars": 8}, {"kind": "line_count", "max_count": 1}]
    return Slot.model_validate(
        {
            "preset": "p", "preset_title": "P", "checked_on": "2026-11-01",
            "sources": {"S": {"title": "t", "confidence": "official"}},
            "head": {"id": str(role), "title": "t", "role": role, "media": "text"},
            "rules": [{**rule, "slots": [str(role)], "level": "must", "sources": ["S"]} for rule in rules],
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> Toys:
    home = tmp_path_factory.mktemp("toys")
    build_qwen(home / "qwen3.5-0.8b")
    return Toys(home)


def test_random_weights_keep_to_the_shape_and_their_nonsense_is_left_out(toys: Toys) -> None:
    engine = COPY_ENGINES.open(EngineChoice(name="llm"), toys)
    small = {role: small_place(role) for role in (Role.TITLE, Role.BULLETS, Role.DESCRIPTION, Role.KEYWORDS)}
    bare = Product(name="Mug", category="mug")
    copy = engine.write(replace(brief(), product=bare, slots=small), silent)
    written = [*copy.bullets, *copy.description, *copy.keywords, *(title.line for title in copy.titles)]
    assert len(written) + len(copy.notes) == 5
    for told in written:
        assert len(told.text) <= 8 and traced_line(told, "en", bare).unproven == ()


def test_a_person_may_stop_between_two_words(toys: Toys) -> None:
    engine = COPY_ENGINES.open(EngineChoice(name="llm"), toys)
    calls = 0

    def stop(_stage: str, _done: int, _total: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        engine.write(brief(), stop)
    assert calls == 5
