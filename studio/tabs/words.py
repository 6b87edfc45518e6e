"""Words of the pages: labels are translated in the browser, what we draw ourselves here."""

from functools import cache
from typing import Any

import gradio as gr
from gradio.i18n import I18nData

from studio.words import Words, language_of


def t(key: str) -> I18nData:
    """Return a label that the browser shows in its person's language."""
    return I18nData(key)


def choice(option: str, name: str) -> I18nData | str:
    """Return what an option's choice is called, there or anywhere; one that needs no words, as 9:16, is its own."""
    keys = (key for key in (f"choice_{option}_{name}", f"choice_{name}") if key in _known())
    return next((t(key) for key in keys), name)


@cache
def _known() -> frozenset[str]:
    return Words.read().keys


def translations(words: Words) -> gr.I18n:
    """Return the table that the browser reads labels from."""
    chinese = words.all_in("zh")
    return gr.I18n(en=words.all_in("en"), zh=chinese, **{"zh-CN": chinese})


def language(request: gr.Request) -> str:
    """Return the language of who asks."""
    return language_of(request.headers.get("accept-language", ""))


def sent(event: gr.EventData) -> dict[str, Any]:
    """Return what a script of ours sent along with an event."""
    return dict(getattr(event, "_data", None) or {})


def owner(request: gr.Request) -> str:
    """Return whose work it is; the gate has found it out."""
    return request.request.scope["owner"] if request.request else ""
