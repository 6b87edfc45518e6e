"""Each demand on any film has a film that keeps it and one with a planted fault."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from pipelines.stages.check.film.judge_craft import CRAFTS
from pipelines.stages.mp4.boxes import append_xmp
from pipelines.values import Rgb
from pipelines.video import Sound, Video
from tests.fakes.films import RATE, SIZE, moving, tone
from tests.unit.pipelines.stages.check.film.conftest import Studio, packet

COPY = ["-map", "0", "-c", "copy"]
FAST = [*COPY, "-movflags", "+faststart"]


def cut_short(films: Studio) -> Path:
    data = films.good.read_bytes()
    return written(films, data[: data.index(b"mdat") + (len(data) - data.index(b"mdat")) // 2])


def overwritten(films: Studio) -> Path:
    data = bytearray(films.good.read_bytes())
    start = data.index(b"mdat") + 2500
    data[start : start + 2000] = bytes(2000)
    return written(films, bytes(data))


def written(films: Studio, data: bytes) -> Path:
    path = films.folder / "changed.mp4"
    path.write_bytes(data)
    return path


def untagged(films: Studio) -> Path:
    unknown = "setparams=color_primaries=unknown:color_trc=unknown:colorspace=unknown"
    return films.changed(["-vf", unknown, "-c:v", "libx264", "-c:a", "copy"])


def loud(films: Studio, peak: float) -> Path:
    return films.made(Video(SIZE, Fraction(25), 50, moving, tone(Fraction(2), peak)))


def mostly_silent(films: Studio) -> Path:
    samples = tone(Fraction(5), 0.25).samples.copy()
    samples[RATE:] = 0
    return films.made(Video(SIZE, Fraction(25), 125, moving, Sound(samples, RATE)))


def black_first(number: int) -> Rgb:
    return moving(number) if number >= 14 else np.zeros((SIZE[1], SIZE[0], 3), np.uint8)


def barred(number: int) -> Rgb:
    picture = moving(number)
    picture[:8] = picture[-8:] = 0
    return picture


def pillared(number: int) -> Rgb:
    picture = moving(number)
    picture[:, :20] = picture[:, -20:] = 0
    return picture


def strange_tag(films: Studio) -> Path:
    path = films.drawn(moving)
    append_xmp(path, packet("compositeSynthetic"))
    return path


FAULTS: list[tuple[str, str, Callable[[Studio], Path], str]] = [
    ("whole_film", "broken", cut_short, "bytes are missing at the end"),
    ("whole_film", "broken", overwritten, "decoder finds damage"),
    ("streams", "warning", lambda films: films.changed(["-map", "0", "-map", "0:a", "-c", "copy"]), "2 of sound"),
    ("index_first", "warning", lambda films: films.changed(COPY), "after the data"),
    ("coding", "warning", lambda films: films.changed(["-c:v", "libx264", "-pix_fmt", "yuv444p"]), "4:2:0 of 8 bits"),
    ("coding", "warning", lambda films: films.changed(["-c:v", "mpeg4", "-c:a", "copy"]), "not every browser"),
    ("coding", "warning", lambda films: films.changed(["-vf", "setsar=2", "-c:v", "libx264"]), "not square"),
    ("coding", "warning", lambda films: films.changed(["-flags", "+ilme+ildct", "-c:v", "libx264"]), "interlaced"),
    ("colour_tags", "note", untagged, "untold"),
    ("constant_rate", "warning",
     lambda films: films.changed(["-vf", "select=not(between(n\\,9\\,12))", "-fps_mode", "vfr"]), "160 ms longer"),
    ("upright", "warning", lambda films: films.changed(FAST, before=["-display_rotation", "90"]), "by 90 degrees"),
    ("in_step", "warning", lambda films: films.changed(["-c:v", "copy", "-af", "atrim=0:1.8"]), "200 ms shorter"),
    ("loudness", "warning", lambda films: loud(films, 0.02), "too quiet"),
    ("loudness", "warning", lambda films: loud(films, 0.99), "too loud"),
    ("loudness", "warning", lambda films: loud(films, 1e-7), "is silence"),
    ("loudness", "note", lambda films: films.changed(["-c", "copy", "-an"]), "no sound"),
    ("silence", "note", mostly_silent, "Silence from 1.0 to 5.0 s"),
    ("black", "warning", lambda films: films.drawn(black_first), "Black from 0.0 to 0.6 s"),
    ("frozen", "warning", lambda films: films.drawn(lambda number: moving(0), 6), "Frozen from 0.0 to 6.0 s"),
    ("black_bars", "warning", lambda films: films.drawn(barred), "each 12 % of the height"),
    ("black_bars", "warning", lambda films: films.drawn(pillared), "each 21 % of the width"),
    ("history", "ask", lambda films: films.drawn(moving), "carries no DigitalSourceType"),
    ("history", "warning", strange_tag, "must be a full address"),
]  # fmt: skip


def test_every_demand_has_a_film_that_breaks_it() -> None:
    assert {name for name, *_ in FAULTS} == {craft.name for craft in CRAFTS}


def test_a_film_as_it_should_be_keeps_them_all(films: Studio) -> None:
    findings = films.checked(films.good).report.findings
    assert [finding.rule for finding in findings] == [craft.name for craft in CRAFTS]
    assert {finding.rule: finding.measured for finding in findings if finding.verdict != "pass"} == {}
    assert all(finding.measured and finding.sources for finding in findings)


@pytest.mark.parametrize(("name", "verdict", "plant", "words"), FAULTS)
def test_a_planted_fault_is_found(
    films: Studio, name: str, verdict: str, plant: Callable[[Studio], Path], words: str
) -> None:
    found = films.craft(plant(films), name)
    assert (found.verdict, words in found.measured) == (verdict, True), found.measured
    assert found.advice


def on_black(number: int) -> Rgb:
    """A product on a black ground, as jewellers like it."""
    picture = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    picture[18:46, 30 + number % 10 : 56 + number % 10] = (210, 190, 120)
    return picture


def test_a_black_ground_is_no_bar_and_a_slow_move_no_standstill(films: Studio) -> None:
    path = films.drawn(on_black)
    assert films.craft(path, "black_bars").verdict == "pass"
    slow = films.drawn(lambda number: np.roll(moving(0), number // 12, axis=1), 6)
    assert films.craft(slow, "frozen").verdict == "pass"
