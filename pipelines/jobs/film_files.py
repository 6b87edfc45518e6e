"""The files of a job's films: where each lies, what it tells of itself, and whether it is there already."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pipelines.jobs.film_speech import Said
from pipelines.jobs.film_stage import FilmStage
from pipelines.jobs.job import AvatarVideoJob
from pipelines.jobs.recipes import Cast, film_recipe
from pipelines.jobs.workbench import Workbench
from pipelines.portrait import Portrait
from pipelines.progress import Progress
from pipelines.speech import Speech
from pipelines.stages.captions.cues import cues_of
from pipelines.stages.captions.subtitles import as_subrip, as_webvtt
from pipelines.stages.encode.engine import VIDEO_ENCODERS, Coding
from pipelines.stages.export.film import FilmHistory, export_film, published_film
from pipelines.stages.export.names import ascii_name, file_name
from pipelines.stages.export.provenance import Recipe, SourceType, xmp_packet
from pipelines.stages.export.publish import Publication, publish_bytes
from pipelines.stages.export.signing import SIGNERS
from pipelines.video import Video
from presets.films.facts import Facts
from presets.films.schema import FilmTemplate
from presets.presenters.schema import Presenter
from presets.schema import Slot

DRAWING = 2
"""Raised whenever the same job makes another film than before, so that older ones are not taken for it."""

# Of a job: told by the hashes of what they name, told by others of a film's parts, or without a trace in its pictures
_TOLD_ELSEWHERE = {
    "product", "photos", "targets", "out", "choose", "sku", "scripts", "facts", "consent", "logo", "music", "portrait",
    "signing", "touchup",
}  # fmt: skip


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
    """Names, finds and writes the files of one product's films."""

    def __init__(self, job: AvatarVideoJob, bench: Workbench, stage: FilmStage, progress: Progress) -> None:
        self._job = job
        self._bench = bench
        self._stage = stage
        self._progress = progress

    def found(self, shown: Shown) -> Publication | None:
        """Return the film where it is there already, made of the same; None where it is not, or is to be redrawn."""
        if self._job.redraw:
            return None
        return published_film(self._path(shown), self._recipe(shown), signed=self._job.signing is not None)

    def write(self, video: Video, coding: Coding, shown: Shown) -> Publication:
        """Draw, encode and publish a film.

        Raises:
            ExportError: no file can be written as `coding` asks, or signing failed.
            ModelsError: the encoder or the signer cannot be used.
        """
        encoder = self._bench.pool.open(VIDEO_ENCODERS, self._job.encode)
        return export_film(video, coding, self._history(shown), self._path(shown), encoder, self._progress)

    def captions(self, said: Said, speech: Speech, film: Path) -> Iterator[Path]:
        """Write the words beside a film, and yield their files."""
        cues = cues_of(said.script, speech)
        rate = speech.sample_rate
        yield publish_bytes(film.with_suffix(".vtt"), as_webvtt(cues, rate, said.language.id).encode()).path
        yield publish_bytes(film.with_suffix(".srt"), as_subrip(cues, rate).encode()).path

    def _path(self, shown: Shown) -> Path:
        product = PurePosixPath(self._job.product)
        folders = [ascii_name(part) for part in product.parent.parts]
        name = file_name(shown.slot, product.name, self._job.sku, 1, "mp4", shown.said.language.id)
        return self._job.out.joinpath(shown.slot.preset, *folders, name)

    def _history(self, shown: Shown) -> FilmHistory:
        recipe, author = self._recipe(shown), self._job.author
        packet = xmp_packet(recipe, SourceType.COMPOSITE_SYNTHETIC, author.creator, author.credit)
        if self._job.signing is None:
            return FilmHistory(packet)
        signer = self._bench.pool.open(SIGNERS, self._job.signing)

        def sign(made: bytes) -> bytes:
            return signer.sign(made, self._stage.subject.path.read_bytes(), recipe)

        return FilmHistory(packet, sign)

    def _recipe(self, shown: Shown) -> Recipe:
        said = shown.said
        cast = Cast(said.language.id, said.voice.voice, self._stage.scene, _hash_of(said.recording))
        recipe = film_recipe(self._job, self._stage.photos, shown.slot, cast, self._bench)
        return recipe.model_copy(update={"options": {**recipe.options, "film": self._key(shown, recipe)}})

    def _key(self, shown: Shown, recipe: Recipe) -> str:
        """Return the hash of all that a film is made of, but the day on which a portrait's leave was stated."""
        options = {name: value for name, value in recipe.options.items() if not name.startswith("leave of")}
        who = shown.who
        parts = (
            DRAWING,
            recipe.model_copy(update={"options": options}).model_dump(mode="json"),
            self._job.model_dump(mode="json", exclude=_TOLD_ELSEWHERE | {"redraw"}),
            shown.slot.model_dump(mode="json"),
            shown.template.model_dump(mode="json"),
            who.model_dump(mode="json") if isinstance(who, Presenter) else who.sha256,
            shown.said.language.model_dump(mode="json"),
            asdict(shown.said.script),
            shown.facts.model_dump(mode="json"),
            [self._stage.place_key, *(path.stem for path in self._job.photos)],
            [_hash_of(self._job.logo if shown.logo else None), _hash_of(self._job.music)],
        )
        return sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


def _hash_of(path: Path | None) -> str:
    return sha256(path.read_bytes()).hexdigest() if path else ""
