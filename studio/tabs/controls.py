"""A command's options as widgets."""

from typing import Any

import gradio as gr
from gradio.components import Component

from studio.form import Field, field_of
from studio.tabs.words import choice, t
from studio.words import help_key

_ANY = ""  # a choice left open


def control(kind: str, name: str, **over: Any) -> Component:
    """Return the widget of an option of the command that makes `kind`: its bounds, its default, its help."""
    field = field_of(kind, name)
    said: dict[str, Any] = {"label": t(f"option_{name}"), "info": t(help_key(kind, name)), **over}
    if field.kind is bool:
        return gr.Checkbox(value=False, **said)
    if field.choices:
        return _choice(field, said)
    if field.kind in (int, float) and field.least is not None and field.most is not None and field.default is not None:
        step = 1 if field.kind is int else 0.05
        return gr.Slider(field.least, field.most, value=field.default, step=step, **said)
    if field.kind in (int, float) and field.default is None:  # Gradio's own number is 0 where nothing is entered
        bounds = f"{field.least:g} ... {field.most:g}" if field.least is not None and field.most is not None else ""
        return gr.Textbox("", max_length=12, placeholder=bounds, **said)
    if field.kind in (int, float):
        precision = 0 if field.kind is int else None
        return gr.Number(value=field.default, minimum=field.least, maximum=field.most, precision=precision, **said)
    return gr.Textbox(value=field.default or "", max_length=500, **said)


def _choice(field: Field, said: dict[str, Any]) -> Component:
    choices = [(choice(field.name, name), name) for name in field.choices]
    if field.default is None:
        choices = [(t("choice_open"), _ANY), *choices]
    return gr.Dropdown(choices, value=field.default or _ANY, **said)
