"""One finished file against one slot's rules. Only the file's bytes are looked at."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipelines.stages.check.finding import Report
from pipelines.stages.check.ground_pixels import GroundPixels
from pipelines.stages.check.judge import judge
from pipelines.stages.check.picture import Picture, PictureMemory
from pipelines.stages.check.picture_file import read_picture_file
from pipelines.stages.check.subject import Subject
from pipelines.values import WHITE
from presets.schema import Slot

_NEAR_WHITE = 235


@dataclass(frozen=True)
class Instruments:
    """What a check measures with.

    Attributes:
        today: rules with dates hold or do not hold on it.
        memory: the text reader, the saliency engine, and what they found in the pictures seen last.
    """

    today: date
    memory: PictureMemory = field(default_factory=PictureMemory)


@dataclass(frozen=True, eq=False)
class Checked:
    """A report, and the picture it was measured on."""

    report: Report
    picture: Picture

    @property
    def background(self) -> GroundPixels | None:
        """The background against white, where it is plain and near white; None elsewhere."""
        ground = self.picture.ground
        return self.picture.ground_against(WHITE) if ground.plain and min(ground.colour) >= _NEAR_WHITE else None


def check_file(path: Path, slot: Slot, instruments: Instruments) -> Report:
    """Measure a file and judge it by a slot's rules.

    Raises:
        PhotoError: the file cannot be read as a picture.
    """
    return check_picture(path, slot, instruments).report


def check_picture(path: Path, slot: Slot, instruments: Instruments) -> Checked:
    """Do as `check_file`, and return the measured picture too, to be drawn or compared.

    Raises:
        PhotoError: the file cannot be read as a picture.
    """
    file = read_picture_file(path)
    subject = Subject(file, instruments.memory.picture(file), slot)
    report = Report(
        file=str(path),
        sha256=file.sha256,
        preset=slot.preset,
        preset_title=slot.preset_title,
        slot=slot.id,
        slot_title=slot.head.title,
        rules_checked_on=slot.checked_on,
        checked_on=instruments.today,
        findings=judge(subject, instruments.today),
    )
    return Checked(report, subject.picture)
