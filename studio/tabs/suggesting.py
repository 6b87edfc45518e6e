"""Facts that the photos suggest: put into empty fields where a person sees them, and told one by one."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import gradio as gr
from gradio.components import Component

from pipelines.errors import NoProductError
from pipelines.jobs.looking import Eyes, looked_at
from pipelines.progress import silent
from pipelines.stages.cutout.touchup import Touchup
from pipelines.understanding import How, Understanding
from studio.tabs.product import ProductPanel
from studio.tabs.telling import told
from studio.tabs.words import language, owner, t
from studio.web.house import House

_FIELDS = ("category", "materials", "colours", "features")
_LEAST_SHARE = 0.15  # of the product: a smaller part is told, not filled in


def suggest_facts(house: House, product: ProductPanel, facts: Mapping[str, Component]) -> None:
    """Add the button, and what it found."""
    ask = gr.Button(t("suggest_facts"), size="sm", elem_id="suggest-facts")
    found = gr.HTML("", elem_classes="ls-plain", elem_id="suggested")
    fields = [facts[name] for name in _FIELDS]

    def on_ask(uploads: list[str], *filled: Any, request: gr.Request) -> list[Any]:
        paths = [house.uploads.find(owner(request), upload).path for upload in uploads]
        with told():
            intake = house.desk.intake
            eyes = Eyes(intake.settle("auto"), Touchup(), intake.settle_understand("auto"))
            seen = looked_at(paths, eyes, intake.bench, silent)
            if seen is None:
                raise NoProductError(house.words.say("no_photos_yet", language(request)))
        now = suggested(seen, dict(zip(_FIELDS, filled, strict=True)))
        return [*(now.get(name, gr.skip()) for name in _FIELDS), _told(house, seen, now, language(request))]

    ask.click(on_ask, [product.photos, *fields], [*fields, found], api_visibility="private", show_progress="minimal")


def suggested(seen: Understanding, filled: Mapping[str, Any]) -> dict[str, Any]:
    """Return what goes into fields that a person left empty."""
    now: dict[str, Any] = {}
    for field in _FIELDS:
        values = [one.value for one in seen.of(field) if one.share >= _LEAST_SHARE]
        if values and not filled.get(field):
            now[field] = values[0] if field == "category" else values
    return now


def _told(house: House, seen: Understanding, now: Mapping[str, Any], tongue: str) -> str:
    taken = [f"{one.field}: {_shown(one.value, one.share, one.how)}" for one in seen.suggestions if one.field in now]
    beside = [f"{one.field}: {one.value}" for one in seen.suggestions if one.field not in now]
    parts = [("suggested", taken), ("suggested_beside", beside)]
    said = "".join(_listed(house.words.say(key, tongue), lines) for key, lines in parts if lines)
    return said or escape(house.words.say("nothing_suggested", tongue))


def _shown(value: str, share: float, how: How) -> str:
    return f"{value}, {share:.0%} ({how})" if how is How.MEASURED else f"{value} ({how})"


def _listed(head: str, lines: Sequence[str]) -> str:
    return f"<p>{escape(head)}</p><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
