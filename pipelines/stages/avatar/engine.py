"""The avatar capability: speech in, footage of somebody who says it out."""

from typing import Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.footage import Footage
from pipelines.progress import Progress
from pipelines.speech import Speech
from pipelines.stages.avatar.role import Role


class AvatarEngine(Protocol):
    """Makes somebody speak."""

    def animate(self, role: Role, speech: Speech, progress: Progress) -> Footage:
        """Return footage of the role's size and rate that covers the speech, clear where nobody is.

        The mouth is shut where nothing is said; the same role and speech give the same frames.

        Raises:
            PortraitError: the role's person is not of the kind that the engine animates, or cannot be made to speak.
        """
        ...


class DrawnOptions(EngineOptions):
    """Settings of the drawn presenters."""

    liveliness: float = Field(1.0, ge=0, le=2, description="How much head, brows and hands move; 0 only speaks.")
    gestures: bool = Field(default=True, description="Whether hands rise with words that matter.")


class TalkingPhotoOptions(EngineOptions):
    """Settings of talking photos."""

    liveliness: float = Field(1.0, ge=0, le=2, description="How much head and brows move; 0 only speaks.")


AVATAR_ENGINES: Registry[AvatarEngine] = Registry(
    "avatar",
    {
        "drawn": EngineEntry(
            target="pipelines.stages.avatar.drawn:DrawnAvatar",
            summary="Our drawn presenters: no weights, no GPU, any machine.",
            options=DrawnOptions,
        ),
        "talking_photo": EngineEntry(
            target="pipelines.stages.avatar.talking_photo:TalkingPhotoAvatar",
            summary="Your own portrait speaks, with the leave of the person in it: any machine.",
            options=TalkingPhotoOptions,
            weights=("mediapipe-face-finder", "mediapipe-face-mesh", "mediapipe-iris"),
        ),
    },
)
