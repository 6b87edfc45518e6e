"""What a network is told of a place, and what it must leave out: from the set's own data and the seller's words."""

import re
from collections.abc import Sequence

from pipelines.errors import PlanError
from pipelines.shot import Staging
from presets.content.unwanted import Unwanted
from presets.scenes.schema import SceneSet, Stance

MOST_CHARACTERS = 400

_HELD = {
    Stance.STANDING: "The product stands on the surface",
    Stance.LYING: "The product lies flat on the surface, seen from above",
    Stance.HANGING: "The product hangs free",
    Stance.LEANING: "The product stands leaning against the wall",
}
_PHOTOGRAPH = (
    "It alone is the subject, whole and uncovered, touching the surface with a soft natural shadow. "
    "An unoccupied place with plain, unlabelled things. Photograph, natural light, true perspective."
)


def build_prompt(staging: Staging, unwanted: Unwanted) -> str:
    """Return the words for one picture: the set's own, its season and tags, the seller's, and what to leave out.

    The networks here are distilled and take no negative prompt, so what is unwanted is said in the same words.

    Raises:
        PlanError: the seller's words ask for what the engine does not paint, or a market does not allow.
    """
    scene = staging.plate.scene
    left_out = unwanted.of(staging.markets)
    _check(staging.words, unwanted, staging.markets)
    words = staging.words.strip()
    parts = [scene.prompt, _season(scene), _look(scene), words, _HELD[staging.stance], _PHOTOGRAPH]
    return " ".join([*(_sentence(part) for part in parts if part), f"Free of {', '.join(left_out)}."])


def _season(scene: SceneSet) -> str:
    missing = [season for season in scene.seasons if season.lower() not in scene.prompt.lower()]
    return f"The mood of {' or '.join(_words(missing[:2]))}" if missing else ""


def _look(scene: SceneSet) -> str:
    missing = [tag for tag in scene.tags if tag.lower() not in scene.prompt.lower()]
    return ", ".join(_words(missing[:6]))


def _words(tags: Sequence[str]) -> Sequence[str]:
    return [tag.replace("-", " ") for tag in tags]


def _sentence(part: str) -> str:
    text = re.sub(r"\s+", " ", part).strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _check(words: str, unwanted: Unwanted, markets: Sequence[str]) -> None:
    if len(words) > MOST_CHARACTERS:
        raise PlanError(f"The words for the scene are {len(words)} characters long; use at most {MOST_CHARACTERS}.")
    if refusal := unwanted.refusal(words, markets):
        raise PlanError(refusal)
