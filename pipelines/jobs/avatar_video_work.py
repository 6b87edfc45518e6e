"""The work of an `AvatarVideoJob`: photos and scripts in, films with their captions out, language by language."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath

from models.errors import ModelsError
from pipelines.errors import Cancelled, StudioError
from pipelines.film import Cut, Take
from pipelines.footage import Footage
from pipelines.hex_colour import rgb_of
from pipelines.jobs.casting import cast, leave_given
from pipelines.jobs.film_stage import FilmStage
from pipelines.jobs.job import AvatarVideoJob, FilmScript, Target
from pipelines.jobs.made_films import MadeFilm, MadeFilms, RefusedFilm
from pipelines.jobs.recipes import Cast, film_recipe
from pipelines.jobs.workbench import Workbench
from pipelines.progress import Progress
from pipelines.script import Script
from pipelines.speech import Speech
from pipelines.stages.avatar.engine import AVATAR_ENGINES
from pipelines.stages.avatar.role import Framing, Role
from pipelines.stages.captions.cues import cues_of
from pipelines.stages.captions.subtitles import as_subrip, as_webvtt
from pipelines.stages.check.film.check_film import check_film
from pipelines.stages.check.film.reader import FILM_READER, FILM_READERS
from pipelines.stages.check.finding import Report
from pipelines.stages.encode.engine import VIDEO_ENCODERS
from pipelines.stages.export.film import FilmHistory, export_film
from pipelines.stages.export.names import ascii_name, file_name
from pipelines.stages.export.provenance import SourceType, xmp_packet
from pipelines.stages.export.publish import Publication, publish_bytes
from pipelines.stages.export.signing import SIGNERS
from pipelines.stages.film.cut import cut_of
from pipelines.stages.film.format import FilmFormat, allowed, film_format
from pipelines.stages.film.length import check_length, sentence_seconds
from pipelines.stages.film.logo import read_logo
from pipelines.stages.film.look import Look, Material
from pipelines.stages.film.picture import LayeredPicture
from pipelines.stages.film.reel import Reel
from pipelines.stages.film.sound import film_sound
from pipelines.stages.script.read_file import read_script_file
from pipelines.stages.script.reads_as import check_language
from pipelines.stages.speech.engine import SPEECH_ENGINES, Delivery
from pipelines.stages.speech.recording.speak import recorded_speech
from pipelines.stages.speech.voices import SettledVoice, archives_at_hand, both_kinds, settled_voice
from pipelines.video import Video
from presets.errors import PresetError
from presets.films.facts import Facts
from presets.films.library import load_films
from presets.films.schema import FilmTemplate, TakeKind
from presets.languages.library import language as language_of
from presets.languages.schema import Language
from presets.presenters.schema import Presenter
from presets.schema import Slot

_UNSURE = 1.3  # estimates are right within this factor: a script far over its limit is refused before it is spoken


def make_avatar_video(job: AvatarVideoJob, bench: Workbench, progress: Progress) -> MadeFilms:
    """Make every target's film in every language; one that cannot be made stands among `refused`, and stops no other.

    Raises:
        PhotoError, NoProductError, UnfitPhotoError: no photo of the product can be used.
        PresetError: no such template, presenter or scene.
        PortraitError: the portrait may not speak, or cannot.
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


@dataclass(frozen=True)
class _Said:
    """A script, who speaks it, and how; or the recording that says it, and by whom its words are found."""

    script: Script
    name: str
    language: Language
    voice: SettledVoice
    delivery: Delivery
    recording: Path | None
    models: tuple[Delivery, ...]


class _Crew:
    """Makes one product's films; what does not change with the language is made once."""

    def __init__(self, job: AvatarVideoJob, bench: Workbench, progress: Progress) -> None:
        self._job = job
        self._bench = bench
        self._progress = progress
        self._template: FilmTemplate = load_films().get(job.template)
        self._who = cast(job, bench, progress)
        self._logo = read_logo(job.logo) if job.logo else None

    @cached_property
    def _stage(self) -> FilmStage:
        return FilmStage(self._job, self._bench, self._progress)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of photos and place; empty where no film came so far."""
        return tuple(self._stage.notes) if "_stage" in vars(self) else ()

    def film(self, target: Target, script: FilmScript) -> MadeFilm:
        """Make one film.

        Raises:
            StudioError, PresetError, ModelsError: why it cannot be made.
        """
        slot = self._bench.presets.slot(target.preset, target.slot)
        shape = film_format(slot, self._template, self._job.aspect)
        said = self._said(script)
        self._check_estimate(said, shape)
        speech = self._spoken(said)
        lengths = sentence_seconds(said.script, _word_ends(speech))
        check_length(said.script, said.name, lengths, self._template.end_seconds, shape.max_seconds)
        start = time.perf_counter()
        video, notes = self._video(slot, shape, said, speech)
        publication = self._encoded(video, slot, shape, said)
        return MadeFilm(
            target,
            said.language.id,
            publication,
            tuple(self._captions(said, speech, publication.path)),
            shape.size,
            float(video.seconds),
            time.perf_counter() - start,
            said.recording.name if said.recording else said.voice.voice,
            self._report(publication.path, slot),
            (*((said.voice.note,) if said.voice.note and not said.recording else ()), *leave_given(self._job), *notes),
        )

    def _report(self, film: Path, slot: Slot) -> Report:
        reader = self._bench.pool.open(FILM_READERS, FILM_READER)
        return check_film(film, slot, reader, self._bench.instruments.today).report

    def _said(self, script: FilmScript) -> _Said:
        language = language_of(script.language)
        read = read_script_file(script.script, language.id)
        check_language(read, script.script.name)
        archives = archives_at_hand(self._bench.pool.weights)
        suits = self._who.voice if isinstance(self._who, Presenter) else None
        voice = settled_voice(language, script.voice, archives, suits)
        delivery = Delivery(voice.voice, self._job.speed, self._job.says)
        models = tuple(replace(delivery, voice=name) for name in both_kinds(language, voice.voice, archives))
        return _Said(read, script.script.name, language, voice, delivery, script.recording, models)

    def _check_estimate(self, said: _Said, shape: FilmFormat) -> None:
        if shape.max_seconds is not None and said.recording is None:
            seconds = self._bench.pool.open(SPEECH_ENGINES, self._job.speech).seconds(said.script, said.delivery)
            if sum(seconds) > _UNSURE * shape.max_seconds:
                check_length(said.script, said.name, seconds, self._template.end_seconds, shape.max_seconds)

    def _spoken(self, said: _Said) -> Speech:
        def speak(delivery: Delivery) -> Speech:
            return self._bench.speak(said.script, delivery, self._job.speech, self._progress)

        if said.recording is None:
            return speak(said.delivery)
        return recorded_speech(said.recording, said.script, said.models, speak)

    def _video(self, slot: Slot, shape: FilmFormat, said: _Said, speech: Speech) -> tuple[Video, tuple[str, ...]]:
        accent = rgb_of(self._job.brand or self._template.accent)
        look = Look(self._template, shape.layout, shape.size, shape.fps, accent, said.language)
        facts = self._job.facts.get(said.language.id, Facts())
        facts, with_logo, notes = allowed(slot, facts, logo=self._logo is not None)
        stage = self._stage
        cut = cut_of(said.script, speech, self._template, shape.fps, stage.names_photo)

        def picture(take: Take) -> LayeredPicture:
            return stage.picture(look, take)

        material = Material(
            said.script,
            speech,
            cut,
            facts,
            picture,
            stage.backdrop(look),
            self._footage(look, speech, cut),
            self._logo if with_logo else None,
        )
        reel = Reel(look, material)
        for take in cut.takes:
            self._ready(take, material)
        sound = film_sound(speech, Fraction(cut.count) / shape.fps, self._job.music)
        return Video(shape.size, shape.fps, cut.count, reel.draw, sound), notes

    def _ready(self, take: Take, material: Material) -> None:
        """Make what frames share before several processes draw them."""
        material.picture(take)
        footage = material.footage.get(take.kind)
        for number in range(take.first, take.last) if footage else ():
            self._progress("presenter", number, material.cut.count)
            if footage is not None and number < footage.count:
                footage.ready(number)

    def _footage(self, look: Look, speech: Speech, cut: Cut) -> dict[TakeKind, Footage]:
        engine = self._bench.pool.open(AVATAR_ENGINES, self._job.avatar)
        footage: dict[TakeKind, Footage] = {}
        for kind in dict.fromkeys(take.kind for take in cut.takes):
            place = look.layout.take(kind).presenter
            if place is not None:
                box = look.box(place.area)
                role = Role(
                    self._who,
                    (box.width, box.height),
                    look.fps,
                    Framing(place.framing),
                    look.mirrored,
                    self._job.seed,
                )
                footage[kind] = engine.animate(role, speech, self._progress)
        return footage

    def _encoded(self, video: Video, slot: Slot, shape: FilmFormat, said: _Said) -> Publication:
        product = PurePosixPath(self._job.product)
        folders = [ascii_name(part) for part in product.parent.parts]
        name = file_name(slot, product.name, self._job.sku, 1, "mp4", said.language.id)
        encoder = self._bench.pool.open(VIDEO_ENCODERS, self._job.encode)
        path = self._job.out.joinpath(slot.preset, *folders, name)
        return export_film(video, shape.coding, self._history(slot, said), path, encoder, self._progress)

    def _history(self, slot: Slot, said: _Said) -> FilmHistory:
        stage, author = self._stage, self._job.author
        recording = sha256(said.recording.read_bytes()).hexdigest() if said.recording else ""
        cast = Cast(said.language.id, said.voice.voice, stage.scene, recording)
        recipe = film_recipe(self._job, stage.photos, slot, cast, self._bench)
        packet = xmp_packet(recipe, SourceType.COMPOSITE_SYNTHETIC, author.creator, author.credit)
        if self._job.signing is None:
            return FilmHistory(packet)
        signer = self._bench.pool.open(SIGNERS, self._job.signing)

        def sign(made: bytes) -> bytes:
            return signer.sign(made, stage.subject.path.read_bytes(), recipe)

        return FilmHistory(packet, sign)

    def _captions(self, said: _Said, speech: Speech, film: Path) -> Iterator[Path]:
        cues = cues_of(said.script, speech)
        rate = speech.sample_rate
        yield publish_bytes(film.with_suffix(".vtt"), as_webvtt(cues, rate, said.language.id).encode()).path
        yield publish_bytes(film.with_suffix(".srt"), as_subrip(cues, rate).encode()).path


def _word_ends(speech: Speech) -> list[float]:
    ends = [word.end / speech.sample_rate for word in speech.words]
    return [*ends[:-1], speech.seconds]
