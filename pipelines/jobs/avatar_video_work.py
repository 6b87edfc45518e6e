"""The work of an `AvatarVideoJob`: photos and scripts in, films with their captions out, language by language."""

import time
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from models.errors import ModelsError
from pipelines.errors import Cancelled, PlanError, StudioError
from pipelines.film import Cut, Take
from pipelines.footage import Footage
from pipelines.hex_colour import rgb_of
from pipelines.jobs.casting import cast, leave_given, stands_in
from pipelines.jobs.film_files import FilmFiles, Shown
from pipelines.jobs.film_publisher import DrawnFilm
from pipelines.jobs.film_scripts import source_of
from pipelines.jobs.film_speech import FilmSpeech, Said
from pipelines.jobs.job import AvatarVideoJob, FilmScript, Target
from pipelines.jobs.made_films import MadeFilm, MadeFilms, RefusedFilm
from pipelines.jobs.stage import Stage, stage_of
from pipelines.jobs.workbench import Workbench
from pipelines.listing import Line
from pipelines.progress import Progress
from pipelines.script import DirectionKind
from pipelines.speech import Speech
from pipelines.stages.avatar.engine import AVATAR_ENGINES
from pipelines.stages.avatar.role import LEAST_PX, Framing, Role
from pipelines.stages.check.film.check_film import check_film
from pipelines.stages.check.film.reader import FILM_READER, FILM_READERS
from pipelines.stages.check.finding import Report
from pipelines.stages.claims.proven import proven_lines
from pipelines.stages.film.cut import cut_of
from pipelines.stages.film.format import FilmFormat, allowed, film_format
from pipelines.stages.film.length import check_length, sentence_seconds
from pipelines.stages.film.logo import read_logo
from pipelines.stages.film.look import Look, Material, Spoken
from pipelines.stages.film.picture import LayeredPicture
from pipelines.stages.film.reel import Reel
from pipelines.stages.film.sound import check_music, film_sound
from pipelines.values import Size
from pipelines.video import Video
from presets.errors import PresetError
from presets.films.facts import Facts, facts_in, on_screen
from presets.films.library import load_films
from presets.films.schema import FilmTemplate, Layout, PresenterPlace, TakeKind
from presets.films.sides import side_of, turned
from presets.presenters.schema import Presenter
from presets.schema import Slot

_UNSURE = 1.3  # estimates are right within this factor: a script far over its limit is refused before it is spoken


def make_avatar_video(job: AvatarVideoJob, bench: Workbench, progress: Progress) -> MadeFilms:
    """Make every target's film in every language; one that cannot be made stands among `refused`, and stops no other.

    Raises:
        PhotoError, NoProductError, UnfitPhotoError: no photo of the product can be used.
        PresetError: no such template, presenter or scene.
        PortraitError: the portrait may not speak, or cannot.
        ExportError: the music cannot be read.
        PlanError: the place asked for does not take the product.
    """
    crew = _Crew(job, bench, progress)
    films: list[MadeFilm] = []
    refused: list[RefusedFilm] = []
    for target in job.targets:
        for script in job.scripts:
            try:
                films.append(crew.film(target, script))
            except Cancelled:
                raise
            except (StudioError, PresetError, ModelsError) as error:
                refused.append(RefusedFilm(target, script.language, str(error)))
    return MadeFilms(job.product, crew.notes, tuple(films), tuple(refused))


class _Crew:
    """Makes one product's films; what does not change with the language is made once."""

    def __init__(self, job: AvatarVideoJob, bench: Workbench, progress: Progress) -> None:
        self._job = job
        self._bench = bench
        self._progress = progress
        self._template: FilmTemplate = load_films().get(job.template)
        if not self._template.presented:
            raise PlanError(f"In the template '{job.template}' nobody speaks. 'studio product-clip' makes such films.")
        self._who = cast(job, bench, progress)
        if job.music is not None:
            check_music(job.music)
        self._logo = read_logo(job.logo) if job.logo else None
        self._speech = FilmSpeech(job, bench, self._who, progress)

    @cached_property
    def _stage(self) -> Stage:
        return stage_of(self._job, self._bench, self._progress)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of photos and place; empty where no film came so far."""
        return tuple(self._stage.notes) if "_stage" in vars(self) else ()

    def film(self, target: Target, script: FilmScript) -> MadeFilm:
        """Make one film, or find it made.

        Raises:
            StudioError, PresetError, ModelsError: why it cannot be made.
        """
        slot = self._bench.presets.slot(target.preset, target.slot)
        shape = film_format(slot, self._template, self._job.aspect)
        source = source_of(self._job, script, slot)
        said = self._speech.said(source)
        lines = self._proven(said, slot)
        self._check_estimate(said, shape)
        speech = self._speech.speech(source)
        lengths = sentence_seconds(said.script, _word_ends(speech))
        check_length(said.script, said.named.name, lengths, self._template.end_seconds, shape.max_seconds)
        start = time.perf_counter()
        facts, with_logo, notes = allowed(slot, self._facts(said), logo=self._logo is not None)
        shown = Shown(slot, self._template, self._who, said, facts, with_logo)
        cut = cut_of(said.script, speech, self._template, shape.fps, self._stage.names_photo)
        files = FilmFiles(self._job, self._bench, self._stage, self._progress)
        kept = files.found(shown) or files.write(self._drawn(shown, shape, speech, cut), shape.coding, shown)
        return MadeFilm(
            target,
            said.language.id,
            kept.publication,
            tuple(files.captions(said, speech, kept.publication.path)),
            kept.poster,
            shape.size,
            float(cut.count / shape.fps),
            time.perf_counter() - start,
            said.speaker,
            kept.reported(self._report(kept.publication.path, slot)),
            (*said.notes, *leave_given(self._job), *notes),
            lines,
        )

    def _proven(self, said: Said, slot: Slot) -> tuple[Line, ...]:
        """Return all that is said, with its facts; nothing is spoken where a claim, there or on the screen, has none.

        Raises:
            CopyError: why.
        """
        product = self._job.proven_by
        if product is None:
            return ()
        facts, _, _ = allowed(slot, self._facts(said), logo=False)
        proven_lines(on_screen(facts), said.language, product)
        shown = (way.text for word in said.script.words for way in word.directions if way.kind is DirectionKind.SHOW)
        proven_lines(shown, said.language, product)
        return proven_lines((sentence.text for sentence in said.script.sentences), said.language, product)

    def _report(self, film: Path, slot: Slot) -> Report:
        reader = self._bench.pool.open(FILM_READERS, FILM_READER)
        return check_film(film, slot, reader, self._bench.instruments.today).report

    def _facts(self, said: Said) -> Facts:
        return facts_in(self._job.facts, said.language.id) or Facts()

    def _check_estimate(self, said: Said, shape: FilmFormat) -> None:
        if shape.max_seconds is None or said.recording is not None or self._speech.is_kept(said):
            return  # there is nothing to save, or it is spoken already
        seconds = self._speech.seconds(said)
        if sum(seconds) > _UNSURE * shape.max_seconds:
            check_length(said.script, said.named.name, seconds, self._template.end_seconds, shape.max_seconds)

    def _drawn(self, shown: Shown, shape: FilmFormat, speech: Speech, cut: Cut) -> DrawnFilm:
        accent = rgb_of(self._job.brand or self._template.accent)
        language = shown.said.language
        look = Look(self._template, self._layout(shape.layout), shape.size, shape.fps, accent, language)
        if self._job.side not in (None, side_of(shape.layout, mirrored=look.mirrored)):
            look = replace(look, layout=turned(look.layout), turned=True)
        stage = self._stage

        def picture(take: Take) -> LayeredPicture:
            return stage.picture(look, take)

        material = Material(
            cut,
            shown.facts,
            picture,
            stage.backdrop(look),
            self._footage(look, speech, cut),
            self._logo if shown.logo else None,
            Spoken(shown.said.script, speech),
        )
        reel = Reel(look, material)
        for take in cut.takes:
            material.picture(take)
            reel.ready(take)
        self._ready(look, material)
        sound = film_sound(speech, Fraction(cut.count) / shape.fps, self._job.music)
        return DrawnFilm.of(Video(shape.size, shape.fps, cut.count, reel.draw, sound), reel, cut)

    def _layout(self, layout: Layout) -> Layout:
        """Return a layout as the person who speaks fits into it."""
        who = self._who
        return layout if isinstance(who, Presenter) or stands_in(layout, who, self._bench) else layout.with_bust()

    def _ready(self, look: Look, material: Material) -> None:
        """Paint what frames share before several processes draw them."""
        for kind, footage in material.footage.items():
            takes = [take for take in material.cut.takes if take.kind is kind]
            seen = {number for take in takes for number in range(take.first, take.last + look.passing)}
            footage.ready(sorted(number for number in seen if number < footage.count), self._progress)

    def _footage(self, look: Look, speech: Speech, cut: Cut) -> dict[TakeKind, Footage]:
        engine = self._bench.pool.open(AVATAR_ENGINES, self._job.avatar)
        footage: dict[TakeKind, Footage] = {}
        for kind in dict.fromkeys(take.kind for take in cut.takes):
            place = look.layout.take(kind).presenter
            if place is not None:
                role = Role(
                    self._who,
                    _seat_size(look, kind, place),
                    look.fps,
                    Framing(place.framing),
                    look.mirrored is not look.turned,
                    self._job.seed,
                )
                footage[kind] = engine.animate(role, speech, self._progress)
        return footage


def _seat_size(look: Look, kind: TakeKind, place: PresenterPlace) -> Size:
    """Return how many pixels there are for the presenter.

    Raises:
        PlanError: too few for a face.
    """
    box = look.box(place.area)
    if min(box.width, box.height) < LEAST_PX:
        raise PlanError(
            f"A film of {look.size[0]} x {look.size[1]} pixels leaves {box.width} x {box.height} of them for the "
            f"presenter of a {kind.value} take; {LEAST_PX} on each side are needed. "
            "Choose another shape or template, or a place that takes larger films."
        )
    return box.width, box.height


def _word_ends(speech: Speech) -> list[float]:
    ends = [word.end / speech.sample_rate for word in speech.words]
    return [*ends[:-1], speech.seconds]
