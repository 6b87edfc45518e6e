"""Lifestyle scenes: the photographed product in places that sell it."""

import gradio as gr

from models.device import this_device
from presets.schema import Media, Role
from studio.tabs.making import Making
from studio.tabs.product import ProductPanel
from studio.tabs.words import t
from studio.web.house import House

_ROLES = {Role.LIFESTYLE, Role.ADDITIONAL, Role.DETAIL, Role.APLUS, Role.STORE}


def lifestyle_tab(house: House, product: ProductPanel, pages: gr.Blocks) -> None:
    """Fill the tab."""
    making = Making(house, product, "lifestyle")
    with gr.Row():
        scenes = [(scene.title, scene.id) for scene in house.scenes.items.values()]
        making.widgets["scene"] = gr.Dropdown(
            scenes, multiselect=True, label=t("option_scene"), info=t("help_scene"), elem_id="scene"
        )
        making.field("count", elem_id="count")
    making.places(_ROLES, Media.IMAGE, "amazon-us/lifestyle")
    making.fields(
        "season", "palette", "brand", "light", "relight", "spot", "stance", "elevation", "seed", "insist", "cutout"
    )
    if this_device().gpus:
        making.widgets["engine"] = gr.Dropdown(
            [(t("engine_staged"), "staged"), (t("engine_diffusion"), "diffusion")],
            value="staged",
            label=t("option_engine"),
            info=t("help_painter"),
            elem_id="engine",
        )
    making.finish(pages)
