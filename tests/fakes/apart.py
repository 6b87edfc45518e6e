"""A Python apart: it has what some requirements name, what that needs in turn, and nothing else of this environment."""

import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement


def python_with(requirements: Iterable[str], home: Path) -> Path:
    """Return the Python of a virtual environment in `home` whose packages are links to those installed here.

    It is what pip would install there from the versions that are here, without unpacking half a gigabyte anew.

    Raises:
        PackageNotFoundError: a requirement is not installed here.
        ValueError: what is installed here is not what a requirement asks for.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    (packages,) = home.glob("lib/python*/site-packages")
    for installed in _needed(requirements).values():
        for file in installed.files or ():
            if ".." not in file.parts:  # programs lie outside, and nobody types one here
                link = packages / file
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(Path(str(installed.locate_file(file))))
    return home / "bin" / "python"


def _needed(requirements: Iterable[str]) -> dict[str, Distribution]:
    """Return by name what is needed, down to the last."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(line) for line in requirements]
    while waiting:
        need = waiting.pop()
        if (wanted := (need.name.lower(), frozenset(need.extras))) in seen:
            continue
        seen.add(wanted)
        installed = distribution(need.name)
        if not need.specifier.contains(installed.version, prereleases=True):
            raise ValueError(f"{need} is asked for, and {installed.version} is here.")
        found[installed.name] = installed
        waiting += [more for line in installed.requires or () if _is_asked(more := Requirement(line), need.extras)]
    return found


def _is_asked(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))
