"""What the making tabs have in common: marketplaces, further choices, the button, and what comes of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import gradio as gr
from gradio.components import Component

from pipelines.jobs.job import Job
from presets.library import PresetLibrary
from presets.schema import Media, Role
from studio.form import jobs_from
from studio.tabs.controls import control
from studio.tabs.product import ProductPanel
from studio.tabs.results import Results
from studio.tabs.telling import told
from studio.tabs.words import owner, t
from studio.web.house import House

_BETWEEN = "/"


class Making:
    """Widgets of one kind of job, by the names of its command's options."""

    def __init__(self, house: House, product: ProductPanel, kind: str, without: Collection[str] = ()) -> None:
        """Begin a tab.

        Args:
            kind: the command whose jobs are made.
            without: what of the product this kind has no option for.
        """
        self.house = house
        self.widgets: dict[str, Component] = {}
        self._product = product
        self._kind = kind
        self._without = without

    def places(self, roles: Collection[Role], media: Media, first: str) -> None:
        """Add the choice of marketplaces and their slots."""
        choices = list(slots_of(self.house.presets, roles, media))
        self.widgets["places"] = gr.Dropdown(
            choices,
            value=[first],
            multiselect=True,
            label=t("option_preset"),
            info=t("help_places"),
            elem_id=f"places-{self._kind}",
        )

    def field(self, name: str, **over: Any) -> Component:
        """Add an option's widget."""
        self.widgets[name] = control(self._kind, name, **over)
        return self.widgets[name]

    def fields(self, *names: str) -> None:
        """Add options that few need, folded away."""
        with gr.Accordion(t("more_choices"), open=False), gr.Group(elem_classes="ls-fields"):
            for name in names:
                self.field(name)

    def finish(self, pages: gr.Blocks) -> None:
        """Add the button and the results."""
        make = gr.Button(t("make"), variant="primary", size="lg", elem_id=f"make-{self._kind}")
        results = Results(self.house, self._kind.replace("-", "_"), pages)

        def on_make(form: dict[Any, Any], request: gr.Request) -> str:
            return self.make(form, request, results)

        make.click(
            on_make,
            self._product.inputs | set(self.widgets.values()),
            [results.run],
            api_visibility="private",
            show_progress="minimal",
        )

    def make(self, form: dict[Any, Any], request: gr.Request, results: Results, **more: Any) -> str:
        """Queue what a filled form asks for, and return the run."""
        cells = {name: form[widget] for name, widget in self.widgets.items()} | more
        about = self._product.cells(form, request)
        cells |= {name: value for name, value in about.items() if name not in self._without}
        with told():
            jobs = list(self._jobs(cells, owner(request)))
            title = about["name"] or jobs[0].product
            return results.submit(title, jobs, request)

    def _jobs(self, cells: dict[str, Any], mine: str) -> Iterator[Job]:
        chosen: Sequence[str] = cells.pop("places")
        by_slot: defaultdict[str, list[str]] = defaultdict(list)
        for place in chosen:
            preset, _, slot = place.partition(_BETWEEN)
            by_slot[slot].append(preset)
        out = self.house.desk.out(mine)
        for slot, presets in (by_slot or {"": []}).items():
            yield from jobs_from(self.house.desk.intake, self._kind, {**cells, "preset": presets, "slot": slot}, out)


def slots_of(presets: PresetLibrary, roles: Collection[Role], media: Media) -> Iterator[tuple[str, str]]:
    """Yield the marketplaces' slots of these roles as what a person reads, and as `preset/slot`."""
    for preset in presets.presets.values():
        for head in preset.slots:
            if head.role not in roles or head.media is not media:
                continue
            if media is Media.IMAGE and head.export is None:
                continue  # no canvas is known for it
            yield preset.title if head.role is Role.MAIN else f"{preset.title}: {head.title}", f"{preset.id}/{head.id}"
