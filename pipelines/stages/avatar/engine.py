"""The avatar capability: speech in, footage of somebody who says it out."""

from typing import Literal, Protocol

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
    workers: int = Field(0, ge=0, le=64, description="Processes that paint; 0 takes one a processor core.")


_FACE = ("mediapipe-face-finder", "mediapipe-face-mesh", "mediapipe-iris")


class TalkingPhotoOptions(EngineOptions):
    """Settings of talking photos."""

    liveliness: float = Field(1.0, ge=0, le=2, description="How much head and brows move; 0 only speaks.")


class TalkingHeadOptions(EngineOptions):
    """Settings of talking heads."""

    liveliness: float = Field(1.0, ge=0, le=2, description="How much head and brows move; 0 only speaks.")
    batch: int = Field(16, ge=1, le=128, description="Frames drawn at once.")
    device: Literal["cuda", "cpu"] = Field("cuda", description="Where the networks run; 'cpu' takes seconds a frame.")


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
            weights=_FACE,
        ),
        "talking_head": EngineEntry(
            target="pipelines.stages.avatar.talking_head:TalkingHeadAvatar",
            summary="MuseTalk 1.5 draws the mouth of your portrait, with the person's leave: an NVIDIA GPU from 4 GB.",
            options=TalkingHeadOptions,
            packages=("torch", "diffusers", "transformers", "safetensors"),
            extra="diffusion",
            weights=(*_FACE, "musetalk-1.5", "sd-vae-ft-mse", "whisper-tiny"),
            gpus=1,
            without_gpu=("device", "cpu"),
        ),
    },
)
