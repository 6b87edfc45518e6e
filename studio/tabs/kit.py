"""The whole listing: facts once, and from them pictures, words, films and data for every marketplace."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.blocks import Block

from models.device import this_device
from pipelines.errors import PhotoError
from presets.presenters.library import load_presenters
from presets.products.schema import Product
from studio.form import jobs_from
from studio.kit_form import product_of, write_facts
from studio.tabs.facts import FactsPanel, Words, file_link, known_languages, words_of
from studio.tabs.kit_files import KitFiles
from studio.tabs.making import Making
from studio.tabs.product import ProductPanel
from studio.tabs.results import Results
from studio.tabs.suggesting import suggest_facts
from studio.tabs.telling import told
from studio.tabs.words import choice, owner, t
from studio.web.house import House

_FIRST_PIECES = ["main", "scenes", "pages", "words"]


def kit_tab(house: House, product: ProductPanel, pages: gr.Blocks) -> None:
    """Fill the tab."""
    form = KitForm(house, product)
    inputs = [form.languages, form.panel.own, form.panel.brought]
    # What changes together is drawn once: a file that is brought sets all three
    triggers = [pages.load, form.languages.input, form.panel.own.input, form.panel.brought.change]
    gr.render(inputs, triggers=triggers)(form.draw)
    form.results = Results(house, "kit", pages)


class KitForm:
    """The tab's widgets; those of further languages, and the buttons below them, are drawn as languages are chosen."""

    results: Results

    def __init__(self, house: House, product: ProductPanel) -> None:
        self._house, self._product = house, product
        self.making = Making(house, product, "kit")
        self.languages = _places(house, self.making)
        self.panel = FactsPanel(product, self.languages)
        suggest_facts(house, product, self.panel.facts)
        self.making.widgets["piece"] = gr.CheckboxGroup(
            [(choice("piece", piece), piece) for piece in ("main", "scenes", "pages", "words", "clips", "films")],
            value=_FIRST_PIECES,
            label=t("option_piece"),
            elem_id="kit-pieces",
            interactive=True,
        )
        self._files = KitFiles(house)
        _choices(house, self.making)

    def draw(self, chosen: list[str], own: str, brought: tuple[int, Words]) -> None:
        """Draw what depends on the languages."""
        first = own or next(iter(chosen), "en")
        words = {tag: words_of(tag, brought[0], brought[1].get(tag, {})) for tag in chosen if tag != first}
        with gr.Row():
            make = gr.Button(t("make"), variant="primary", size="lg", elem_id="make-kit", scale=3)
            save = gr.Button(t("save_facts"), size="lg", elem_id="save-facts", scale=1)
        saved = gr.HTML("", elem_classes="ls-plain")
        boxes: set[Block] = {widget for parts in words.values() for widget in parts.values()}
        inputs = {*self._product.inputs, *self.panel.inputs, *boxes}

        def facts_in(form: Mapping[Any, Any]) -> Product:
            typed = {tag: {part: form[box] for part, box in parts.items()} for tag, parts in words.items()}
            filled = self.panel.filled(form, typed, form[self._product.height_cm], chosen)
            return product_of(filled, form[self._product.name])

        def on_save(form: dict[Any, Any]) -> str:
            with told():
                return file_link(facts_in(form))

        def on_make(form: dict[Any, Any], request: gr.Request) -> str:
            about = self._product.cells(form, request)
            with told():
                facts = facts_in(form)
                cells = about | {"language": chosen or [facts.language]} | self._cells(form, facts, owner(request))
                cells["choose"] = _photo_called(str(cells["choose"]), about["photos"])
                jobs = jobs_from(self._house.desk.intake, "kit", cells, self._house.desk.out(owner(request)))
                return self.results.submit(about["name"] or jobs[0].product, jobs, request)

        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}
        more = {*self._files.inputs, *self.making.widgets.values()}
        make.click(on_make, inputs | more, [self.results.run], **private)
        save.click(on_save, inputs, [saved], **private)

    def _cells(self, form: Mapping[Any, Any], facts: Product, mine: str) -> dict[str, Any]:
        """Return the cells of all but the product's photos; the facts are written to a file."""
        cells = {name: form[widget] for name, widget in self.making.widgets.items()}
        path = write_facts(self._house.desk.folder / mine / "facts", facts)
        return cells | self._files.cells(form, facts, mine) | {"facts": str(path), "product": "all", "height_cm": ""}


def _places(house: House, making: Making) -> gr.Dropdown:
    """Draw the choice of marketplaces and languages, and return the latter."""
    with gr.Row():
        making.widgets["preset"] = gr.Dropdown(
            [(preset.title, preset.id) for preset in house.presets.presets.values()],
            value=["amazon-us"],
            multiselect=True,
            label=t("option_preset"),
            info=t("help_kit_presets"),
            elem_id="kit-presets",
            interactive=True,
        )
        return gr.Dropdown(
            known_languages(),
            value=["en"],
            multiselect=True,
            label=t("option_language"),
            info=t("help_kit_language"),
            elem_id="kit-languages",
        )


def _choices(house: House, making: Making) -> None:
    """Draw the command's further options, folded away: of films and places, of data, of photos."""
    with gr.Accordion(t("kit_choices_shown"), open=False, elem_id="kit-shown"), gr.Group(elem_classes="ls-fields"):
        making.widgets["scene"] = gr.Dropdown(
            [(scene.title, scene.id) for scene in house.scenes.items.values()],
            multiselect=True,
            label=t("option_scene"),
            info=t("help_scene"),
            elem_id="kit-scene",
        )
        making.field("count")
        making.widgets["presenter"] = gr.Dropdown(
            [(presenter.title, presenter.id) for presenter in load_presenters().items.values()],
            value="maya",
            label=t("option_presenter"),
            info=t("help_presenter"),
            elem_id="kit-presenter",
        )
        for name in ("premium", "seed", *(("motion",) if this_device().gpus else ())):
            making.field(name)
    with gr.Accordion(t("kit_choices_data"), open=False, elem_id="kit-data"), gr.Group(elem_classes="ls-fields"):
        for name in ("base_url", "page_url", "availability", "available_on", "condition"):
            making.field(name)
    with gr.Accordion(t("kit_choices_photos"), open=False, elem_id="kit-photos"), gr.Group(elem_classes="ls-fields"):
        for name in ("choose", "straighten", "tone", "max_enlargement", "insist", "cutout", "understand"):
            making.field(name)
        for name in ("creator", "credit"):
            making.field(name)


def _photo_called(name: str, photos: list[str]) -> str:
    """Return the photo of a name among those that were sent; empty where none was named.

    Raises:
        PhotoError: none is called so.
    """
    wanted = (name or "").strip()
    if not wanted:
        return ""
    found = [
        photo for photo in photos if wanted.casefold() in (Path(photo).name.casefold(), Path(photo).stem.casefold())
    ]
    if not found:
        names = ", ".join(Path(photo).name for photo in photos)
        raise PhotoError(f"No photo is called {wanted}. There are: {names}.")
    return found[0]
