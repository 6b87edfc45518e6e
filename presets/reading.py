"""Reading folders of TOML files, whatever they describe: every mistake with its address."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from presets.errors import PresetError


class Named(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str: ...


Model = TypeVar("Model", bound=BaseModel)
Item = TypeVar("Item", bound=Named)


class Library(Generic[Item]):
    """All of one sort that are at hand, by id.

    Args:
        sort: what one is called, for messages: `scene`.
    """

    def __init__(self, sort: str, items: Mapping[str, Item]) -> None:
        self._sort = sort
        self.items = MappingProxyType(dict(sorted(items.items())))

    def get(self, item_id: str) -> Item:
        """Return one by its id.

        Raises:
            PresetError: there is none; the message offers the nearest names.
        """
        if item_id not in self.items:
            raise PresetError(f"There is no {self._sort} '{item_id}'.{did_you_mean(item_id, tuple(self.items))}")
        return self.items[item_id]


def shipped_files(package: str) -> list[Path]:
    """Return the TOML files that come with a package of ours."""
    return [Path(str(item)) for item in files(package).iterdir() if item.name.endswith(".toml")]


def files_in(folder: Path, option: str) -> list[Path]:
    """Return a seller's TOML files.

    Args:
        option: what named the folder, for the message.

    Raises:
        PresetError: it is not a folder.
    """
    if not folder.is_dir():
        raise PresetError(f"{folder} is not a folder. Give {option} a folder of TOML files.")
    return [path for path in folder.iterdir() if path.suffix.lower() == ".toml" and not path.name.startswith(".")]


def read_all(paths: Iterable[Path], read: Callable[[Path], Item]) -> dict[str, Item]:
    """Read files that stand beside each other, by id.

    Raises:
        PresetError: files are wrong, or two have one id; a line for each mistake.
    """
    items: dict[str, Item] = {}
    origin: dict[str, Path] = {}
    faults: list[str] = []
    for path in sorted(paths):
        try:
            item = read(path)
        except PresetError as error:
            faults.append(str(error))
            continue
        first = origin.setdefault(item.id, path)
        if first != path:
            faults.append(f"{path.name}: id: '{item.id}' is the id of {first.name} too")
        items[item.id] = item
    if faults:
        raise PresetError("\n".join(faults))
    return items


def read_model(path: Path, model: type[Model]) -> Model:
    """Read and check one file.

    Raises:
        PresetError: unreadable, not TOML, or against the schema: `shop.toml: rules.1.frame_fill.measure: ...`, a line
            for each mistake.
    """
    return validated(path.name, _parse(path), model)


def validated(file: str, told: Mapping[str, object], model: type[Model]) -> Model:
    """Check what a file says, or would say.

    Raises:
        PresetError: as `read_model`; `file` is what the addresses begin with.
    """
    try:
        return model.model_validate(told)
    except ValidationError as error:
        raise PresetError(
            "\n".join(line for mistake in error.errors() for line in _addressed(file, mistake))
        ) from error


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return the nearest known words as a sentence that follows another, or all where none is near."""
    near = get_close_matches(word, known, n=3, cutoff=0.4)
    return f" Did you mean {', '.join(near)}?" if near else f" Known: {', '.join(sorted(known))}."


def _parse(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PresetError(f"{path.name}: cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise PresetError(f"{path.name}: byte {error.start} is not UTF-8. Save the file as UTF-8 text.") from error
    except RecursionError as error:
        raise PresetError(f"{path.name}: not a TOML file we can read: it is nested too deeply.") from error
    except ValueError as error:  # tomllib's own error, and integers too long for Python
        raise PresetError(f"{path.name}: not a TOML file we can read: {error}.") from error


def _addressed(file: str, mistake: ErrorDetails) -> list[str]:
    address = ".".join(str(part) for part in mistake["loc"])
    lines = mistake["msg"].removeprefix("Value error, ").splitlines()
    return [f"{file}: {address}: {line}" if address else f"{file}: {line}" for line in lines]
