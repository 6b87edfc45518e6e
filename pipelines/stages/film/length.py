"""Whether a film is short enough, and what could go."""

from collections.abc import Sequence

from pipelines.errors import PlanError
from pipelines.script import Script

_TOLD = 5  # sentences that a message can name


def check_length(script: Script, name: str, seconds: Sequence[float], extra: float, limit: float | None) -> None:
    """Refuse a film that is too long for its slot.

    Args:
        name: of the script's file.
        seconds: that each sentence takes.
        extra: seconds beside the sentences: the end card.
        limit: None where the slot sets none.

    Raises:
        PlanError: by how many seconds, and without which sentences it would fit.
    """
    over = sum(seconds) + extra - (limit if limit is not None else float("inf"))
    if over <= 0:
        return
    could_go = expendable(seconds, over)
    advice = "Write it shorter."
    if len(could_go) > _TOLD:
        advice = f"Leave out {len(could_go)} of its {len(seconds)} sentences, or make several films of it."
    elif could_go:
        quoted = " and ".join(f"'{_short(script.sentences[index].text)}'" for index in could_go)
        advice = f"Without {quoted} it would fit."
    raise PlanError(
        f"{name}: the film would last {sum(seconds) + extra:.0f} s; "
        f"{limit:g} s are allowed, {over:.0f} s less. {advice}"
    )


def expendable(seconds: Sequence[float], over: float) -> list[int]:
    """Return the fewest sentences, neither first nor last, that are together at least so long, as little as can be.

    Empty where even all of them are not enough.
    """
    middle = sorted(range(1, len(seconds) - 1), key=lambda index: seconds[index], reverse=True)
    taken: list[int] = []
    left = over
    for place, index in enumerate(middle):
        enough = [other for other in middle[place:] if seconds[other] >= left]
        if enough:
            return sorted([*taken, min(enough, key=lambda other: seconds[other])])
        taken.append(index)
        left -= seconds[index]
    return []


def sentence_seconds(script: Script, ends: Sequence[float]) -> list[float]:
    """Return how long each sentence of a spoken script lasts, the pause after it included.

    Args:
        ends: when each word ends, in seconds; the last one at the sound's end.
    """
    lengths: list[float] = []
    at, before = 0, 0.0
    for sentence in script.sentences:
        at += len(sentence.words)
        lengths.append(ends[at - 1] - before)
        before = ends[at - 1]
    return lengths


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}..."
