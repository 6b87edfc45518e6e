"""The work of an `InfographicJob`: photos and facts in, a checked picture for each page, language and target out."""

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from pipelines.errors import Cancelled, PageError, StudioError
from pipelines.jobs.finishing import Finisher, History, Label
from pipelines.jobs.job import Compared, InfographicJob, Target
from pipelines.jobs.made import Infographics, MadeImage, PageRecord, Refused
from pipelines.jobs.recipes import infographic_recipe
from pipelines.jobs.subject import Subject, read_subject
from pipelines.jobs.workbench import Workbench
from pipelines.listing import Brief, Line
from pipelines.page import Grid, Page, PageMaterial, ToldMeasure
from pipelines.progress import Progress
from pipelines.stages.check.finding import Finding, Verdict
from pipelines.stages.claims.read_back import How, ReadBack, findings_of, read_back
from pipelines.stages.cutout.touchup import Touchup
from pipelines.stages.export.image import preview_jpeg
from pipelines.stages.export.names import ascii_name
from pipelines.stages.export.provenance import SourceType
from pipelines.stages.export.publish import replace_bytes
from pipelines.stages.page.brand_look import LookFiles, look_of
from pipelines.stages.page.draw import draw_page
from pipelines.stages.page.long_page import Slice, long_page
from pipelines.stages.page.page_words import headed, page_words
from pipelines.stages.page.proven import proven_page
from pipelines.stages.page.spans import bears_out
from pipelines.stages.page.tables import comparison
from pipelines.stages.page.told import alt_of
from pipelines.stages.page.versions import differs, in_version
from pipelines.values import Cutout, Photo, Size
from presets.errors import PresetError
from presets.languages.library import language
from presets.markets.choice import market_for
from presets.markets.library import load_markets
from presets.pages.address import PageAddress
from presets.pages.library import load_pages
from presets.schema import Role, Slot

_POINTED, _MEASURED = "callouts", "dimensions"
_BESIDE = ("comparison", "column")  # pages that show other products of the seller


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
    studio = _Studio(job, bench, subject, progress)
    made: list[MadeImage] = []
    refused: list[Refused] = []
    lacking: dict[str, None] = {}
    wanted = list(studio.wanted())
    for index, (target, page, tag, number) in enumerate(wanted):
        try:
            made.append(studio.make(target, page, tag, number))
        except Cancelled:
            raise
        except (StudioError, PresetError) as error:
            if page in job.may_lack:
                lacking[f"{page} in {tag} is left out: {error}"] = None
            else:
                refused.append(Refused(target, str(error), page, tag))
        progress("pictures", index + 1, len(wanted))
    preview = preview_jpeg(subject.photo.pixels)
    notes = (*subject.notes, *studio.notes, *lacking)
    pages = studio.long_pages() if job.long_page else ()
    return Infographics(
        job.product, subject.path, preview, subject.reason, notes, tuple(made), tuple(refused), cut, pages
    )


class _Studio:
    """Draws one product's pages."""

    def __init__(self, job: InfographicJob, bench: Workbench, subject: Subject, progress: Progress) -> None:
        self._progress = progress
        self._job, self._bench, self._subject = job, bench, subject
        self._finisher = Finisher(job, bench, subject.path)
        files = LookFiles(job.brand_files.logo, job.brand_files.heading, job.brand_files.text)
        self._look = look_of(job.brand, files, subject.cutout)
        pages = {page for target in job.targets for page in self._pages(target)}
        self._addresses = {page: PageAddress.parse(page) for page in pages}
        self._notes: dict[str, None] = {}
        self._others: tuple[Cutout, ...] | None = None
        self._slices: dict[tuple[Target, str], list[tuple[Path, Slice]]] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """What facts had no words, each once."""
        return tuple(self._notes)

    def wanted(self) -> Iterator[tuple[Target, str, str, int]]:
        """Yield target, page, language and the picture's number among those of its slot; what is silent but once."""
        first, languages = self._job.first, self._job.languages
        for target in self._job.targets:
            pairs = (
                (page, tag)
                for tag in languages
                for page in self._pages(target)
                if tag == languages[0] or load_pages().get(self._addresses[page].template).speaks
            )
            yield from ((target, page, tag, number) for number, (page, tag) in enumerate(pairs, first))

    def _pages(self, target: Target) -> tuple[str, ...]:
        return self._job.by_slot.get(target.slot, self._job.pages)

    def make(self, target: Target, page: str, tag: str, number: int) -> MadeImage:
        start = time.perf_counter()
        slot = _with_room_for_words(self._bench.presets.slot(target.preset, target.slot))
        material, size = self._material(slot, target.preset, (page, tag))
        address = self._addresses[page]
        drawn = draw_page(load_pages().get(address.template), material, self._look, size)
        read = self._read_back(drawn)
        recipe = infographic_recipe(self._job, self._photos(page, drawn.size), slot, (page, tag), self._bench)
        label = Label(number, f"{page}-{tag}")
        file = self._finisher.finish(drawn.picture, slot, History(recipe, SourceType.COMPOSITE), label)
        path, report = file.publication.path, file.checked.report
        slices = self._slices.setdefault((target, tag), [])
        slices.append((path, Slice(path.name, drawn.size, alt_of(drawn.lines, tag))))
        return MadeImage(
            target,
            file.publication,
            replace(report, findings=(*report.findings, *read)),
            None,
            drawn.size,
            file.encoded.quality,
            drawn.notes,
            seconds=time.perf_counter() - start,
            page=_record(page, tag, drawn, differs(material, address.version)),
        )

    def _photos(self, page: str, size: Size) -> tuple[Photo, ...]:
        """Return the photos that a page shows, the product's best one first."""
        address = self._addresses[page]
        used = load_pages().get(address.template).layout(size[0] / size[1]).views
        views = self._subject.views
        others = {min(view, len(views)) - 1 for view in used if view and views}
        return (self._shown(address)[0], *(views[index][0] for index in sorted(others)))

    def _shown(self, address: PageAddress) -> tuple[Photo, Cutout]:
        """Return the photo that a page shows first: the best one, but that which bears the measures out where they are
        drawn, and that which call-outs are about where they say.
        """
        best = self._subject.photo, self._subject.cutout
        if address.template == _MEASURED:
            return self._measured
        if address.template != _POINTED:
            return best
        named = {callout.photo for callout in self._job.facts.callouts if callout.photo}
        return next((pair for pair in (best, *self._subject.views) if pair[0].name in named), best)

    @cached_property
    def _measured(self) -> tuple[Photo, Cutout]:
        """Return the first photo on which two measures can be drawn; the best one where there is none."""
        given = self._job.facts.measures.given()
        told = [ToldMeasure(name, quantity, Line(name), Line(str(quantity))) for name, quantity in given.items()]
        photos = ((self._subject.photo, self._subject.cutout), *self._subject.views)
        return next((pair for pair in photos if bears_out(pair[1], told)), photos[0])

    def _told_of_places(self, shown: Photo) -> Iterator[str]:
        """Yield what a person should know of where call-outs point."""
        callouts = self._job.facts.callouts
        for lost in dict.fromkeys(callout.photo for callout in callouts if callout.photo not in (None, shown.name)):
            yield f"The call-outs on {lost} are left out: their page shows {shown.name}."
        if self._subject.views and not self._job.spots and any(callout.photo is None for callout in callouts):
            yield (
                f"The call-outs are placed on {shown.name}, which is the best photo. Where they are of another one, "
                'say so in each [[callouts]] of the product\'s file: photo = "...".'
            )

    def long_pages(self) -> tuple[Path, ...]:
        """Write an HTML file beside the pictures of each slot and language, and return them."""
        return tuple(self._long_page(*key) for key in self._slices)

    def _long_page(self, target: Target, tag: str) -> Path:
        found = self._slices[target, tag]
        facts = self._job.facts
        words = facts.translated(tag)
        title = (words.name if words else None) or facts.name
        html = long_page([piece for _, piece in found], title, language(tag))
        name = ascii_name(PurePosixPath(self._job.product).name)
        path = found[0][0].parent / f"{name}.{target.slot}.{tag}.html"
        replace_bytes(path, html.encode())
        return path

    def _read_back(self, drawn: Page) -> tuple[Finding, ...]:
        """Return what reading the page's words in their places found.

        Raises:
            PageError: a figure was read as another one: a picture with it goes nowhere.

        A workbench without a reader reads nothing back.
        """
        reader = self._bench.instruments.memory.reader
        if reader is None:
            return ()
        read = [_of_known_letters(one) for one in read_back(drawn.picture, drawn.texts, reader)]
        if wrong := [one.why for one in read if one.verdict is Verdict.BROKEN]:
            raise PageError(f"A word in the picture does not read as it should. {' '.join(wrong)}")
        return findings_of(read)

    def _material(self, slot: Slot, preset: str, shown: tuple[str, str]) -> tuple[PageMaterial, Size]:
        """Return what a page in a language is made of, and the picture's size.

        Raises:
            PageError: no size is known for the slot, or the facts do not bear the page.
            CopyError: they do not bear a claim on it.
        """
        job, canvas, (page, tag) = self._job, slot.head.export, shown
        if canvas is None:
            raise PageError(f"{slot.preset_title}, {slot.head.title}: no size is known for it. Choose another slot.")
        market = market_for(self._bench.presets.markets(preset), tag, load_markets())
        brief = Brief(job.facts, language(tag), market.units, market.id, {})
        spots = {number - 1: spot for number, spot in job.spots.items()}
        address = self._addresses[page]
        photo, cutout = self._shown(address)
        words, notes = page_words(brief, job.brand, spots, photo.name)
        self._notes.update(dict.fromkeys(notes))
        if address.template == _POINTED:
            self._notes.update(dict.fromkeys(self._told_of_places(photo)))
        words = headed(words, address.template, brief)
        cutouts = (cutout,)
        if address.template in _BESIDE:
            words = replace(words, table=self._beside(brief))
            cutouts += self._compared()
        others = {other.name: other.facts for other in job.compared}
        words = proven_page(words, job.facts, others, self._house(tag))
        views = tuple(view for _, view in self._subject.views)
        material = PageMaterial(words, cutouts, views, address.turn)
        return in_version(material, address.version), (canvas.width, canvas.height)

    def _house(self, tag: str) -> set[str]:
        """Return what the brand's file says in a language: the seller's own words, as they stand."""
        told = self._job.brand.told_in(tag) if self._job.brand else None
        return set(told.factory) if told else set()

    def _beside(self, brief: Brief) -> Grid:
        """Return the product beside those it is compared with."""
        others = self._job.compared
        briefs = [brief, *(replace(brief, product=other.facts) for other in others)]
        table, notes = comparison(briefs, [other.name for other in others])
        self._notes.update(dict.fromkeys(notes))
        return table

    def _compared(self) -> tuple[Cutout, ...]:
        """Return the cutouts of the products that this one is compared with, each made once."""
        if self._others is None:
            jobs = [as_compared(self._job, other) for other in self._job.compared]
            self._others = tuple(read_subject(job, self._bench, self._progress).cutout for job in jobs)
        return self._others


def as_compared(job: InfographicJob, other: Compared) -> InfographicJob:
    """Return the job as if it were of another product: its photos are cut, straightened and toned in the same way."""
    own = {"product": other.name, "facts": other.facts, "photos": other.photos}
    return job.model_copy(update={**own, "choose": None, "touchup": Touchup(), "compared": ()})


def _record(page: str, tag: str, drawn: Page, differing: str) -> PageRecord:
    width, height = drawn.size
    box = next(iter(drawn.product_boxes), None)
    shares = box and (box.left / width, box.top / height, box.right / width, box.bottom / height)
    return PageRecord(page, tag, drawn.lines, differing, shares)


def _of_known_letters(read: ReadBack) -> ReadBack:
    """Return what was read; among letters that the reader does not know, a figure misread is for a person to see."""
    unsure = read.verdict is Verdict.BROKEN and read.how is How.FIGURES
    return replace(read, verdict=Verdict.ASK) if unsure else read


def _with_room_for_words(slot: Slot) -> Slot:
    if slot.head.role in (Role.MAIN, Role.SWATCH):
        raise PageError(
            f"{slot.preset_title}, {slot.head.title}: the product is shown alone there, without words. Choose a further"
            " picture, such as --slot additional."
        )
    return slot
