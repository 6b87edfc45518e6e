"""Everything the pages say is there in each language."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from studio.form import field_of, helps
from studio.tabs.words import choice, t
from studio.words import LANGUAGES, Words, language_of

SOURCES = [*Path(str(files("studio"))).glob("tabs/*.py"), *Path(str(files("studio"))).glob("web/*.py")]


def test_no_sentence_is_missing_in_a_language() -> None:
    words = Words.read().joined_by(helps())
    assert not [key for key in words.keys for language in LANGUAGES if not words.all_in(language).get(key)]


def test_every_label_used_is_in_the_table() -> None:
    words = Words.read()
    used = {key for source in SOURCES for key in re.findall(r'(?:\bt|say)\(\s*"([\w-]+)"', source.read_text())}
    assert used
    assert used <= words.keys


def test_every_option_drawn_has_a_label_a_help_and_its_choices() -> None:
    words = Words.read()
    for kind, file in (("main-image", "main_image"), ("lifestyle", "lifestyle"), ("avatar-video", "avatar_video")):
        source = next(path for path in SOURCES if path.stem == file).read_text()
        names = re.findall(r"fields?\(([^)]*)\)", source)
        assert names
        for name in re.findall(r'"(\w+)"', " ".join(names)):
            assert {f"option_{name}", f"help_{name}"} <= words.keys, name
            for chosen in field_of(kind, name).choices:
                assert ":" in chosen or {f"choice_{name}_{chosen}", f"choice_{chosen}"} & words.keys, (name, chosen)


def test_left_is_a_third_of_a_picture_and_a_side_of_a_film() -> None:
    assert [str(choice(option, "left")) for option in ("spot", "side")] == [
        str(t("choice_left")),
        str(t("choice_side_left")),
    ]
    assert choice("aspect", "9:16") == "9:16"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB", "en"),
        ("de,fr;q=0.9", "en"),
        ("", "en"),
        ("fr,zh-TW;q=0.5", "zh"),
    ],
)
def test_the_browsers_language_is_followed(accepted: str, language: str) -> None:
    assert language_of(accepted) == language
