"""Files that a kit may be made with besides photos: a brand, music, earlier results, products to compare with."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.blocks import Block
from gradio.components import Component

from pipelines.stages.photo.content import PHOTO_EXTENSIONS
from presets.brands.library import FILE_NAME as BRAND_FILE
from presets.brands.library import read_brand
from presets.brands.schema import Tone
from presets.products.library import FILE_NAME, read_product
from presets.products.schema import Product
from studio.brand_form import COLOURS, brand_content
from studio.tabs.telling import told
from studio.tabs.words import choice, language, owner, t
from studio.uploads import safe_name
from studio.web.arrivals import arrived
from studio.web.brought import BroughtError, keep_together, sent_files
from studio.web.house import House

_PICTURES = sorted(PHOTO_EXTENSIONS)
_SOUNDS = [".mp3", ".wav", ".flac", ".ogg", ".m4a", ".aac", ".opus"]
_FONTS = [".ttf", ".otf"]
_FOLDER = "brought"


class KitFiles:
    """Widgets for files, and the cells they fill in a kit's form."""

    def __init__(self, house: House) -> None:
        """Draw them, folded away."""
        self._house = house
        self._compared = gr.State([])
        self._brand: dict[str, Component] = {}
        with gr.Accordion(t("kit_brand"), open=False, elem_id="kit-brand"), gr.Row():
            self._brand_files = _files("brand_files", [".toml", *_PICTURES, *_FONTS], many=True)
            with gr.Column(min_width=260):
                for name in COLOURS:
                    self._brand[name] = gr.Textbox(
                        label=t(f"brand_{name}"), placeholder="#1f6f5c", max_length=9, elem_id=f"brand-{name}"
                    )
                tones = [(choice("tone", tone.value), tone.value) for tone in Tone]
                self._brand["tone"] = gr.Dropdown(
                    [(t("choice_open"), ""), *tones], value="", label=t("brand_tone"), elem_id="brand-tone"
                )
        with gr.Accordion(t("kit_files"), open=False, elem_id="kit-files"):
            with gr.Row():
                self._past = _files("past_files", [".csv", *_PICTURES], many=True)
                self._music = _files("music_file", _SOUNDS, many=False)
            with gr.Row():
                beside = _files("compared_files", [".toml", *_PICTURES], many=True)
                with gr.Column(min_width=220):
                    shown = gr.HTML("", elem_classes="ls-plain", elem_id="compared")
                    clear = gr.Button(t("compared_clear"), size="sm", elem_id="compared-clear")
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}
        beside.upload(self._compare, [beside, self._compared], [beside, self._compared, shown], **private)
        clear.click(lambda: ([], ""), None, [self._compared, shown], **private)

    @property
    def inputs(self) -> set[Block]:
        """The widgets that a form needs."""
        return {self._compared, self._brand_files, self._past, self._music, *self._brand.values()}

    def cells(self, form: Mapping[Any, Any], facts: Product, mine: str) -> dict[str, Any]:
        """Return the cells of what was sent.

        Raises:
            StudioError, PresetError: files that cannot be used.
        """
        given = {name: form[widget] for name, widget in self._brand.items()}
        cells: dict[str, Any] = {"compare": [str(folder) for folder, _ in form[self._compared]]}
        if brand := brand_content(sent_files(form[self._brand_files]), given, facts.brand or ""):
            cells["brand"] = str(_checked_brand(self._kept(mine, brand)))
        if past := sent_files(form[self._past]):
            cells["past"] = str(self._kept(mine, past) / _only(past, ".csv"))
        if music := sent_files(form[self._music]):
            cells["music"] = str(self._kept(mine, music) / next(iter(music)))
        return cells

    def _kept(self, mine: str, content: Mapping[str, bytes]) -> Path:
        return keep_together(self._house.desk.folder / mine / _FOLDER, content)

    def _compare(
        self, sent: list[str] | None, before: list[tuple[Path, str]], request: gr.Request
    ) -> tuple[None, list[tuple[Path, str]], str]:
        """Keep another product's photos and facts, and show which there are."""
        with told():
            content = sent_files(sent)
            file = _only(content, ".toml")
            if len(content) == 1:
                raise BroughtError("Send the other product's photos along with its facts.")
            facts = read_product(next(path for one in sent or () if (path := arrived(one)).suffix.lower() == ".toml"))
            name = safe_name(facts.name)
            placed = {f"{name}/{FILE_NAME if one == file else one}": data for one, data in content.items()}
            home = self._kept(owner(request), placed) / name
        now = [*(one for one in before if one[0] != home), (home, facts.name)]
        return None, now, self._listed([called for _, called in now], language(request))

    def _listed(self, names: Sequence[str], tongue: str) -> str:
        head = escape(self._house.words.say("compared_with", tongue))
        return f"<p>{head}</p><ul>{''.join(f'<li>{escape(name)}</li>' for name in names)}</ul>"


def _files(name: str, kinds: Sequence[str], *, many: bool) -> gr.File:
    return gr.File(
        label=t(name),
        file_count="multiple" if many else "single",
        file_types=list(kinds),
        height=150,
        elem_id=name.replace("_", "-"),
        interactive=True,
    )


def _only(content: Mapping[str, bytes], ending: str) -> str:
    """Return the one file of a kind."""
    found = [name for name in content if name.lower().endswith(ending)]
    if len(found) != 1:
        raise BroughtError(f"Send one {ending} file and the pictures it belongs to; there are {len(found)}.")
    return found[0]


def _checked_brand(folder: Path) -> Path:
    path = folder / BRAND_FILE
    read_brand(path)
    return path
