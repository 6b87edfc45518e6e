"""Babble: sounds of three resonances each over a voice's pitch, of known times, by voices that differ."""

import numpy as np

from pipelines.script import Script, ScriptWord, Sentence
from pipelines.speech import Phone, Speech, Word

RATE = 16_000


def a_script(*sentences: str) -> Script:
    """Return sentences of syllables as a script."""
    return Script("en", tuple(Sentence(tuple(ScriptWord(word, "en") for word in text.split())) for text in sentences))


def babbled(script: Script, pitch_hz: float = 120, tract: float = 1.0, tempo: float = 1.0, seed: int = 0) -> Speech:
    """Return a script said by a voice: every letter is a sound, every sentence ends in a pause; tempo is uneven."""
    rng = np.random.default_rng(seed)
    now, phones, words = 0.2, list[Phone](), list[Word]()
    for sentence in script.sentences:
        for word in sentence.words:
            start = now
            for letter in word.text:
                length = rng.uniform(0.08, 0.16) / tempo
                phones.append(Phone(letter, round(now * RATE), round((now + length) * RATE)))
                now += length
            words.append(Word(word.text, round(start * RATE), round(now * RATE)))
        now += rng.uniform(0.3, 0.6)
    sound = np.zeros(round((now + 0.1) * RATE))
    for phone in phones:
        sound[phone.start : phone.end] = _sound(phone, pitch_hz, tract)
    return Speech(np.asarray(sound, np.float32), RATE, "en", tuple(phones), tuple(words))


def _sound(phone: Phone, pitch_hz: float, tract: float) -> np.ndarray:
    own = np.random.default_rng(ord(phone.ipa))
    count = phone.end - phone.start
    at = np.arange(count) / RATE
    centres = np.sort(own.uniform((250, 800, 2000), (900, 2200, 4500))) * tract
    harmonics = np.arange(1, int(7000 / pitch_hz)) * pitch_hz
    gains = sum(1 / (1 + ((harmonics - centre) / 120) ** 2) for centre in centres)
    wave = np.sin(2 * np.pi * harmonics[:, None] * at + own.uniform(0, 6, (len(harmonics), 1)))
    return 0.15 * own.uniform(0.5, 1) * (gains[:, None] * wave).sum(axis=0) * np.hanning(count + 2)[1:-1] ** 0.2
