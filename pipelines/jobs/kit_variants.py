"""A kit's experiments: pictures and titles of one place that differ in one thing each, measured and written down."""

from collections.abc import Iterator, Sequence

import numpy as np

from pipelines.jobs.kit import Kit
from pipelines.jobs.made import MadeImage
from pipelines.jobs.made_words import MadeText
from pipelines.jobs.workbench import Workbench
from pipelines.listing import Strategy
from pipelines.stages.check.picture_file import read_picture_file
from pipelines.stages.variants.manifest import Candidate, Experiment, experiment
from pipelines.stages.variants.measures import measure, product_mask
from pipelines.values import Box, Mask, Rgb, Size

_BEGINS = {
    Strategy.KEYWORD: "what the product is",
    Strategy.BENEFIT: "what it is good for",
    Strategy.GIFT: "the occasion",
}


def experiments_of(kit: Kit, bench: Workbench) -> tuple[Experiment, ...]:
    """Return an experiment for each place with several versions: pictures in places, pages with words, and titles.

    Raises:
        PhotoError: a picture of the kit is no longer there.
    """
    return (*_of_pictures(kit, bench), *_of_pages(kit, bench), *_of_titles(kit))


def _of_pictures(kit: Kit, bench: Workbench) -> Iterator[Experiment]:
    staged = [image for image in kit.images if image.scene is not None]
    for target in dict.fromkeys((image.target.preset, image.target.slot) for image in staged):
        images = [image for image in staged if (image.target.preset, image.target.slot) == target]
        if len(images) > 1 and images[0].scene is not None and not images[0].scene.differs:
            candidates = [_candidate(kit, image, bench) for image in images]
            yield experiment(kit.words.product, *target, candidates, f"'{images[0].scene.title}'")


def _of_pages(kit: Kit, bench: Workbench) -> Iterator[Experiment]:
    """Yield an experiment for each page that was made in versions, in each of its places and languages."""
    groups: dict[tuple[str, str, str, str], list[MadeImage]] = {}
    for image in kit.images:
        if image.page is not None:
            place = image.target.preset, image.target.slot, image.page.page.partition(".")[0], image.page.language
            groups.setdefault(place, []).append(image)
    for (preset, slot, page, tag), images in groups.items():
        versions = sorted((image for image in images if _is_version(image, page)), key=_differs)
        if len(versions) > 1 and not _differs(versions[0]):
            candidates = [_candidate(kit, image, bench) for image in versions]
            yield experiment(kit.words.product, preset, f"{slot}.{page}-{tag}", candidates, "the page as it is")


def _is_version(image: MadeImage, page: str) -> bool:
    """Tell whether a picture is the usual page or a version of it, and not one of several."""
    return bool(_differs(image)) or (image.page is not None and image.page.page == page)


def _differs(image: MadeImage) -> str:
    if image.scene is not None:
        return image.scene.differs
    return image.page.differs if image.page is not None else ""


def _candidate(kit: Kit, image: MadeImage, bench: Workbench) -> Candidate:
    pixels = read_picture_file(image.publication.path).pixels
    name = image.publication.path.relative_to(kit.out).as_posix()
    words = " ".join(line.text for line in image.page.lines) if image.page else None
    measured = measure(pixels, _product(image, pixels, bench))
    return Candidate(name, _differs(image), pixels, text=words, measured=measured)


def _product(image: MadeImage, pixels: Rgb, bench: Workbench) -> Mask:
    """Where the product stands: in its box, what the checker's network takes for a thing; all of the box without it."""
    share = image.scene.product if image.scene else image.page.product if image.page else None
    box = _box(share, (pixels.shape[1], pixels.shape[0])) if share else None
    find = bench.instruments.memory.saliency
    found = product_mask(pixels, find, box) if find else np.zeros(pixels.shape[:2], np.bool_)
    if box is not None and not found.any():
        found[box.slices] = True
    return found


def _box(share: tuple[float, float, float, float], size: Size) -> Box:
    left, top, right, bottom = share
    width, height = size
    return Box(
        max(0, int(left * width)),
        max(0, int(top * height)),
        min(width, max(int(left * width) + 1, round(right * width))),
        min(height, max(int(top * height) + 1, round(bottom * height))),
    )


def _of_titles(kit: Kit) -> Iterator[Experiment]:
    for text in kit.texts:
        if len(text.copy.titles) > 1:
            control = f"one that begins with {_BEGINS[text.copy.titles[0].strategy]}"
            yield experiment(kit.words.product, text.preset, f"title-{text.language}", _titles(text), control)


def _titles(text: MadeText) -> Sequence[Candidate]:
    first, *others = text.copy.titles
    named = [(first, ""), *((title, f"title: {_BEGINS[title.strategy]}") for title in others)]
    return [Candidate(f"{text.language}: {title.line.text}", differs, text=title.line.text) for title, differs in named]
