"""Who speaks in a film: somebody drawn, or the person of the seller's portrait, cut out."""

from pipelines.jobs.job import AvatarVideoJob
from pipelines.jobs.workbench import Workbench
from pipelines.portrait import CONSENT, Consent, Portrait, portrait_of, require_leave
from pipelines.progress import Progress
from pipelines.stages.avatar.photo.placing import chin_at
from pipelines.stages.avatar.photo.study import Examiner
from pipelines.stages.avatar.role import Framing
from pipelines.stages.cutout.touchup import Touchup
from pipelines.stages.film.place import box_of
from pipelines.stages.photo.read import read_photo
from presets.films.schema import Layout
from presets.presenters.library import load_presenters
from presets.presenters.schema import Presenter


def cast(job: AvatarVideoJob, bench: Workbench, progress: Progress) -> Presenter | Portrait:
    """Return who speaks.

    Raises:
        PresetError: no such presenter.
        PhotoError, NoProductError: the portrait cannot be read, or nobody stands out in it.
        PortraitError: nobody stated that the person in it agrees, or it shows no face that can speak.
        MissingWeightsError, WrongBytesError: what looks at faces is not at hand.
    """
    if job.portrait is None:
        return load_presenters().get(job.presenter)
    consent = Consent(job.consent) if job.consent else None
    require_leave(job.portrait.name, consent)
    photo = read_photo(job.portrait)
    cutout = bench.cut(photo, job.cutout, Touchup(), progress)
    portrait = portrait_of(photo, cutout, consent)
    Examiner(bench.pool.weights).study(portrait)  # refused before anything is spoken
    return portrait


def stands_in(layout: Layout, portrait: Portrait, bench: Workbench) -> bool:
    """Tell whether a portrait shows enough of a person to stand in a layout's pitches: at the scale at which it reaches
    the lower edge, chin and lips stay where nothing is written.

    Raises:
        PortraitError, MissingWeightsError, WrongBytesError: as `cast`.
    """
    place = layout.pitch.presenter
    if place is None:
        return True
    face = Examiner(bench.pool.weights).study(portrait)
    area, kept = box_of(place.area, layout.size), box_of(place.face, layout.size)
    size = (area.width, area.height)
    return area.top + chin_at(portrait, face, Framing(place.framing), size) <= kept.bottom


def leave_given(job: AvatarVideoJob) -> tuple[str, ...]:
    """Return the note that records the leave of the person in the portrait."""
    if job.portrait is None or job.consent is None:
        return ()
    return (f"{job.portrait.name}: {CONSENT} Stated on {job.consent.isoformat()}.",)
