"""Experiments: one named difference each, no two that look the same, a table to fill a marketplace's form from."""

import csv
import io
import json

import numpy as np
import pytest

from pipelines.stages.plan.look import Look, Mood, difference
from pipelines.stages.variants.manifest import Candidate, experiment, manifest_csv, manifest_json
from pipelines.stages.variants.measures import Measured


def noise(seed: int) -> np.ndarray:
    coarse = np.random.default_rng(seed).integers(0, 255, (6, 6, 3), dtype=np.uint8)
    return np.kron(coarse, np.ones((40, 40, 1), np.uint8))


CONTROL = Candidate("out/mug.jpg", pixels=noise(1), measured=Measured(0.3, 20, 30, 0.4))


def test_a_version_has_its_letter_name_and_hypothesis() -> None:
    warm = Candidate("out/mug-2.jpg", "light: warm", noise(2))
    made = experiment("Linden mug", "shop", "lifestyle", [CONTROL, warm])
    control, version = made.versions
    assert (control.letter, control.name, control.hypothesis) == ("A", "linden-mug.lifestyle.a.jpg", "")
    assert (version.letter, version.name) == ("B", "linden-mug.lifestyle.b-light-warm.jpg")
    assert version.hypothesis.startswith("In warm light shape and material show better")
    assert made.can_run


def test_every_difference_of_a_look_has_a_hypothesis_of_its_own() -> None:
    base = Look("oak-window", 12.0)
    looks = [Look("kitchen-ash", 12.0), Look("oak-window", 30.0), Look("oak-window", 12.0, Mood.WARM)]
    looks += [Look("oak-window", 12.0, mirror=True), Look("oak-window", 12.0, palette="sage")]
    others = [Candidate(f"{n}.jpg", difference(base, look), noise(n + 5)) for n, look in enumerate(looks)]
    told = [version.hypothesis for version in experiment("mug", "shop", "lifestyle", [CONTROL, *others]).versions[1:]]
    assert len(set(told)) == len(looks)
    assert not any(text.startswith("With ") for text in told)


def test_what_looks_the_same_is_refused() -> None:
    shrunk = CONTROL.pixels[::2, ::2]
    made = experiment("mug", "shop", "main", [CONTROL, Candidate("again.jpg", "light: soft", shrunk)])
    assert not made.can_run
    assert made.refused == ("again.jpg: a shopper would take it for out/mug.jpg; it is left out.",)


def test_what_differs_in_two_things_or_says_nothing_is_refused() -> None:
    two = Candidate("two.jpg", "light: warm, side: flipped", noise(3))
    none = Candidate("none.jpg", "", noise(4))
    made = experiment("mug", "shop", "main", [CONTROL, two, none])
    assert len(made.versions) == 1
    assert "more than one thing" in made.refused[0]
    assert "does not say what sets it apart" in made.refused[1]


def test_titles_are_tried_too_and_the_same_words_once() -> None:
    first = Candidate("en/title", text="Linden enamel mug")
    other = Candidate("en/title.benefit", "title: the benefit", text="Light and tough: Linden mug")
    again = Candidate("en/title.gift", "title: the gift", text="Linden enamel mug")
    made = experiment("mug", "shop", "title", [first, other, again])
    assert [version.file for version in made.versions] == ["en/title", "en/title.benefit"]
    assert made.versions[1].name == "mug.title.b-title-the-benefit"


def test_the_table_and_the_json_hold_all_of_it() -> None:
    made = experiment("mug", "shop", "main", [CONTROL, Candidate("b.jpg", "view: 30 degrees", noise(9))])
    first, second = csv.DictReader(io.StringIO(manifest_csv([made])))
    assert (first["version"], first["difference"], first["share"], first["letter_px"]) == ("A", "control", "0.300", "")
    assert (second["difference"], second["value"], second["share"]) == ("view", "30 degrees", "")
    (told,) = json.loads(manifest_json([made]))
    assert told["versions"][0]["measured"]["outline"] == 20


def test_an_experiment_begins_with_its_control() -> None:
    with pytest.raises(ValueError, match="begins with the version that the others differ from"):
        experiment("mug", "shop", "main", [Candidate("b.jpg", "light: warm", noise(1))])
