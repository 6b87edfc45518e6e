"""Durations of letters -> times of sounds and words."""

from pipelines.stages.speech.timing import LEAD_SECONDS, timed
from pipelines.stages.speech.utterance import Letter

RATE, HOP = 24_000, 600
LEAD = round(LEAD_SECONDS * RATE)


def letters(text: str) -> list[Letter]:
    """`|` opens the next word; spaces and signs are not of its sound."""
    made: list[Letter] = []
    word = 0
    for sign in text:
        if sign == "|":
            word += 1
        else:
            made.append(Letter(sign, word, sounds=sign not in " .,"))
    return made


def test_sounds_follow_their_durations_less_the_lead() -> None:
    found = timed(letters("mʌɡ"), [4, 3, 2, 5, 1], HOP, RATE)
    assert [phone.ipa for phone in found.phones] == ["m", "ʌ", "ɡ"]
    assert found.phones[0].start == 4 * HOP - LEAD
    assert [phone.end - phone.start for phone in found.phones] == [3 * HOP, 2 * HOP, 5 * HOP]


def test_marks_join_the_sound_they_shape() -> None:
    found = timed(letters("ˈaːta"), [1, 2, 3, 4, 1, 2, 1], HOP, RATE)
    assert [(phone.ipa, phone.stressed) for phone in found.phones] == [("a", True), ("t", False), ("a", False)]
    assert found.phones[0].end - found.phones[0].start == 9 * HOP - max(0, LEAD - HOP)


def test_kokoros_own_letters_are_told_in_ipa() -> None:
    assert [phone.ipa for phone in timed(letters("AʤT"), [9, 2, 2, 2, 1], HOP, RATE).phones] == ["eɪ", "dʒ", "ɾ"]


def test_words_last_from_their_first_sound_to_their_last() -> None:
    found = timed(letters("ab |cd."), [4, 2, 2, 1, 3, 3, 5, 1], HOP, RATE)
    first, second = found.spans
    assert (first.word, second.word) == (0, 1)
    assert first.start == 4 * HOP - LEAD and first.end == 8 * HOP - LEAD
    assert second.start == 9 * HOP - LEAD and second.end == 15 * HOP - LEAD


def test_pauses_are_sounds_without_letters() -> None:
    assert [phone.ipa for phone in timed(letters("a,|b"), [4, 2, 6, 2, 1], HOP, RATE).phones] == ["a", "", "b"]
