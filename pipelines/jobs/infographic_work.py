"""The work of an `InfographicJob`: photos and facts in, a checked picture for each page, language and target out."""

import time
from collections.abc import Iterator

from pipelines.errors import Cancelled, PageError, StudioError
from pipelines.jobs.finishing import Finisher, History, Label
from pipelines.jobs.job import InfographicJob, Target
from pipelines.jobs.made import Infographics, MadeImage, Refused
from pipelines.jobs.recipes import infographic_recipe
from pipelines.jobs.subject import Subject, read_subject
from pipelines.jobs.workbench import Workbench
from pipelines.listing import Brief
from pipelines.page import Page, PageMaterial
from pipelines.progress import Progress
from pipelines.stages.export.image import preview_jpeg
from pipelines.stages.export.provenance import SourceType
from pipelines.stages.page.brand_look import LookFiles, look_of
from pipelines.stages.page.draw import draw_page
from pipelines.stages.page.page_words import headed, page_words
from presets.errors import PresetError
from presets.languages.library import language
from presets.markets.choice import market_for
from presets.markets.library import load_markets
from presets.pages.library import load_pages
from presets.schema import Role, Slot


def make_infographics(job: InfographicJob, bench: Workbench, progress: Progress) -> Infographics:
    """Make every page in every language for every target; one that cannot be made stands among `refused`.

    Raises:
        PhotoError, NoProductError: no photo of the product can be used.
        UnfitPhotoError: the gate refuses the photo, and the job does not insist.
        PageError: a font that cannot be used.
        PresetError: no such page.
    """
    start = time.perf_counter()
    subject = read_subject(job, bench, progress)
    cut = time.perf_counter() - start
    studio = _Studio(job, bench, subject)
    made: list[MadeImage] = []
    refused: list[Refused] = []
    wanted = list(studio.wanted())
    for index, (target, page, tag, number) in enumerate(wanted):
        try:
            made.append(studio.make(target, page, tag, number))
        except Cancelled:
            raise
        except (StudioError, PresetError) as error:
            refused.append(Refused(target, f"{page} in {tag}: {error}"))
        progress("pictures", index + 1, len(wanted))
    preview = preview_jpeg(subject.photo.pixels)
    notes = (*subject.notes, *studio.notes)
    return Infographics(job.product, subject.path, preview, subject.reason, notes, tuple(made), tuple(refused), cut)


class _Studio:
    """Draws one product's pages."""

    def __init__(self, job: InfographicJob, bench: Workbench, subject: Subject) -> None:
        self._job, self._bench, self._subject = job, bench, subject
        self._finisher = Finisher(job, bench, subject.path)
        files = LookFiles(job.brand_files.logo, job.brand_files.heading, job.brand_files.text)
        self._look = look_of(job.brand, files, subject.cutout)
        self._templates = {page: load_pages().get(page) for page in job.pages}
        self._notes: dict[str, None] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """What facts had no words, each once."""
        return tuple(self._notes)

    def wanted(self) -> Iterator[tuple[Target, str, str, int]]:
        """Yield target, page, language and the picture's number among those of its slot."""
        first = self._job.first
        for target in self._job.targets:
            pairs = ((page, tag) for tag in self._job.languages for page in self._job.pages)
            yield from ((target, page, tag, number) for number, (page, tag) in enumerate(pairs, first))

    def make(self, target: Target, page: str, tag: str, number: int) -> MadeImage:
        start = time.perf_counter()
        slot = _with_room_for_words(self._bench.presets.slot(target.preset, target.slot))
        drawn = self._drawn(slot, target.preset, (page, tag))
        recipe = infographic_recipe(self._job, self._subject.photo, slot, (page, tag), self._bench)
        label = Label(number, f"{page}-{tag}")
        file = self._finisher.finish(drawn.picture, slot, History(recipe, SourceType.COMPOSITE), label)
        return MadeImage(
            target,
            file.publication,
            file.checked.report,
            None,
            drawn.size,
            file.encoded.quality,
            drawn.notes,
            seconds=time.perf_counter() - start,
        )

    def _drawn(self, slot: Slot, preset: str, shown: tuple[str, str]) -> Page:
        job, canvas, (page, tag) = self._job, slot.head.export, shown
        if canvas is None:
            raise PageError(f"{slot.preset_title}, {slot.head.title}: no size is known for it. Choose another slot.")
        market = market_for(self._bench.presets.markets(preset), tag, load_markets())
        brief = Brief(job.facts, language(tag), market.units, market.id, {})
        spots = {number - 1: spot for number, spot in job.spots.items()}
        words, notes = page_words(brief, job.brand, spots)
        self._notes.update(dict.fromkeys(notes))
        material = PageMaterial(headed(words, page, brief), (self._subject.cutout,))
        return draw_page(self._templates[page], material, self._look, (canvas.width, canvas.height))


def _with_room_for_words(slot: Slot) -> Slot:
    if slot.head.role in (Role.MAIN, Role.SWATCH):
        raise PageError(
            f"{slot.preset_title}, {slot.head.title}: the product is shown alone there, without words. Choose a further"
            " picture, such as --slot additional."
        )
    return slot
