"""Small pictures drawn for the tests: a shaded product on a ground, files of them, and one rule to judge them by."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image
from pydantic import TypeAdapter

from pipelines.stages.check.check_file import Instruments, check_file
from pipelines.stages.check.finding import Finding
from pipelines.stages.check.picture import PictureMemory
from pipelines.values import Rgb
from presets.rules import Rule
from presets.schema import Confidence, Preset, Role, Slot, SlotHead, Source

TODAY = date(2026, 11, 22)
SIZE = 400


def slot(*rules: dict[str, Any], slot_id: str = "main", level: str = "must") -> Slot:
    adapter: TypeAdapter[Rule] = TypeAdapter(Rule)
    heads = (SlotHead(id="main", title="Main", role=Role.MAIN), SlotHead(id="more", title="More", role=Role.ADDITIONAL))
    common = {"slots": ("main", "more"), "level": level, "sources": ("a",)}
    preset = Preset(
        id="shop",
        title="Shop",
        checked_on=date(2026, 11, 1),
        sources={"a": Source(title="The shop's <rules>", confidence=Confidence.OFFICIAL, url="https://shop.example/a")},
        slots=heads,
        rules=tuple(adapter.validate_python({**common, **rule}) for rule in rules),
    )
    found = preset.slot(slot_id)
    assert found is not None
    return found


def vase(fill: float = 0.88, ground: int = 255, size: int = SIZE, tone: tuple[int, int, int] = (150, 60, 50)) -> Rgb:
    """Draw a shaded, textured ellipse, anti-aliased, `fill` of the frame high."""
    over = 4
    rows, columns = np.mgrid[0 : size * over, 0 : size * over].astype(np.float32) / (size * over) * 2 - 1
    reach = np.hypot(columns / (fill * 0.7), rows / fill)
    light = 0.55 + 0.45 * np.sqrt(np.clip(1 - reach**2, 0, 1)) - 0.3 * columns - 0.15 * rows
    grain = 1 + 0.03 * np.random.default_rng(1).standard_normal((size * over, size * over)).astype(np.float32)
    colour = np.array(tone, np.float32) * (light * grain)[..., None]
    picture = np.where((reach <= 1)[..., None], colour, np.float32(ground))
    small = cv2.resize(picture.astype(np.float32), (size, size), interpolation=cv2.INTER_AREA)
    return small.round().clip(0, 255).astype(np.uint8)


def scene(size: int = SIZE) -> Rgb:
    """Draw a rough wall and a rough table."""
    noise = np.random.default_rng(2).normal(0, 7, (size, size, 1))
    picture = np.full((size, size, 3), (150, 160, 170), np.float64)
    rows, columns = np.mgrid[0:size, 0:size]
    picture[rows > size * 0.6 + 0.08 * columns] = (140, 100, 60)
    return (picture + noise).clip(0, 255).astype(np.uint8)


def jpeg(picture: Rgb, **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "JPEG", **{"quality": 92, "subsampling": 0, **options})
    return buffer.getvalue()


@dataclass(frozen=True)
class Bench:
    """What the tests draw and judge with."""

    folder: Path
    today: date = TODAY

    vase = staticmethod(vase)
    scene = staticmethod(scene)
    jpeg = staticmethod(jpeg)
    slot = staticmethod(slot)

    def file(self, data: bytes, name: str = "a.jpg") -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def judged(self, data: bytes, rule: dict[str, Any], name: str = "a.jpg", **memory: Any) -> Finding:
        """Check a file against one rule and return its finding."""
        report = check_file(self.file(data, name), slot(rule), Instruments(TODAY, PictureMemory(**memory)))
        assert len(report.findings) == 1
        return report.findings[0]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)
