from dataclasses import replace

from pipelines.stages.photo.best import Candidate, _front_of_equals

SIDE = Candidate("side.jpg", touched_share=0.0, product_px=2000, detail=100.0)
FRONT = replace(SIDE, name="mug front.jpg", detail=80.0)


def test_a_front_view_nearly_as_good_as_the_best_is_taken() -> None:
    assert _front_of_equals([SIDE, FRONT], 0) == 1


def test_a_poor_or_cut_front_view_is_not_taken() -> None:
    assert _front_of_equals([SIDE, replace(FRONT, detail=20.0)], 0) == 0
    assert _front_of_equals([SIDE, replace(FRONT, touched_share=0.5)], 0) == 0


def test_only_whole_words_name_a_front() -> None:
    assert FRONT.is_called_front
    assert replace(SIDE, name="IMG_Hero.PNG").is_called_front
    assert not replace(SIDE, name="storefront.jpg").is_called_front
