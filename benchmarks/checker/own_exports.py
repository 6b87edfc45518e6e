"""Our own main images before their own marketplaces: nothing is wrong with them, so every alarm is a false one.

The cutout is the example's exact matte, so that no engine's fault is taken for the checker's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from PIL import Image

from models.catalog import load_catalog
from models.registry import EngineOptions
from models.store import WeightsStore
from pipelines.errors import PlanError, UnfitPhotoError
from pipelines.main_image import make_main_image
from pipelines.progress import silent
from pipelines.shot import Shot
from pipelines.stages.cutout.foreground import own_colours
from pipelines.stages.export.image import encode_image, file_demand
from pipelines.stages.export.names import file_name
from pipelines.stages.photo.read import read_photo
from pipelines.stages.plan.plan import Wish, plan_shot
from pipelines.stages.render.seamless import SeamlessGround
from pipelines.values import Cutout, Rgb, Shadow
from presets.library import PresetLibrary
from presets.rules import VisibleShadow
from presets.schema import Slot

MARKETPLACES = (
    "aliexpress", "amazon-us", "coupang", "ebay", "etsy", "google-shopping", "lazada", "mercado-libre", "rakuten",
    "shein", "shopify", "temu", "tiktok-shop", "walmart", "yahoo-jp",
)  # fmt: skip


@dataclass(frozen=True)
class Export:
    """A finished main image of ours."""

    name: str
    slot: Slot
    file_name: str
    data: bytes


def exports(library: PresetLibrary) -> Iterator[Export]:
    """Yield every example for every marketplace with every shadow that it allows."""
    for photo in sorted(Path(str(files("studio") / "examples")).glob("*/front.jpg")):
        for shadow in Shadow:
            for marketplace in MARKETPLACES:
                slot = library.slot(marketplace, "main")
                if shadow is not Shadow.NONE and any(isinstance(rule, VisibleShadow) for rule in slot.rules):
                    continue
                try:
                    shot = plan_shot(exact_cutout(photo).matte, slot, Wish(shadow))
                except (PlanError, UnfitPhotoError):
                    continue
                name = file_name(slot, photo.parent.name, "SKU1", 1, "jpg")
                data = encode_image(_picture(photo, shot), file_demand(slot), b"").data
                yield Export(f"{photo.parent.name}, {marketplace}, {shadow}", slot, name, data)


@cache
def exact_cutout(photo: Path) -> Cutout:
    """Return an example photo with the matte that lies beside it."""
    pixels = read_photo(photo).pixels
    matte = np.asarray(Image.open(photo.with_name(f"{photo.stem}.matte.png")).convert("L"), np.float32) / 255
    return Cutout(pixels, matte, own_colours(pixels, matte))


@cache
def _picture(photo: Path, shot: Shot) -> Rgb:
    nothing = WeightsStore(Path(), load_catalog(), offline=True)
    return make_main_image(exact_cutout(photo), shot, SeamlessGround(EngineOptions(), nothing), silent)
