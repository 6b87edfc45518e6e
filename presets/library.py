"""Reading presets: ours from the package, a seller's own from a folder, theirs winning by id."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from presets.contradictions import contradictions
from presets.errors import PresetError
from presets.reading import did_you_mean, files_in, read_all, read_model, shipped_files
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
        for preset in self.presets.values():
            for country in preset.markets:
                self._aliases.setdefault(f"{preset.id}-{country}", preset.id)

    def get(self, preset_id: str) -> Preset:
        """Return a preset by id, alias or id and one of its countries (`zalando-fr`).

        An id wins over another preset's alias, and an alias over an id with a country.

        Raises:
            PresetError: there is none; the message offers the nearest names.
        """
        found = self.presets.get(preset_id) or self.presets.get(self._aliases.get(preset_id, ""))
        if found is None:
            known = (*self.presets, *self._aliases)
            raise PresetError(f"There is no preset '{preset_id}'.{did_you_mean(preset_id, known)}")
        return found

    def markets(self, preset_id: str) -> tuple[str, ...]:
        """Return the countries that an id or alias stands for: `shopee-sg` for one, `shopee` for all it knows.

        Raises:
            PresetError: there is no such preset.
        """
        markets = self.get(preset_id).markets
        one = preset_id.rpartition("-")[2]
        return (one,) if one in markets else markets

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
    ours = PresetLibrary(read_presets(shipped_files("presets")))
    return ours if folder is None else ours.joined_by(read_presets(files_in(folder, "--presets")))


def read_presets(paths: Iterable[Path]) -> dict[str, Preset]:
    """Read files that stand beside each other, by id.

    Raises:
        PresetError: files are wrong, or two have one id; a line for each mistake.
    """
    return read_all(paths, read_preset)


def read_preset(path: Path) -> Preset:
    """Read and check one preset file.

    Raises:
        PresetError: unreadable, not TOML, against the schema, or contradicting itself:
            `shop.toml: rules.1.frame_fill.measure: ...`, a line for each mistake.
    """
    preset = read_model(path, Preset)
    if faults := contradictions(preset):
        raise PresetError("\n".join(f"{path.name}: {fault}" for fault in faults))
    return preset
