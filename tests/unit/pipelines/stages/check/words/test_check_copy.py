"""Words against a marketplace's rules for words."""

from datetime import date

import pytest

from pipelines.listing import Copy, Line, Strategy, Title
from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.words.check_copy import WORD_JUDGES, check_copy, judge_wording, text_slots
from pipelines.stages.check.words.wording import Wording
from presets.languages.library import language
from presets.library import load_presets
from presets.products.schema import Product
from presets.rules import RuleBase
from presets.schema import Media, Role, Slot
from presets.text_rules import LineCount, TextCapitals, TextLength, TextPhrases, TextSigns, WordRepeats

TODAY = date(2026, 11, 27)
MUG = Product(name="Linden mug", brand="LINDEN!", category="mug", certifications=("LFGB",))
LIBRARY = load_presets()
TEXTS = [
    (preset.id, head.id) for preset in LIBRARY.presets.values() for head in preset.slots if head.media is Media.TEXT
]


def holds(rule: RuleBase, *lines: str, tag: str = "en") -> bool | Verdict:
    return WORD_JUDGES[type(rule)](rule, Wording(lines, language(tag), MUG)).holds


def of(kind: type[RuleBase], **fields: object) -> RuleBase:
    name = {TextLength: "text_length", LineCount: "line_count", TextSigns: "text_signs"}
    name |= {TextPhrases: "text_phrases", TextCapitals: "text_capitals", WordRepeats: "word_repeats"}
    return kind.model_validate({"kind": name[kind], "slots": ["title"], "level": "must", "sources": ["x"], **fields})


@pytest.mark.parametrize(
    ("limits", "lines", "fits"),
    [
        ({"max_chars": 5}, ["12345"], True),
        ({"max_chars": 5}, ["123456"], False),
        ({"max_chars": 2}, ["杯子"], True),
        ({"max_bytes": 6}, ["杯子"], True),
        ({"max_bytes": 5}, ["杯子"], False),
        ({"min_chars": 3}, ["12", "1234"], False),
        ({"max_chars": 5, "together": True}, ["12", "34"], True),
        ({"max_chars": 4, "together": True}, ["12", "34"], False),
    ],
)
def test_length_is_counted_in_characters_or_bytes(limits: dict[str, object], lines: list[str], fits: bool) -> None:
    assert holds(of(TextLength, **limits), *lines) is fits


def test_an_empty_place_has_no_length_but_may_lack_lines() -> None:
    assert holds(of(TextLength, min_chars=3)) is Verdict.UNMEASURED
    assert holds(of(LineCount, min_count=1)) is False
    assert holds(of(LineCount, max_count=2), "a", "b", "c") is False
    assert holds(of(LineCount, max_count=3), "a", "b", "c") is True


@pytest.mark.parametrize(
    ("fields", "line", "fits"),
    [
        ({"forbidden": "!$"}, "Mug!", False),
        ({"forbidden": "!$"}, "LINDEN! mug", True),  # the brand is written so
        ({"emoji": True}, "Mug ☕", False),
        ({"emoji": True}, "Mug™ – 9 × 8 cm, 90 °", True),
        ({"emoji": True}, "Mug 1️⃣", False),
        ({"markup": True}, "Mug<br>", False),
        ({"markup": True}, "Mug &amp; lid", False),
        ({"markup": True}, "Under 5 cm < 6 cm & light", True),
    ],
)
def test_signs(fields: dict[str, object], line: str, fits: bool) -> None:
    assert holds(of(TextSigns, **fields), line) is fits


@pytest.mark.parametrize(
    ("phrase", "line", "fits"),
    [
        ("best", "The BEST mug", False),
        ("best", "Bestow a mug", True),
        ("free shipping", "Free  shipping today", False),
        ("最好", "这是最好的杯子", False),
        ("mejor", "La mejor taza", False),
        ("linden", "A linden mug", False),
        ("linden!", "LINDEN! mug", True),
    ],
)
def test_phrases_are_whole_words_in_any_case(phrase: str, line: str, fits: bool) -> None:
    assert holds(of(TextPhrases, forbidden=[phrase]), line) is fits


def test_capitals() -> None:
    loud, first = of(TextCapitals, style="no_shouting"), of(TextCapitals, style="first_letter")
    assert holds(loud, "GREAT mug") is False
    assert holds(loud, "LINDEN mug, LFGB, USB and 350 ML") is True
    assert holds(first, "a mug") is False
    assert holds(first, "A mug", "9 cm high", "杯子") is True
    assert holds(first, "état: neuf", tag="fr") is False


def test_repeats_count_words_not_letters() -> None:
    twice = of(WordRepeats, max_times=2)
    assert holds(twice, "Coffee mug, tea mug, travel mug, gift mug") is True  # three letters
    assert holds(twice, "Coffee cup coffee pot Coffee") is False
    assert holds(twice, "With a lid, with a spoon, with a bag") is True  # small words
    assert holds(twice, "马克杯 马克杯 马克杯", tag="zh") is False
    assert holds(twice, "咖啡杯 茶杯 马克杯", tag="zh") is True


def test_every_kind_of_rule_in_a_text_slot_has_a_judge() -> None:
    assert TEXTS
    for preset, slot_id in TEXTS:
        slot = LIBRARY.slot(preset, slot_id)
        assert {type(rule) for rule in slot.rules} <= set(WORD_JUDGES), (preset, slot_id)
        assert slot.head.role in (Role.TITLE, Role.BULLETS, Role.DESCRIPTION, Role.KEYWORDS)


def slot(preset: str, slot_id: str) -> Slot:
    return LIBRARY.slot(preset, slot_id)


def test_a_title_of_80_characters_warns_where_75_are_announced() -> None:
    found = judge_wording(Wording(("M" + "u" * 79,), language("en"), MUG), slot("amazon-us", "title"), TODAY)
    lengths = [item for item in found if item.rule == "text_length"]
    assert [item.verdict for item in lengths] == [Verdict.PASS, Verdict.WARNING]
    before = judge_wording(Wording(("M" + "u" * 200,), language("en"), MUG), slot("amazon-us", "title"), TODAY)
    assert before[0].verdict is Verdict.BROKEN and before[0].figures["characters"] == 201


def test_a_copy_is_reported_place_by_place() -> None:
    title = Title(Strategy.KEYWORD, Line("LINDEN! enamel mug"))
    copy = Copy("en", (title,), (Line("Light"),), (Line("A mug."),), (Line("cup"), Line("best cup")))
    reports = check_copy(copy, MUG, LIBRARY.get("amazon-us"), TODAY)
    assert [report.file for report in reports] == [
        "en/title.keyword_first",
        "en/bullets",
        "en/description",
        "en/keywords",
    ]
    assert [report.passed for report in reports] == [True, True, True, False]
    assert any("'best'" in item.demanded and "best" in item.measured for item in reports[3].of(Verdict.BROKEN))
    assert set(text_slots(LIBRARY.get("shopee"))) == {Role.TITLE, Role.DESCRIPTION}
