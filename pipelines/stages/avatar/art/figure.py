"""A person as layers: what moves together is painted together."""

from enum import StrEnum

from pipelines.stages.avatar.art.arm import ArmPose, paint_arm
from pipelines.stages.avatar.art.dress import paint_behind_neck, paint_dress
from pipelines.stages.avatar.art.extras import paint_earrings, paint_glasses
from pipelines.stages.avatar.art.eyes import Look, paint_eyes
from pipelines.stages.avatar.art.face import face_shape, paint_face
from pipelines.stages.avatar.art.hair import paint_back_hair, paint_front_hair
from pipelines.stages.avatar.art.mouth import MouthShape, paint_mouth
from pipelines.stages.avatar.art.neck import paint_neck
from pipelines.stages.avatar.art.painter import Field, Layer, Painter
from pipelines.stages.avatar.art.palette import palette_of
from pipelines.stages.avatar.art.scarf import paint_scarf, paint_scarf_shadow
from presets.presenters.schema import HairStyle, Presenter

HEAD_FIELD = (-300.0, -372.0, 600.0, 940.0)  # left, top, width, height in head units


class Part(StrEnum):
    """A layer, from back to front; arms lie over all of them."""

    BACK_HAIR = "back_hair"  # head units
    TRUNK = "trunk"  # body units
    FACE = "face"  # head units; without eyes, brows and mouth
    FRONT_HAIR = "front_hair"  # head units; with what is worn


class Figure:
    """The layers of one person at one scale."""

    def __init__(self, person: Presenter) -> None:
        self.person = person
        self._palette = palette_of(person)

    def part(self, part: Part, field: Field) -> Layer:
        """Return a layer that shows the field."""
        painter = Painter(field)
        {
            Part.BACK_HAIR: self._back_hair,
            Part.TRUNK: self._trunk,
            Part.FACE: self._face,
            Part.FRONT_HAIR: self._front_hair,
        }[part](painter)
        return painter.layer()

    def eyes(self, look: Look, field: Field) -> Layer:
        """Return eyes and brows, in head units."""
        painter = Painter(field)
        paint_eyes(painter, self.person.face, self._palette, look)
        return painter.layer()

    def mouth(self, shape: MouthShape, field: Field) -> Layer:
        """Return the mouth, in head units."""
        painter = Painter(field)
        paint_mouth(painter, self.person.face, self._palette, shape)
        return painter.layer()

    def arm(self, pose: ArmPose, side: int, field: Field) -> Layer:
        """Return an arm; `side` is 1 for the one at the picture's right."""
        painter = Painter(field)
        paint_arm(painter, self.person, self._palette, pose, side)
        return painter.layer()

    def _back_hair(self, painter: Painter) -> None:
        paint_back_hair(painter, self.person.hair.style, self._palette)

    def _trunk(self, painter: Painter) -> None:
        paint_behind_neck(painter, self.person)
        paint_neck(painter, self.person, self._palette)
        paint_dress(painter, self.person)

    def _face(self, painter: Painter) -> None:
        paint_face(painter, self.person, self._palette)
        if self.person.hair.style is HairStyle.HIJAB:
            paint_scarf_shadow(painter, face_shape(self.person.face), self._palette.shadow)

    def _front_hair(self, painter: Painter) -> None:
        paint_glasses(painter, self.person.face)
        if self.person.hair.style is HairStyle.HIJAB:
            paint_scarf(painter, self.person.hair.colour)
        else:
            paint_front_hair(painter, self.person.hair.style, self._palette)
            paint_earrings(painter, self.person.face)
