"""Product over scene, in linear light."""

import numpy as np

from pipelines.linear_light import to_linear, to_srgb
from pipelines.placed import Placed
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.values import Rgb


def compose(placed: Placed, shot: Shot, scene: Scene) -> Rgb:
    """Return the finished picture: the scene, and on top of it the photograph.

    Where the placed matte is 1, bytes are the scaled photograph's, unless the scene has a gain for them; where it is
    0, the scene's; soft edges mix light.
    """
    picture = ground_of(scene)
    spot = picture[shot.place.slices]
    foreground = placed.foreground
    if scene.gain is not None:
        foreground = to_srgb(to_linear(foreground) * scene.gain)
    whole, soft = placed.matte >= 1, (placed.matte > 0) & (placed.matte < 1)
    spot[whole] = foreground[whole]
    share = placed.matte[soft][:, None]
    light = to_linear(foreground[soft]) * share + to_linear(spot[soft]) * (1 - share)
    spot[soft] = to_srgb(np.asarray(light, np.float32))
    return picture


def ground_of(scene: Scene) -> Rgb:
    """Return the scene without the product, in bytes; a plate of one colour is converted once, not once a pixel."""
    one_colour = scene.plate.strides[:2] == (0, 0)
    plate = to_srgb(scene.plate[0, 0]) if one_colour else to_srgb(scene.plate)
    picture = np.array(np.broadcast_to(plate, scene.plate.shape))
    shaded = ~scene.is_bare()
    picture[shaded] = to_srgb(scene.light(shaded))
    return picture
