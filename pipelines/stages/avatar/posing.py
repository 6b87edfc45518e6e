"""What a person does at one moment, put together from mouth and acting."""

from dataclasses import dataclass

from pipelines.stages.avatar.acting import Acting
from pipelines.stages.avatar.art.eyes import Look
from pipelines.stages.avatar.art.mouth import MouthShape
from pipelines.stages.avatar.gestures import Kind
from pipelines.stages.avatar.lips import MouthTrack
from pipelines.stages.avatar.warp import HeadPose

_BEAT = 14.0  # body units that a raised hand dips on a stressed sound


@dataclass(frozen=True)
class Pose:
    """A person at one moment; `raised` is a share of the way up, `beat` in body units, `breath` from 0 to 1."""

    mouth: MouthShape
    look: Look
    head: HeadPose
    breath: float = 0.0
    gesture: Kind = Kind.EXPLAIN
    raised: float = 0.0
    beat: float = 0.0


def pose_at(acting: Acting, mouth: MouthTrack, at: int, *, hands: bool) -> Pose:
    """Return the pose of a frame; without `hands` they stay down."""
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
