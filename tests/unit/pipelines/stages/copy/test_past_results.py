"""Ranking by the seller's own results, and not by too few of them."""

import pytest

from pipelines.errors import CopyError
from pipelines.stages.copy.past_results import PastResult, ranked, read_past_results


def results(shares: tuple[float, float], impressions: int) -> list[PastResult]:
    """Return 24 texts: those with a figure have the first share of clicks, those without the second."""
    found = list[PastResult]()
    for index in range(12):
        words = " ".join(["steel", "mug", "white", "light"][: 2 + index % 3])
        found.append(PastResult(f"{words} 350 ml {'x' * index}", impressions, round(impressions * shares[0])))
        found.append(PastResult(f"{words} roomy {'y' * index}", impressions, round(impressions * shares[1])))
    return found


def test_what_was_clicked_more_comes_first() -> None:
    found = ranked(["steel mug roomy", "steel mug 350 ml"], results((0.06, 0.02), 5000))
    assert [title.text for title in found.titles] == ["steel mug 350 ml", "steel mug roomy"]
    assert found.told_apart and "24 earlier texts" in found.why
    first = found.titles[0]
    assert first.least < 0.06 < first.most and first.least < first.share < first.most


def test_texts_that_fared_alike_are_not_told_apart() -> None:
    found = ranked(["steel mug roomy", "steel mug 350 ml"], results((0.03, 0.03), 400))
    assert len(found.titles) == 2 and not found.told_apart
    assert "not told apart" in found.why


def test_more_showings_narrow_the_interval() -> None:
    widths = [
        title.most - title.least
        for impressions in (400, 40_000)
        for title in ranked(["steel mug 350 ml"], results((0.05, 0.03), impressions)).titles
    ]
    assert widths[1] < widths[0] / 3


def test_what_features_do_not_explain_widens_it() -> None:
    even = results((0.05, 0.05), 5000)
    uneven = [
        PastResult(one.text, one.impressions, round(one.clicks * (1.6 if (index // 2) % 2 else 0.4)))
        for index, one in enumerate(even)
    ]
    calm, wild = (ranked(["steel mug 350 ml"], past).titles[0] for past in (even, uneven))
    assert wild.most - wild.least > 2 * (calm.most - calm.least)


@pytest.mark.parametrize("past", [[], results((0.06, 0.02), 5000)[:6], results((0.001, 0.001), 1000)])
def test_too_little_is_not_ranked(past: list[PastResult]) -> None:
    found = ranked(["a", "b"], past)
    assert found.titles == () and "too little to rank by" in found.why


def test_a_table_is_read() -> None:
    table = '\ufefftext,impressions,clicks\n"Mug, white",100,7\n'
    assert read_past_results(table, "past.csv") == (PastResult("Mug, white", 100, 7),)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("text,clicks\na,1\n", "past.csv has no column 'impressions'"),
        ("text,impressions,clicks\na,ten,1\n", "past.csv, line 2: "),
        ("text,impressions,clicks\na,10,11\n", "11 clicks of 10 impressions cannot be"),
    ],
)
def test_a_wrong_table_is_told(table: str, told: str) -> None:
    with pytest.raises(CopyError, match=told):
        read_past_results(table, "past.csv")


def test_pictures_stand_beside_texts() -> None:
    table = "text,image,language,impressions,clicks\n,a.jpg,,100,7\nTaza,,es,50,2\n"
    first, second = read_past_results(table, "past.csv")
    assert (first.text, first.image, second.language) == ("", "a.jpg", "es")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("impressions,clicks\n1,1\n", "no column 'text'"),
        ("image,clicks\na.jpg,1\n", "no column 'impressions'"),
        ("text,impressions,clicks\nMug,10,many\n", "line 2"),
        ("text,image,impressions,clicks\n,,10,1\n", "neither a text nor an image"),
        ("image,impressions,clicks\na.jpg,1,2\n", "'a.jpg': 2 clicks of 1"),
    ],
)
def test_a_wrong_table_is_told_with_its_line(table: str, said: str) -> None:
    with pytest.raises(CopyError, match=said):
        read_past_results(table, "past.csv")


def test_titles_unlike_all_earlier_ones_are_told() -> None:
    past = results((0.06, 0.02), 5000)
    assert "unlike" not in ranked(["steel mug roomy", "steel mug 350 ml"], past).why
    assert "unlike all earlier texts" in ranked(["steel mug", "steel mug " * 40], past).why
