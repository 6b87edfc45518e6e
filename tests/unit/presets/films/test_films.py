"""Film templates: ours load, and each mistake in one has an address."""

from pathlib import Path

import pytest

from presets.errors import PresetError
from presets.films.facts import read_facts
from presets.films.library import load_films, read_film
from presets.films.schema import Aspect

SHOWROOM = Path(__file__).parents[4] / "presets" / "films" / "showroom.toml"


def test_every_template_has_all_four_shapes() -> None:
    for template in load_films().items.values():
        assert {layout.aspect for layout in template.layouts} == set(Aspect)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('accent = "#ffd64a"', 'accent = "yellow"', "changed.toml: accent: "),
        ('aspect = "4:5"', 'aspect = "9:16"', "changed.toml: layouts.1: size: 1080 x 1350 is not 9:16"),
        ("size = [1080, 1350]", "size = [1080, 1351]", "changed.toml: layouts.1.size.1: "),
        ("captions = { area = [0.045, 0.65, 0.86, 0.76]", "captions = { area = [0.045, 0.65, 0.9, 0.76]",
         "changed.toml: layouts.0: pitch.captions: leaves the safe area [0.045, 0.065, 0.86, 0.76]"),
        ("captions = { area = [0.045, 0.65, 0.86, 0.76]", "captions = { area = [0.045, 0.6, 0.86, 0.76]",
         "changed.toml: layouts.0: pitch.captions: lies over presenter.face"),
        ("sheet = { area = [0.045, 0.122, 0.86, 0.76], corner = 0.05 }", "",
         "changed.toml: layouts.0: end.title.ground: there is no sheet under it"),
        ("title = { area = [0.085, 0.487, 0.83, 0.567]", "title = { area = [0.085, 0.567, 0.83, 0.487]",
         "changed.toml: layouts.0.end.title.area: left < right and top < bottom must hold"),
        ("seconds = 0.32", "seconds = 0.95", "changed.toml: transition.seconds: a take must stand for longer"),
        ("bust = { area = [0.19, 0.405, 0.675, 0.64], face = [0.24, 0.408, 0.63, 0.64], "
         'framing = "head", badge = true }', "",
         "changed.toml: layouts.0: pitch.bust: portraits that show a head and shoulders need a place too"),
        ("face = [0.24, 0.408, 0.63, 0.64]", "face = [0.24, 0.408, 0.63, 0.66]",
         "changed.toml: layouts.0: pitch.captions: lies over bust.face"),
        ("clear = [[0, 0, 1, 0.27], [0, 0.65, 1, 1]", "clear = [[0, 0, 1, 0.2], [0, 0.65, 1, 1]",
         "changed.toml: layouts.0: product.lines: lies where picture.clear lets the product be"),
        ("end_seconds = 2.2", "ending = 2.2", "changed.toml: ending: Extra inputs are not permitted"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = SHOWROOM.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "changed.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PresetError) as error:
        read_film(tmp_path / "changed.toml")
    assert said in str(error.value)


def test_a_template_that_is_not_there_is_told() -> None:
    with pytest.raises(PresetError, match=r"There is no film template 'showrom'\. Did you mean showroom"):
        load_films().get("showrom")


def test_facts_are_read_by_language_and_their_mistakes_have_a_place(tmp_path: Path) -> None:
    path = tmp_path / "mug.toml"
    path.write_text('[en]\nname = "Mug"\nlines = ["One", "Two"]\n', encoding="utf-8")
    assert read_facts(path)["en"].lines == ("One", "Two")
    path.write_text('[en]\nstars = "5"\n', encoding="utf-8")
    with pytest.raises(PresetError, match=r"mug\.toml: en\.stars: Extra inputs"):
        read_facts(path)
