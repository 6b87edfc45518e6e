"""Every format, colour space, depth and transparency comes out as upright sRGB with the matte it has."""

import hashlib
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageOps

from pipelines.stages.photo.read import read_photo

RNG_SHAPE = (40, 60, 3)


def read(folder: Path, data: bytes, name: str):
    path = folder / name
    path.write_bytes(data)
    return read_photo(path)


def furthest(pixels, wanted) -> int:
    assert pixels.shape == np.asarray(wanted).shape
    return int(np.abs(pixels.astype(int) - np.asarray(wanted).astype(int)).max())


def deep(seed: int = 1):
    return np.random.default_rng(seed).integers(0, 65536, RNG_SHAPE).astype(np.uint16)


def grey_rgb(plane):
    return np.repeat(plane[..., None], 3, axis=2)


@pytest.mark.parametrize(
    ("name", "format", "options", "tolerance"),
    [
        ("a.jpg", "JPEG", {"quality": 95, "subsampling": 0}, 2),
        ("a.png", "PNG", {}, 0),
        ("a.webp", "WEBP", {"lossless": True}, 0),
        ("a.tif", "TIFF", {}, 0),
        ("a.tiff", "TIFF", {"compression": "tiff_lzw"}, 0),
        ("a.bmp", "BMP", {}, 0),
        ("a.heic", "HEIF", {"quality": 95}, 2),
        ("a.avif", "AVIF", {"quality": 95, "subsampling": "4:4:4"}, 2),
    ],
)
def test_each_format_is_read(tmp_path, samples, name, format, options, tolerance):
    data = samples.file(Image.fromarray(samples.picture()), format, **options)
    photo = read(tmp_path, data, name)
    assert photo.pixels.shape == samples.picture().shape
    assert np.abs(photo.pixels.astype(int) - samples.picture()).mean() <= tolerance
    assert photo.name == name
    assert photo.sha256 == hashlib.sha256(data).hexdigest()
    assert photo.matte is None
    assert photo.notes == ()


def test_gif_gives_its_first_frame_and_says_so(tmp_path, samples):
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    data = samples.file(frames[0], "GIF", save_all=True, append_images=frames[1:])
    photo = read(tmp_path, data, "a.gif")
    assert (photo.pixels == (255, 0, 0)).all()
    assert photo.notes == ("The first of 3 frames is used.",)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "deep TIFF", "HEIF", "AVIF"])
def test_every_format_is_turned_upright(tmp_path, samples, kind, orientation):
    image = Image.fromarray(samples.picture())
    exif = samples.exif(orientation)
    tagged = Image.open(io.BytesIO(samples.file(image, "PNG", exif=exif)))
    upright = np.asarray(ImageOps.exif_transpose(tagged))
    if kind == "deep TIFF":
        data = samples.tiff(samples.picture().astype(np.uint16) * 257, 2, orientation=orientation)
    elif kind == "TIFF":
        data = samples.tiff(samples.picture(), 2, orientation=orientation)
    else:
        data = samples.file(image, kind, exif=exif, quality=95)
    photo = read(tmp_path, data, "a.jpg")
    assert photo.pixels.shape == upright.shape
    assert np.abs(photo.pixels.astype(int) - upright).mean() < 3


def test_a_wrong_extension_is_only_a_note(tmp_path, samples):
    photo = read(tmp_path, samples.file(Image.fromarray(samples.picture()), "PNG"), "mug.jpg")
    assert photo.notes == ("The file is named .jpg, but it is PNG and was read as that.",)
    assert furthest(photo.pixels, samples.picture()) == 0


@pytest.mark.parametrize("order", ["<", ">"])
def test_sixteen_bits_round_to_the_nearest_level(tmp_path, samples, order):
    wanted = np.rint(deep() / 257)
    assert furthest(read(tmp_path, samples.tiff(deep(), 2, order=order), "a.tif").pixels, wanted) == 0
    assert furthest(read(tmp_path, samples.png(deep(), 2), "a.png").pixels, wanted) == 0
    grey = deep()[..., 0]
    for data in (samples.tiff(grey, 1, order=order), samples.png(grey, 0)):
        photo = read(tmp_path, data, "a.tif")
        assert furthest(photo.pixels, grey_rgb(wanted[..., 0])) == 0
        assert "Its 16 bits a channel are rounded to 8." in photo.notes


def test_white_is_zero_is_inverted(tmp_path, samples):
    grey = deep()[..., 0]
    photo = read(tmp_path, samples.tiff(grey, 0), "a.tif")
    assert furthest(photo.pixels, grey_rgb(255 - np.rint(grey / 257))) == 0


def test_floats_are_read_by_their_range(tmp_path, samples):
    light = deep().astype(np.float32) / 65535
    for scale, said in ((1, "0 to 1."), (255, "0 to 255."), (65535, "0 to 65535.")):
        photo = read(tmp_path, samples.tiff(light * np.float32(scale), 2, sample_format=3), "a.tif")
        assert furthest(photo.pixels, np.rint(light * 255)) <= 1
        assert photo.notes[0].endswith(said)
    bright = light.copy()
    bright[:4] = 1.5
    note = read(tmp_path, samples.tiff(bright, 2, sample_format=3), "a.tif").notes[0]
    assert "10.0% of them lie above and are white" in note


def test_alpha_of_any_depth_is_the_matte(tmp_path, samples):
    pixels = deep()
    alpha = np.zeros((40, 60), np.uint16)
    alpha[10:30, 10:50] = 65535
    alpha[10:12] = 30000
    alpha[:, :10] = 0
    straight = np.dstack([pixels, alpha])
    premultiplied = np.dstack([np.rint(pixels * (alpha[..., None] / 65535)).astype(np.uint16), alpha])
    shown = alpha > 0
    for data in (
        samples.tiff(straight, 2, extras=(2,)),
        samples.tiff(premultiplied, 2, extras=(1,)),
        samples.png(straight, 6),
    ):
        photo = read(tmp_path, data, "a.tif")
        np.testing.assert_allclose(photo.matte, alpha / 65535, atol=1e-6)
        assert furthest(photo.pixels[shown], np.rint(pixels / 257)[shown]) <= 1
        assert any("transparency is used as the matte" in note for note in photo.notes)
    unspecified = read(tmp_path, samples.tiff(straight, 2, extras=(0,)), "a.tif")
    assert unspecified.matte is None


def test_eight_bit_premultiplied_alpha_is_divided_out(tmp_path, samples):
    alpha = np.full((40, 60), 128, np.uint8)
    alpha[:20] = 0
    alpha[:, 40:] = 255
    half = np.rint(samples.picture() * (alpha[..., None] / 255)).astype(np.uint8)
    photo = read(tmp_path, samples.tiff(np.dstack([half, alpha]), 2, extras=(1,)), "a.tif")
    shown = alpha > 0
    assert furthest(photo.pixels[shown], samples.picture()[shown]) <= 2


@pytest.mark.parametrize("kind", ["RGBA", "LA", "palette bytes", "palette index", "RGB key", "grey key", "deep key"])
def test_each_way_to_be_transparent_gives_the_same_matte(tmp_path, samples, kind):
    """The left half is transparent and hides magenta or black; nothing of it may be left in the colours."""
    wanted = np.zeros((40, 60), np.float32)
    wanted[:, 30:] = 1
    pixels = np.full(RNG_SHAPE, 200, np.uint8)
    pixels[:, :30] = (255, 0, 255)
    opaque = (wanted * 255).astype(np.uint8)
    index = Image.fromarray(wanted.astype(np.uint8)).convert("P")
    index.putpalette([255, 0, 255, 200, 200, 200])
    grey = np.where(wanted > 0, 200, 7).astype(np.uint8)
    made = {
        "RGBA": lambda: samples.file(Image.fromarray(np.dstack([pixels, opaque])), "PNG"),
        "LA": lambda: samples.file(Image.merge("LA", [Image.fromarray(grey), Image.fromarray(opaque)]), "PNG"),
        "palette bytes": lambda: samples.file(index, "PNG", transparency=bytes([0, 255])),
        "palette index": lambda: samples.file(index, "GIF", transparency=0),
        "RGB key": lambda: samples.file(Image.fromarray(pixels), "PNG", transparency=(255, 0, 255)),
        "grey key": lambda: samples.file(Image.fromarray(grey), "PNG", transparency=7),
        "deep key": lambda: samples.png(grey.astype(np.uint16) * 257, 0, [(b"tRNS", (7 * 257).to_bytes(2, "big"))]),
    }
    photo = read(tmp_path, made[kind](), "a.png")
    np.testing.assert_array_equal(photo.matte, wanted)
    assert (photo.pixels == 200).all()


def test_hidden_colours_become_those_of_visible_neighbours(tmp_path, samples):
    pixels = np.zeros((400, 600, 4), np.uint8)
    pixels[..., :3] = (0, 255, 0)
    pixels[100:300, 100:300] = (200, 30, 30, 255)
    pixels[100:300, 300:500] = (30, 30, 200, 255)
    photo = read(tmp_path, samples.file(Image.fromarray(pixels), "PNG"), "a.png")
    assert tuple(photo.pixels[99, 150]) == (200, 30, 30)
    assert tuple(photo.pixels[300, 450]) == (30, 30, 200)
    assert tuple(photo.pixels[0, 0]) == (115, 30, 115)
    assert photo.pixels[..., 1].max() == 30
    np.testing.assert_array_equal(photo.pixels[100:300, 100:500], pixels[100:300, 100:500, :3])


def test_an_opaque_alpha_channel_is_no_matte(tmp_path, samples):
    pixels = np.dstack([samples.picture(), np.full((40, 60), 255, np.uint8)])
    photo = read(tmp_path, samples.file(Image.fromarray(pixels), "PNG"), "a.png")
    assert photo.matte is None
    assert photo.notes == ()


def test_a_faint_transparency_is_laid_on_white(tmp_path, samples):
    pixels = np.dstack([np.zeros(RNG_SHAPE, np.uint8), np.full((40, 60), 204, np.uint8)])
    photo = read(tmp_path, samples.file(Image.fromarray(pixels), "PNG"), "a.png")
    assert photo.matte is None
    assert (photo.pixels == 51).all()
    assert "laid on white" in photo.notes[0]


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_grey_palette_and_bits(tmp_path, samples, mode):
    image = Image.fromarray(samples.picture()).convert(mode)
    photo = read(tmp_path, samples.file(image, "PNG"), "a.png")
    assert furthest(photo.pixels, np.asarray(image.convert("RGB"))) == 0


def test_display_p3_is_converted_exactly(tmp_path, samples):
    inside = samples.picture()
    for format, options in (("PNG", {}), ("TIFF", {}), ("WEBP", {"lossless": True})):
        icc = samples.rgb_profile(samples.P3_PRIMARIES, "Display P3")
        photo = read(tmp_path, samples.file(Image.fromarray(inside), format, icc_profile=icc, **options), "a.png")
        assert furthest(photo.pixels, np.rint(p3_to_srgb(samples, inside))) <= 1
        assert "Its colours were converted from 'Display P3' to sRGB." in photo.notes
    deep_file = samples.tiff(inside.astype(np.uint16) * 257, 2, icc=samples.rgb_profile(samples.P3_PRIMARIES))
    assert furthest(read(tmp_path, deep_file, "a.tif").pixels, np.rint(p3_to_srgb(samples, inside))) <= 1


def p3_to_srgb(samples, pixels):
    unit = pixels / 255
    light = np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4)
    # Display P3 to sRGB, both under D65, linear (CSS Color Module Level 4, section 18).
    matrix = np.array(
        [[1.22494018, -0.22494018, 0], [-0.04205695, 1.04205695, 0], [-0.01963755, -0.07863605, 1.0982736]]
    )
    srgb = np.clip(light @ matrix.T, 0, 1)
    return 255 * np.where(srgb <= 0.0031308, srgb * 12.92, 1.055 * srgb ** (1 / 2.4) - 0.055)


def test_an_srgb_profile_changes_no_pixel(tmp_path, samples):
    every_blue = np.random.default_rng(3).integers(0, 256, RNG_SHAPE).astype(np.uint8)
    for icc in (
        samples.rgb_profile(samples.SRGB_PRIMARIES),
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    ):
        photo = read(tmp_path, samples.file(Image.fromarray(every_blue), "PNG", icc_profile=icc), "a.png")
        assert furthest(photo.pixels, every_blue) == 0
        assert photo.notes == ()


def test_white_stays_white_through_any_profile(tmp_path, samples):
    white = Image.new("RGB", (40, 40), "white")
    p3 = samples.file(white, "PNG", icc_profile=samples.rgb_profile(samples.P3_PRIMARIES))
    press = samples.file(Image.new("CMYK", (40, 40), (0, 0, 0, 0)), "JPEG", icc_profile=samples.cmyk_profile())
    plain = samples.file(Image.new("CMYK", (40, 40), (0, 0, 0, 0)), "JPEG")
    for data in (p3, press, plain):
        assert (read(tmp_path, data, "a.png").pixels == 255).all()


def test_a_broken_profile_is_said_and_ignored(tmp_path, samples):
    pixels = samples.picture()
    good = samples.rgb_profile(samples.P3_PRIMARIES)
    for icc in (b"not a profile at all", good[:200], good[:36] + b"xxxx" + good[40:]):
        photo = read(tmp_path, samples.file(Image.fromarray(pixels), "PNG", icc_profile=icc), "a.png")
        assert furthest(photo.pixels, pixels) == 0
        assert "Its colour profile is broken; its colours are taken for sRGB." in photo.notes


def test_a_profile_for_other_colours_is_said_and_ignored(tmp_path, samples):
    data = samples.file(Image.fromarray(samples.picture()), "PNG", icc_profile=samples.cmyk_profile())
    photo = read(tmp_path, data, "a.png")
    assert furthest(photo.pixels, samples.picture()) == 0
    assert "Its colour profile is for CMYK and does not fit; it is ignored." in photo.notes


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_cmyk_follows_its_profile(tmp_path, samples, format):
    orange = Image.new("CMYK", (40, 40), (0, 0, 255, 0))
    data = samples.file(orange, format, icc_profile=samples.cmyk_profile())
    photo = read(tmp_path, data, "a.tif")
    assert furthest(photo.pixels[:1, :1], [[(255, 160, 0)]]) <= 6
    assert "from 'Test press' to sRGB" in photo.notes[-1]


def test_cmyk_without_a_profile_is_estimated_and_said(tmp_path, samples):
    photo = read(tmp_path, samples.file(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "TIFF"), "a.tif")
    assert photo.pixels[0, 0, 0] > 200
    assert photo.pixels[0, 0, 1:].max() < 80
    assert "CMYK without a colour profile" in photo.notes[0]


def test_cmyk_jpeg_with_and_without_adobes_mark_look_the_same(tmp_path, samples):
    cyan = Image.new("CMYK", (40, 40), (255, 0, 0, 0))
    adobe = samples.file(cyan, "JPEG", quality=95)
    # Without the mark the samples are not inverted: the same picture needs the inverted numbers.
    inverted = samples.file(Image.eval(cyan, lambda level: 255 - level), "JPEG", quality=95)
    start = inverted.index(b"\xff\xee")
    plain = inverted[:start] + inverted[start + 2 + int.from_bytes(inverted[start + 2 : start + 4], "big") :]
    assert furthest(read(tmp_path, adobe, "a.jpg").pixels, read(tmp_path, plain, "b.jpg").pixels) <= 2


def test_lab_is_converted(tmp_path, samples):
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    lab = ImageCms.applyTransform(Image.fromarray(samples.picture()), to_lab)
    photo = read(tmp_path, samples.file(lab, "TIFF"), "a.tif")
    assert furthest(photo.pixels, samples.picture()) <= 4


def test_grey_with_a_colour_profile_stays_grey(tmp_path, samples):
    grey = Image.fromarray(samples.picture()).convert("L")
    data = samples.file(grey, "PNG", icc_profile=samples.rgb_profile(samples.SRGB_PRIMARIES))
    assert furthest(read(tmp_path, data, "a.png").pixels, grey_rgb(np.asarray(grey))) == 0


def test_heic_with_alpha(tmp_path, samples):
    alpha = np.zeros((64, 64), np.uint8)
    alpha[16:48, 16:48] = 255
    image = Image.fromarray(np.dstack([np.full((64, 64, 3), 120, np.uint8), alpha]))
    photo = read(tmp_path, samples.file(image, "HEIF", quality=95), "a.heic")
    assert np.abs(photo.matte - alpha / 255).mean() < 0.02


def test_adobe_rgb_without_a_profile_is_said(tmp_path, samples):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA001] = 2
    data = samples.file(Image.fromarray(samples.picture()), "JPEG", exif=exif.tobytes())
    assert "marked it as Adobe RGB" in read(tmp_path, data, "a.jpg").notes[0]
    icc = samples.rgb_profile(samples.SRGB_PRIMARIES)
    tagged = samples.file(Image.fromarray(samples.picture()), "JPEG", exif=exif.tobytes(), icc_profile=icc)
    assert read(tmp_path, tagged, "a.jpg").notes == ()
