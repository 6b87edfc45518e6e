"""A brand's file: strict, and never with letters that cannot be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presets.brands.contrast import LEAST_FOR_TEXT, contrast, legible_on
from presets.brands.library import read_brand
from presets.brands.schema import BrandColours
from presets.errors import PresetError

EXAMPLE = Path(__file__).parents[4] / "studio" / "examples" / "brand.toml"
PLAIN = 'id = "a"\nname = "A"\n[colours]\nprimary = "#2a5448"\n'
colours = st.integers(0, 0xFFFFFF).map(lambda code: f"#{code:06x}")


def written(folder: Path, text: str) -> Path:
    path = folder / "brand.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_is_read() -> None:
    brand = read_brand(EXAMPLE)
    assert brand.name == "Linden & Co"
    assert len(brand.story) == 2


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert legible_on("#ffd64a", "#ffffff", "#000000") == "#000000"


@given(colours)
def test_letters_are_legible_on_any_ground(ground: str) -> None:
    for own in (BrandColours(primary="#2a5448"), BrandColours(primary="#ffffff", ink="#777700", paper="#fffff0")):
        assert contrast(ground, own.letters_on(ground)) >= LEAST_FOR_TEXT


def test_pale_ink_is_refused_with_its_contrast(tmp_path: Path) -> None:
    with pytest.raises(PresetError, match=r"brand.toml: colours: ink #cccccc on paper #ffffff has a contrast of 1.6:1"):
        read_brand(written(tmp_path, f'{PLAIN}ink = "#cccccc"\n'))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PresetError, match=r"logo: there is no mark.png beside it"):
        read_brand(written(tmp_path, f'logo = "mark.png"\n{PLAIN}'))


def test_files_lie_beside_the_brand(tmp_path: Path) -> None:
    with pytest.raises(PresetError, match=r"logo: '../mark.png': name a file that lies beside brand.toml"):
        read_brand(written(tmp_path, f'logo = "../mark.png"\n{PLAIN}'))


def test_a_story_is_translated_whole(tmp_path: Path) -> None:
    text = f'story = ["One", "Two"]\n{PLAIN}[words.de]\nstory = ["Eins"]\n'
    with pytest.raises(PresetError, match=r"words.de.story: 1 of them, but the file has 2"):
        read_brand(written(tmp_path, text))


def test_words_are_found_by_their_plain_tag() -> None:
    brand = read_brand(EXAMPLE)
    assert brand.told_in("en-GB") is brand
    words = brand.told_in("es-MX")
    assert words is not None and words.makes is not None and words.makes.startswith("objetos")
    assert brand.told_in("ja") is None
