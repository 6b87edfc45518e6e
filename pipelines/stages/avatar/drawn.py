"""The engine of drawn presenters."""

from models.registry import EngineOptions, WeightsFolder
from pipelines.footage import Footage, Frame
from pipelines.progress import Progress
from pipelines.speech import Speech
from pipelines.stages.avatar.acting import Acting, act
from pipelines.stages.avatar.art.eyes import Look
from pipelines.stages.avatar.art.mouth import MouthShape
from pipelines.stages.avatar.engine import DrawnOptions
from pipelines.stages.avatar.gestures import Kind
from pipelines.stages.avatar.lips import MouthTrack, mouth_track
from pipelines.stages.avatar.puppet import Pose, Puppet
from pipelines.stages.avatar.role import Framing, Role
from pipelines.stages.avatar.view import view_of
from pipelines.stages.avatar.warp import HeadPose
from pipelines.values import Size
from presets.presenters.schema import Presenter

_KEPT = 2
_BEAT = 14.0  # body units that a raised hand dips on a stressed sound


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
            return puppet.frame(_pose(acting, mouth, number, hands=hands))

        return Footage(role.size, role.fps, len(mouth.opening), draw)

    def _puppet(self, role: Role) -> Puppet:
        """The last few are kept: a film has two framings, and in other languages it paints nothing again."""
        key = (role.who, role.size, role.framing, role.mirrored)
        if key not in self._puppets:
            while len(self._puppets) >= _KEPT:
                del self._puppets[next(iter(self._puppets))]
            view = view_of(role.framing, role.size)
            self._puppets[key] = Puppet(role.who, view, role.size, mirrored=role.mirrored)
        return self._puppets[key]


def _pose(acting: Acting, mouth: MouthTrack, number: int, *, hands: bool) -> Pose:
    at = number
    kind = acting.gestures[int(acting.gesture[at])].kind if acting.gesture[at] >= 0 else Kind.EXPLAIN
    return Pose(
        mouth=MouthShape(
            open=float(mouth.opening[at]),
            spread=float(mouth.spread[at]),
            round=float(mouth.rounding[at]),
            press=float(mouth.press[at]),
            tuck=float(mouth.tuck[at]),
            tongue=float(mouth.tongue[at]),
            smile=float(acting.smile[at] * (1 - 0.7 * mouth.rounding[at])),
        ),
        look=Look(
            lid=float(acting.lid[at]),
            gaze_x=float(acting.gaze_x[at]),
            gaze_y=float(acting.gaze_y[at]),
            brow=float(acting.brow[at]),
            smile=float(acting.smile[at]),
        ),
        head=HeadPose(
            yaw=float(acting.yaw[at]),
            pitch=float(acting.pitch[at]),
            tilt_deg=float(acting.tilt_deg[at]),
            x=float(acting.sway_x[at]),
            y=float(acting.sway_y[at]),
        ),
        breath=float(acting.breath[at]),
        gesture=kind,
        raised=float(acting.raised[at]) if hands else 0.0,
        beat=float(acting.beat[at]) * _BEAT,
    )
