"""Models: what this machine is, which engine `auto` takes and why, which weights are here, and fetching more."""

from html import escape

import gradio as gr

from models.catalog import RepoEntry, WeightsEntry
from models.device import this_device
from models.store import WeightsStore
from pipelines.stages.cutout.settle import AtHand, settle_cutout
from studio.tabs.product import ProductPanel
from studio.tabs.telling import told
from studio.tabs.words import language, owner, t
from studio.web.house import House
from studio.web.visitors import LOCAL
from studio.weights import megabytes, open_store


def models_tab(house: House, _product: ProductPanel, pages: gr.Blocks) -> None:
    """Fill the tab."""
    store = open_store(house.desk.intake.settings)
    shown = gr.HTML("", elem_classes="ls-plain", elem_id="models-shown")
    with gr.Row():
        wanted = gr.Dropdown(
            sorted(store.catalog.by_id()), label=t("weights"), info=t("help_weights"), elem_id="weights"
        )
        fetch = gr.Button(t("fetch"), variant="primary", elem_id="models-fetch")

    def show(request: gr.Request) -> str:
        return _machine(house, language(request)) + _table(store, house, language(request))

    def on_fetch(name: str | None, request: gr.Request, bar: gr.Progress = gr.Progress()) -> str:  # noqa: B008 - Gradio's own way
        with told():
            if owner(request) != LOCAL:
                raise gr.Error(house.words.say("only_here", language(request)), title="", print_exception=False)
            if name:
                _fetched(store, name, bar)
        return show(request)

    pages.load(show, None, shown, api_visibility="private", show_progress="hidden")
    fetch.click(on_fetch, wanted, shown, api_visibility="private", concurrency_limit=1)


def _fetched(store: WeightsStore, name: str, bar: gr.Progress) -> None:
    def progress(done: int, total: int) -> None:
        bar((done, total), desc=f"{name}: {megabytes(done)} of {megabytes(total)}", unit="bytes")

    store.fetch(name, progress)


def _machine(house: House, tongue: str) -> str:
    device, words = this_device(), house.words
    gpus = ", ".join(f"{gpu.name}, {gpu.memory_bytes / 1e9:.0f} GB" for gpu in device.gpus) or words.say(
        "no_gpu", tongue
    )
    memory = f"{device.memory_bytes / 1e9:.0f} GB" if device.memory_bytes else "?"
    settled = settle_cutout(AtHand.of(open_store(house.desk.intake.settings)))
    facts = {
        "machine_cores": str(device.cores),
        "machine_memory": memory,
        "machine_gpu": gpus,
        "machine_tier": device.tier().value,
        "machine_auto": settled.sentence,
        "machine_folder": str(house.desk.folder),
    }
    rows = "".join(
        f"<div><dt>{escape(words.say(key, tongue))}</dt><dd>{escape(value)}</dd></div>" for key, value in facts.items()
    )
    return f'<dl class="ls-facts">{rows}</dl>'


def _table(store: WeightsStore, house: House, tongue: str) -> str:
    heads = (
        "weights",
        "weights_state",
        "weights_size",
        "weights_licence",
        "weights_use",
        "weights_tier",
        "weights_for",
    )
    row = "".join(f"<th scope='col'>{escape(house.words.say(head, tongue))}</th>" for head in heads)
    body = "".join(_row(store, entry, house, tongue) for entry in store.catalog.by_id().values())
    table = f'<table class="ls-table"><thead><tr>{row}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="ls-scroll">{table}</div>'


def _row(store: WeightsStore, entry: WeightsEntry | RepoEntry, house: House, tongue: str) -> str:
    here = house.words.say("is_here" if store.have(entry.id) else "not_here", tongue)
    use = house.words.say("use_commercial" if entry.commercial_use else "use_personal", tongue)
    cells = (entry.id, here, megabytes(entry.bytes), entry.licence.name, use, entry.tier.value, entry.title)
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
