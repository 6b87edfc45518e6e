"""The mouth does what the sound needs, when it is heard; measured, and against sound that does not belong to it."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from pipelines.speech import Phone, Speech
from pipelines.stages.avatar.lips import LEAD_SECONDS, MouthTrack, mouth_track
from tests.fakes.spoken import RATE, spoken

FPS = Fraction(25)
SAID = "hɛˈlo mɪ bɪˈɡap . kəˈfa supɪ ˈnɛvə . ˈmamapa tiɡ wɔˈlit dɛfa"


def level(speech: Speech, count: int) -> np.ndarray:
    """The sound's level in each frame."""
    edges = np.round(np.arange(count + 1) / float(FPS) * speech.sample_rate).astype(int)
    parts = (speech.samples[a:b] for a, b in pairwise(edges))
    return np.array([float(np.sqrt(np.mean(part**2))) if len(part) else 0.0 for part in parts])


def likeness(track: MouthTrack, loud: np.ndarray, shift: int = 0) -> float:
    """Correlation of opening and level, the mouth moved by some frames."""
    return float(np.corrcoef(np.roll(track.opening, shift), loud)[0, 1])


def frame_of(sample: int) -> int:
    return int((sample / RATE - LEAD_SECONDS) * float(FPS))


def middles(speech: Speech, letters: str) -> list[int]:
    return [frame_of((phone.start + phone.end) // 2) for phone in speech.phones if phone.ipa in letters]


@pytest.fixture(scope="module")
def speech() -> Speech:
    return spoken(SAID)


@pytest.fixture(scope="module")
def track(speech: Speech) -> MouthTrack:
    return mouth_track(speech, FPS)


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(60)])
def test_lips_are_shut_in_every_p_b_m_at_any_rate(speech: Speech, fps: Fraction) -> None:
    track = mouth_track(speech, fps)
    for phone in speech.phones:
        if phone.ipa in "pbm":
            around = slice(int(phone.start / RATE * float(fps)) - 1, int(phone.end / RATE * float(fps)) + 1)
            assert track.press[around].max() > 0.95
            assert track.opening[around].min() < 0.05


def test_the_lip_tucks_in_f_and_v_alone(speech: Speech, track: MouthTrack) -> None:
    assert all(track.tuck[max(0, at - 1) : at + 2].max() > 0.8 for at in middles(speech, "fv"))
    assert all(track.tuck[at] < 0.2 for at in middles(speech, "aɡks") if at < len(track.tuck))


def test_vowels_open_more_than_consonants(speech: Speech, track: MouthTrack) -> None:
    wide = np.mean([track.opening[at] for at in middles(speech, "a")])
    close = np.mean([track.opening[at] for at in middles(speech, "stdn")])
    assert wide > 0.5
    assert wide > 2 * close


def test_lips_are_round_before_the_round_vowel() -> None:
    soup, seep = spoken("sssusi"), spoken("sssisi")
    at = middles(soup, "s")[2]
    assert mouth_track(soup, FPS).rounding[at] > mouth_track(seep, FPS).rounding[at] + 0.25


def test_the_mouth_is_shut_and_still_in_silence(speech: Speech, track: MouthTrack) -> None:
    last = frame_of(speech.phones[-1].end) + 5
    assert track.opening[:4].max() < 0.02
    assert track.opening[last:].max() < 0.02
    gap = next(i for i, (a, b) in enumerate(pairwise(speech.phones)) if b.start - a.end > 0.3 * RATE)
    inside = track.opening[frame_of(speech.phones[gap].end) + 4 : frame_of(speech.phones[gap + 1].start) - 3]
    assert len(inside)
    assert inside.max() < 0.03


def test_times_without_sound_do_not_move_the_mouth(speech: Speech) -> None:
    mute = Speech(np.zeros_like(speech.samples), RATE, "en", speech.phones, speech.words)
    assert mouth_track(mute, FPS).opening.max() == 0


def test_the_mouth_follows_its_own_sound_within_a_frame(speech: Speech, track: MouthTrack) -> None:
    loud = level(speech, len(track.opening))
    scores = {shift: likeness(track, loud, shift) for shift in range(-6, 7)}
    best = max(scores, key=lambda shift: scores[shift])
    assert abs(best) <= 1  # one frame is 40 ms
    assert scores[0] > 0.5
    assert scores[0] > scores[5] + 0.25
    assert scores[0] > scores[-5] + 0.25


def test_a_wrong_sound_fits_worse(speech: Speech, track: MouthTrack) -> None:
    loud = level(speech, len(track.opening))
    wrong = mouth_track(spoken("ipəs ˈtaka . ubɔ mafi ˈlɛdɡa . pumiɡo ˈsɛnava tuk"), FPS)
    count = min(len(loud), len(wrong.opening))
    other = float(np.corrcoef(wrong.opening[:count], loud[:count])[0, 1])
    assert likeness(track, loud) > other + 0.25


def test_moves_are_no_jerks(track: MouthTrack) -> None:
    assert np.abs(np.diff(track.opening)).max() < 0.85
    assert np.abs(np.diff(track.rounding)).max() < 0.6


def test_speech_without_phonemes_keeps_the_mouth_shut() -> None:
    hum = Speech(np.full(RATE, 0.2, np.float32), RATE, "en", (), ())
    assert mouth_track(hum, FPS).opening.max() < 0.02


def test_a_very_long_sound_stays_open() -> None:
    sound = np.full(2 * RATE, 0.3, np.float32)
    long = Speech(sound, RATE, "en", (Phone("a", RATE // 4, 7 * RATE // 4),), ())
    assert mouth_track(long, FPS).opening[12:38].min() > 0.6
