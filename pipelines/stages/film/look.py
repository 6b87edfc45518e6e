"""What a film is drawn from: its look, and its material."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from pipelines.film import Cut, Take
from pipelines.footage import Footage, Rgba
from pipelines.script import Script
from pipelines.speech import Speech
from pipelines.stages.film.motion.moving import MovingPicture
from pipelines.stages.film.panel import Setting
from pipelines.stages.film.picture import LayeredPicture
from pipelines.stages.film.place import box_of
from pipelines.values import Box, Rgb, Size
from presets.films.facts import Facts
from presets.films.schema import Area, FilmTemplate, Layout, Passage, TakeKind, Words
from presets.languages.schema import Language

Colour: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True)
class Look:
    """How a film is laid out and coloured.

    Attributes:
        size: may be smaller than the layout's.
        accent: of what is to catch the eye.
        turned: the layout has the presenter on the other side than its template.
    """

    template: FilmTemplate
    layout: Layout
    size: Size
    fps: Fraction
    accent: Colour
    language: Language
    turned: bool = False

    @property
    def mirrored(self) -> bool:
        """Left and right change places where reading starts on the right."""
        return self.language.direction == "rtl"

    @property
    def passing(self) -> int:
        """Frames in which one take becomes the next; 0 for cuts."""
        transition = self.template.transition
        return 0 if transition.kind is Passage.CUT else round(transition.seconds * self.fps)

    def box(self, area: Area) -> Box:
        """Return an area in pixels."""
        return box_of(area, self.size, mirrored=self.mirrored)

    def setting(self, words: Words, share: float = 1.0) -> Setting:
        """Return where and how large words are set, at a share of their size."""
        size_px = max(6, round(words.letters * min(self.size) * share))
        return Setting(self.language, self.box(words.area), size_px, words.weight)


@dataclass(frozen=True, eq=False)
class Spoken:
    """What is said, and its sound."""

    script: Script
    speech: Speech


@dataclass(frozen=True, eq=False)
class Material:
    """All that a film in one language shows.

    Attributes:
        picture: of a take, as large as its place in the template.
        backdrop: what is behind cards and presenter, of the film's size.
        footage: for each kind of take with a presenter, of its place's size.
        logo: colours already multiplied by alpha, or None.
        spoken: None where nobody speaks.
        moving: by a take's number: what is shown instead of its picture and the camera's move over it.
        generated: something in it was made by a generative model, which its note tells.
    """

    cut: Cut
    facts: Facts
    picture: Callable[[Take], LayeredPicture]
    backdrop: Rgb
    footage: Mapping[TakeKind, Footage]
    logo: Rgba | None = None
    spoken: Spoken | None = None
    moving: Mapping[int, MovingPicture] = field(default_factory=dict[int, MovingPicture])
    generated: bool = True
