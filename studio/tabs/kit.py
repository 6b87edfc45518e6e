"""The whole listing: facts once, and from them pictures, words, films and data for every marketplace."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.blocks import Block
from gradio.components import Component

from presets.languages.library import load_languages
from presets.lexicon.library import load_lexicons
from presets.products.library import FILE_NAME, read_product
from presets.products.schema import Product
from studio.form import jobs_from
from studio.kit_form import Filled, write_facts
from studio.shown_form import callouts_typed, sizes_typed
from studio.tabs.making import Making
from studio.tabs.product import ProductPanel
from studio.tabs.results import Results
from studio.tabs.suggesting import suggest_facts
from studio.tabs.telling import told
from studio.tabs.words import choice, owner, t
from studio.web.house import House

_TERMS = {"category": "categories", "materials": "materials", "colours": "colours", "features": "features"}
_SHORT = ("name", "brand", "weight", "capacity", "width", "prices")
_SHOWN = ("steps", "sizes", "callouts")
_FIRST_PIECES = ["main", "scenes", "pages", "words"]


def kit_tab(house: House, product: ProductPanel, pages: gr.Blocks) -> None:
    """Fill the tab."""
    making = Making(house, product, "kit")
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
        languages = gr.Dropdown(
            [(known.title, known.id) for known in load_languages().values() if known.id in load_lexicons()],
            value=["en"],
            multiselect=True,
            label=t("option_language"),
            info=t("help_kit_language"),
            elem_id="kit-languages",
        )
    facts = _facts()
    suggest_facts(house, product, facts)
    making.widgets["piece"] = gr.CheckboxGroup(
        [(choice("piece", piece), piece) for piece in ("main", "scenes", "pages", "words", "clips", "films")],
        value=_FIRST_PIECES,
        label=t("option_piece"),
        elem_id="kit-pieces",
        interactive=True,
    )
    making.fields(
        "scene", "count", "presenter", "base_url", "page_url", "availability", "condition", "seed", "insist", "cutout"
    )

    def draw(chosen: list[str]) -> None:
        words = {tag: _words(tag) for tag in chosen[1:]}
        make = gr.Button(t("make"), variant="primary", size="lg", elem_id="make-kit")
        widgets: set[Block] = {*facts.values(), *(widget for parts in words.values() for widget in parts.values())}

        def on_make(form: dict[Any, Any], request: gr.Request) -> str:
            about = product.cells(form, request)
            filled = Filled(
                {name: form[widget] for name, widget in facts.items()} | {"height_cm": about.pop("height_cm")},
                {tag: {part: form[box] for part, box in parts.items()} for tag, parts in words.items()},
                tuple(chosen) or ("en",),
            )
            cells = {name: form[widget] for name, widget in making.widgets.items()} | about
            with told():
                path = write_facts(house.desk.folder / owner(request) / "facts", filled, about["name"])
                cells |= {"facts": str(path), "language": list(filled.languages), "product": "all"}
                jobs = jobs_from(house.desk.intake, "kit", cells, house.desk.out(owner(request)))
                return results.submit(about["name"] or jobs[0].product, jobs, request)

        inputs = product.inputs | set(making.widgets.values()) | widgets
        make.click(on_make, inputs, [results.run], api_visibility="private", show_progress="minimal")

    gr.render(inputs=[languages])(draw)
    results = Results(house, "kit", pages)


def _facts() -> Mapping[str, Component]:
    """Return the widgets of a product's facts in its first language."""
    widgets: dict[str, Component] = {}
    with gr.Group():
        with gr.Row():
            for name in _SHORT[:2]:
                widgets[name] = _short(name)
            widgets["category"] = _terms("category", multiselect=False)
        with gr.Row():
            for name in ("materials", "colours", "features"):
                widgets[name] = _terms(name, multiselect=True)
        with gr.Row():
            for name in _SHORT[2:]:
                widgets[name] = _short(name)
        widgets["points"] = _lines("points")
        with gr.Accordion(t("facts_shown"), open=False):
            for name in _SHOWN:
                widgets[name] = _lines(name)
        with gr.Row():
            take = gr.Button(t("example_facts"), size="sm", elem_id="example-facts")
    take.click(lambda: _filled(example_facts()), None, list(widgets.values()), api_visibility="private")
    return widgets


def _short(name: str) -> Component:
    key = "title" if name == "name" else name  # a film's name on the screen has a label of its own
    return gr.Textbox(
        label=t(f"fact_{key}"),
        info=t(f"help_fact_{key}"),
        max_length=200,
        min_width=150,
        elem_id=f"fact-{key}",
        interactive=True,
    )


def _lines(name: str) -> Component:
    return gr.Textbox(
        label=t(f"fact_{name}"),
        info=t(f"help_fact_{name}"),
        lines=3,
        max_length=2000,
        elem_id=f"fact-{name}",
        interactive=True,
    )


def _terms(name: str, *, multiselect: bool) -> Component:
    """Return the choice among terms that every language has words for; others may be typed."""
    english, chinese = (load_lexicons()[tag] for tag in ("en", "zh"))
    terms = getattr(english, _TERMS[name])
    choices = [(f"{term.replace('-', ' ')} · {_word(getattr(chinese, _TERMS[name])[term])}", term) for term in terms]
    return gr.Dropdown(
        choices,
        value=[] if multiselect else None,
        multiselect=multiselect,
        allow_custom_value=True,
        label=t(f"fact_{name}"),
        info=t(f"help_fact_{name}"),
        elem_id=f"fact-{name}",
        interactive=True,
    )


def _word(said: Any) -> str:
    return said if isinstance(said, str) else said.word


def _words(tag: str) -> Mapping[str, Component]:
    """Return what is asked of a further language: nothing here translates."""
    with gr.Accordion(tag, open=True):
        return {
            "name": gr.Textbox(label=t("fact_title"), max_length=120, key=f"kit-{tag}-name"),
            "points": gr.Textbox(
                label=t("fact_points"), info=t("help_fact_points"), lines=3, max_length=2000, key=f"kit-{tag}-points"
            ),
            "steps": gr.Textbox(label=t("fact_steps"), lines=2, max_length=2000, key=f"kit-{tag}-steps"),
        }


def example_facts() -> Product:
    """Return the example product's facts."""
    return read_product(Path(str(files("studio"))) / "examples" / "enamel-mug" / FILE_NAME)


def _filled(facts: Product) -> Sequence[Any]:
    measures = {name: str(measure) for name, measure in facts.measures.given().items()}
    prices = ", ".join(f"{country} {price.amount} {price.currency}" for country, price in facts.prices.items())
    given: dict[str, Any] = {"prices": prices, **measures, "points": "\n".join(facts.points)}
    given |= {"steps": "\n".join(facts.steps), "sizes": sizes_typed(facts), "callouts": callouts_typed(facts)}
    for name in ("name", "brand", "category"):
        given[name] = getattr(facts, name)
    for name in ("materials", "colours", "features"):
        given[name] = list(getattr(facts, name))
    order = (*_SHORT[:2], "category", "materials", "colours", "features", *_SHORT[2:], "points", *_SHOWN)
    return [given.get(name, "") for name in order]
