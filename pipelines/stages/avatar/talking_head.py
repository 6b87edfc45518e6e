"""The engine of talking heads: MuseTalk draws mouth and chin of a portrait whose head, eyes and brows we move."""

from dataclasses import dataclass
from fractions import Fraction

import cv2
import numpy as np

from models.registry import EngineOptions, WeightsFolder
from pipelines.errors import PortraitError
from pipelines.footage import Footage, Frame
from pipelines.portrait import Portrait
from pipelines.progress import Progress
from pipelines.speech import Speech
from pipelines.stages.avatar.acting import act
from pipelines.stages.avatar.engine import TalkingHeadOptions
from pipelines.stages.avatar.lips import mouth_track
from pipelines.stages.avatar.musetalk.crop import SIDE, FaceCrop
from pipelines.stages.avatar.musetalk.heard import heard
from pipelines.stages.avatar.musetalk.networks import MuseTalk
from pipelines.stages.avatar.photo.placing import place
from pipelines.stages.avatar.photo.rig import TalkingPhoto
from pipelines.stages.avatar.photo.study import Examiner
from pipelines.stages.avatar.posing import pose_at
from pipelines.stages.avatar.role import Role
from pipelines.values import Rgb

_LARGEST = 1.45  # pixels of a frame for one that the network draws: beyond it mouths look blurred
_QUALITY = 97  # of packed faces: some 25 KB each, 40 MB for a minute


@dataclass(frozen=True)
class PackedFace:
    """A drawn face, kept small: a film of minutes holds thousands."""

    jpeg: bytes

    @classmethod
    def of(cls, face: Rgb) -> "PackedFace":
        """Pack a face."""
        _, data = cv2.imencode(".jpg", face[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
        return cls(data.tobytes())

    def pixels(self) -> Rgb:
        """Return the face, shape (256, 256, 3)."""
        seen = cv2.imdecode(np.frombuffer(self.jpeg, np.uint8), cv2.IMREAD_COLOR_RGB)
        return np.asarray(seen, np.uint8)


class TalkingHeadAvatar:
    """Draws faces in batches, and lays each over the portrait before its head moves."""

    def __init__(self, options: EngineOptions, weights: WeightsFolder) -> None:
        """Load all networks.

        Raises:
            NoGpuError: torch sees no GPU, or its memory is too small.
            MissingWeightsError, WrongBytesError: the weights are not at hand.
        """
        self._options = TalkingHeadOptions.model_validate(options.model_dump())
        self._examiner = Examiner(weights)
        self._networks = MuseTalk(weights, self._options.device)

    def animate(self, role: Role, speech: Speech, progress: Progress) -> Footage:
        """Return the footage; see `AvatarEngine`.

        Raises:
            PortraitError: the role is a drawn presenter's, or the portrait shows no face that can speak.
        """
        who = role.who
        if not isinstance(who, Portrait):
            raise PortraitError(f"The engine 'talking_head' needs a portrait, and {who.title} is drawn: use 'drawn'.")
        progress("presenter", 0, 2)
        mouth = mouth_track(speech, role.fps)
        acting = act(speech, role.fps, mouth, role.seed, self._options.liveliness)
        face = self._examiner.study(who)
        crop_sides = FaceCrop(face.mesh).height / face.mesh.eye_distance
        placed = place(who, face, role.framing, role.size, _LARGEST * SIDE / crop_sides)
        rig = TalkingPhoto(placed, role.size, mirrored=role.mirrored)
        crop = FaceCrop(placed.face.mesh)
        known = crop.taken(np.ascontiguousarray(rig.still[..., :3]))
        progress("presenter", 1, 2)
        faces = self._drawn(known, speech, role.fps, progress)
        progress("presenter", 2, 2)

        def draw(number: int) -> Frame:
            still = rig.still
            crop.laid(faces[number].pixels(), known, still)
            return rig.carried(still, pose_at(acting, mouth, number, hands=False))

        return Footage(role.size, role.fps, len(mouth.opening), draw)

    def _drawn(self, known: Rgb, speech: Speech, fps: Fraction, progress: Progress) -> list[PackedFace]:
        """Draw the face of every frame here and now: processes that draw frames later have no GPU."""
        networks, batch = self._networks, self._options.batch
        hears = heard(speech, fps, networks.encoder, networks.features, progress)
        latents = networks.known(known)
        faces: list[PackedFace] = []
        for first in range(0, len(hears), batch):
            progress("faces", first, len(hears))
            faces += [PackedFace.of(face) for face in networks.drawn(latents, hears[first : first + batch])]
        progress("faces", len(hears), len(hears))
        return faces
