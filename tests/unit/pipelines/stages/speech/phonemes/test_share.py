"""A clause's phonemes, shared out among its words."""

import pytest

from pipelines.stages.speech.phonemes.share import shared_out


def test_groups_that_match_the_words_are_theirs() -> None:
    assert shared_out(["ðə", "mʌɡ"], ["ðiː", "mʌɡ"]) == ["ðə", "mʌɡ"]


@pytest.mark.parametrize(
    ("groups", "alone", "shares"),
    [
        (["ʌvðə", "mˈʌɡ"], ["ˈʌv", "ðˈə", "mˈʌɡ"], ["ʌv", "ðə", "mˈʌɡ"]),
        (["kwɑ̃tilˈa"], ["kɑ̃t", "ˈil", "ˈa"], None),
        (["sˈoʊ", "fˈɑɹ"], ["sˈoʊfɑɹ"], ["sˈoʊ fˈɑɹ"]),
    ],
)
def test_joined_words_are_cut_where_they_would_begin_alone(
    groups: list[str], alone: list[str], shares: list[str] | None
) -> None:
    found = shared_out(groups, alone)
    assert "".join(found).replace(" ", "") == "".join(groups)
    assert len(found) == len(alone) and all(found)
    assert shares is None or found == shares
