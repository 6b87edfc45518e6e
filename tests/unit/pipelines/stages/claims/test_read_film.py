"""A coded film is read: what was to be there passes in every script, and a planted word, figure or price does not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.registry import EngineChoice
from pipelines.errors import FilmError
from pipelines.footage import Frame
from pipelines.progress import silent
from pipelines.stages.captions.draw import draw_caption
from pipelines.stages.check.finding import Verdict
from pipelines.stages.check.reader import TEXT_READERS, TextReader
from pipelines.stages.claims.read_film import FilmReading, difference, read_film
from pipelines.stages.encode.engine import VIDEO_ENCODERS, Coding
from pipelines.stages.film.panel import Setting, at_start, fitted, flush, panel, plate_of, premultiplied, words_of
from pipelines.stages.film.reel import Reel
from pipelines.stages.film.written import Lettered, Written, frames_to_read
from pipelines.values import Box, Rgb
from pipelines.video import Video
from presets.films.schema import Ground
from presets.languages.library import language
from tests.fakes.small_reel import FACTS, TEXTS, film
from tests.fakes.tiny_network import TinyWeights

pytest.importorskip("uharfbuzz", reason="pip install 'listing-studio[words]'")
pytest.importorskip("imageio_ffmpeg", reason="pip install 'listing-studio[video]'")

Read = Callable[..., FilmReading]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> TextReader:
    pytest.importorskip("rapidocr")
    return TEXT_READERS.open(EngineChoice(name="rapidocr"), TinyWeights(tmp_path_factory.mktemp("none")))


@pytest.fixture
def read(reader: TextReader, tmp_path: Path) -> Read:
    """Code the film that one reel draws, and read it as the one that another has planned."""

    def read(drawn: Reel, planned: Reel, tag: str = "en") -> FilmReading:
        look, material = film(tag)
        video = Video(look.size, look.fps, material.cut.count, drawn.draw)
        path = tmp_path / "film.mp4"
        VIDEO_ENCODERS.open(EngineChoice(name="ffmpeg"), TinyWeights(tmp_path)).encode(video, Coding(), path, silent)
        return read_film(path, video, planned.written(), reader)

    return read


def reel(tag: str = "en", **facts: object) -> Reel:
    return Reel(*film(tag, facts=FACTS.model_copy(update=facts)))


@pytest.mark.parametrize("tag", TEXTS)
def test_a_true_film_is_read_in_every_script(read: Read, tag: str) -> None:
    found = read(reel(tag), reel(tag), tag)
    assert found.read + found.letters == len(reel(tag).written())
    assert found.pictures == len(frames_to_read(reel(tag).written())) < found.read + found.letters
    assert found.finding.verdict is Verdict.PASS and f"{found.pictures} pictures" in found.finding.measured
    assert (found.letters > found.read) is (tag == "ar")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"price": "$8.00"}, r"At \d+\.\d s '\$9\.00' was to be read; it reads '\$8\.00'"),
        ({"lines": ("One", "Ten")}, "'Two' was to be read; it reads 'Ten'"),
        ({"size": ""}, "'9 cm' was to stand"),
    ],
)
def test_a_planted_price_point_or_gap_keeps_the_film(read: Read, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(FilmError, match=said):
        read(reel(**wrong), reel())


@pytest.mark.parametrize(
    ("tag", "true", "false"), [("en", "140", "180"), ("en", "mug", "mud"), ("ar", "140", "190"), ("zh", "杯口", "杯底")]
)
def test_a_planted_caption_keeps_the_film(read: Read, tag: str, true: str, false: str) -> None:
    def painted() -> Reel:
        with pytest.MonkeyPatch.context() as patched:
            patched.setitem(TEXTS, tag, TEXTS[tag].replace(true, false))
            return reel(tag)

    with pytest.raises(FilmError, match=true):
        read(painted(), reel(tag), tag)


def drawn(text: str, tag: str, em: int) -> tuple[Rgb, Written]:
    spoken = language(tag)
    setting = Setting(spoken, Box(20, 20, 1420, 160), em)
    (layout,) = fitted([words_of(text, spoken)], setting)
    layout = flush(layout, mirrored=False)
    frame = at_start(panel(layout, plate_of(Ground.GLASS, (0, 0, 0))), setting.box, mirrored=False)
    canvas = np.full((180, 1440, 3), 120, np.uint8)
    frame.laid_on(canvas)
    return canvas, Lettered(frame, text, layout).written(0, 1)


@pytest.mark.parametrize("em", [12, 24, 40])
@pytest.mark.parametrize(
    ("tag", "text", "other"),
    [
        ("ar", "السعة ٣٥٠ مل", "السعة ٢٥٠ مل"),
        ("ar", "خفيف ومتين", "خفيف ومتير"),
        ("hi", "३५० मिली", "२५० मिली"),
        ("th", "จุ 350 มล.", "จุ 250 มล."),
        ("ru", "350 мл", "360 мл"),
        ("ko", "가볍고 튼튼한", "가볍고 든든한"),
    ],
)
def test_one_other_letter_or_figure_is_told_in_scripts_that_are_not_read(
    tag: str, text: str, other: str, em: int
) -> None:
    picture, written = drawn(text, tag, em)
    wrong, _ = drawn(other, tag, em)
    assert difference(picture, written) < 0.1 < 0.28 < difference(wrong, written)


@pytest.mark.parametrize("em", [20, 36, 42, 59])
@pytest.mark.parametrize("text", ["أُنشئ بالذكاء الاصطناعي", "أي مكان ستختار؟", "يتسع لـ 350 مل، وهذا يكفي لصباح طويل."])
def test_vowel_signs_at_the_edge_of_their_plate_are_no_difference(text: str, em: int) -> None:
    assert difference(*drawn(text, "ar", em)) < 0.1


@pytest.mark.parametrize(
    ("tag", "text"), [("ar", "يتسع لـ 350 مل، وهذا يكفي"), ("ja", "軽くて、どこでも。"), ("en", "See it.")]
)
def test_a_word_that_is_lit_is_no_difference(tag: str, text: str) -> None:
    spoken = language(tag)
    (layout,) = fitted([words_of(text, spoken)], Setting(spoken, Box(0, 0, 1400, 160), 40))
    for said in range(len(layout.words)):
        frame = Frame(premultiplied(draw_caption(layout, said)), 20, 20)
        canvas = np.full((180, 1440, 3), 120, np.uint8)
        frame.laid_on(canvas)
        assert difference(canvas, Lettered(frame, text, layout).written(0, 1)) < 0.2


def test_the_fewest_pictures_show_every_text() -> None:
    one, two, three = (replace(drawn("9", "en", 12)[1], first=a, last=b) for a, b in ((0, 10), (5, 30), (12, 20)))
    found = frames_to_read([three, two, one])
    assert {number: len(texts) for number, texts in found.items()} == {9: 2, 19: 1}
    assert all(text.first <= number < text.last for number, texts in found.items() for text in texts)
