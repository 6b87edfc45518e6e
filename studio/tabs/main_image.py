"""Main images: marketplaces in, a picture for each that passes its rules out."""

import gradio as gr

from presets.schema import Media, Role
from studio.tabs.making import Making
from studio.tabs.product import ProductPanel
from studio.web.house import House


def main_image_tab(house: House, product: ProductPanel, pages: gr.Blocks) -> None:
    """Fill the tab."""
    making = Making(house, product, "main-image", without={"height_cm"})
    making.places({Role.MAIN}, Media.IMAGE, "amazon-us/main")
    making.fields("shadow", "max_enlargement", "straighten", "tone", "insist", "cutout", "creator", "credit")
    making.finish(pages)
