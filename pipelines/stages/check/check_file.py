"""One finished file against one slot's rules. Only the file's bytes are looked at."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipelines.stages.check.finding import Report, report_on
from pipelines.stages.check.ground_pixels import GroundPixels
from pipelines.stages.check.judge import FILE_JUDGES
from pipelines.stages.check.picture import Picture, PictureMemory
from pipelines.stages.check.picture_file import read_picture_file
from pipelines.stages.check.subject import Subject, judge_by
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
    findings = judge_by(FILE_JUDGES, subject, slot, instruments.today)
    return Checked(report_on(path, file.sha256, slot, instruments.today, findings), subject.picture)
