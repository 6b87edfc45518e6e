"""`studio script --about`: a house is told from its brand's file, in the languages it has words in."""

from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("babel", reason="pip install 'listing-studio[words]'")

from studio.commands.script import script
from studio.settings import Settings

BRAND = Path(str(files("studio"))) / "examples" / "brand.toml"


@pytest.mark.parametrize(
    ("about", "language", "said"),
    [
        ("story", "en", "Founded in 2014."),
        ("shop", "es", "Hacemos objetos"),
        ("factory", "de", "Stahl wird in Form gepresst."),
    ],
)
def test_a_house_is_told_from_its_file(about: str, language: str, said: str) -> None:
    done = CliRunner().invoke(script, [str(BRAND), "--about", about, "-l", language], obj=Settings.from_environment({}))
    assert done.exit_code == 0, done.output
    assert said in done.output


def test_a_language_without_words_is_told_where_to_add_them() -> None:
    done = CliRunner().invoke(script, [str(BRAND), "--about", "story", "-l", "ja"], obj=Settings.from_environment({}))
    assert done.exit_code != 0 and "[words.ja]" in str(done.exception)
