import io
import time

import numpy as np
import pytest
from PIL import Image, JpegImagePlugin

from pipelines.errors import ExportError
from pipelines.stages.export.image import FileDemand, encode_cutout, encode_image, file_demand, srgb_profile
from pipelines.values import Rgb
from presets.rule_base import ImageFormat
from presets.schema import Export
from tests.unit.pipelines.conftest import SlotMaker, make_cutout

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">recipe</x:xmpmeta>'


def picture() -> Rgb:
    canvas = np.full((300, 300, 3), 255, np.uint8)
    canvas[60:240, 60:240] = np.random.default_rng(1).integers(0, 255, (180, 180, 3))
    return canvas


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_jpeg_keeps_full_chroma_profile_density_and_history() -> None:
    encoded = encode_image(picture(), FileDemand(ImageFormat.JPEG), XMP)
    image = opened(encoded.data)
    assert encoded.quality == 100
    assert JpegImagePlugin.get_sampling(image) == 0
    assert image.info["dpi"] == (300, 300)
    assert image.info["icc_profile"]
    assert image.info["xmp"] == XMP
    assert (np.asarray(image)[:40] == 255).all()


@pytest.mark.parametrize("format", [ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.TIFF])
def test_every_format_carries_profile_and_history(format: ImageFormat) -> None:
    image = opened(encode_image(picture(), FileDemand(format), XMP).data)
    assert image.format is not None
    assert image.format.lower() == format
    assert image.info["icc_profile"]
    assert XMP in str(image.info).encode() or image.info.get("xmp") == XMP or XMP in bytes(image.tag_v2.get(700, b""))  # type: ignore[attr-defined]


@pytest.mark.parametrize("ceiling", [60_000, 80_000, 100_000])
def test_the_quality_found_is_the_best_under_the_ceiling(ceiling: int) -> None:
    demand = FileDemand(ImageFormat.JPEG, max_bytes=ceiling, min_quality=40)
    encoded = encode_image(picture(), demand, XMP)
    assert len(encoded.data) <= ceiling
    assert encoded.quality is not None
    one_better = FileDemand(ImageFormat.JPEG, max_bytes=10_000_000, min_quality=encoded.quality + 1)
    assert encoded.quality < 100
    buffer = io.BytesIO()
    opened(encode_image(picture(), one_better, XMP).data).save(
        buffer, "JPEG", quality=encoded.quality + 1, subsampling=0, optimize=True
    )
    assert len(buffer.getvalue()) > ceiling * 0.93


def test_limits_that_cannot_be_kept_are_said_with_figures() -> None:
    with pytest.raises(ExportError, match=r"at most 9,000 are allowed"):
        encode_image(picture(), FileDemand(ImageFormat.JPEG, max_bytes=9_000), XMP)
    plain = np.full((50, 50, 3), 255, np.uint8)
    with pytest.raises(ExportError, match=r"at least 200,000 are asked for"):
        encode_image(plain, FileDemand(ImageFormat.JPEG, min_bytes=200_000), XMP)


def test_the_demand_is_the_tightest_of_the_slots_rules(slot_of: SlotMaker) -> None:
    rules = [
        {"kind": "file_weight", "max_bytes": 5_000_000},
        {"kind": "file_weight", "max_bytes": 3_145_728, "min_bytes": 30_000},
        {"kind": "jpeg_quality", "min_quality": 90},
        {"kind": "file_format", "formats": ["jpeg", "png"]},
    ]
    demand = file_demand(slot_of(rules, Export(width=100, height=100)))
    assert demand == FileDemand(ImageFormat.JPEG, 30_000, 3_145_728, 90)


def test_a_preset_that_exports_what_it_refuses_is_told(slot_of: SlotMaker) -> None:
    slot = slot_of([{"kind": "file_format", "formats": ["png"]}], Export(width=100, height=100))
    with pytest.raises(ExportError, match="Mend the preset"):
        file_demand(slot)


def test_a_cutout_png_has_the_photos_size_and_hides_what_is_not_product() -> None:
    cutout = make_cutout()
    image = opened(encode_cutout(cutout, XMP))
    layers = np.asarray(image)
    assert image.mode == "RGBA"
    assert image.size == cutout.size
    assert np.array_equal(layers[..., 3], np.rint(cutout.matte * 255).astype(np.uint8))
    assert (layers[..., :3][cutout.matte == 0] == 0).all()
    assert np.array_equal(layers[..., :3][cutout.matte == 1], cutout.pixels[cutout.matte == 1])


def test_the_profile_does_not_tell_the_time_it_was_made() -> None:
    first = srgb_profile.__wrapped__()
    time.sleep(1.1)
    assert srgb_profile.__wrapped__() == first
