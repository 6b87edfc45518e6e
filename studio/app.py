"""The pages: what stands beside what. Each tab is a file under `studio/tabs`; what happens is written there."""

from importlib.resources import files

import gradio as gr
from fastapi import FastAPI
from gradio import themes

from studio.tabs.agents import offer_to_agents
from studio.tabs.avatar_video import avatar_video_tab
from studio.tabs.batch import batch_tab
from studio.tabs.check import check_tab
from studio.tabs.kit import kit_tab
from studio.tabs.library import library_tab
from studio.tabs.lifestyle import lifestyle_tab
from studio.tabs.main_image import main_image_tab
from studio.tabs.models import models_tab
from studio.tabs.product import ProductPanel
from studio.tabs.words import t, translations
from studio.web.house import House

_SCRIPTS = ("studio.js", "dialog.js", "touchup.js", "move.js", "script.js")
_MOST_BYTES = 100_000_000
_TEMP_SECONDS = 3600  # files that came or went through a page and are not kept
_SANS = ("system-ui", "-apple-system", "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "sans-serif")
_THEME = themes.Base(
    primary_hue=themes.Color(
        *("#eef7f4", "#d5ece5", "#aed9cc", "#7fc0ae", "#4fa28d", "#2f8672"),
        *("#1f6f5c", "#1a5b4c", "#17493e", "#143c34", "#0a221d"),
    ),
    neutral_hue="stone",
    radius_size="lg",
    font=_SANS,
    font_mono=("ui-monospace", "Consolas", "monospace"),
).set(button_primary_background_fill="*primary_600", button_primary_background_fill_hover="*primary_700")


def mount_pages(server: FastAPI, house: House, *, agents: bool) -> None:
    """Hang the pages into a server, at its root."""
    looks = files("studio") / "pages"
    gr.mount_gradio_app(
        server,
        build_pages(house),
        path="/",
        theme=_THEME,
        css=(looks / "studio.css").read_text(encoding="utf-8"),
        head="".join(f"<script>{(looks / name).read_text(encoding='utf-8')}</script>" for name in _SCRIPTS),
        i18n=translations(house.words),
        max_file_size=_MOST_BYTES,
        blocked_paths=[str(house.desk.folder)],
        footer_links=["api"],
        run_history=False,
        show_error=True,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=agents,
    )


def build_pages(house: House) -> gr.Blocks:
    """Return the pages."""
    with gr.Blocks(
        title="Listing Studio",
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(_TEMP_SECONDS // 2, _TEMP_SECONDS),
    ) as pages:
        gr.HTML((files("studio") / "pages" / "head.html").read_text(encoding="utf-8"), elem_classes="ls-plain")
        if not house.visitors.lasting:
            gr.Markdown(t("not_lasting"), elem_classes="ls-notice")
        with gr.Row(elem_classes="ls-room"):
            with gr.Column(scale=3, min_width=300, elem_classes="ls-product"):
                product = ProductPanel(house, pages)
            with gr.Column(scale=9, min_width=320), gr.Tabs():
                for name, build in _TABS.items():
                    with gr.Tab(t(f"tab_{name}"), id=name, elem_id=f"tab-{name}") as tab:
                        build(house, product, pages)
                    tab.select(None, js=f"() => {{ document.body.dataset.tab = '{name}'; }}", api_visibility="private")
        offer_to_agents(house)
    pages.queue(default_concurrency_limit=8)
    return pages


_TABS = {
    "main_image": main_image_tab,
    "lifestyle": lifestyle_tab,
    "avatar_video": avatar_video_tab,
    "kit": kit_tab,
    "check": check_tab,
    "batch": batch_tab,
    "library": library_tab,
    "models": models_tab,
}
