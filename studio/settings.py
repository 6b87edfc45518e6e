"""Where things lie on this machine, decided once at the start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

_APP = "listing-studio"


@dataclass(frozen=True)
class Settings:
    """What every command is given.

    Attributes:
        weights_folder: verified weights (environment: STUDIO_WEIGHTS).
        cache_folder: kept cutouts, speech and plates (STUDIO_CACHE).
        cache_bytes: how much of each is kept.
        presets_folder: the seller's own presets, over ours (STUDIO_PRESETS).
        scenes_folder: the seller's own scenes, over ours (STUDIO_SCENES).
        offline: never dial (STUDIO_OFFLINE=1).
        journal: what was run, and what became of it (STUDIO_JOURNAL).
    """

    weights_folder: Path
    cache_folder: Path
    cache_bytes: int = 2_000_000_000
    presets_folder: Path | None = None
    scenes_folder: Path | None = None
    offline: bool = False
    journal: Path = field(default_factory=lambda: user_data_path(_APP) / "journal.sqlite3")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the variables; what is not set gets the platform's usual place."""
        home = user_cache_path(_APP)
        presets, scenes = environment.get("STUDIO_PRESETS"), environment.get("STUDIO_SCENES")
        return cls(
            weights_folder=Path(environment.get("STUDIO_WEIGHTS") or home / "weights"),
            cache_folder=Path(environment.get("STUDIO_CACHE") or home / "cutouts"),
            presets_folder=Path(presets) if presets else None,
            scenes_folder=Path(scenes) if scenes else None,
            journal=Path(environment.get("STUDIO_JOURNAL") or user_data_path(_APP) / "journal.sqlite3"),
            offline=environment.get("STUDIO_OFFLINE", "") not in ("", "0"),
        )
