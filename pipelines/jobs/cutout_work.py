"""The work of a `CutoutJob`: a transparent PNG at the photo's size, its colours freed from the old backdrop."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from pipelines.jobs.job import CutoutJob
from pipelines.jobs.recipes import cutout_recipe
from pipelines.jobs.workbench import Workbench
from pipelines.progress import Progress
from pipelines.stages.export.image import encode_cutout
from pipelines.stages.export.names import ascii_name
from pipelines.stages.export.provenance import SourceType, xmp_packet
from pipelines.stages.export.publish import Publication, publish_bytes
from pipelines.stages.photo.gate import inspect
from pipelines.stages.photo.read import read_photo


@dataclass(frozen=True)
class CutoutFile:
    """Where the PNG is, and what a person should know."""

    product: str
    publication: Publication
    notes: tuple[str, ...]


def make_cutout(job: CutoutJob, bench: Workbench, progress: Progress) -> CutoutFile:
    """Cut the photo out and publish the PNG.

    Raises:
        PhotoError, NoProductError, ExportError: see their words.
    """
    photo = read_photo(job.photo)
    cutout = bench.cut(photo, job.cutout, job.touchup, progress)
    xmp = xmp_packet(cutout_recipe(job, photo, bench), SourceType.ALGORITHMICALLY_ENHANCED)
    product = PurePosixPath(job.product)
    folder = job.out.joinpath(*(ascii_name(part) for part in product.parent.parts))
    publication = publish_bytes(folder / f"{ascii_name(product.name)}.cutout.png", encode_cutout(cutout, xmp))
    notes = (*photo.notes, *(concern.sentence for concern in inspect(photo, cutout)))
    return CutoutFile(job.product, publication, notes)
