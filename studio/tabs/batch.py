"""Batch: a table of many products and their photos in, all of it made behind the page."""

from pathlib import Path

import gradio as gr

from presets.schema import Media, Role
from studio.form import plan_from
from studio.tabs.making import slots_of
from studio.tabs.product import ProductPanel
from studio.tabs.results import Results
from studio.tabs.telling import told
from studio.tabs.words import language, owner, t
from studio.web.arrivals import arrived
from studio.web.house import House

_PLANS = [".csv", ".jsonl", ".xlsx", ".parquet"]


def batch_tab(house: House, _product: ProductPanel, pages: gr.Blocks) -> None:
    """Fill the tab."""
    gr.Markdown(t("batch_about"))
    with gr.Row():
        plan = gr.File(label=t("drop_plan"), file_types=_PLANS, height=130, elem_id="plan-drop")
        photos = gr.File(label=t("drop_plan_photos"), file_count="multiple", height=130, elem_id="plan-photos")
    presets = gr.Dropdown(
        [(title, place.partition("/")[0]) for title, place in slots_of(house.presets, {Role.MAIN}, Media.IMAGE)],
        value=["amazon-us"],
        multiselect=True,
        label=t("option_preset"),
        info=t("help_batch_preset"),
        elem_id="plan-presets",
    )
    make = gr.Button(t("make"), variant="primary", size="lg", elem_id="make-batch")
    results = Results(house, "batch", pages)

    def on_make(table: str | None, sent: list[str] | None, chosen: list[str], request: gr.Request) -> str:
        mine = owner(request)
        with told():
            if not sent:
                raise gr.Error(house.words.say("no_photos_yet", language(request)), title="", print_exception=False)
            house.uploads.check_count(len(sent))
            kept = [house.uploads.keep_copy(mine, arrived(path)).path for path in sent]  # they may be sent again
            jobs = plan_from(house.desk.intake, arrived(table) if table else None, kept, chosen, house.desk.out(mine))
            return results.submit(Path(table).name if table else "batch", jobs, request)

    make.click(on_make, [plan, photos, presets], results.run, api_visibility="private", show_progress="minimal")
