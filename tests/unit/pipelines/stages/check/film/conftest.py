"""Tiny films: one that is as it should be, and ways to plant faults in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from models.registry import EngineChoice
from pipelines.progress import silent
from pipelines.stages.check.film.check_film import CheckedFilm, check_film
from pipelines.stages.check.film.reader import FILM_READER, FILM_READERS
from pipelines.stages.check.finding import Finding
from pipelines.stages.encode.engine import VIDEO_ENCODERS, Coding
from pipelines.stages.encode.program import run
from pipelines.stages.mp4.boxes import append_xmp
from pipelines.values import Rgb
from pipelines.video import Video
from presets.schema import Slot
from tests.fakes.films import SIZE, a_video, tone
from tests.fakes.tiny_network import TinyWeights
from tests.unit.pipelines.stages.check.conftest import slot

TODAY = date(2026, 11, 22)
TAG = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"


def packet(tag: str = TAG) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        f'Iptc4xmpExt:DigitalSourceType="{tag}"/></rdf:RDF></x:xmpmeta>'
    ).encode()


@dataclass(frozen=True)
class Studio:
    """Makes and checks films in one folder."""

    folder: Path
    good: Path

    def made(self, video: Video, name: str = "made.mp4") -> Path:
        encoder = VIDEO_ENCODERS.open(EngineChoice(name="ffmpeg"), TinyWeights(self.folder))
        encoder.encode(video, Coding(), self.folder / name, silent)
        return self.folder / name

    def drawn(self, draw: Callable[[int], Rgb], seconds: int = 2) -> Path:
        """A film of pictures by a function, with sound."""
        return self.made(Video(SIZE, Fraction(25), 25 * seconds, draw, tone(Fraction(seconds), 0.25)))

    def changed(self, arguments: Sequence[str], name: str = "changed.mp4", before: Sequence[str] = ()) -> Path:
        """The good film, run through ffmpeg once more."""
        run([*before, "-i", str(self.good), *arguments, str(self.folder / name)], f"writing {name}")
        return self.folder / name

    def checked(self, path: Path, *rules: dict[str, Any], level: str = "must") -> CheckedFilm:
        where: Slot = slot(*rules, level=level)
        reader = FILM_READERS.open(FILM_READER, TinyWeights(self.folder))
        return check_film(path, where, reader, TODAY)

    def judged(self, path: Path, rule: dict[str, Any]) -> Finding:
        return self.checked(path, rule).report.findings[0]

    def craft(self, path: Path, name: str) -> Finding:
        return next(finding for finding in self.checked(path).report.findings if finding.rule == name)


@pytest.fixture(scope="session")
def good_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if FILM_READERS.missing_packages("ffmpeg"):
        pytest.skip("films need imageio_ffmpeg: pip install 'listing-studio[video]'")
    folder = tmp_path_factory.mktemp("film")
    video = a_video(50)
    path = Studio(folder, folder).made(
        Video(video.size, video.fps, 50, video.draw, tone(Fraction(2), 0.25)), "good.mp4"
    )
    append_xmp(path, packet())
    return path


@pytest.fixture
def films(tmp_path: Path, good_film: Path) -> Studio:
    return Studio(tmp_path, good_film)
