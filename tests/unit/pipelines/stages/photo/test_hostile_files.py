"""Whatever lies at a path, reading gives a photo or one clear sentence: never a hang, a leak or a traceback."""

import gc
import os
import random
import struct
import threading
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipelines.errors import PhotoError
from pipelines.stages.photo import file_bytes
from pipelines.stages.photo.raster import MOST_PIXELS
from pipelines.stages.photo.read import read_photo
from pipelines.values import Photo

FORMATS = {
    "JPEG": {"quality": 90},
    "PNG": {},
    "WEBP": {"quality": 80},
    "TIFF": {},
    "TIFF LZW": {"compression": "tiff_lzw"},
    "TIFF JPEG": {"compression": "jpeg"},
    "BMP": {},
    "GIF": {},
    "HEIF": {"quality": 80},
    "AVIF": {"quality": 80},
}


def encode(samples, kind: str) -> bytes:
    """A small file with EXIF and a profile where the format has room for them."""
    extras = {"exif": samples.exif(6), "icc_profile": samples.rgb_profile(samples.P3_PRIMARIES)}
    extras = {} if kind in ("BMP", "GIF") else extras
    return samples.file(Image.fromarray(samples.picture()), kind.split()[0], **FORMATS[kind], **extras)


def sentence(path: Path) -> str:
    """The one sentence that `path` is refused with: about the file, ended, and telling no folder."""
    with pytest.raises(PhotoError) as refusal:
        read_photo(path)
    text = str(refusal.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert "Errno" not in text
    assert str(path.parent) not in text
    return text


def written(folder: Path, data: bytes, name: str = "mug.jpg") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_file_cut_short_is_refused(tmp_path, samples, kind, kept):
    data = encode(samples, kind)
    text = sentence(written(tmp_path, data[: int(len(data) * kept)]))
    assert text.startswith("mug.jpg ")
    assert "Copy it again" in text


def test_a_half_decoded_jpeg_says_that_it_is_cut_short(tmp_path, samples):
    data = samples.file(Image.fromarray(samples.picture(600, 400)), "JPEG", quality=95)
    assert "cut short" in sentence(written(tmp_path, data[: len(data) // 2]))


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "mug.jpg", "is empty"),
        (bytes(5000), "mug.jpg", "all zero"),
        (b"%PDF-1.7\n...", "mug.jpg", "PDF"),
        (b"Dear customer,\nhere are the photos.\n", "mug.png", "is text"),
        ("产品照片在这里\n".encode(), "mug.png", "is text"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "mug.svg", "SVG"),
        (b"<!DOCTYPE html><html></html>", "mug.jpg", "web page"),
        (b"8BPS\0\1" + bytes(50), "mug.psd", "Photoshop"),
        (b"PK\3\4" + bytes(50), "mug.jpg", "archive"),
        (b"\0\0\0\x18ftypcrx " + bytes(50), "mug.cr3", "Canon raw"),
        (b"\0\0\0\x18ftypisom" + bytes(50), "mug.mp4", "video"),
        (b"II*\0\x10\0\0\0CR\2\0" + bytes(50), "mug.cr2", "Canon raw"),
        (b"FUJIFILMCCD-RAW " + bytes(50), "mug.raf", "Fujifilm raw"),
        (b"\xff\x0a" + bytes(50), "mug.jxl", "JPEG XL"),
        (bytes(range(128, 256)) * 4, "mug.jpg", "not a picture"),
        (b"\xff\xd8\xff\xe0", "mug.jpg", "damaged"),
        (b"\x89PNG\r\n\x1a\n", "mug.png", "damaged"),
        (b"BM" + bytes(60), "mug.bmp", "damaged"),
        (b"II*\0\x08\0\0\0\0\0\0\0\0\0", "mug.tif", "damaged"),
    ],
)
def test_what_is_no_photo_is_named(tmp_path, data, name, says):
    assert says in sentence(written(tmp_path, data, name))


def test_raw_files_that_look_like_tiff_are_not_read_as_their_thumbnail(tmp_path, samples):
    thumbnail = samples.tiff(samples.picture(), 2, subfile=1)
    assert "raw file" in sentence(written(tmp_path, thumbnail, "a.tif"))
    assert "raw file" in sentence(written(tmp_path, samples.tiff(samples.picture(), 2), "a.nef"))


def test_a_rare_tiff_is_named_not_misread(tmp_path, samples):
    grey_alpha = np.zeros((40, 60, 2), np.uint16)
    assert "2 samples of 16 bits" in sentence(written(tmp_path, samples.tiff(grey_alpha, 1, extras=(2,))))
    half_floats = np.zeros((40, 60, 3), np.float16)
    assert "rare kind" in sentence(written(tmp_path, samples.tiff(half_floats, 2, sample_format=3)))
    not_numbers = np.full((40, 60, 3), np.nan, np.float32)
    assert "cannot be decoded" in sentence(written(tmp_path, samples.tiff(not_numbers, 2, sample_format=3)))


def png_header(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    body = b"IDAT" + zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


@pytest.mark.parametrize("size", [(60_000, 60_000), (14_000, 14_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_before_it_unpacks(tmp_path, size):
    text = sentence(written(tmp_path, png_header(*size), "bomb.png"))
    assert "178 megapixels" in text or "more pixels than are read" in text


def test_a_deep_tiff_bomb_is_refused_before_it_unpacks(tmp_path, samples):
    data = bytearray(samples.tiff(np.zeros((40, 60, 3), np.uint16), 2))
    data[data.index(struct.pack("<HHI", 256, 4, 1)) + 8 :][:4] = b""
    at = data.index(struct.pack("<HHI", 256, 4, 1)) + 8
    data[at : at + 4] = struct.pack("<I", MOST_PIXELS)
    assert "178 megapixels" in sentence(written(tmp_path, bytes(data), "bomb.tif"))


def test_a_picture_just_over_pillows_warning_is_read_without_one(tmp_path, samples):
    data = samples.file(Image.new("1", (9_500, 9_500), 1), "PNG")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_photo(written(tmp_path, data, "large.png")).size == (9_500, 9_500)


@pytest.mark.parametrize(("size", "says"), [((1, 1), "too few"), ((30_000, 2), "too few"), ((2_000, 20), "strip")])
def test_absurd_sizes(tmp_path, samples, size, says):
    text = sentence(written(tmp_path, samples.file(Image.new("RGB", size), "PNG"), "a.png"))
    assert says in text
    assert f"{size[0]:,} x {size[1]:,}" in text


def test_a_wholly_transparent_picture_shows_no_product(tmp_path, samples):
    data = samples.file(Image.new("RGBA", (40, 40)), "PNG")
    assert "no product can be seen" in sentence(written(tmp_path, data, "a.png"))


def test_too_many_bytes_are_not_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate(file_bytes.MOST_BYTES + 1)  # sparse: takes no room
    assert "512 MiB" in sentence(path)


def test_what_is_no_file(tmp_path):
    (tmp_path / "folder.jpg").mkdir()
    assert "is a folder" in sentence(tmp_path / "folder.jpg")
    assert "does not exist" in sentence(tmp_path / "missing.jpg")
    assert "does not exist" in sentence(written(tmp_path, b"x", "a.jpg") / "b.jpg")
    (tmp_path / "loop.jpg").symlink_to(tmp_path / "loop.jpg")
    assert "cannot be opened" in sentence(tmp_path / "loop.jpg")
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nowhere.jpg")
    assert "link to a file that does not exist" in sentence(tmp_path / "gone.jpg")
    assert "cannot be opened" in sentence(tmp_path / ("a" * 300 + ".jpg"))
    assert "not a valid path" in sentence(tmp_path / "nul\0.jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_a_device_never_blocks(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    told: list[str] = []
    thread = threading.Thread(target=lambda: told.append(sentence(tmp_path / "pipe.jpg")), daemon=True)
    thread.start()
    thread.join(5)
    assert told
    assert "a pipe" in told[0]
    with pytest.raises(PhotoError, match="null is a device"):
        read_photo(Path("/dev/null"))


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = written(tmp_path, b"x")

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    assert "may not be read" in sentence(path)


@pytest.mark.parametrize("name", ["a mug.png", "☕️ tasse.png", "杯子.png", "..png", "quote'\".png", "-o.png"])
def test_any_name_will_do(tmp_path, samples, name):
    data = samples.file(Image.fromarray(samples.picture()), "PNG")
    (tmp_path / "sub").mkdir()
    written(tmp_path, data, name)
    photo = read_photo(tmp_path / "sub" / ".." / name)
    assert photo.pixels.shape == (40, 60, 3)


def test_no_name_can_command_a_terminal(tmp_path):
    text = sentence(tmp_path / "a\x1b[2J\nb.jpg")
    assert "\x1b" not in text
    sentence(Path(os.fsdecode(b"/nowhere/\xff.jpg"))).encode("utf-8")


@pytest.mark.parametrize("kind", FORMATS)
def test_no_mutation_escapes(tmp_path, samples, kind):
    """Some hundreds of damaged files of each format: only a photo or a sentence ever comes out."""
    original = encode(samples, kind)
    chance = random.Random(7)
    path = tmp_path / "mug.bin"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(250):
            path.write_bytes(mutated(original, chance))
            try:
                assert isinstance(read_photo(path), Photo)
            except PhotoError as refusal:
                assert str(refusal).startswith("mug.bin ")


def test_no_mutation_of_a_deep_file_escapes(tmp_path, samples):
    deep = np.random.default_rng(0).integers(0, 65536, (40, 60, 4)).astype(np.uint16)
    chance = random.Random(8)
    for original in (samples.tiff(deep, 2, extras=(1,)), samples.png(deep, 6), samples.tiff(deep[..., 0], 0)):
        for _ in range(150):
            try:
                read_photo(written(tmp_path, mutated(original, chance), "deep.bin"))
            except PhotoError as refusal:
                assert str(refusal).startswith("deep.bin ")


def mutated(original: bytes, chance: random.Random) -> bytes:
    """Bytes changed, taken out, doubled or cut off; half of the time near the beginning, where headers lie."""
    data = bytearray(original)
    for _ in range(chance.choice((1, 2, 5, 20))):
        reach = len(data) if chance.random() < 0.5 else min(len(data), 300)
        at = chance.randrange(reach)
        match chance.randrange(5):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                data[at] ^= 1 << chance.randrange(8)
            case 2:
                data[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))
            case 3:
                del data[at : at + chance.randrange(1, 9)]
            case _:
                data[at:at] = data[at : at + chance.randrange(1, 9)]
        if len(data) < 16:
            break
    return bytes(data)


def test_no_handle_is_left_open(tmp_path, samples):
    paths = [written(tmp_path, encode(samples, kind), f"{index}.jpg") for index, kind in enumerate(FORMATS)]
    broken = [written(tmp_path, path.read_bytes()[:300], f"broken-{path.name}") for path in paths]
    handles = Path("/proc/self/fd")
    if not handles.exists():
        pytest.skip("this system does not list a process's handles")
    before = len(list(handles.iterdir()))
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        for path in paths:
            read_photo(path)
        for path in broken:
            sentence(path)
        gc.collect()
    assert len(list(handles.iterdir())) == before
