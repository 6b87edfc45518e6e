"""Who speaks a language here: settled once, and said."""

from collections.abc import Collection
from dataclasses import dataclass

from models.store import WeightsStore
from pipelines.errors import SpeechError
from presets.languages.schema import Language, Quality
from presets.presenters.schema import Voice
from presets.voices.library import voices_of

AUTO = "auto"
ENGINE = "kokoro"
FULL, FEW = "kokoro-voices", "kokoro-voices-ja"


def archives_at_hand(store: WeightsStore) -> set[str]:
    """Return which of the catalogue's archives of voices are on this machine."""
    return {name for name in (FULL, FEW) if store.have(name)}


@dataclass(frozen=True)
class SettledVoice:
    """The voice of a run.

    Attributes:
        quality: what a buyer would say of it in this language.
        note: to be told before anything is spoken; empty where there is nothing to tell.
    """

    voice: str
    quality: Quality
    note: str = ""


def settled_voice(
    language: Language, wanted: str, archives: Collection[str], suits: Voice | None = None
) -> SettledVoice:
    """Return the voice that speaks a language.

    Args:
        wanted: a voice, or `auto`.
        suits: whom `auto` is to suit: the best voice of that kind is taken, or the best of all where there is none.
        archives: which of the catalogue's archives of voices are on this machine.

    Raises:
        SpeechError: nothing speaks the language, or the wanted voice is not one of its.
    """
    if language.voices is None:
        raise SpeechError(f"No voice here speaks {language.title}. {language.note} Its films have captions only.")
    full = FULL in archives
    voices = _suiting(language.voices.all if full else language.voices.few, suits)
    if wanted != AUTO:
        if wanted not in {*language.voices.all, *language.voices.few}:
            raise SpeechError(
                f"'{wanted}' is no voice for {language.title}. Choose one of: {', '.join(language.voices.all)}."
            )
        return SettledVoice(wanted, _quality(language, wanted), _note(language))
    if full:
        return SettledVoice(voices[0], language.quality, _note(language))
    quality = _quality(language, voices[0])
    return SettledVoice(
        voices[0],
        quality,
        f"voice: auto -> {voices[0]} ({quality}): {language.title}'s own voices are not here; "
        f"'studio models fetch {FULL}' brings them.",
    )


def both_kinds(language: Language, voice: str, archives: Collection[str]) -> tuple[str, ...]:
    """Return a voice, and the best of the other kind that speaks the language, where there is one."""
    kinds = voices_of(ENGINE)
    others = [settled_voice(language, AUTO, archives, kind).voice for kind in Voice if kind is not kinds.get(voice)]
    return (voice, *(other for other in others if kinds.get(other) is not kinds.get(voice)))


def _suiting(voices: tuple[str, ...], suits: Voice | None) -> tuple[str, ...]:
    kinds = voices_of(ENGINE)
    return tuple(voice for voice in voices if suits in {None, kinds.get(voice)}) or voices


def _quality(language: Language, voice: str) -> Quality:
    """Return the language's quality for its own voices; a voice lent by another language has an accent."""
    if language.voices is None or voice in language.voices.all:
        return language.quality
    return Quality.ACCENTED if language.quality in {Quality.NATIVE, Quality.GOOD} else language.quality


def _note(language: Language) -> str:
    return f"{language.title}: {language.quality}. {language.note}" if language.quality is Quality.BASIC else ""
