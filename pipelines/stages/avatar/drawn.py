"""The engine of drawn presenters."""

from models.registry import EngineOptions, WeightsFolder
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

_KEPT = 2


class DrawnAvatar:
    """Poses painted layers, frame by frame."""

    def __init__(self, options: EngineOptions, weights: WeightsFolder) -> None:
        self._options = DrawnOptions.model_validate(options.model_dump())
        del weights  # drawings need none
        self._puppets: dict[tuple[Presenter, Size, Framing, bool], Puppet] = {}

    def animate(self, role: Role, speech: Speech, progress: Progress) -> Footage:
        """Return the footage; see `AvatarEngine`."""
        progress("presenter", 0, 2)
        mouth = mouth_track(speech, role.fps)
        acting = act(speech, role.fps, mouth, role.seed, self._options.liveliness)
        progress("presenter", 1, 2)
        puppet = self._puppet(role)
        progress("presenter", 2, 2)
        hands = self._options.gestures

        def draw(number: int) -> Frame:
            return puppet.frame(pose_at(acting, mouth, number, hands=hands))

        def ready(number: int) -> None:
            puppet.ready(pose_at(acting, mouth, number, hands=hands))

        return Footage(role.size, role.fps, len(mouth.opening), draw, ready)

    def _puppet(self, role: Role) -> Puppet:
        """The last few are kept: a film has two framings, and in other languages it paints nothing again."""
        who = role.who
        if not isinstance(who, Presenter):
            raise PortraitError(f"The engine 'drawn' draws, and {who.name} is a photo: use 'talking_photo'.")
        key = (who, role.size, role.framing, role.mirrored)
        if key not in self._puppets:
            while len(self._puppets) >= _KEPT:
                del self._puppets[next(iter(self._puppets))]
            view = view_of(role.framing, role.size)
            self._puppets[key] = Puppet(who, view, role.size, mirrored=role.mirrored)
        return self._puppets[key]
