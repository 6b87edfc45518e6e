"""Template, words and cutouts -> a page: the one entry for whoever makes pictures with words."""

from collections.abc import Callable
from math import ceil
from typing import Any

from pipelines.errors import PageError
from pipelines.listing import Line
from pipelines.page import Page, PageMaterial
from pipelines.stages.page.callouts import draw_callouts
from pipelines.stages.page.canvas import Canvas
from pipelines.stages.page.close_up import draw_close_up
from pipelines.stages.page.dimensions import draw_dimensions, draw_specs
from pipelines.stages.page.lists import draw_badges, draw_items, draw_points, draw_sign, draw_steps
from pipelines.stages.page.logo import draw_logo
from pipelines.stages.page.sheet import PageLook, Script, Sheet, stands
from pipelines.stages.page.table import draw_table
from pipelines.values import Box, Size
from presets.pages.schema import Align, CloseUp, PageLayout, PageTemplate, Panel, ProductPart, Says, Words

# Below an x-height of 0.2 degrees, reading slows down (Legge and Bigelow, "Does print size matter for reading?",
# Journal of Vision 11(5):8, 2011). Phones are read from 36.2 cm (Bababekova et al., Optometry and Vision Science 88(7),
# 2011), where that is 1.26 mm; a screen 360 CSS pixels wide measures about 68 mm, and Noto Sans's x-height is 0.536 of
# its em: an em of 12.5 CSS pixels.
READABLE_PX = 12.5


def draw_page(template: PageTemplate, material: PageMaterial, look: PageLook, size: Size) -> Page:
    """Return a page of `size`, laid out for the language of its words.

    Every text is whole, in letters that can be read where the page is shown, inside the safe area, and clear of
    products and of other texts.

    Raises:
        PageError: what it shows is not there, a text is too long for its place, or the photo contradicts a measure.
        MissingPackageError: the fonts are not installed.
    """
    layout = template.layout(size[0] / size[1])
    sheet = Sheet(_canvas(layout, look, size), material, look, layout)
    for part in layout.parts:
        if isinstance(part, Panel):
            sheet.panel(part)
        else:
            _PAINTERS[part.kind](sheet, part)
    canvas = sheet.canvas
    canvas.pixels.setflags(write=False)
    return Page(
        canvas.pixels, tuple(canvas.texts), tuple(canvas.products), canvas.least_px, canvas.safe, tuple(canvas.notes)
    )


def _canvas(layout: PageLayout, look: PageLook, size: Size) -> Canvas:
    width, height = size
    margin = round(layout.safe * min(size))
    safe = Box(margin, margin, width - margin, height - margin)
    return Canvas(size, look.scheme.paper, safe, ceil(READABLE_PX * width / layout.shown_px))


def _draw_words(sheet: Sheet, part: Words) -> None:
    words = sheet.material.words
    line: Line | None = {Says.BRAND: words.brand, Says.HEADLINE: words.headline, Says.LEAD: words.lead}[part.says]
    if line is None:
        return
    box = sheet.box(part.area)
    script = Script(part.letters, part.least, part.weight, part.lines, part.align is Align.CENTRE)
    block = sheet.setter(line, str(part.says), script).fitted(box.width, box.height)
    sheet.write(block, box, part.colour, align=part.align, stand=part.stand)


def _draw_product(sheet: Sheet, part: ProductPart) -> None:
    if sheet.material.cropped:
        draw_close_up(sheet, CloseUp(kind="close_up", area=part.area, which=part.which))
        return
    which = sheet.material.turn if part.turning else part.which
    cutout = sheet.cutout(which)
    if cutout is None:
        raise PageError(f"This page shows product {which + 1}, but there are {len(sheet.material.cutouts)}.")
    views = sheet.material.views
    if part.view and views and not which:
        cutout = views[min(part.view, len(views)) - 1]
    sheet.canvas.product(cutout, sheet.box(part.area), stands=stands(part.stand))


_PAINTERS: dict[str, Callable[[Sheet, Any], None]] = {
    "words": _draw_words,
    "logo": draw_logo,
    "product": _draw_product,
    "dimensions": draw_dimensions,
    "specs": draw_specs,
    "points": draw_points,
    "callouts": draw_callouts,
    "close_up": draw_close_up,
    "badges": draw_badges,
    "sign": draw_sign,
    "items": draw_items,
    "steps": draw_steps,
    "table": draw_table,
}
