"""Words that lie are not published, whoever wrote them; the others of the job are."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("babel", reason="pip install 'listing-studio[words]'")

from models.registry import EngineChoice
from pipelines.jobs.job import WordsJob
from pipelines.jobs.words_work import make_words
from pipelines.jobs.workbench import EnginePool
from pipelines.listing import Brief, Copy, Line
from pipelines.progress import Progress, silent
from pipelines.stages.copy.engine import COPY_ENGINES
from pipelines.values import Cutout
from presets.library import load_presets
from presets.products.schema import Product
from tests.fakes.embedded import embedded_weights

MUG = Product.model_validate(
    {
        "name": "Linden mug", "category": "mug", "materials": ["enamel"], "colours": ["white"],
        "points": ["Light and tough"], "measures": {"height": "9 cm", "capacity": "350 ml"},
        "prices": {"us": "19.90 USD"}, "words": {"es": {"points": ["Ligera y resistente"]}},
    }
)  # fmt: skip
LIES = {
    "a size": "Holds 400 ml.",
    "a converted size": "Holds 13.8 fl oz.",
    "another measure": "Height 350 cm.",
    "a price": "Only $9.90.",
    "a price in words": "It costs nineteen dollars.",
    "a material": "Made of stainless steel.",
    "a colour": "A red mug.",
    "a rank": "The best mug in the world.",
    "a cure": "It cures headaches.",
    "a certificate": "FDA approved.",
    "an origin": "Made in Italy.",
    "a warranty": "With a 10 year warranty.",
    "a share": "50 % lighter.",
    "a count": "A set of 6.",
}


class Lying:
    """Writes what the template engine does, and a lie among it."""

    def __init__(self, lie: Line) -> None:
        self._lie = lie

    def write(self, brief: Brief, progress: Progress) -> Copy:
        copy = COPY_ENGINES.open(EngineChoice(name="template"), embedded_weights()).write(brief, progress)
        return replace(copy, bullets=(*copy.bullets, self._lie)) if brief.language.id == "en" else copy


def written(lie: Line, out: Path) -> tuple[list[str], list[str]]:
    bench = SimpleNamespace(
        presets=load_presets(),
        pool=SimpleNamespace(open=lambda *_: Lying(lie)),
        instruments=SimpleNamespace(today=date(2026, 11, 27)),
    )
    job = WordsJob(product="mug", facts=MUG, presets=("amazon-us",), languages=("en", "es"), out=out)
    made = make_words(job, bench, silent)  # type: ignore[arg-type]
    return [text.language for text in made.texts], [refused.sentence for refused in made.refused]


@pytest.mark.parametrize("name", LIES)
def test_a_lie_gets_nowhere(name: str, tmp_path: Path) -> None:
    languages, refused = written(Line(LIES[name]), tmp_path)
    assert languages == ["es"]
    (sentence,) = refused
    assert sentence.startswith(f"'{LIES[name]}' is not told: ")
    assert not list(tmp_path.rglob("*.en.*"))


def test_a_line_may_not_rest_on_a_fact_that_is_not_there(tmp_path: Path) -> None:
    languages, refused = written(Line("Light and tough", ("points.7",)), tmp_path)
    assert languages == ["es"] and "points.7" in refused[0]


def test_the_truth_is_published(tmp_path: Path) -> None:
    languages, refused = written(Line("Holds 11.8 fl oz (350 ml).", ("measures.capacity",)), tmp_path)
    assert (languages, refused) == (["en", "es"], [])


def test_what_the_photo_contradicts_is_told_and_changes_no_word(tmp_path: Path) -> None:
    photo = tmp_path / "mug.png"
    pixels = np.full((300, 300, 3), 255, np.uint8)
    pixels[60:240, 80:220] = (30, 90, 200)
    Image.fromarray(pixels).save(photo)
    red = MUG.model_copy(update={"colours": ("red",)})
    bench = SimpleNamespace(
        presets=load_presets(),
        cut=lambda photo, *_: Cutout(photo.pixels, (photo.pixels[..., 0] < 128).astype(np.float32), photo.pixels),
        pool=EnginePool(embedded_weights()),
        instruments=SimpleNamespace(today=date(2026, 11, 27)),
    )
    job = WordsJob(product="m", facts=red, presets=("amazon-us",), languages=("en",), out=tmp_path, photos=(photo,))
    made = make_words(job, bench, silent)  # type: ignore[arg-type]
    told = {(one.address, one.said, one.seen) for one in made.disagreements}
    assert ("colours", "red", "blue") in told
    assert "blue" not in " ".join(line.text.lower() for line in made.texts[0].copy.bullets)


def test_the_words_stand_where_the_photo_cannot_be_looked_at(tmp_path: Path) -> None:
    photo = tmp_path / "mug.png"
    Image.fromarray(np.full((64, 64, 3), 200, np.uint8)).save(photo)
    bench = SimpleNamespace(
        presets=load_presets(),
        cut=lambda photo, *_: Cutout(photo.pixels, np.ones((64, 64), np.float32), photo.pixels),
        pool=EnginePool(embedded_weights()),
        instruments=SimpleNamespace(today=date(2026, 11, 27)),
    )
    job = WordsJob(product="m", facts=MUG, presets=("amazon-us",), languages=("en",), out=tmp_path, photos=(photo,))
    blind = job.model_copy(update={"understand": EngineChoice(name="vlm")})
    made = make_words(blind, bench, silent)  # type: ignore[arg-type]
    assert len(made.texts) == 1 and "qwen3.5-0.8b" in made.unseen and made.suggestions == ()
