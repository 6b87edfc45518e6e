"""`python -m benchmarks.presenter [PRESENTER ...] [--language TAG]`: do lips fit the speech, as seen in the frames?

A real pitch is spoken by the speech engine and played by each presenter at 540 x 960; landmarks are found in every
frame and compared with the speech. The same mouth is then compared with the speech shifted by 200 ms, and with another
pitch: both must be found out. Weights: kokoro-82m-int8, kokoro-voices, mediapipe-face-finder, mediapipe-face-mesh.
"""

import argparse
import time

import numpy as np

from benchmarks.presenter.lip_sync import lip_sync, shifted
from benchmarks.presenter.seen import watch
from benchmarks.speech.pitches import PITCHES
from models.registry import EngineChoice
from models.store import WeightsStore
from pipelines.footage import Footage
from pipelines.progress import silent
from pipelines.speech import Speech
from pipelines.stages.avatar.engine import AVATAR_ENGINES
from pipelines.stages.avatar.role import Role
from pipelines.stages.face.finder import FaceFinder
from pipelines.stages.script.read import read_script
from pipelines.stages.speech.engine import SPEECH_ENGINES, Delivery
from pipelines.stages.speech.voices import ENGINE, archives_at_hand, settled_voice
from presets.languages.library import language as language_of
from presets.presenters.library import load_presenters
from studio.settings import Settings
from studio.weights import open_store

SIZE = (540, 960)
WRONG = {
    "en": "This soft blue jumper is made of pure wool. [pause] You may wash it at thirty degrees, and we send it free.",
    "de": "Dieser weiche Pullover ist aus reiner Wolle. [pause] Man wäscht ihn bei dreißig Grad, und bleibt wie neu.",
}


def main() -> None:
    """Print a table row a presenter."""
    asked = argparse.ArgumentParser()
    asked.add_argument("presenters", nargs="*", default=list(load_presenters().items))
    asked.add_argument("--language", default="en", choices=tuple(WRONG))
    typed = asked.parse_args()
    store = open_store(Settings.from_environment())
    right, wrong = (said(store, texts[typed.language], typed.language) for texts in (PITCHES, WRONG))
    engine = AVATAR_ENGINES.open(EngineChoice(name="drawn"), store)
    finder = FaceFinder(store)
    print(
        "| presenter | lag ms | fit | p b m shut | in silence | vowels / consonants | 200 ms late | other speech | ms |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name in typed.presenters:
        footage = engine.animate(Role(who=load_presenters().get(name), size=SIZE), right, silent)
        print(_row(name, footage, finder, right, wrong), flush=True)


def said(store: WeightsStore, text: str, tag: str) -> Speech:
    """Return a text spoken by the voice that the studio would choose."""
    archives = archives_at_hand(store)
    voice = settled_voice(language_of(tag), "auto", archives)
    engine = SPEECH_ENGINES.open(EngineChoice(name=ENGINE), store)
    return engine.speak(read_script(text, tag, tag), Delivery(voice.voice), silent)


def _row(name: str, footage: Footage, finder: FaceFinder, right: Speech, wrong: Speech) -> str:
    began = time.process_time()
    opening = watch(footage, finder).opening
    spent = (time.process_time() - began) / footage.count * 1000
    fits = lip_sync(opening, footage.fps, right)
    late = lip_sync(opening, footage.fps, shifted(right, 0.2))
    count = int(wrong.seconds * footage.fps) + 1
    other = lip_sync(np.resize(opening, count), footage.fps, wrong)
    figures = (
        f"{fits.lag_seconds * 1000:.0f} | {fits.fit:.2f} | {fits.shut:.0%} | {fits.silence:.2f} | {fits.contrast:.1f}"
    )
    verdict = "fits" if not fits.faults else "; ".join(fits.faults)
    return f"| {name}: {verdict} | {figures} | {_found(late.faults)} | {_found(other.faults)} | {spent:.0f} |"


def _found(faults: tuple[str, ...]) -> str:
    return f"found out ({len(faults)} of 5)" if faults else "NOT found out"


if __name__ == "__main__":
    main()
