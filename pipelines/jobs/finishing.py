"""A composed picture becomes a file: encoded for its slot, signed where asked, published, and checked as published."""

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pipelines.jobs.job import ProductWork
from pipelines.jobs.workbench import Workbench
from pipelines.stages.check.check_file import Checked, check_picture
from pipelines.stages.export.image import EncodedImage, encode_image, file_demand
from pipelines.stages.export.names import ascii_name, file_name
from pipelines.stages.export.provenance import Recipe, SourceType, xmp_packet
from pipelines.stages.export.publish import Publication, publish_bytes
from pipelines.stages.export.signing import SIGNERS
from pipelines.values import Rgb
from presets.schema import Slot

# Room left under a slot's byte ceiling for a signed manifest.
_MANIFEST_BYTES = 65_536


@dataclass(frozen=True)
class History:
    """What a file's metadata say of it."""

    recipe: Recipe
    source_type: SourceType


@dataclass(frozen=True)
class Label:
    """How a product's files of one slot are told apart: `number` from 1, and a word for readable names."""

    number: int = 1
    word: str = ""


@dataclass(frozen=True, eq=False)
class FinishedFile:
    """A file that is there, and how it measures."""

    encoded: EncodedImage
    publication: Publication
    checked: Checked


class Finisher:
    """Finishes pictures of one product; `photo` is the file they were made from."""

    def __init__(self, job: ProductWork, bench: Workbench, photo: Path) -> None:
        self._job = job
        self._bench = bench
        self._photo = photo

    def finish(self, picture: Rgb, slot: Slot, history: History, label: Label | None = None) -> FinishedFile:
        """Publish a picture of the slot's canvas.

        Raises:
            ExportError: no file can be written as the slot demands.
            ModelsError: the signer cannot be used.
        """
        encoded = self._encoded(picture, slot, history)
        publication = publish_bytes(self._path(slot, encoded.extension, label or Label()), encoded.data)
        return FinishedFile(encoded, publication, check_picture(publication.path, slot, self._bench.instruments))

    def beside(self, name: str) -> Path:
        """Return where a file on the product as a whole goes, above its marketplaces' folders."""
        product = PurePosixPath(self._job.product)
        folders = [ascii_name(part) for part in product.parent.parts]
        return self._job.out.joinpath(*folders, f"{ascii_name(product.name)}.{name}")

    def _encoded(self, picture: Rgb, slot: Slot, history: History) -> EncodedImage:
        author = self._job.author
        xmp = xmp_packet(history.recipe, history.source_type, author.creator, author.credit)
        demand = file_demand(slot)
        if self._job.signing is None:
            return encode_image(picture, demand, xmp)
        encoded = encode_image(picture, replace(demand, max_bytes=demand.max_bytes - _MANIFEST_BYTES), xmp)
        signer = self._bench.pool.open(SIGNERS, self._job.signing)
        return replace(encoded, data=signer.sign(encoded.data, self._photo.read_bytes(), history.recipe))

    def _path(self, slot: Slot, extension: str, label: Label) -> Path:
        product = PurePosixPath(self._job.product)
        folders = [ascii_name(part) for part in product.parent.parts]
        name = file_name(slot, product.name, self._job.sku, label.number, extension, label.word)
        return self._job.out.joinpath(slot.preset, *folders, name)
