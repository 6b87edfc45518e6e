"""What all pages share: the desk, the photos sent, the marketplaces, the words."""

from dataclasses import dataclass

from presets.library import PresetLibrary
from presets.scenes.library import SceneLibrary
from studio.desk import Desk
from studio.uploads import Uploads
from studio.web.visitors import Visitors
from studio.words import Words


@dataclass(frozen=True)
class House:
    """Opened once by `studio serve`."""

    desk: Desk
    uploads: Uploads
    visitors: Visitors
    words: Words

    @property
    def presets(self) -> PresetLibrary:
        return self.desk.intake.bench.presets

    @property
    def scenes(self) -> SceneLibrary:
        return self.desk.intake.bench.sets.library
