"""A drawn presenter as data. Colours are sRGB as `#rrggbb`; shares of form are around 1, which is the ordinary."""

from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field, model_validator

from presets.rule_base import Strict
from presets.scenes.fields import Colour, Id, Share

Form: TypeAlias = Annotated[float, Field(ge=0.6, le=1.5)]
Turn: TypeAlias = Annotated[float, Field(ge=-1, le=1)]


class Voice(StrEnum):
    """Which of a language's voices suits."""

    FEMALE = "female"
    MALE = "male"


class HairStyle(StrEnum):
    """How the hair is worn."""

    LONG = "long"  # parted at the side, in waves over the shoulders
    BOB = "bob"  # to the chin, with a fringe
    CURLS = "curls"  # a round mass of natural curls
    BUN = "bun"  # drawn back, knotted on top
    PIXIE = "pixie"  # short, swept over the brow
    CROP = "crop"  # short at the sides, swept up on top
    FADE = "fade"  # close to the skull
    SWEPT = "swept"  # parted, with volume
    HIJAB = "hijab"  # covered by a draped scarf


class Beard(StrEnum):
    """Hair of the lower face."""

    NONE = "none"
    STUBBLE = "stubble"
    SHORT = "short"


class Glasses(StrEnum):
    """The shape of the frames."""

    NONE = "none"
    ROUND = "round"
    SQUARE = "square"


class Earrings(StrEnum):
    """What hangs from the ears."""

    NONE = "none"
    STUDS = "studs"
    HOOPS = "hoops"


class DressStyle(StrEnum):
    """What the upper body wears."""

    BLAZER = "blazer"  # over a plain top
    SUIT = "suit"  # a blazer over an open shirt
    SHIRT = "shirt"  # buttoned, its collar open
    SWEATER = "sweater"  # knitted, with a round neck
    TURTLENECK = "turtleneck"
    TEE = "tee"  # short sleeves
    HOODIE = "hoodie"
    BLOUSE = "blouse"  # with a V neck


class Hair(Strict):
    """Hair, or the scarf over it."""

    style: HairStyle
    colour: Colour


class Face(Strict):
    """The features.

    Attributes:
        jaw, chin, cheek: width of the jaw, of the chin, of the cheekbones.
        length: of the lower face.
        eyes, nose, lips: size.
        eye_tilt: outer corners up (+) or down (-).
        brow: thickness of the brows; brow_arch: how much they rise.
        iris, lip_colour: colours; lips take the skin's own colour when absent.
        lashes: weight of lashes and line.
        lines: those of age, 0 is none.
        freckles: strength.
    """

    jaw: Form = 1.0
    chin: Form = 1.0
    cheek: Form = 1.0
    length: Form = 1.0
    eyes: Form = 1.0
    eye_tilt: Turn = 0.0
    nose: Form = 1.0
    lips: Form = 1.0
    brow: Form = 1.0
    brow_arch: Turn = 0.0
    iris: Colour = "#4a2c1a"
    lip_colour: Colour | None = None
    lashes: Share = 0.3
    lines: Share = 0.0
    freckles: Share = 0.0
    beard: Beard = Beard.NONE
    glasses: Glasses = Glasses.NONE
    earrings: Earrings = Earrings.NONE


class Dress(Strict):
    """Clothes.

    Attributes:
        colour: of the outer layer.
        under: of what is worn beneath it, where something is seen of it.
    """

    style: DressStyle
    colour: Colour
    under: Colour = "#f4efe8"


class Presenter(Strict):
    """Somebody drawn.

    Attributes:
        title: a name for a person to choose by.
        about: who it is, in a few words.
        shoulders: breadth; neck: thickness.
    """

    id: Id
    title: str = Field(min_length=1)
    about: str = Field(min_length=1)
    voice: Voice
    skin: Colour
    hair: Hair
    face: Face = Face()
    dress: Dress
    shoulders: Form = 1.0
    neck: Form = 1.0

    @model_validator(mode="after")
    def _hidden_ears_wear_nothing(self) -> "Presenter":
        if self.hair.style is HairStyle.HIJAB and self.face.earrings is not Earrings.NONE:
            raise ValueError("face.earrings: a hijab covers the ears; take the earrings away.")
        return self
