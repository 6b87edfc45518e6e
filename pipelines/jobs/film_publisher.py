"""Films become files, whatever is seen in them: named, found where they are there already, drawn, signed, published."""

import json
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from pipelines.jobs.film_stage import FilmStage
from pipelines.jobs.job import FilmWork
from pipelines.jobs.workbench import Workbench
from pipelines.progress import Progress
from pipelines.stages.encode.engine import VIDEO_ENCODERS, Coding
from pipelines.stages.export.film import FilmHistory, export_film, published_film
from pipelines.stages.export.names import ascii_name, file_name
from pipelines.stages.export.provenance import Recipe, SourceType, xmp_packet
from pipelines.stages.export.publish import Publication
from pipelines.stages.export.signing import SIGNERS
from pipelines.video import Video
from presets.schema import Slot

DRAWING = 3
"""Raised whenever the same job makes another film than before, so that older ones are not taken for it."""

# Of a job: told by the hashes of what they name, told by others of a film's parts, or without a trace in its pictures
_TOLD_ELSEWHERE = {
    "product", "photos", "targets", "out", "choose", "sku", "scripts", "languages", "facts", "consent", "logo", "music",
    "portrait", "signing", "touchup", "redraw",
}  # fmt: skip


class FilmPublisher:
    """Finds and writes the films of one product; `made_of` is whether photo and render, or a presenter too."""

    def __init__(self, job: FilmWork, bench: Workbench, stage: FilmStage, made_of: SourceType) -> None:
        self._job = job
        self._bench = bench
        self._stage = stage
        self._made_of = made_of

    def path(self, slot: Slot, word: str) -> Path:
        """Return where a slot's film lies; `word` tells it from others of the slot."""
        product = PurePosixPath(self._job.product)
        folders = [ascii_name(part) for part in product.parent.parts]
        name = file_name(slot, product.name, self._job.sku, 1, "mp4", word)
        return self._job.out.joinpath(slot.preset, *folders, name)

    def found(self, path: Path, recipe: Recipe) -> Publication | None:
        """Return the film where it is there already, made of the same; None where it is not, or is to be redrawn."""
        if self._job.redraw:
            return None
        return published_film(path, recipe, signed=self._job.signing is not None)

    def write(self, video: Video, coding: Coding, path: Path, recipe: Recipe, progress: Progress) -> Publication:
        """Draw, encode and publish a film.

        Raises:
            ExportError: no file can be written as `coding` asks, or signing failed.
            ModelsError: the encoder or the signer cannot be used.
        """
        encoder = self._bench.pool.open(VIDEO_ENCODERS, self._job.encode)
        return export_film(video, coding, self._history(recipe), path, encoder, progress)

    def keyed(self, recipe: Recipe, parts: Any) -> Recipe:
        """Return the recipe with the hash of all that a film is made of, but the day of a portrait's leave.

        Args:
            parts: of the film, that neither the job nor the place tells: JSON.
        """
        options = {name: value for name, value in recipe.options.items() if not name.startswith("leave of")}
        whole = (
            DRAWING,
            recipe.model_copy(update={"options": options}).model_dump(mode="json"),
            self._job.model_dump(mode="json", exclude=_TOLD_ELSEWHERE),
            parts,
            [self._stage.place_key, *(path.stem for path in self._job.photos)],
            hash_of(self._job.music),
        )
        key = sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
        return recipe.model_copy(update={"options": {**recipe.options, "film": key}})

    def _history(self, recipe: Recipe) -> FilmHistory:
        author = self._job.author
        packet = xmp_packet(recipe, self._made_of, author.creator, author.credit)
        if self._job.signing is None:
            return FilmHistory(packet)
        signer = self._bench.pool.open(SIGNERS, self._job.signing)

        def sign(made: bytes) -> bytes:
            return signer.sign(made, self._stage.subject.path.read_bytes(), recipe)

        return FilmHistory(packet, sign)


def hash_of(path: Path | None) -> str:
    """Return the SHA-256 of a file's bytes; empty where there is none."""
    return sha256(path.read_bytes()).hexdigest() if path else ""
