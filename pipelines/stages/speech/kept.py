"""Speech kept on disk, so that a film that failed after it, or another marketplace's, does not speak again.

An entry is a ZIP of arrays (its checksums tell a damaged one) named after what made it.
"""

import json
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np

from models.registry import EngineChoice
from pipelines.kept_files import KeptFiles
from pipelines.script import Script
from pipelines.speech import Phone, Speech, Word
from pipelines.stages.speech.engine import Delivery

READING = 3
"""Raised whenever the same script is spoken otherwise than before, so that older entries are no longer found."""


def speech_key(script: Script, delivery: Delivery, engine: EngineChoice, weights: Sequence[str]) -> str:
    """Return the name of what these inputs say, as hexadecimal.

    Args:
        weights: SHA-256 of each weights file the engine loads.
    """
    words = [(word.text, word.language, word.emphasis, word.spaced, word.pause_seconds) for word in script.words]
    ends = [len(sentence.words) for sentence in script.sentences]
    made_by = (engine.name, sorted((name, repr(value)) for name, value in engine.options.items()), list(weights))
    parts = (script.language, words, ends, sorted(asdict(delivery).items(), key=str), made_by, READING)
    return sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()


class SpeechStore:
    """A folder of speech that never grows beyond `max_bytes`."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._files = KeptFiles(folder, ".npz", max_bytes)

    def has(self, key: str) -> bool:
        """Return whether there is an entry of `key`."""
        return self._files.path(key).is_file()

    def get_or_speak(self, key: str, speak: Callable[[], Speech]) -> Speech:
        """Return the kept speech of `key`, equal in every sample to a fresh one, or speak and keep it.

        A missing or damaged entry is spoken anew. Nothing is kept where the folder cannot be written, nor where `speak`
        raises, which passes through.
        """
        return self._files.get_or_make(key, speak, _encoded, _decoded)


def _encoded(speech: Speech) -> bytes:
    buffer = BytesIO()
    told = {
        "sample_rate": speech.sample_rate,
        "language": speech.language,
        "phones": [asdict(phone) for phone in speech.phones],
        "words": [asdict(word) for word in speech.words],
    }
    text = np.frombuffer(json.dumps(told, ensure_ascii=False).encode(), np.uint8)
    np.savez_compressed(buffer, samples=speech.samples, told=text)
    return buffer.getvalue()


def _decoded(data: bytes) -> Speech | None:
    try:
        with np.load(BytesIO(data), allow_pickle=False) as entry:
            told = json.loads(entry["told"].tobytes().decode())
            phones = tuple(Phone(**phone) for phone in told["phones"])
            words = tuple(Word(**word) for word in told["words"])
            return Speech(entry["samples"], told["sample_rate"], told["language"], phones, words)
    except (OSError, KeyError, TypeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error):
        return None
