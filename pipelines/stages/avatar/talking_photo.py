"""The engine of talking photos: a seller's own portrait, warped."""

from functools import lru_cache

from models.registry import EngineOptions, WeightsFolder
from pipelines.errors import PortraitError
from pipelines.footage import Footage, Frame
from pipelines.portrait import Portrait
from pipelines.progress import Progress
from pipelines.speech import Speech
from pipelines.stages.avatar.acting import act
from pipelines.stages.avatar.engine import TalkingPhotoOptions
from pipelines.stages.avatar.lips import mouth_track
from pipelines.stages.avatar.photo.placing import place
from pipelines.stages.avatar.photo.rig import TalkingPhoto
from pipelines.stages.avatar.photo.study import Examiner
from pipelines.stages.avatar.posing import pose_at
from pipelines.stages.avatar.role import Framing, Role
from pipelines.values import Size


class TalkingPhotoAvatar:
    """Finds the face of a portrait once, then poses it frame by frame."""

    def __init__(self, options: EngineOptions, weights: WeightsFolder) -> None:
        """Load the networks that look at faces.

        Raises:
            MissingWeightsError, WrongBytesError: the weights are not at hand.
        """
        self._options = TalkingPhotoOptions.model_validate(options.model_dump())
        self._examiner = Examiner(weights)
        # A film has two framings, and in other languages it prepares nothing again
        self._rig = lru_cache(maxsize=2)(self._prepared)

    def animate(self, role: Role, speech: Speech, progress: Progress) -> Footage:
        """Return the footage; see `AvatarEngine`.

        Raises:
            PortraitError: the role is a drawn presenter's, or the portrait shows no face that can speak.
        """
        who = role.who
        if not isinstance(who, Portrait):
            raise PortraitError(f"The engine 'talking_photo' needs a portrait, and {who.title} is drawn: use 'drawn'.")
        progress("presenter", 0, 2)
        mouth = mouth_track(speech, role.fps)
        acting = act(speech, role.fps, mouth, role.seed, self._options.liveliness)
        progress("presenter", 1, 2)
        rig = self._rig(who, role.size, role.framing, role.mirrored)
        progress("presenter", 2, 2)

        def draw(number: int) -> Frame:
            return rig.frame(pose_at(acting, mouth, number, hands=False))

        return Footage(role.size, role.fps, len(mouth.opening), draw)

    def _prepared(self, who: Portrait, size: Size, framing: Framing, mirrored: bool) -> TalkingPhoto:  # noqa: FBT001
        return TalkingPhoto(place(who, self._examiner.study(who), framing, size), size, mirrored=mirrored)
