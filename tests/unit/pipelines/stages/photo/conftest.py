"""Small real files, made as cameras and programs make them, and some as only a broken program would."""

import io
import struct
import zlib
from collections.abc import Sequence

import numpy as np
import pillow_heif
import pytest
from numpy.typing import NDArray
from PIL import Image

pillow_heif.register_heif_opener()

SRGB_PRIMARIES = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
P3_PRIMARIES = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
D65, D50 = (0.3127, 0.3290), np.array([0.9642, 1.0, 0.8249])
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


class Samples:
    """Makers of pictures and of files."""

    SRGB_PRIMARIES = SRGB_PRIMARIES
    P3_PRIMARIES = P3_PRIMARIES

    @staticmethod
    def picture(width: int = 60, height: int = 40) -> NDArray[np.uint8]:
        """A soft gradient with a dark square left above: no turn or mirror image of it equals it."""
        x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
        pixels = np.rint(np.stack([60 + 150 * x, 200 - 120 * y, 90 + 60 * x * y], axis=-1)).astype(np.uint8)
        pixels[height // 8 : height // 2, width // 10 : width // 3] = (30, 40, 120)
        return pixels

    @staticmethod
    def file(image: Image.Image, format: str, **options: object) -> bytes:
        file = io.BytesIO()
        image.save(file, format, **options)
        return file.getvalue()

    @staticmethod
    def exif(orientation: int) -> bytes:
        exif = Image.Exif()
        exif[274] = orientation
        return exif.tobytes()

    @staticmethod
    def tiff(samples: NDArray[np.generic], photometric: int, **tags: object) -> bytes:
        """An uncompressed TIFF; `tags`: extras, orientation, sample_format, order ("<" or ">"), icc, subfile."""
        return _tiff(np.ascontiguousarray(samples), photometric, tags)

    @staticmethod
    def png(rows: NDArray[np.generic], kind: int, chunks: Sequence[tuple[bytes, bytes]] = ()) -> bytes:
        """A PNG of the samples' own depth and of the colour type `kind`."""
        height, width = rows.shape[:2]
        big = rows.astype(rows.dtype.newbyteorder(">"))
        header = struct.pack(">IIBBBBB", width, height, rows.dtype.itemsize * 8, kind, 0, 0, 0)
        body = zlib.compress(b"".join(b"\0" + row.tobytes() for row in big))
        parts = [(b"IHDR", header), *chunks, (b"IDAT", body), (b"IEND", b"")]
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)

    @staticmethod
    def rgb_profile(primaries: Sequence[tuple[float, float]], name: str = "Test RGB") -> bytes:
        """A matrix profile with sRGB's curve (ICC.1:2010)."""
        curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
        matrix = to_xyz_d50(primaries)
        colorants = {
            tag: b"XYZ " + bytes(4) + _fixed(*matrix[:, i]) for i, tag in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))
        }
        curves = dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
        return _profile(b"mntrRGB XYZ ", {**_texts(name), **colorants, **curves})

    @staticmethod
    def cmyk_profile() -> bytes:
        """A press whose inks mix as 16 measured patches say, straight between them; its yellow is a strong orange."""
        corners = np.ones((2, 2, 2, 2, 3)) * 255.0  # c, m, y, k -> sRGB
        for axis, ink in enumerate(((0, 150, 220), (220, 20, 120), (255, 160, 0), (40, 40, 40))):
            where = [slice(None)] * 4
            where[axis] = slice(1, 2)
            corners[tuple(where)] *= np.array(ink) / 255
        table = np.rint(_lab8(corners.reshape(16, 3))).astype(np.uint8).tobytes()
        ramp = bytes(range(256))
        identity = _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
        lut = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + identity + ramp * 4 + table + ramp * 3
        return _profile(b"prtrCMYKLab ", {**_texts("Test press"), b"A2B0": lut, b"A2B1": lut})


def to_xyz_d50(primaries: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    """Linear RGB to XYZ under D50, by the primaries and D65 as white."""
    columns = np.array([[x / y, 1, (1 - x - y) / y] for x, y in primaries]).T
    white = np.array([D65[0] / D65[1], 1, (1 - D65[0] - D65[1]) / D65[1]])
    matrix = columns * np.linalg.solve(columns, white)
    adapt = np.linalg.inv(BRADFORD) @ np.diag((BRADFORD @ D50) / (BRADFORD @ white)) @ BRADFORD
    return adapt @ matrix


def linear(encoded: NDArray[np.generic]) -> NDArray[np.float64]:
    unit = np.asarray(encoded, np.float64) / 255
    return np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4)


def _lab8(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    xyz = linear(pixels) @ to_xyz_d50(SRGB_PRIMARIES).T / D50
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    lightness, a, b = 116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])
    return np.stack([lightness * 2.55, a + 128, b + 128], axis=-1)


def _fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _texts(name: str) -> dict[bytes, bytes]:
    desc = b"desc" + bytes(4) + struct.pack(">I", len(name) + 1) + name.encode() + b"\0" + bytes(12 + 67)
    return {b"desc": desc, b"cprt": b"text" + bytes(4) + b"none\0", b"wtpt": b"XYZ " + bytes(4) + _fixed(*D50)}


def _profile(kind: bytes, tags: dict[bytes, bytes]) -> bytes:
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        table += tag + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = struct.pack(">I", start + len(body))
    header = size + b"test" + b"\x02\x40\0\0" + kind + bytes(12) + b"acsp" + bytes(28) + _fixed(*D50)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _tiff(samples: NDArray[np.generic], photometric: int, tags: dict[str, object]) -> bytes:
    order = str(tags.get("order", "<"))
    height, width = samples.shape[:2]
    count = 1 if samples.ndim == 2 else samples.shape[2]
    body = samples.astype(samples.dtype.newbyteorder(order)).tobytes()
    entries: list[tuple[int, str, tuple[int, ...] | bytes]] = [
        (254, "I", (int(tags.get("subfile", 0)),)),
        (256, "I", (width,)),
        (257, "I", (height,)),
        (258, "H", (samples.dtype.itemsize * 8,) * count),
        (259, "H", (1,)),
        (262, "H", (photometric,)),
        (273, "I", (0,)),
        (274, "H", (int(tags.get("orientation", 1)),)),
        (277, "H", (count,)),
        (278, "I", (height,)),
        (279, "I", (len(body),)),
        (339, "H", (int(tags.get("sample_format", 1)),) * count),
    ]
    if "extras" in tags:
        entries.append((338, "H", tuple(tags["extras"])))
    if "icc" in tags:
        entries.append((34675, "B", bytes(tags["icc"])))
    return _tiff_bytes(sorted(entries), body, order)


def _tiff_bytes(entries: list[tuple[int, str, tuple[int, ...] | bytes]], body: bytes, order: str) -> bytes:
    start = 8 + 2 + 12 * len(entries) + 4
    packed = [
        (tag, kind, v if isinstance(v, bytes) else struct.pack(order + kind * len(v), *v)) for tag, kind, v in entries
    ]
    extra_bytes = sum(len(raw) for _, _, raw in packed if len(raw) > 4)
    directory, extra = b"", b""
    for tag, kind, raw in packed:
        code, size = {"B": (1, 1), "H": (3, 2), "I": (4, 4)}[kind]
        value = struct.pack(order + "I", start + extra_bytes) if tag == 273 else raw.ljust(4, b"\0")
        if len(raw) > 4:
            value, extra = struct.pack(order + "I", start + len(extra)), extra + raw
        directory += struct.pack(order + "HHI", tag, code, len(raw) // size) + value
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "IH", 8, len(entries))
    return head + directory + bytes(4) + extra + body


@pytest.fixture(scope="session")
def samples() -> type[Samples]:
    return Samples
