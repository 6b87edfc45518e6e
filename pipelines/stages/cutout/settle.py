"""What `auto` means for the cutout, settled once and said aloud."""

from dataclasses import dataclass

from models.device import this_device
from models.registry import EngineChoice
from models.store import WeightsStore
from pipelines.stages.cutout.engine import CUTOUT_ENGINES
from pipelines.stages.cutout.rembg_sessions import SESSIONS, weights_id

_WITH_GPU = ("birefnet-general", "birefnet-general-lite")
"""Sessions worth their seconds on a GPU, best first; on a processor the embedded network is kept."""


@dataclass(frozen=True)
class AtHand:
    """What this machine has.

    Attributes:
        weights: ids of the catalogue's entries whose files are here.
        rembg: whether the package is installed.
        gpu: whether there is a GPU.
    """

    weights: frozenset[str]
    rembg: bool
    gpu: bool

    @classmethod
    def of(cls, store: WeightsStore) -> "AtHand":
        """Look at the weights folder, the installed packages and the GPUs; nothing is loaded."""
        ids = [weights_id(name) for name in _WITH_GPU]
        missing = CUTOUT_ENGINES.missing_packages("rembg")
        return cls(frozenset(item for item in ids if store.have(item)), not missing, bool(this_device().gpus))


@dataclass(frozen=True)
class Settled:
    """A choice and why it was made: `cutout: auto -> u2netp (no larger weights at hand)`."""

    choice: EngineChoice
    reason: str

    @property
    def sentence(self) -> str:
        session = self.choice.options.get("session")
        name = f"{self.choice.name}:{session}" if session else self.choice.name
        return f"cutout: auto -> {name} ({self.reason})"


def settle_cutout(at_hand: AtHand) -> Settled:
    """Return the best engine this machine can run with what is on it; nothing is fetched for a better one."""
    best = next((name for name in _WITH_GPU if weights_id(name) in at_hand.weights), None)
    embedded = EngineChoice(name="u2netp")
    if best is None:
        return Settled(embedded, "no larger weights at hand")
    if not at_hand.rembg:
        return Settled(embedded, f"weights of {best} at hand, but the package rembg is not installed")
    if not at_hand.gpu:
        return Settled(embedded, f"weights of {best} at hand, but no GPU to run them in seconds")
    return Settled(EngineChoice(name="rembg", options={"session": SESSIONS[best].name}), "GPU and weights at hand")
