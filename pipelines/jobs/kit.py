"""A product's kit: all that was made of it, and what the markets it is for have a person look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np

from pipelines.jobs.job import WordsJob
from pipelines.jobs.lifestyle_work import LifestylePictures
from pipelines.jobs.made import Infographics, MadeImage, MadePictures, Refused
from pipelines.jobs.made_films import MadeFilm, MadeFilms
from pipelines.jobs.made_words import MadeText, MadeWords
from pipelines.jobs.main_image_work import MainImages
from pipelines.jobs.workbench import Workbench
from pipelines.stages.captions.subtitles import words_of_webvtt
from pipelines.stages.culture.judge import Verdicts, judge_culture
from pipelines.stages.culture.pieces import FilmPiece, PicturePiece, Showing
from pipelines.stages.export.provenance import SourceType
from pipelines.stages.export.read_xmp import read_xmp
from pipelines.values import Rgb
from presets.languages.library import language as language_of
from presets.markets.library import load_markets
from presets.scenes.library import SceneLibrary

_LOOKED_AT_PX = 256  # grounds are judged by their colours


Part: TypeAlias = MainImages | LifestylePictures | Infographics | MadeFilms | MadeWords
"""What one job of a kit makes."""


@dataclass(frozen=True)
class Kit:
    """All that was made of one product.

    Attributes:
        words: the job that wrote its words, which holds the facts.
        results: of all its jobs.
        failed: what of it could not be begun, a sentence each.
    """

    words: WordsJob
    results: tuple[Part, ...]
    failed: tuple[str, ...] = ()

    @property
    def out(self) -> Path:
        return self.words.out

    @property
    def images(self) -> tuple[MadeImage, ...]:
        return tuple(i for result in self.results if isinstance(result, MadePictures) for i in result.images)

    @property
    def long_pages(self) -> tuple[Path, ...]:
        return tuple(path for result in self.results if isinstance(result, Infographics) for path in result.long_pages)

    @property
    def films(self) -> tuple[MadeFilm, ...]:
        return tuple(film for result in self.results if isinstance(result, MadeFilms) for film in result.films)

    @property
    def texts(self) -> tuple[MadeText, ...]:
        return tuple(text for result in self.results if isinstance(result, MadeWords) for text in result.texts)


def judged(kit: Kit, bench: Workbench) -> Mapping[str, Verdicts]:
    """Return what law and custom of each market say of what is shown and said there, by the market's title."""
    scenes = bench.sets.library if any(image.scene for image in kit.images) else SceneLibrary({})
    pictures = {image.publication.path: _picture(image, scenes, bench) for image in kit.images}
    return {
        market.title: judge_culture(
            Showing(
                market,
                kit.words.facts,
                bench.instruments.today,
                [text.copy for text in kit.texts if text.market == country],
                [
                    pictures[image.publication.path]
                    for image in kit.images
                    if _sells(bench, image.target.preset, country)
                ],
                [_film(film, bench) for film in kit.films if _sells(bench, film.target.preset, country)],
                feed=True,
            )
        )
        for country in dict.fromkeys(text.market for text in kit.texts)
        for market in [load_markets().get(country)]
    }


def _sells(bench: Workbench, preset: str, country: str) -> bool:
    countries = bench.presets.markets(preset)
    return not countries or country in countries


def _picture(image: MadeImage, scenes: SceneLibrary, bench: Workbench) -> PicturePiece:
    path = image.publication.path
    place = scenes.items.get(image.scene.id) if image.scene else None
    slot = bench.presets.slot(image.target.preset, image.target.slot)
    page = image.page
    words = tuple(line.text for line in page.lines) if page else ()
    tag = page.language if page else None
    return PicturePiece(
        path.name,
        _small(path),
        place,
        source_code=code_of(image),
        language=tag,
        words=words,
        note=image.mark,
        slot=slot,
    )


def _film(film: MadeFilm, bench: Workbench) -> FilmPiece:
    source = code_of(film)
    generated = bool(film.voice) or source == SourceType.COMPOSITE_WITH_TRAINED
    note = language_of(film.language).film.made_by_ai if generated else ""
    slot = bench.presets.slot(film.target.preset, film.target.slot)
    name = film.publication.path.name
    return FilmPiece(name, film.language, _spoken(film), bool(film.voice), note, source, slot=slot)


def _spoken(film: MadeFilm) -> tuple[str, ...]:
    """All that is said, as one text: a phrase may run over from one caption to the next."""
    path = next((path for path in film.captions if path.suffix == ".vtt"), None)
    if path is None:
        return ()
    joint = " " if language_of(film.language).spaced else ""
    return (joint.join(words_of_webvtt(path.read_text(encoding="utf-8"))),)


def code_of(made: MadeImage | MadeFilm) -> str | None:
    """Return the IPTC DigitalSourceType that a made file tells."""
    history = read_xmp(made.publication.path)
    return history.source_type.rpartition("/")[2] if history and history.source_type else None


def _small(path: Path) -> Rgb | None:
    read = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_REDUCED_COLOR_4)
    if read is None:
        return None
    scale = min(1.0, _LOOKED_AT_PX / max(read.shape[:2]))
    small = cv2.resize(read, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2RGB), np.uint8)


def refused_of(kit: Kit) -> Iterator[str]:
    """Yield why each piece that could not be made was not; a reason that holds for several once, with all of them."""
    pictures: list[Refused] = []
    for result in kit.results:
        match result:
            case MadePictures():
                pictures += result.refused
            case MadeFilms():
                yield from (f"{one.target.preset}, {one.language}: {one.sentence}" for one in result.refused)
            case MadeWords():
                yield from (f"{one.preset}, {one.language}: {one.sentence}" for one in result.refused)
                yield from filter(None, [result.unseen])
    yield from _refused_pictures(pictures)


def _refused_pictures(refused: Sequence[Refused]) -> Iterator[str]:
    places: dict[str, dict[str, None]] = {}
    for one in refused:
        where = ", ".join(filter(None, (one.target.preset, one.target.slot, one.what)))
        places.setdefault(one.why, {})[where] = None
    yield from (f"{'; '.join(wheres)}: {reason}" for reason, wheres in places.items())
