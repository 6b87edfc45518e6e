"""Cutout and shot -> the finished main image."""

from pipelines.placed import Placed, place_product
from pipelines.progress import Progress
from pipelines.shot import Shot
from pipelines.stages.compose import compose
from pipelines.stages.render.engine import RenderEngine
from pipelines.values import Cutout, Rgb


def make_main_image(cutout: Cutout, shot: Shot, renderer: RenderEngine, progress: Progress) -> Rgb:
    """Return the picture, of the shot's canvas. The same cutout and shot give the same pixels."""
    return picture_of(place_product(cutout, shot), shot, renderer, progress)


def picture_of(placed: Placed, shot: Shot, renderer: RenderEngine, progress: Progress) -> Rgb:
    """Return the picture of a product that is scaled already."""
    return compose(placed, shot, renderer.render(shot, placed, progress))
