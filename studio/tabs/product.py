"""The product that the three making tabs are about: its photos, its name, its true height."""

from collections.abc import Sequence
from contextlib import suppress
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.blocks import Block

from pipelines.errors import StudioError
from studio.desk import photos_of
from studio.tabs.controls import control
from studio.tabs.telling import told
from studio.tabs.words import language, owner, t
from studio.uploads import Upload
from studio.web.arrivals import arrived
from studio.web.house import House

_EXAMPLE = "enamel-mug"
_EXAMPLE_CM = "9"
_MAKING = ("main_image", "lifestyle", "avatar_video", "kit")
_KINDS = [".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".heic", ".heif", ".avif"]


class ProductPanel:
    """Widgets of the product, and the cells they fill in a job's form."""

    def __init__(self, house: House, pages: gr.Blocks) -> None:
        self._house = house
        self.photos = gr.State([])
        gr.Markdown(t("step_photos"), elem_classes="ls-step")
        self._drop = gr.File(
            label=t("drop_photos"), file_count="multiple", file_types=_KINDS, height=150, elem_id="photo-drop"
        )
        self._shown = gr.HTML("", elem_classes="ls-plain")
        with gr.Row():
            self._example = gr.Button(t("try_example"), size="sm", elem_id="try-example")
            self._clear = gr.Button(t("clear_photos"), size="sm", variant="secondary")
        gr.Markdown(t("step_product"), elem_classes="ls-step")
        self.name = control("main-image", "name", info=t("help_product_name"))
        self.height_cm = control("lifestyle", "height_cm")
        self.sku = control("main-image", "sku")
        self.product = gr.Radio(
            [(t("one_product"), "all"), (t("each_a_product"), "photo")], value="all", label=t("option_product")
        )
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}
        self._drop.upload(self._receive, [self._drop, self.photos], [self._drop, self.photos, self._shown], **private)
        self._example.click(self._take_example, None, [self.photos, self._shown, self.name, self.height_cm], **private)
        pages.load(self._restore, None, [self.photos, self._shown, self.name], **private)
        self._clear.click(self._empty, None, [self.photos, self._shown, self.name, self.height_cm, self.sku], **private)

    @property
    def inputs(self) -> set[Block]:
        """The widgets that a form needs besides its own."""
        return {self.photos, self.name, self.height_cm, self.sku, self.product}

    def cells(self, form: dict[Any, Any], request: gr.Request) -> dict[str, Any]:
        """Return the product's cells of a plan's row.

        Raises:
            gr.Error: there are no photos yet.
        """
        uploads: Sequence[str] = form[self.photos]
        if not uploads:
            raise gr.Error(self._house.words.say("no_photos_yet", language(request)), title="", print_exception=False)
        paths = [str(self._house.uploads.find(owner(request), upload).path) for upload in uploads]
        return {
            "photos": paths,
            "name": form[self.name],
            "height_cm": form[self.height_cm],
            "sku": form[self.sku],
            "product": form[self.product],
        }

    def show(self, uploads: Sequence[Upload], tongue: str) -> str:
        """Return the photos as small pictures."""
        thumbs = "".join(
            f'<li><img src="/photo/{upload.id}" alt="{name}"><span>{name}</span></li>'
            for upload in uploads
            for name in (escape(upload.path.name),)
        )
        label = escape(self._house.words.say("photos_here", tongue, count=len(uploads)))
        return f'<ul class="ls-photos" aria-label="{label}">{thumbs}</ul>' if uploads else ""

    def _receive(self, sent: list[str] | None, before: list[str], request: gr.Request) -> tuple[Any, ...]:
        mine, tongue = owner(request), language(request)
        self._house.uploads.check_count(len(sent or ()) + len(before))
        kept = [self._house.uploads.find(mine, upload) for upload in before]
        for path in sent or ():
            with told():
                kept.append(self._house.uploads.keep(mine, arrived(path)))
        kept = list({upload.id: upload for upload in kept}.values())
        return None, [upload.id for upload in kept], self.show(kept, tongue)

    def _take_example(self, request: gr.Request) -> tuple[Any, ...]:
        mine = owner(request)
        kept = [self._house.uploads.keep_copy(mine, photo) for photo in example_photos()]
        return [upload.id for upload in kept], self.show(kept, language(request)), _EXAMPLE, _EXAMPLE_CM

    def _restore(self, request: gr.Request) -> tuple[Any, ...]:
        """Return the photos of what was asked for last, so that a page that was closed shows them again."""
        mine = owner(request)
        if head := self._house.desk.recent(mine, *_MAKING):
            job = self._house.desk.entry(mine, head.id, 1).job
            with suppress(StudioError):  # their photos may have been deleted since
                kept = [self._house.uploads.find(mine, photo.parent.name) for photo in photos_of(job)]
                return [upload.id for upload in kept], self.show(kept, language(request)), job.product
        return gr.skip(), gr.skip(), gr.skip()

    def _empty(self) -> tuple[Any, ...]:
        return [], "", "", "", ""


def example_photos() -> list[Path]:
    """Return the example product's photos, the front first."""
    folder = Path(str(files("studio"))) / "examples" / _EXAMPLE
    return sorted(folder.glob("*.jpg"), key=lambda photo: (photo.stem != "front", photo.stem))
