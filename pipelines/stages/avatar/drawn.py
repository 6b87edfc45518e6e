"""The engine of drawn presenters."""

from collections.abc import Sequence
from functools import lru_cache

from models.registry import EngineOptions, WeightsFolder
from pipelines.cores import busy_threads
from pipelines.errors import PortraitError
from pipelines.footage import Footage, Frame
from pipelines.progress import Progress
from pipelines.speech import Speech
from pipelines.stages.avatar.acting import act
from pipelines.stages.avatar.engine import DrawnOptions
from pipelines.stages.avatar.lips import mouth_track
from pipelines.stages.avatar.posing import pose_at
from pipelines.stages.avatar.puppet import Puppet
from pipelines.stages.avatar.role import Framing, Role
from pipelines.stages.avatar.view import view_of
from pipelines.values import Size
from presets.presenters.schema import Presenter


class DrawnAvatar:
    """Poses painted layers, frame by frame."""

    def __init__(self, options: EngineOptions, weights: WeightsFolder) -> None:
        self._options = DrawnOptions.model_validate(options.model_dump())
        del weights  # drawings need none
        # A film has two framings, and in other languages it paints nothing again
        self._puppets = lru_cache(maxsize=2)(_painted)

    def animate(self, role: Role, speech: Speech, progress: Progress) -> Footage:
        """Return the footage; see `AvatarEngine`."""
        who = role.who
        if not isinstance(who, Presenter):
            raise PortraitError(f"The engine 'drawn' draws, and {who.name} is a photo: use 'talking_photo'.")
        progress("presenter", 0, 2)
        mouth = mouth_track(speech, role.fps)
        acting = act(speech, role.fps, mouth, role.seed, self._options.liveliness)
        progress("presenter", 1, 2)
        puppet = self._puppets(who, role.size, role.framing, role.mirrored)  # pyright: ignore[reportArgumentType] - it is frozen
        progress("presenter", 2, 2)
        hands = self._options.gestures

        def draw(number: int) -> Frame:
            return puppet.frame(pose_at(acting, mouth, number, hands=hands))

        def ready(numbers: Sequence[int], progress: Progress) -> None:
            poses = [pose_at(acting, mouth, number, hands=hands) for number in numbers]
            puppet.ready(poses, self._options.workers or busy_threads(), progress)

        return Footage(role.size, role.fps, len(mouth.opening), draw, ready)


def _painted(who: Presenter, size: Size, framing: Framing, mirrored: bool) -> Puppet:  # noqa: FBT001 - as in a role
    return Puppet(who, view_of(framing, size), size, mirrored=mirrored)
