"""Presenter videos: what is said in each language, who says it, and a film for each."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.blocks import Block
from gradio.components import Component

from pipelines.stages.export.publish import replace_bytes
from presets.languages.library import load_languages
from presets.presenters.library import load_presenters
from presets.schema import Media, Role
from studio.tabs.making import Making
from studio.tabs.product import ProductPanel
from studio.tabs.results import Results
from studio.tabs.words import owner, t
from studio.web.house import House

_PARTS = ("script", "name", "size", "price", "lines", "action")


def avatar_video_tab(house: House, product: ProductPanel, pages: gr.Blocks) -> None:
    """Fill the tab."""
    making = Making(house, product, "avatar-video")
    presenters = [(presenter.title, presenter.id) for presenter in load_presenters().items.values()]
    with gr.Row():
        making.widgets["presenter"] = gr.Dropdown(
            presenters, value="maya", label=t("option_presenter"), info=t("help_presenter"), elem_id="presenter"
        )
        spoken = gr.Dropdown(
            [(known.title, known.id) for known in load_languages().values()],
            value=["en"],
            multiselect=True,
            label=t("option_language"),
            info=t("help_language"),
            elem_id="languages",
        )
    making.places({Role.VIDEO}, Media.VIDEO, "tiktok-shop/video")
    making.fields("template", "aspect", "side", "scene", "speed", "brand", "seed")

    def draw(chosen: list[str]) -> None:
        boxes = {tag: _boxes(tag) for tag in chosen}
        make = gr.Button(t("make"), variant="primary", size="lg", elem_id="make-avatar-video")
        widgets: set[Block] = {widget for parts in boxes.values() for widget in parts.values()}

        def on_make(form: dict[Any, Any], request: gr.Request) -> str:
            said = {tag: {part: form[box] for part, box in parts.items()} for tag, parts in boxes.items()}
            more = _written(house.desk.folder / owner(request) / "scripts", said)
            return making.make(form, request, results, **more)

        inputs = product.inputs | set(making.widgets.values()) | widgets
        make.click(on_make, inputs, [results.run], api_visibility="private", show_progress="minimal")

    gr.render(inputs=[spoken])(draw)
    results = Results(house, "avatar_video", pages)


def _boxes(tag: str) -> dict[str, Component]:
    """Return what is asked of one language: the script, and what may stand on the screen."""
    with gr.Accordion(tag, open=True):
        script = gr.Textbox(
            label=t("script_in"), info=t("help_script_in"), lines=5, max_length=20_000, key=f"{tag}-script"
        )
        with gr.Row():
            short = {
                part: gr.Textbox(label=t(f"fact_{part}"), max_length=120, key=f"{tag}-{part}", min_width=140)
                for part in ("name", "size", "price", "action")
            }
        lines = gr.Textbox(
            label=t("fact_lines"), info=t("help_fact_lines"), lines=3, max_length=600, key=f"{tag}-lines"
        )
    return {"script": script, **short, "lines": lines}


def _written(folder: Path, said: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Write scripts and facts where jobs read them, under names made of their content, and return the plan's cells."""
    scripts = {tag: parts["script"].strip() for tag, parts in said.items() if (parts["script"] or "").strip()}
    facts = {tag: _facts(parts) for tag, parts in said.items()}
    facts = {tag: told for tag, told in facts.items() if told}
    home = folder / sha256(json.dumps([scripts, facts], sort_keys=True).encode()).hexdigest()[:16]
    home.mkdir(parents=True, exist_ok=True)
    cells: dict[str, Any] = {"language": list(said)}
    for tag, script in scripts.items():
        replace_bytes(home / f"script.{tag}.txt", script.encode())
    if scripts:
        cells["script"] = [f"{tag}={home / f'script.{tag}.txt'}" for tag in scripts]
    if facts:
        replace_bytes(home / "facts.toml", _toml(facts).encode())
        cells["facts"] = str(home / "facts.toml")
    return cells


def _facts(parts: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {part: parts[part].strip() for part in _PARTS[1:] if part != "lines" and parts[part]}
    if lines := [line.strip() for line in (parts["lines"] or "").splitlines() if line.strip()]:
        told["lines"] = lines
    return told


def _toml(tables: dict[str, dict[str, Any]]) -> str:
    """Return tables as TOML; its basic strings are written as JSON's are."""
    rows = [
        f"[{json.dumps(tag)}]\n"
        + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in told.items())
        for tag, told in tables.items()
    ]
    return "\n".join(rows)
