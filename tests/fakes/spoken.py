"""Speech made by hand: sounds of known times, vowels loud and consonants soft."""

import numpy as np

from pipelines.script import Script
from pipelines.speech import Phone, Speech, Word

RATE = 16_000
_VOWELS = frozenset("aɑæʌəɐeɛiɪɔoœøuʊy")


def spoken(text: str, emphasis: tuple[int, ...] = (), seconds: float = 0.09) -> Speech:
    """Return phonemes as speech: a letter a sound, `ˈ` stresses the next, `.` is a pause.

    Args:
        emphasis: numbers of the words that the script stresses.
    """
    step, now = round(seconds * RATE), round(0.3 * RATE)
    phones: list[Phone] = []
    words: list[Word] = []
    for token in text.split():
        if token == ".":
            now += RATE // 2
            continue
        start, letters = now, token.replace("ˈ", "")
        stressed = {token.index("ˈ")} if "ˈ" in token else set[int]()
        for index, letter in enumerate(letters):
            phones.append(Phone(letter, now, now + step, stressed=index in stressed))
            now += step
        words.append(Word(letters, start, now, emphasis=len(words) in emphasis))
    return Speech(_sound(phones, now + round(0.4 * RATE)), RATE, "en", tuple(phones), tuple(words))


def _sound(phones: list[Phone], length: int) -> np.ndarray:
    rng, sound = np.random.default_rng(3), np.zeros(length, np.float32)
    for phone in phones:
        count = phone.end - phone.start
        loud = 0.4 if phone.ipa in _VOWELS else 0.05
        voice = np.sin(np.arange(count) * 2 * np.pi * 140 / RATE) * np.hanning(count) ** 0.25
        sound[phone.start : phone.end] = loud * voice + 0.01 * rng.normal(size=count)
    return np.clip(sound, -1, 1)


def read_out(script: Script, word_seconds: float = 0.4, pause_seconds: float = 0.5) -> Speech:
    """Return a script said word by word, each as long as the others, with a pause after each sentence."""
    step, now = round(word_seconds * RATE), round(0.1 * RATE)
    phones: list[Phone] = []
    words: list[Word] = []
    for sentence in script.sentences:
        for word in sentence.words:
            phones.append(Phone("a", now, now + step))
            words.append(Word(word.text, now, now + step, emphasis=word.emphasis))
            now += step
        now += round(pause_seconds * RATE)
    return Speech(_sound(phones, now), RATE, script.language, tuple(phones), tuple(words))
