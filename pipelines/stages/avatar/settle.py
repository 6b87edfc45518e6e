"""Which engine makes somebody speak: what `auto` means, and whether the one asked for can."""

from dataclasses import dataclass

from models.registry import EngineChoice
from pipelines.errors import PortraitError
from pipelines.stages.avatar.engine import AVATAR_ENGINES, TalkingHeadOptions
from pipelines.stages.render.painting.memory_tiers import NoGpuError

_DRAWN, _WARPED = "drawn", "talking_photo"


@dataclass(frozen=True)
class SettledAvatar:
    """A choice; `sentence` tells why it was made, and is empty where it was asked for."""

    choice: EngineChoice
    sentence: str = ""


def settled_avatar(wanted: EngineChoice, *, portrait: bool, gpu: bool) -> SettledAvatar:
    """Return the engine of a film's presenter.

    Args:
        portrait: somebody's photo is to speak, rather than a drawn presenter.
        gpu: this machine has one.

    Raises:
        UnknownEngineError: no such engine or option.
        PortraitError: it animates portraits and there is none, or draws and there is one.
        NoGpuError: it needs a GPU, and this machine has none.
    """
    if wanted.name == "auto":
        name, reason = (_WARPED, "a portrait is given") if portrait else (_DRAWN, "no portrait is given")
        choice = wanted.model_copy(update={"name": name})
        AVATAR_ENGINES.options(choice)
        return SettledAvatar(choice, f"avatar: auto -> {name} ({reason})")
    options = AVATAR_ENGINES.options(wanted)
    if portrait and wanted.name == _DRAWN:
        raise PortraitError(f"The engine '{_DRAWN}' draws a presenter. Leave the portrait out, or choose '{_WARPED}'.")
    if not portrait and wanted.name != _DRAWN:
        raise PortraitError(
            f"The engine '{wanted.name}' makes a portrait speak. Give one with --portrait and --consent, or choose "
            f"'{_DRAWN}'."
        )
    if isinstance(options, TalkingHeadOptions) and options.device == "cuda" and not gpu:
        raise NoGpuError(
            f"The engine '{wanted.name}' needs an NVIDIA GPU of 4 GB or more, and there is none. Choose '{_WARPED}', "
            f"or {wanted.name}:device=cpu, which takes seconds a frame."
        )
    return SettledAvatar(wanted)
