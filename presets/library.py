"""Reading presets: ours from the package, a seller's own from a folder, theirs winning by id."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from presets.contradictions import contradictions
from presets.errors import PresetError
from presets.schema import Preset, Slot


class PresetLibrary:
    """All presets at hand, by id.

    Raises:
        PresetError: an alias is claimed by two presets.
    """

    def __init__(self, presets: Mapping[str, Preset]) -> None:
        self.presets = MappingProxyType(dict(sorted(presets.items())))
        self._aliases: dict[str, str] = {}
        for preset in self.presets.values():
            for alias in preset.aliases:
                other = self._aliases.setdefault(alias, preset.id)
                if other != preset.id:
                    raise PresetError(f"{preset.id}: aliases: '{alias}' is an alias of '{other}' too.")

    def get(self, preset_id: str) -> Preset:
        """Return a preset by id or alias; an id wins over another preset's alias.

        Raises:
            PresetError: there is none; the message offers the nearest names.
        """
        found = self.presets.get(preset_id) or self.presets.get(self._aliases.get(preset_id, ""))
        if found is None:
            known = (*self.presets, *self._aliases)
            raise PresetError(f"There is no preset '{preset_id}'.{_did_you_mean(preset_id, known)}")
        return found

    def joined_by(self, presets: Mapping[str, Preset]) -> "PresetLibrary":
        """Return a library in which `presets` are added, or replace those of the same id.

        Raises:
            PresetError: an alias is claimed by two presets.
        """
        return PresetLibrary({**self.presets, **presets})

    def slot(self, preset_id: str, slot_id: str) -> Slot:
        """Return a slot with its rules.

        Raises:
            PresetError: no such preset, or no such slot in it.
        """
        preset = self.get(preset_id)
        slot = preset.slot(slot_id)
        if slot is None:
            known = ", ".join(head.id for head in preset.slots)
            raise PresetError(f"{preset.title} has no slot '{slot_id}'. Its slots: {known}.")
        return slot


def load_presets(folder: Path | None = None) -> PresetLibrary:
    """Read the package's presets and, over them, those of a seller's folder.

    Raises:
        PresetError: files are wrong, with the address of each mistake; or the folder does not exist.
    """
    items = files("presets").iterdir()
    ours = PresetLibrary(read_presets(Path(str(item)) for item in items if item.name.endswith(".toml")))
    if folder is None:
        return ours
    if not folder.is_dir():
        raise PresetError(f"{folder} is not a folder. Give --presets a folder of TOML files.")
    visible = (path for path in folder.iterdir() if path.suffix.lower() == ".toml" and not path.name.startswith("."))
    return ours.joined_by(read_presets(visible))


def read_presets(paths: Iterable[Path]) -> dict[str, Preset]:
    """Read files that stand beside each other, by id.

    Raises:
        PresetError: files are wrong, or two have one id; a line for each mistake.
    """
    presets: dict[str, Preset] = {}
    origin: dict[str, Path] = {}
    faults: list[str] = []
    for path in sorted(paths):
        try:
            preset = read_preset(path)
        except PresetError as error:
            faults.append(str(error))
            continue
        first = origin.setdefault(preset.id, path)
        if first != path:
            faults.append(f"{path.name}: id: '{preset.id}' is the id of {first.name} too")
        presets[preset.id] = preset
    if faults:
        raise PresetError("\n".join(faults))
    return presets


def read_preset(path: Path) -> Preset:
    """Read and check one preset file.

    Raises:
        PresetError: unreadable, not TOML, against the schema, or contradicting itself:
            `shop.toml: rules.1.frame_fill.measure: ...`, a line for each mistake.
    """
    try:
        preset = Preset.model_validate(_parse(path))
    except ValidationError as error:
        raise PresetError(
            "\n".join(line for mistake in error.errors() for line in _addressed(path, mistake))
        ) from error
    if faults := contradictions(preset):
        raise PresetError("\n".join(f"{path.name}: {fault}" for fault in faults))
    return preset


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


def _addressed(path: Path, mistake: ErrorDetails) -> list[str]:
    address = ".".join(str(part) for part in mistake["loc"])
    lines = mistake["msg"].removeprefix("Value error, ").splitlines()
    return [f"{path.name}: {address}: {line}" if address else f"{path.name}: {line}" for line in lines]


def _did_you_mean(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, n=3, cutoff=0.4)
    return f" Did you mean {', '.join(near)}?" if near else f" Known: {', '.join(sorted(known))}."
