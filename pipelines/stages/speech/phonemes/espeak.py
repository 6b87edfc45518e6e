"""Phonemes by eSpeak NG, a separate program: see `espeak_host`."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from weakref import finalize

from models.errors import MissingPackageError
from pipelines.errors import SpeechError
from pipelines.stages.speech.phonemes.share import shared_out
from presets.languages.schema import Language

# eSpeak's tied sounds -> the one letter Kokoro learned for each, as misaki 0.9.4 maps them.
_TIED = {
    "a^ɪ": "I", "a^ʊ": "W", "d^z": "ʣ", "d^ʒ": "ʤ", "e^ɪ": "A", "o^ʊ": "O", "ə^ʊ": "Q", "s^s": "S", "t^s": "ʦ",
    "t^ʃ": "ʧ", "ɔ^ɪ": "Y", "t^ɕ": "ʨ", "d^ʑ": "ʥ", "^h": "ʰ",
}  # fmt: skip
# Sounds Kokoro has no letter for -> the nearest it has.
_NEAREST = str.maketrans(
    {"ɫ": "l", "ʕ": "ʔ", "ħ": "h", "ɭ": "l", "ʑ": "ʒ", "ɵ": "ø", "ʉ": "u", "ɮ": "l", "ɬ": "l", "ʀ": "ʁ", "ɱ": "m",
     "^": None, "-": None, "\u032a": None, "\u0329": None, "\u0306": None, "\u031e": None, "\u0325": None,
     "\u031d": None}
)  # fmt: skip
_NOT_SPOKEN = re.compile(r"\([a-z-]+\)")  # eSpeak's note that it changed the language


class EspeakPhonemizer:
    """Asks one child process, started with the first question."""

    def __init__(self, language: Language) -> None:
        if language.espeak is None:
            raise SpeechError(f"eSpeak NG does not speak {language.title}.")
        self._voice = language.espeak

    def phonemes(self, words: Sequence[str]) -> list[str]:
        """Return phonemes for each word, as its neighbours shape them."""
        groups = self._clause(" ".join(words)).split()
        if len(groups) == len(words):
            return groups
        return shared_out(groups, [self._clause(word).replace(" ", "") for word in words])

    def _clause(self, text: str) -> str:
        ipa = " ".join(host().ipa(self._voice, text))
        for tied, letter in _TIED.items():
            ipa = ipa.replace(tied, letter)
        return _NOT_SPOKEN.sub("", ipa).translate(_NEAREST).strip()


class EspeakHost:
    """The child process; it ends with ours, and is started again should it die."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._child: subprocess.Popen[str] | None = None
        self._end: Callable[[], object] = lambda: None

    def ipa(self, voice: str, text: str) -> list[str]:
        """Return the clauses of a text in IPA.

        Raises:
            MissingPackageError: eSpeak NG is not installed.
            SpeechError: it does not know the voice, or stopped.
        """
        with self._lock:
            answer = self._ask(json.dumps({"voice": voice, "text": text}))
        if "fault" in answer:
            raise SpeechError(f"{answer['fault']}.")
        return list(answer["ipa"])

    def _ask(self, question: str) -> dict[str, list[str]]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = _started()
            self._end = finalize(self, _ended, self._child)
        child = self._child
        if child.stdin is None or child.stdout is None:
            raise SpeechError("eSpeak NG could not be asked.")
        try:
            child.stdin.write(question + "\n")
            child.stdin.flush()
            line = child.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise SpeechError(f"eSpeak NG stopped while reading {question}.")
        return json.loads(line)


_HOST = EspeakHost()


def host() -> EspeakHost:
    """Return this process's host."""
    return _HOST


def _ended(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):  # what could not be written is of no use any more
                pipe.close()


def _started() -> subprocess.Popen[str]:
    package = find_spec("espeakng_loader")
    if package is None or package.origin is None:
        raise MissingPackageError(
            "This language's sounds come from eSpeak NG (GPL-3.0, a program of its own).", "video"
        )
    folder = Path(package.origin).parent
    library = next(path for path in sorted(folder.iterdir()) if path.suffix in {".so", ".dylib", ".dll"})
    program = Path(__file__).with_name("espeak_host.py")
    return subprocess.Popen(
        (sys.executable, "-I", str(program), str(library), str(folder / "espeak-ng-data")),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
    )  # fmt: skip
