"""Which phonemizer reads a language, opened when it is first needed."""

from functools import cache
from importlib.util import find_spec

from models.errors import MissingPackageError
from models.registry import named
from pipelines.errors import SpeechError
from pipelines.stages.speech.phonemes.phonemizer import Phonemizer
from presets.languages.library import language as language_of
from presets.languages.schema import Phonemizer as Name

_HOME = "pipelines.stages.speech.phonemes"
_TARGETS: dict[Name, tuple[str, tuple[str, ...]]] = {
    "english": (f"{_HOME}.english:EnglishPhonemizer", ("misaki", "spacy")),
    "chinese": (f"{_HOME}.chinese:ChinesePhonemizer", ("misaki", "cn2an", "pypinyin", "jieba")),
    "japanese": (f"{_HOME}.japanese:JapanesePhonemizer", ("pyopenjtalk",)),
    "arabic": (f"{_HOME}.arabic:ArabicPhonemizer", ("text2tashkeel",)),
    "espeak": (f"{_HOME}.espeak:EspeakPhonemizer", ()),
}


@cache
def phonemizer_of(language: str) -> Phonemizer:
    """Return what reads a language aloud.

    Raises:
        SpeechError: nothing here can.
        MissingPackageError: its package is not installed.
    """
    spoken = language_of(language)
    if spoken.phonemizer is None:
        raise SpeechError(f"No voice here speaks {spoken.title}. {spoken.note} Its films have captions only.")
    target, packages = _TARGETS[spoken.phonemizer]
    if missing := [package for package in packages if find_spec(package) is None]:
        raise MissingPackageError(f"{spoken.title} is read by {', '.join(missing)}.", "video")
    return named(target)(spoken)
