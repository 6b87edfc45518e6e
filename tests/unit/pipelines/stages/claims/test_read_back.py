"""What is drawn into pictures is read again, and a wrong figure is seen."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from models.catalog import load_catalog
from models.registry import EngineChoice
from models.store import WeightsStore
from pipelines.listing import Line
from pipelines.page import Page, PageWords, Point, ToldMeasure
from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.reader import TEXT_READERS, TextReader
from pipelines.stages.check.text_line import TextLine
from pipelines.stages.claims.read_back import How, ReadBack, findings_of, read_back, same_figures
from pipelines.stages.copy.told import quantity_told
from pipelines.stages.page.draw import draw_page
from pipelines.values import Rgb
from presets.languages.library import language
from presets.pages.library import load_pages
from presets.products.quantity import Quantity, UnitStyle
from tests.unit.pipelines.stages.page.pages import LOOK, cutout, material

SIZES = {
    "en": ("Height", "Diameter"), "de": ("Höhe", "Durchmesser"), "ja": ("高さ", "直径"), "zh": ("高度", "直径"),
    "ar": ("الارتفاع", "القطر"), "ru": ("Высота", "Диаметр"), "th": ("ความสูง", "เส้นผ่านศูนย์กลาง"), "ko": ("높이", "지름"),
}  # fmt: skip
READ = ("en", "de", "ja", "zh")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> TextReader:
    store = WeightsStore(tmp_path_factory.mktemp("none"), load_catalog(), offline=True)
    return TEXT_READERS.open(EngineChoice(name="rapidocr"), store)


def page_of(tag: str) -> Page:
    spoken = language(tag)
    units = UnitStyle.BOTH if tag == "en" else UnitStyle.METRIC
    measures = []
    for name, typed, label in zip(("height", "width"), ("9 cm", "8.5 cm"), SIZES[tag], strict=True):
        told = quantity_told(Quantity.parse(typed), spoken, units)
        measures.append(ToldMeasure(name, Quantity.parse(typed), Line(label), Line(told, (f"measures.{name}",))))
    words = PageWords(spoken, Line("Linden", ("brand",)), Line(SIZES[tag][0]), measures=tuple(measures))
    drawn = material(replace(words, points=(Point(Line("x")),)), cutout((360, 340)))
    return draw_page(load_pages().get("dimensions"), drawn, LOOK, (1600, 1600))


def verdicts(read: tuple[ReadBack, ...]) -> list[Verdict]:
    return [one.verdict for one in read]


@pytest.mark.parametrize("tag", SIZES)
def test_a_true_page_reads_as_it_was_drawn(tag: str, reader: TextReader) -> None:
    page = page_of(tag)
    read = read_back(page.picture, page.texts, reader)
    assert set(verdicts(read)) == {Verdict.PASS}, read
    figured = [one.how for one in read if any(sign.isdigit() for sign in one.drawn.text)]
    assert len(figured) == 2 and How.PLACE not in figured
    assert [finding.verdict for finding in findings_of(read)] == [Verdict.PASS]


@pytest.mark.parametrize("tag", SIZES)
@pytest.mark.parametrize(("true", "false"), [("9", "8"), ("8.5", "3.5"), ("8.5", "85")])
def test_another_figure_than_was_to_be_drawn_is_seen(tag: str, true: str, false: str, reader: TextReader) -> None:
    page = page_of(tag)
    true, false = (figure.replace(".", ",") if tag in ("de", "ru") else figure for figure in (true, false))
    meant = [replace(text, line=Line(text.text.replace(true, false))) for text in page.texts]
    changed = [index for index, text in enumerate(meant) if text.text != page.texts[index].text]
    read = read_back(page.picture, meant, reader)
    assert changed
    assert [index for index, one in enumerate(read) if one.verdict is Verdict.BROKEN] == changed
    broken = [finding for finding in findings_of(read) if finding.verdict is Verdict.BROKEN]
    assert len(broken) == len(changed) and broken[0].evidence[0].box == page.texts[changed[0]].box


class Finding:
    """Reads as another reader does, and counts how often it looks for lettering first."""

    def __init__(self, reader: TextReader) -> None:
        self._reader = reader
        self.looked = 0

    def find(self, pixels: Rgb) -> Sequence[TextLine]:
        self.looked += 1
        return self._reader.find(pixels)

    def read(self, pixels: Rgb, line: TextLine) -> tuple[str, float]:
        return self._reader.read(pixels, line)


def test_lines_are_read_one_by_one_without_being_looked_for(reader: TextReader) -> None:
    point = "Holds 350 ml of tea or soup and weighs only 180 g when it is empty"
    words = PageWords(language("en"), Line("Linden"), Line("Light"), points=(Point(Line(point)),))
    page = draw_page(load_pages().get("features"), material(words, cutout((360, 340))), LOOK, (1600, 1600))
    (text,) = (one for one in page.texts if one.text == point)
    assert text.box.height > 2 * text.size_px
    counting = Finding(reader)
    assert verdicts(read_back(page.picture, [text], counting)) == [Verdict.PASS]
    assert counting.looked == 0
    for true, false in (("350", "850"), ("180", "130")):
        meant = [replace(text, line=Line(point.replace(true, false)))]
        assert verdicts(read_back(page.picture, meant, counting)) == [Verdict.BROKEN]
    assert counting.looked == 2


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_text_that_is_missing_or_elsewhere_is_seen(tag: str, reader: TextReader) -> None:
    page = page_of(tag)
    plain = np.full_like(page.picture, 255)
    assert set(verdicts(read_back(plain, page.texts, reader))) == {Verdict.BROKEN}
    moved = np.roll(page.picture, page.texts[0].box.height, axis=0)
    assert verdicts(read_back(moved, page.texts[:1], reader)) != [Verdict.PASS]


def test_other_words_are_shown_to_a_person(reader: TextReader) -> None:
    page = page_of("en")
    (read,) = read_back(page.picture, [replace(page.texts[0], line=Line("Silver"))], reader)
    assert read.verdict is Verdict.ASK and "Height" in read.why


@pytest.mark.parametrize(
    ("drawn", "read", "same"),
    [
        ("350 ml", "35O ml", True),
        ("10 cm", "lO cm", True),
        ("3.5 in (9 cm)", "3,5 in (9 cm)", True),
        ("9\u00a0cm", "9cm", True),
        ("9 cm", "8 cm", False),
        ("9 cm", "cm", False),
        ("cm", "9 cm", False),
        ("3.5 cm", "35 cm", False),
        ("350 ml", "3500 ml", False),
        ("16 oz", "18 oz", False),
        ("11 cm", "17 cm", False),
        ("٩ سم", "9 cm", True),
        ("1,500 g", "1.500 g", True),
    ],
)
def test_a_letter_may_look_like_a_figure_but_no_figure_like_another(drawn: str, read: str, same: bool) -> None:
    assert same_figures(drawn, read) is same
