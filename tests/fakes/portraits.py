"""Portraits that are ours to use: drawn presenters, as if they had been photographed."""

from datetime import date

import numpy as np

from models.registry import EngineChoice
from pipelines.portrait import Consent, Portrait
from pipelines.progress import silent
from pipelines.speech import Speech
from pipelines.stages.avatar.art.eyes import Look
from pipelines.stages.avatar.art.mouth import MouthShape
from pipelines.stages.avatar.engine import AVATAR_ENGINES
from pipelines.stages.avatar.posing import Pose
from pipelines.stages.avatar.puppet import Puppet
from pipelines.stages.avatar.role import Framing, Role
from pipelines.stages.avatar.view import view_of
from pipelines.stages.avatar.warp import HeadPose
from pipelines.values import Matte, Rgb
from presets.presenters.library import load_presenters

_CONSENT = Consent(date(2026, 11, 1))


def drawn_still(name: str, size: tuple[int, int] = (432, 768)) -> tuple[Rgb, Matte]:
    """A presenter who says nothing, and where they are; beside them it is grey."""
    silence = Speech(np.zeros(16_000, np.float32), 16_000, "en", (), ())
    engine = AVATAR_ENGINES.open(EngineChoice(name="drawn"), None)  # type: ignore[arg-type]
    frame = engine.animate(Role(load_presenters().get(name), size), silence, silent).draw(0)
    picture, matte = np.full((size[1], size[0], 3), 200, np.uint8), np.zeros((size[1], size[0]), np.float32)
    frame.laid_on(picture)
    height, width = frame.pixels.shape[:2]
    matte[frame.top : frame.top + height, frame.left : frame.left + width] = frame.pixels[..., 3] / np.float32(255)
    return picture, matte


def posed_still(name: str, lid: float, size: tuple[int, int] = (432, 768)) -> Rgb:
    """A presenter who says nothing, with lids as far down as told."""
    puppet = Puppet(load_presenters().get(name), view_of(Framing.HALF_BODY, size), size)
    picture = np.full((size[1], size[0], 3), 200, np.uint8)
    puppet.frame(Pose(MouthShape(), Look(lid=lid), HeadPose())).laid_on(picture)
    return picture


def drawn_portrait(name: str, size: tuple[int, int] = (432, 768)) -> Portrait:
    """The same, with consent, cut out."""
    picture, matte = drawn_still(name, size)
    return Portrait(picture, matte, f"{name}.jpg", f"{name}-{size}", _CONSENT)


def portrait_of_pixels(pixels: Rgb, name: str = "me.jpg") -> Portrait:
    """Any picture as a portrait with its own background."""
    return Portrait(pixels, np.ones(pixels.shape[:2], np.float32), name, str(hash(pixels.tobytes())), _CONSENT)
