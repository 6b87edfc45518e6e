"""A small film before it is drawn: a grey product, words in three scripts, somebody who is not there."""

from fractions import Fraction

import numpy as np

from pipelines.footage import Footage, Frame
from pipelines.stages.film.cut import cut_of
from pipelines.stages.film.look import Look, Material, Spoken
from pipelines.stages.film.picture import LayeredPicture
from pipelines.stages.script.read import read_script
from presets.films.facts import Facts
from presets.films.library import load_films
from presets.films.schema import Aspect, FilmTemplate, TakeKind
from presets.languages.library import language
from tests.fakes.spoken import read_out

TEMPLATES = load_films().items
TEMPLATE = TEMPLATES["showroom"]
TEXTS = {
    "en": "Meet the mug. It weighs 140 grams. [close-up: rim] See the rim now. [show: $9] Only $9.00 today. Order now.",
    "ar": "هذا هو الكوب. وزنه 140 غرامًا فقط. [close-up: الحافة] انظر إليها. [show: $9] بسعر $9.00 اليوم. اطلبه الآن.",
    "zh": "这是搪瓷杯。它只重140克。[close-up: 杯口]请看这个杯口。[show: ¥99]只要¥99而已。今天就下单吧。",
}
FACTS = Facts(name="Nuvola 2", size="9 cm", price="$9.00", lines=("One", "Two"))
GREY = (128, 128, 128)


def film(
    tag: str = "en", aspect: Aspect = Aspect.UPRIGHT, *, facts: Facts = FACTS, template: FilmTemplate = TEMPLATE
) -> tuple[Look, Material]:
    layout = template.layout(aspect)
    assert layout is not None
    size = (layout.size[0] // 4 // 2 * 2, layout.size[1] // 4 // 2 * 2)
    look = Look(template, layout, size, Fraction(10), (255, 214, 74), language(tag))
    script = read_script(TEXTS[tag], tag, "pitch.txt")
    speech = read_out(script)
    cut = cut_of(script, speech, template, look.fps)

    def picture(take: object) -> LayeredPicture:
        box = look.box(layout.take(take.kind).picture.area)  # type: ignore[attr-defined]
        ground = np.full((box.height, box.width, 3), GREY, np.uint8)
        return LayeredPicture(ground, np.zeros((2, 2, 4), np.uint8), 1.0, 5, 5, (box.width / 2, box.height / 2))

    nobody = Footage((64, 64), look.fps, 10_000, lambda number: Frame(np.zeros((1, 1, 4), np.uint8), 0, 0))
    backdrop = np.full((size[1], size[0], 3), GREY, np.uint8)
    people = {kind: nobody for kind in TakeKind if layout.take(kind).presenter}
    return look, Material(cut, facts, picture, backdrop, people, spoken=Spoken(script, speech))
