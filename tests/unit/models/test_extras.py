"""The table of extras is the project's own list of them."""

import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from models.extras import EXTRAS, extra_of

_LISTED = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())["project"]["optional-dependencies"]


def distributions(extra: str) -> set[str]:
    names = {re.split(r"[\[<>=~ ]", requirement)[0].lower() for requirement in _LISTED[extra]}
    return names - {"listing-studio"}


def test_every_extra_that_a_person_installs_is_there() -> None:
    assert set(EXTRAS) == set(_LISTED) - {"test"}


def test_every_package_of_an_extra_is_known_by_what_is_imported_of_it() -> None:
    installed = packages_distributions()
    for extra, packages in EXTRAS.items():
        assert len(packages) == len(distributions(extra)), extra
        for package in packages:
            brought_by = {name.lower().replace("_", "-") for name in installed.get(package, ())}
            assert not brought_by or brought_by & distributions(extra), package


def test_a_module_within_a_package_counts_as_the_package() -> None:
    assert (extra_of("pyarrow.parquet"), extra_of("ray"), extra_of("nowhere")) == ("tables", "ray", None)
