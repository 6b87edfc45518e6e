"""What `auto` means for understanding, settled once and said aloud."""

from collections.abc import Callable

from models.registry import EngineChoice
from pipelines.stages.understand.engine import UNDERSTAND_ENGINES

_SMALLEST = "qwen3.5-0.8b"
_WITH_GPU = ("qwen3.5-9b", "qwen3.5-4b", "qwen3.5-2b", _SMALLEST)
"""Models worth their seconds on a GPU, best first; a processor has the smallest."""


def settle_understand(have: Callable[[str], bool], *, gpu: bool) -> tuple[EngineChoice, str]:
    """Return the best engine that runs with what is on this machine, and a sentence; nothing is fetched for it.

    Args:
        have: tells whether a catalogue entry's files are here.
        gpu: whether there is a GPU.
    """
    model = next((name for name in (_WITH_GPU if gpu else (_SMALLEST,)) if have(name)), None)
    measured = EngineChoice(name="measured")
    if model is None:
        return measured, "understand: auto -> measured (no weights of a model that sees at hand)"
    if missing := UNDERSTAND_ENGINES.missing_packages("vlm"):
        return measured, f"understand: auto -> measured (weights of {model} at hand, but not {', '.join(missing)})"
    return EngineChoice(name="vlm", options={"model": model}), f"understand: auto -> vlm:{model} (weights at hand)"
