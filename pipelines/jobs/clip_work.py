"""The work of a `ProductClipJob`: photos in, films out in which the camera goes over the product, in each language."""

import time
from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from models.errors import ModelsError
from pipelines.errors import Cancelled, StudioError
from pipelines.film import Cut, Take
from pipelines.footage import Rgba
from pipelines.hex_colour import rgb_of
from pipelines.jobs.clip_motion import ClipMotion
from pipelines.jobs.film_publisher import DrawnFilm, FilmPublisher, hash_of
from pipelines.jobs.job import ProductClipJob, Target
from pipelines.jobs.made_films import MadeFilm, MadeFilms, RefusedFilm
from pipelines.jobs.recipes import clip_recipe
from pipelines.jobs.stage import Stage, stage_of
from pipelines.jobs.workbench import Workbench
from pipelines.progress import Progress
from pipelines.stages.check.film.check_film import check_film
from pipelines.stages.check.film.reader import FILM_READER, FILM_READERS
from pipelines.stages.claims.proven import proven_lines
from pipelines.stages.export.provenance import Recipe, SourceType
from pipelines.stages.film.clip_cut import clip_cut, require_silent
from pipelines.stages.film.format import FilmFormat, allowed, film_format
from pipelines.stages.film.logo import read_logo
from pipelines.stages.film.look import Look, Material
from pipelines.stages.film.picture import LayeredPicture
from pipelines.stages.film.reel import Reel
from pipelines.stages.film.sound import check_music, music_alone
from pipelines.video import Video
from presets.errors import PresetError
from presets.films.facts import Facts, facts_in, on_screen
from presets.films.library import load_films
from presets.languages.library import language as language_of
from presets.languages.schema import Language
from presets.schema import Slot

_WITHOUT_WORDS = ("", "", "", "")  # pictures on which no fact may be written

_Picture: TypeAlias = Callable[[Take], LayeredPicture]


def make_product_clips(job: ProductClipJob, bench: Workbench, progress: Progress) -> MadeFilms:
    """Make every target's clip in every language; one that cannot be made stands among `refused`, and stops no other.

    Raises:
        PhotoError, NoProductError, UnfitPhotoError: no photo of the product can be used.
        PresetError: no such template or scene.
        PlanError: the place asked for does not take the product, or somebody speaks in the template.
        ExportError: the music cannot be read.
    """
    crew = _Crew(job, bench, progress)
    films: list[MadeFilm] = []
    refused: list[RefusedFilm] = []
    for target in job.targets:
        for tag in job.languages:
            try:
                films.append(crew.film(target, language_of(tag)))
            except Cancelled:
                raise
            except (StudioError, PresetError, ModelsError) as error:
                refused.append(RefusedFilm(target, tag, str(error)))
    return MadeFilms(job.product, tuple(crew.stage.notes), tuple(films), tuple(refused))


class _Crew:
    """Makes one product's clips; what does not change with the language is made once."""

    def __init__(self, job: ProductClipJob, bench: Workbench, progress: Progress) -> None:
        self._job = job
        self._bench = bench
        self._progress = progress
        if job.music is not None:
            check_music(job.music)
        self._template = load_films().get(job.template)
        require_silent(self._template)
        self._logo = read_logo(job.logo) if job.logo else None
        self.stage: Stage = stage_of(job, bench, progress)
        made_of = SourceType.COMPOSITE_WITH_TRAINED if job.motion else SourceType.COMPOSITE
        self._publisher = FilmPublisher(job, bench, self.stage, made_of)
        self._motion = ClipMotion(job.motion, job.seed, bench, progress) if job.motion else None

    def film(self, target: Target, language: Language) -> MadeFilm:
        """Make one clip, or find it made.

        Raises:
            StudioError, PresetError, ModelsError: why it cannot be made.
        """
        start = time.perf_counter()
        slot = self._bench.presets.slot(target.preset, target.slot)
        shape = film_format(slot, self._template, self._job.aspect)
        told = facts_in(self._job.facts, language.id) or Facts(action="")
        facts, with_logo, notes = allowed(slot, told, logo=self._logo is not None)
        product = self._job.proven_by
        lines = proven_lines(on_screen(facts), language, product) if product else ()
        texts = (facts.name, *facts.lines) if facts.lines else _WITHOUT_WORDS
        limits = shape.min_seconds, shape.max_seconds
        cut, count = clip_cut(texts, self._template, shape.fps, limits, len(self.stage.photos))
        look = self._look(shape, language)
        path, recipe = self._publisher.path(slot, f"clip.{language.id}"), self._recipe(slot, look, facts, with_logo)
        kept = self._publisher.found(path, recipe)
        if kept is None:
            logo = self._logo if with_logo else None
            material = self._material(cut, facts, look, logo)
            kept = self._publisher.write(self._drawn(look, material), shape.coding, path, recipe, self._progress)
        reader = self._bench.pool.open(FILM_READERS, FILM_READER)
        return MadeFilm(
            target,
            language.id,
            kept.publication,
            (),
            kept.poster,
            shape.size,
            float(cut.count / shape.fps),
            time.perf_counter() - start,
            "",
            kept.reported(check_film(kept.publication.path, slot, reader, self._bench.instruments.today).report),
            (*notes, *(f"There is no time for '{text}'." for text in texts[count:])),
            lines,
        )

    def _material(self, cut: Cut, facts: Facts, look: Look, logo: Rgba | None) -> Material:
        picture, backdrop = self._picture(look), self.stage.backdrop(look)
        moving = self._motion.moving(cut, look.fps, picture) if self._motion else {}
        return Material(cut, facts, picture, backdrop, {}, logo, moving=moving, generated=bool(moving))

    def _look(self, shape: FilmFormat, language: Language) -> Look:
        accent = rgb_of(self._job.brand or self._template.accent)
        return Look(self._template, shape.layout, shape.size, shape.fps, accent, language)

    def _picture(self, look: Look) -> _Picture:
        return lambda take: self.stage.picture(look, take)

    def _drawn(self, look: Look, material: Material) -> DrawnFilm:
        """Return the film, what frames share made before several processes draw them."""
        reel = Reel(look, material)
        for take in material.cut.takes:
            material.picture(take)
            reel.ready(take)
        seconds = Fraction(material.cut.count) / look.fps
        sound = music_alone(self._job.music, seconds) if self._job.music else None
        return DrawnFilm.of(Video(look.size, look.fps, material.cut.count, reel.draw, sound), reel, material.cut)

    def _recipe(self, slot: Slot, look: Look, facts: Facts, with_logo: bool) -> Recipe:  # noqa: FBT001
        recipe = clip_recipe(self._job, self.stage.photos, slot, (look.language.id, self.stage.scene), self._bench)
        parts = (
            slot.model_dump(mode="json"),
            look.template.model_dump(mode="json"),
            look.language.model_dump(mode="json"),
            facts.model_dump(mode="json"),
            hash_of(self._job.logo if with_logo else None),
        )
        return self._publisher.keyed(recipe, parts)
