"""All that a product's file can hold as widgets: what each listing needs on top, what few need folded away."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.blocks import Block
from gradio.components import Component

from presets.errors import PresetError
from presets.languages.library import load_languages
from presets.lexicon.library import load_lexicons
from presets.markets.library import load_markets
from presets.products.library import FILE_NAME, read_product
from presets.products.schema import SENTENCES, Product
from presets.products.shown import Measured
from presets.products.written import product_toml
from studio.kit_form import MEASURES, Filled, filled_of
from studio.tabs.product import ProductPanel
from studio.tabs.telling import told
from studio.tabs.words import choice, t
from studio.web.arrivals import arrived

_TERMS = {
    "category": "categories", "materials": "materials", "colours": "colours", "features": "features",
    "care": "features", "occasions": "occasions",
}  # fmt: skip
_LABELS = {"name": "title"}  # a film's name on the screen has a label of its own
_SHOWN_LINES = {"points": 4, "steps": 3, "sizes": 4, "callouts": 3}
_EXAMPLES = {
    "height": "9 cm", "width": "12 cm", "depth": "7.5 cm", "length": "1.5 m", "diameter": "8.5 cm", "weight": "190 g",
    "capacity": "350 ml",
}  # fmt: skip
_MOST_BYTES = 200_000

Words = Mapping[str, Mapping[str, Any]]


class FactsPanel:
    """Widgets of a product's facts.

    Attributes:
        facts: by the names of `Filled.facts`.
        own: of the language that the facts are written in; empty for the first of the kit's.
        brought: state: how often a file was brought, and its words in other languages.
    """

    def __init__(self, product: ProductPanel, languages: gr.Dropdown) -> None:
        """Draw them, and the two ways to have them filled in."""
        self.facts: dict[str, Component] = {}
        self.brought = gr.State((0, {}))
        with gr.Row(equal_height=True):
            file = gr.File(
                label=t("bring_facts"), file_types=[".toml"], height=150, elem_id="bring-facts", interactive=True
            )
            with gr.Column(min_width=220):
                self.own = gr.Dropdown(
                    [(t("choice_first_language"), ""), *known_languages()],
                    value="",
                    label=t("fact_language"),
                    info=t("help_fact_language"),
                    elem_id="fact-language",
                )
                example = gr.Button(t("example_facts"), size="sm", elem_id="example-facts")
        self._draw()
        outputs = [*self.facts.values(), product.height_cm, self.own, languages, self.brought]

        def filled(facts: Product, chosen: Sequence[str], count: int, *, speak: bool) -> list[Any]:
            form = filled_of(facts)
            tags = [facts.language, *form.words, *chosen] if speak else list(chosen)
            known = [tag for tag in dict.fromkeys(tags) if tag in load_lexicons()]
            values = [form.facts.get(name, "") for name in self.facts]
            return [*values, "", facts.language, known, (count + 1, form.words)]

        def on_file(sent: str | None, chosen: list[str], before: tuple[int, Words]) -> list[Any]:
            if sent is None:
                return [gr.skip()] * len(outputs)
            with told():
                return filled(_read(sent), chosen, before[0], speak=True)

        def on_example(chosen: list[str], before: tuple[int, Words]) -> list[Any]:
            return filled(example_facts(), chosen, before[0], speak=False)

        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}
        file.upload(on_file, [file, languages, self.brought], outputs, **private)
        example.click(on_example, [languages, self.brought], outputs, **private)

    @property
    def inputs(self) -> set[Block]:
        """The widgets that a form needs."""
        return {*self.facts.values(), self.own, self.brought}

    def filled(self, form: Mapping[Any, Any], words: Words, height_cm: Any, chosen: Sequence[str]) -> Filled:
        """Return what stands in a form.

        Args:
            words: of the languages that are drawn; of others those of the file that was brought stay.
        """
        facts = {name: form[widget] for name, widget in self.facts.items()}
        language = form[self.own] or next(iter(chosen), "en")
        kept = {tag: given for tag, given in form[self.brought][1].items() if tag not in words and tag != language}
        return Filled(facts | {"height_cm": height_cm}, {**kept, **words}, language)

    def _draw(self) -> None:
        with gr.Group():
            self._row(_short, "name", "brand")
            with gr.Row():
                self.facts["category"] = _term("category", multiselect=False)
                for name in ("materials", "colours", "features"):
                    self.facts[name] = _term(name, multiselect=True)
            self._row(_lines, "points")
        with gr.Accordion(t("facts_figures"), open=True, elem_id="facts-figures"), gr.Group():
            self._row(_short, *MEASURES)
            self._row(_lines, "prices", "specs")
        with gr.Accordion(t("facts_uses"), open=False, elem_id="facts-uses"), gr.Group():
            with gr.Row():
                for name in ("care", "occasions"):
                    self.facts[name] = _term(name, multiselect=True)
            self._row(_lines, "buyers", "steps")
        with gr.Accordion(t("facts_box"), open=False, elem_id="facts-box"), gr.Group():
            self._row(_lines, "box", "certifications", "never")
            with gr.Row():
                self.facts["made_in"] = _country()
                self.facts["warranty_months"] = _short("warranty_months")
                self.facts["sku"] = _short("sku")
            with gr.Row():
                self.facts["gtin"], self.facts["mpn"] = _short("gtin"), _short("mpn")
                self.facts["no_gtin"] = gr.Checkbox(
                    label=t("fact_no_gtin"), info=t("help_fact_no_gtin"), elem_id="fact-no_gtin"
                )
        with gr.Accordion(t("facts_shown"), open=False, elem_id="facts-shown"), gr.Group():
            self.facts["sizes_of"] = gr.Radio(
                [(choice("sizes", of.value), of.value) for of in Measured],
                value=Measured.PRODUCT.value,
                label=t("fact_sizes_of"),
                elem_id="fact-sizes_of",
            )
            self._row(_lines, "sizes", "callouts")

    def _row(self, drawn: Callable[[str], Component], *names: str) -> None:
        with gr.Row():
            for name in names:
                self.facts[name] = drawn(name)


def words_of(tag: str, stamp: int, given: Mapping[str, Any]) -> Mapping[str, Component]:
    """Draw what is asked of a further language: nothing here translates.

    Args:
        stamp: another one draws the fields anew; with the same, they keep what was typed.
        given: what they say first.
    """

    def box(name: str, label: str, lines: int) -> Component:
        return gr.Textbox(
            given.get(name, ""),
            label=t(f"fact_{label}"),
            info=t(f"help_fact_{label}"),
            lines=lines,
            max_length=4000,
            min_width=220,
            key=f"kit-{stamp}-{tag}-{name}",
        )

    with gr.Accordion(load_languages()[tag].title, open=True, elem_id=f"words-{tag}"), gr.Group():
        with gr.Row():
            words = {"name": box("name", "title", 1)}
        with gr.Row():
            words |= {name: box(name, name, 3) for name in SENTENCES}
            words["terms"] = box("terms", "terms", 3)
    return words


def known_languages() -> list[tuple[str, str]]:
    """Return the languages that words can be written in, as titles and tags."""
    return [(known.title, known.id) for known in load_languages().values() if known.id in load_lexicons()]


def example_facts() -> Product:
    """Return the example product's facts."""
    return read_product(Path(str(files("studio"))) / "examples" / "enamel-mug" / FILE_NAME)


def file_link(product: Product) -> str:
    """Return a link that saves facts as a file."""
    text = b64encode(product_toml(product).encode()).decode()
    link = f'<a id="facts-file" download="{FILE_NAME}" href="data:text/plain;base64,{text}">{FILE_NAME} ↓</a>'
    return f'<div class="ls-takes">{link}</div>'


def _read(sent: str) -> Product:
    path = arrived(sent)
    if path.stat().st_size > _MOST_BYTES:
        raise PresetError(f"{path.name} has more than {_MOST_BYTES // 1000} kB, which no file of facts has.")
    return read_product(path)


def _short(name: str) -> Component:
    key = _LABELS.get(name, name)
    return gr.Textbox(
        label=t(f"fact_{key}"),
        info=None if name in _EXAMPLES else t(f"help_fact_{key}"),
        placeholder=_EXAMPLES.get(name),
        max_length=200,
        min_width=140,
        elem_id=f"fact-{key}",
        interactive=True,
    )


def _lines(name: str) -> Component:
    return gr.Textbox(
        label=t(f"fact_{name}"),
        info=t(f"help_fact_{name}"),
        lines=_SHOWN_LINES.get(name, 2),
        max_length=6000,
        min_width=240,
        elem_id=f"fact-{name}",
        interactive=True,
    )


def _term(name: str, *, multiselect: bool) -> Component:
    """Return the choice among terms that every language has words for; others may be typed."""
    english, chinese = (getattr(load_lexicons()[tag], _TERMS[name]) for tag in ("en", "zh"))
    choices = [(f"{term.replace('-', ' ')} · {_word(chinese[term])}", term) for term in english]
    return gr.Dropdown(
        choices,
        value=[] if multiselect else None,
        multiselect=multiselect,
        allow_custom_value=True,
        label=t(f"fact_{name}"),
        info=t(f"help_fact_{name}"),
        min_width=200,
        elem_id=f"fact-{name}",
        interactive=True,
    )


def _country() -> Component:
    return gr.Dropdown(
        [(t("choice_not_said"), ""), *((market.title, market.id) for market in load_markets().items.values())],
        value="",
        allow_custom_value=True,
        label=t("fact_made_in"),
        info=t("help_fact_made_in"),
        min_width=140,
        elem_id="fact-made_in",
    )


def _word(said: Any) -> str:
    return said if isinstance(said, str) else said.word
