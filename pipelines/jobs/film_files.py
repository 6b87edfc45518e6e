"""The files of a job's films with a presenter: what each tells of itself, and the words beside it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.jobs.film_publisher import DrawnFilm, FilmPublisher, KeptFilm, hash_of
from pipelines.jobs.film_speech import Said
from pipelines.jobs.job import AvatarVideoJob
from pipelines.jobs.recipes import Cast, film_recipe
from pipelines.jobs.stage import Stage
from pipelines.jobs.workbench import Workbench
from pipelines.portrait import Portrait
from pipelines.progress import Progress
from pipelines.speech import Speech
from pipelines.stages.captions.cues import cues_of
from pipelines.stages.captions.subtitles import as_subrip, as_webvtt
from pipelines.stages.encode.engine import Coding
from pipelines.stages.export.provenance import Recipe, SourceType
from pipelines.stages.export.publish import publish_bytes
from presets.films.facts import Facts
from presets.films.schema import FilmTemplate
from presets.presenters.schema import Presenter
from presets.schema import Slot


@dataclass(frozen=True)
class Shown:
    """What a film shows and says, apart from its photos and place.

    Attributes:
        logo: whether the seller's own is shown.
    """

    slot: Slot
    template: FilmTemplate
    who: Presenter | Portrait
    said: Said
    facts: Facts
    logo: bool


class FilmFiles:
    """Finds and writes the files of one product's films."""

    def __init__(self, job: AvatarVideoJob, bench: Workbench, stage: Stage, progress: Progress) -> None:
        self._job = job
        self._bench = bench
        self._stage = stage
        self._progress = progress
        self._publisher = FilmPublisher(job, bench, stage, SourceType.COMPOSITE_SYNTHETIC)

    def found(self, shown: Shown) -> KeptFilm | None:
        """Return the film where it is there already, made of the same; None where it is not, or is to be redrawn."""
        return self._publisher.found(self._path(shown), self._recipe(shown))

    def write(self, film: DrawnFilm, coding: Coding, shown: Shown) -> KeptFilm:
        """Draw, encode, read and publish a film.

        Raises:
            ExportError, FilmError, ModelsError: as `FilmPublisher.write`.
        """
        return self._publisher.write(film, coding, self._path(shown), self._recipe(shown), self._progress)

    def captions(self, said: Said, speech: Speech, film: Path) -> Iterator[Path]:
        """Write the words beside a film, and yield their files."""
        cues = cues_of(said.script, speech)
        rate = speech.sample_rate
        yield publish_bytes(film.with_suffix(".vtt"), as_webvtt(cues, rate, said.language.id).encode()).path
        yield publish_bytes(film.with_suffix(".srt"), as_subrip(cues, rate).encode()).path

    def _path(self, shown: Shown) -> Path:
        return self._publisher.path(shown.slot, shown.said.language.id)

    def _recipe(self, shown: Shown) -> Recipe:
        said, who = shown.said, shown.who
        cast = Cast(said.language.id, said.voice.voice, self._stage.scene, hash_of(said.recording))
        recipe = film_recipe(self._job, self._stage.photos, shown.slot, cast, self._bench)
        parts = (
            shown.slot.model_dump(mode="json"),
            shown.template.model_dump(mode="json"),
            who.model_dump(mode="json") if isinstance(who, Presenter) else who.sha256,
            said.language.model_dump(mode="json"),
            asdict(said.script),
            shown.facts.model_dump(mode="json"),
            hash_of(self._job.logo if shown.logo else None),
        )
        return self._publisher.keyed(recipe, parts)
