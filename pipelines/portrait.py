"""A photograph of somebody who is to speak."""

from dataclasses import dataclass
from datetime import date

from pipelines.errors import PortraitError
from pipelines.values import Cutout, Matte, Photo, Rgb

CONSENT = "The person in the portrait has agreed that a computer makes them speak this film."


@dataclass(frozen=True)
class Consent:
    """The leave of the person shown; it is recorded with what is made.

    Attributes:
        stated_on: the day the seller stated it.
        statement: what was stated.
    """

    stated_on: date
    statement: str = CONSENT


@dataclass(frozen=True, eq=False)
class Portrait:
    """Somebody's photograph, with their leave.

    Attributes:
        pixels: Rgb.
        matte: 1 is the person; 1 everywhere keeps the photo's own background.
        name: what messages call it: the file's name.
        sha256: of the file's bytes, hexadecimal.
    """

    pixels: Rgb
    matte: Matte
    name: str
    sha256: str
    consent: Consent

    def __post_init__(self) -> None:
        if self.matte.shape != self.pixels.shape[:2]:
            raise ValueError(f"A matte of {self.matte.shape} does not fit pixels of {self.pixels.shape}.")
        self.pixels.setflags(write=False)
        self.matte.setflags(write=False)


def portrait_of(photo: Photo, cutout: Cutout, consent: Consent | None) -> Portrait:
    """Return the person of a photo, cut out, as a portrait that may speak.

    Raises:
        PortraitError: as `require_leave`.
    """
    leave = require_leave(photo.name, consent)
    return Portrait(cutout.foreground, cutout.matte, photo.name, photo.sha256, leave)


def require_leave(name: str, consent: Consent | None) -> Consent:
    """Return the leave of the person in a portrait.

    Raises:
        PortraitError: nobody stated that they agree.
    """
    if consent is None:
        raise PortraitError(
            f"{name}: a portrait speaks only with the leave of the person in it. Ask, then say so with --consent."
        )
    return consent
