"""Check: pictures and films that are there already, measured against a marketplace's rules."""

from html import escape

import gradio as gr

from presets.schema import Media, Role
from studio.bench import LateFilmReader, open_instruments
from studio.check_round import Places, Round, listing_places, page_of
from studio.tabs.product import ProductPanel
from studio.tabs.telling import told
from studio.tabs.words import language, t
from studio.web.arrivals import arrived
from studio.web.house import House


def check_tab(house: House, _product: ProductPanel, _pages: gr.Blocks) -> None:
    """Fill the tab."""
    settings = house.desk.intake.settings
    with gr.Row():
        sent = gr.File(label=t("drop_files"), file_count="multiple", height=150, elem_id="check-drop")
        with gr.Column():
            preset = gr.Dropdown(
                [(preset.title, preset.id) for preset in house.presets.presets.values()],
                value="amazon-us",
                label=t("option_preset"),
                elem_id="check-preset",
            )
            slot = gr.Dropdown(_slots(house, "amazon-us"), value="main", label=t("option_slot"), elem_id="check-slot")
            listing = gr.Checkbox(label=t("as_listing"), info=t("help_as_listing"))
            measure = gr.Button(t("measure"), variant="primary", elem_id="check-measure")
    page = gr.HTML("", elem_classes="ls-plain", elem_id="check-report")

    def on_preset(chosen: str) -> gr.Dropdown:
        slots = _slots(house, chosen)
        return gr.Dropdown(slots, value=slots[0][1])

    def on_measure(files: list[str] | None, chosen: str, place: str, together: bool, request: gr.Request) -> str:  # noqa: FBT001
        with told():
            if not files:
                raise gr.Error(house.words.say("no_files_yet", language(request)), title="", print_exception=False)
            slot = house.presets.slot(chosen, place)
            places = listing_places(house.presets.get(chosen), slot) if together else Places(slot)
            done = Round(places, open_instruments(settings), LateFilmReader(settings))
            for path in dict.fromkeys(files):  # the same file given twice has one address
                done.take(arrived(path))
            return f'<iframe class="ls-report" title="report" srcdoc="{escape(page_of(done))}"></iframe>'

    preset.change(on_preset, preset, slot, api_visibility="private", show_progress="hidden")
    measure.click(on_measure, [sent, preset, slot, listing], page, api_visibility="private", concurrency_limit=2)


def _slots(house: House, preset: str) -> list[tuple[str, str]]:
    heads = sorted(house.presets.get(preset).slots, key=lambda head: head.role is not Role.MAIN)
    return [(head.title, head.id) for head in heads if head.media is not Media.TEXT]
