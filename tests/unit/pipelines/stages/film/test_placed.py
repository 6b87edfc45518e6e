"""Whatever is written lies apart from all else that must be seen, in every template, shape and direction of reading."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest

from pipelines.film import Take
from pipelines.footage import Frame
from pipelines.script import Script
from pipelines.speech import Speech
from pipelines.stages.film.captioned import CaptionTrack
from pipelines.stages.film.clip_cut import clip_cut
from pipelines.stages.film.cut import cut_of
from pipelines.stages.film.look import Look, Material, Spoken
from pipelines.stages.film.picture import LayeredPicture
from pipelines.stages.film.titles import Titles
from pipelines.stages.script.read import read_script
from pipelines.values import Box
from presets.films.facts import Facts
from presets.films.library import load_films
from presets.films.schema import Layout, PresenterPlace, TakeKind
from presets.languages.library import language
from tests.fakes.spoken import read_out

pytest.importorskip("manimgx_fonts", reason="pip install 'listing-studio[video]'")

TEMPLATES = load_films().items
LAYOUTS = [
    pytest.param(name, layout, id=f"{name} {layout.aspect.value}")
    for name, template in TEMPLATES.items()
    for layout in template.layouts
]
TEXTS = {
    "en": "Meet the enamel mug that feels at home everywhere. It weighs no more than a letter and it is tough. "
    "See how smooth the navy rim is on the lips. [show: 350 ml] It holds 350 ml. It suits any porch. Order now.",
    "de": "Das ist die Emailletasse, die überall zu Hause ist. Sie ist so leicht wie ein Brief, und sie ist robust. "
    "Der marineblaue Rand liegt glatt an den Lippen. [show: 350 ml] Es passen 350 ml hinein. Sie passt überall hin. "
    "Jetzt bestellen.",
    "ar": "هذا هو كوب المينا الذي يناسب كل مكان في البيت. إنه خفيف مثل رسالة وهو متين أيضًا. حافته الكحلية ناعمة على "
    "الشفاه. [show: 350 مل] يتسع لـ 350 مل من القهوة. يناسب كل شرفة وكل حديقة. اطلبه الآن.",
    "zh": "这是放在哪里都合适的搪瓷马克杯。它像一封信一样轻巧，而且很结实。藏青色的杯口，贴唇顺滑。[show: 350 毫升] "
    "容量350毫升，足够陪你度过一个悠长的早晨。它适合每一个门廊。今天就下单吧。",
}
FACTS = {
    "en": Facts(
        name="The Linden enamel mug", size="9 cm high, holds 350 ml", price="$1,249.90",
        lines=("Light and tough", "Smooth navy rim all round", "Holds 350 ml", "Enamel on steel that lasts for years"),
    ),
    "de": Facts(
        name="Linden-Emailletasse", size="9 cm hoch, fasst 350 ml", price="1.249,90 €",
        lines=("Leicht und robust", "Glatter marineblauer Rand", "Fasst 350 ml",
               "Spülmaschinenfest, Tag für Tag und Jahr um Jahr"),
    ),
    "ar": Facts(
        name="كوب ليندن المطلي بالمينا", size="ارتفاعه 9 سم، يتسع لـ 350 مل", price="1249 درهمًا",
        lines=("خفيف ومتين", "حافة كحلية ناعمة حوله كله", "يتسع لـ 350 مل", "آمن في غسالة الصحون كل يوم وعامًا بعد عام"),
    ),
    "zh": Facts(
        name="林登搪瓷马克杯", size="高9厘米，容量350毫升", price="¥1,249",
        lines=("轻巧结实", "一圈藏青色杯口", "容量350毫升", "钢胎搪瓷，每天都可用洗碗机清洗，经久耐用"),
    ),
}  # fmt: skip
APART = 0.008  # of the short side: what touches is read as one
CLEAR_OF_HEADS = 0.018


@pytest.mark.parametrize("tag", TEXTS)
@pytest.mark.parametrize(("name", "layout"), LAYOUTS)
def test_what_is_written_lies_apart_and_where_no_platform_covers_it(name: str, layout: Layout, tag: str) -> None:
    size = (layout.size[0] // 8 * 4, layout.size[1] // 8 * 4)
    look = Look(TEMPLATES[name], layout, size, Fraction(10), (255, 214, 74), language(tag))
    script = read_script(TEXTS[tag], tag, "pitch.txt")
    material = _material(look, script, read_out(script, word_seconds=0.55), FACTS[tag])
    titles, seen = Titles(look, material), set[TakeKind]()
    safe, short = look.box(layout.safe), min(size)
    for take in material.cut.takes:
        seen.add(take.kind)
        place = layout.take(take.kind)
        spoken = material.spoken
        said = spoken and place.captions
        track = CaptionTrack(script, spoken.speech, look.setting(place.captions)) if said else None
        figures = [figure.first for figure in material.cut.figures if take.first <= figure.first < take.last]
        for number in {take.first, max(take.first, take.last - 4), take.last - 1, *figures}:
            caption = track.at(number, look.fps) if track else None
            shown = [*titles.at(number, take), *([caption] if caption else [])]
            words, heads = [*map(_seen, shown)], [*_head(look, place.presenter)]
            assert [box for box in (*words, *heads) if not _within(box, safe)] == []
            assert [pair for pair in combinations(words, 2) if _distance(*pair) < APART * short] == []
            assert [pair for pair in product(words, heads) if _distance(*pair) < CLEAR_OF_HEADS * short] == []
    assert seen == set(TakeKind) - (set() if look.template.presented else {TakeKind.PITCH})


@pytest.mark.parametrize(("name", "layout"), LAYOUTS)
def test_chinas_note_of_ai_is_as_high_as_its_standard_asks(name: str, layout: Layout) -> None:
    """GB 45438-2025: letters of 5 % of the shorter side at least; measured on their ink."""
    width, height = layout.size
    look = Look(TEMPLATES[name], layout, (width, height), Fraction(10), (255, 214, 74), language("zh"))
    script = read_script(TEXTS["zh"], "zh", "pitch.txt")
    facts = FACTS["zh"].model_copy(update={"lines": FACTS["zh"].lines[:2]})
    titles = Titles(look, _material(look, script, read_out(script, word_seconds=0.55), facts))
    notes = [text for text in titles.written() if text.text == look.language.film.made_by_ai and text.first == 0]
    assert notes
    for note in notes:
        box = note.box((width, height))
        assert box is not None and box.height >= 0.05 * min(width, height)


def _material(look: Look, script: Script, speech: Speech, facts: Facts) -> Material:
    spoken = Spoken(script, speech) if look.template.presented else None
    texts = (facts.name, *facts.lines)
    silent, _ = clip_cut(texts, look.template, look.fps, (None, None), photos=2)
    cut = cut_of(script, speech, look.template, look.fps) if spoken else silent

    def never(_take: Take) -> LayeredPicture:
        raise NotImplementedError

    return Material(cut, facts, never, np.zeros((2, 2, 3), np.uint8), {}, spoken=spoken)


def _seen(frame: Frame) -> Box:
    """Return where a frame is not clear."""
    rows, columns = (np.flatnonzero(frame.pixels[..., 3].any(axis=axis)) for axis in (1, 0))
    left, top = frame.left + int(columns[0]), frame.top + int(rows[0])
    return Box(left, top, frame.left + int(columns[-1]) + 1, frame.top + int(rows[-1]) + 1)


def _head(look: Look, seat: PresenterPlace | None) -> Iterator[Box]:
    """Yield where the presenter's head is: the whole of a badge."""
    if seat is None:
        return
    box = look.box(seat.area if seat.badge else seat.face)
    if seat.badge:
        side = min(box.width, box.height)
        left, top = box.left + (box.width - side) // 2, box.top + (box.height - side) // 2
        box = Box(left, top, left + side, top + side)
    yield box


def _within(box: Box, outer: Box) -> bool:
    return (
        outer.left - 1 <= box.left
        and outer.top - 1 <= box.top
        and box.right <= outer.right + 1
        and box.bottom <= outer.bottom + 1
    )


def _distance(one: Box, other: Box) -> int:
    """Return how many pixels lie between two boxes, the way they are further apart; less than 0 where they overlap."""
    across = max(one.left - other.right, other.left - one.right)
    return max(across, max(one.top - other.bottom, other.top - one.bottom))
