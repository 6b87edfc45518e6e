"""Reading sets: ours from the package, a seller's own from a folder, theirs winning by id."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from presets.errors import PresetError
from presets.reading import Library, did_you_mean, files_in, read_all, read_model, shipped_files
from presets.scenes.schema import SceneSet


class SceneLibrary(Library[SceneSet]):
    """All sets at hand, by id."""

    def __init__(self, scenes: Mapping[str, SceneSet]) -> None:
        super().__init__("scene", scenes)

    def palette(self, scene_id: str, name: str) -> Mapping[str, str]:
        """Return a set's palette: tintable material -> colour.

        Raises:
            PresetError: no such set, or no such palette in it.
        """
        palettes = self.get(scene_id).palettes
        if name not in palettes:
            known = did_you_mean(name, tuple(palettes)) if palettes else " It has none."
            raise PresetError(f"The scene '{scene_id}' has no palette '{name}'.{known}")
        return palettes[name]

    def season(self, name: str) -> str:
        """Return a season or feast that some set belongs to.

        Raises:
            PresetError: none does; the message offers the nearest names.
        """
        known = sorted({season for scene in self.items.values() for season in scene.seasons})
        if name not in known:
            raise PresetError(f"No scene is for the season '{name}'.{did_you_mean(name, known)}")
        return name

    def joined_by(self, scenes: Mapping[str, SceneSet]) -> "SceneLibrary":
        """Return a library in which `scenes` are added, or replace those of the same id."""
        return SceneLibrary({**self.items, **scenes})


def load_scenes(folder: Path | None = None) -> SceneLibrary:
    """Read the package's sets and, over them, those of a seller's folder.

    Raises:
        PresetError: files are wrong, with the address of each mistake; or the folder does not exist.
    """
    ours = SceneLibrary(read_scenes(shipped_files("presets.scenes")))
    return ours if folder is None else ours.joined_by(read_scenes(files_in(folder, "--scenes")))


def read_scenes(paths: Iterable[Path]) -> dict[str, SceneSet]:
    """Read files that stand beside each other, by id.

    Raises:
        PresetError: files are wrong, or two have one id; a line for each mistake.
    """
    return read_all(paths, read_scene)


def read_scene(path: Path) -> SceneSet:
    """Read and check one set file.

    Raises:
        PresetError: unreadable, not TOML, or against the schema:
            `loft.toml: things.2.box.size_cm: Field required`, a line for each mistake.
    """
    return read_model(path, SceneSet)
