"""A title in figures."""

import pytest

from pipelines.listing import Copy, Line, Strategy, Title
from pipelines.stages.copy.breakdown import breakdown
from pipelines.stages.copy.reading_ease import reading_ease
from presets.languages.library import language
from presets.lexicon.library import load_lexicons
from presets.products.schema import Product
from tests.unit.pipelines.stages.copy.conftest import PRODUCTS

TITLE = Title(
    Strategy.KEYWORD, Line("Linden Mug, Mug of Steel, 9 cm", ("brand", "category", "materials.1", "measures.height"))
)
COPY = Copy("en", (TITLE,), keywords=(Line("coffee", ("category",)), Line("tea cup", ("category",))))


def test_a_title_is_measured() -> None:
    found = breakdown(TITLE, COPY, PRODUCTS["mug"])
    assert (found.chars, found.bytes, found.words, found.facts) == (30, 30, 7, 4)
    assert found.kinds == ("brand", "category", "materials", "measures")
    assert found.repeated == ()  # three letters are too few to count
    assert found.keywords_said == pytest.approx(5 / 8)  # linden mug steel 9 cm, of those and coffee, tea, cup


def test_bytes_are_those_of_utf8_and_repeats_are_counted(mug: Product) -> None:
    title = Title(Strategy.KEYWORD, Line("Кружка, кружка Linden", ("words.es.name", "nothing")))
    found = breakdown(title, Copy("ru", (title,)), mug)
    assert (found.chars, found.bytes) == (21, 33)
    assert found.repeated == (("кружка", 2),)
    assert found.facts == 1 and found.kinds == ()


@pytest.mark.parametrize(
    ("tag", "easy", "hard"),
    [
        (
            "en",
            "The cat sat on the mat.",
            "Characteristically incomprehensible documentation necessitates clarification.",
        ),
        ("es", "El sol sale y se va.", "Extraordinariamente incomprensibles características arquitectónicas."),
        ("de", "Das ist ein Hut.", "Außergewöhnlich unverständliche Bedienungsanleitungen verwirren."),
        ("ru", "Кот ест суп.", "Необыкновенно непонятные характеристики оборудования."),
        ("it", "Il sole va via.", "Straordinariamente incomprensibili caratteristiche architettoniche."),
    ],
)
def test_short_words_read_with_more_ease(tag: str, easy: str, hard: str) -> None:
    first, second = (reading_ease(text, language(tag)) for text in (easy, hard))
    assert first is not None and second is not None
    assert first.formula == second.formula and first.score > second.score + 40


def test_flesch_is_as_published() -> None:
    found = reading_ease("The cat sat on the mat.", language("en"))  # six words and syllables, one sentence
    assert found is not None and found.formula == "Flesch reading ease"
    assert found.score == round(206.835 - 84.6 - 1.015 * 6)


def test_no_formula_is_made_up() -> None:
    none = {tag for tag in load_lexicons() if reading_ease("abc", language(tag)) is None}
    assert none == {"ar", "id", "ja", "ko", "pl", "th", "vi", "zh", "zh-TW"}
    assert reading_ease("350 – 9", language("en")) is None
