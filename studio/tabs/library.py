"""The library: everything made here, found again, taken, liked, compared, made anew, deleted."""

from typing import Any

import gradio as gr

from pipelines.jobs.job import Job, ProductWork
from pipelines.runs.catalogue import Wanted
from studio.tabs.product import ProductPanel
from studio.tabs.telling import told
from studio.tabs.words import language, owner, sent, t
from studio.web.house import House
from studio.web.shelf import shelf

_EVENTS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-act]');
  if (!button) return;
  if (button.dataset.ask && !confirm(button.dataset.ask)) return;
  trigger('click', { act: button.dataset.act, run: button.dataset.run, number: button.dataset.number });
});
"""


def library_tab(house: House, _product: ProductPanel, pages: gr.Blocks) -> None:
    """Fill the tab."""
    with gr.Row():
        text = gr.Textbox("", label=t("find"), placeholder=t("find_hint"), max_length=100, elem_id="library-find")
        preset = gr.Dropdown(
            [(t("all_marketplaces"), ""), *((known.title, known.id) for known in house.presets.presets.values())],
            value="",
            label=t("option_preset"),
        )
        since = gr.Textbox("", label=t("since"), placeholder="2026-01-31", max_length=10)
        liked = gr.Checkbox(label=t("only_liked"))
        again = gr.Button(t("refresh"), size="sm", elem_id="library-refresh")
    found = gr.HTML("", elem_classes="ls-plain", js_on_load=_EVENTS, elem_id="library-shelf")

    def show(words: str, place: str, day: str, favourite: bool, request: gr.Request) -> str:  # noqa: FBT001
        return shelf(house, owner(request), Wanted(words, place, day, favourite), language(request))

    def act(words: str, place: str, day: str, favourite: bool, request: gr.Request, event: gr.EventData) -> str:  # noqa: FBT001
        asked = sent(event)
        with told():
            _done(house, owner(request), asked)
        return show(words, place, day, favourite, request)

    filters = [text, preset, since, liked]
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    for changed in (text.change, preset.change, since.change, liked.change, again.click, pages.load):
        changed(show, filters, found, **quiet)
    found.click(act, filters, found, **quiet)


def _done(house: House, mine: str, asked: dict[str, Any]) -> None:
    run, number = str(asked.get("run", "")), int(asked.get("number", 0))
    match asked.get("act"):
        case "like":
            house.desk.favour(mine, run, number, liked=(run, number) not in house.desk.favourites())
        case "delete":
            house.desk.delete(mine, run)
        case "again":
            job = house.desk.entry(mine, run, number).job
            house.desk.submit(mine, job.product, [_varied(job, house.desk.out(mine))], job.kind)
        case _:
            pass


def _varied(job: Job, out: Any) -> Job:
    """Return a job like this one, under another seed where it has one."""
    other: dict[str, Any] = {"seed": job.seed + 1} if isinstance(job, ProductWork) else {}
    return job.model_copy(update={"out": out, **other})
