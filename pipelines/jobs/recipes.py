"""What made a file, for its metadata: taken from the job and the workbench, without whose machine it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.catalog import WeightsEntry
from models.registry import EngineChoice, Registry
from pipelines.jobs.job import (
    AvatarVideoJob,
    CutoutJob,
    InfographicJob,
    LifestyleJob,
    MainImageJob,
    ProductClipJob,
    ProductWork,
)
from pipelines.jobs.workbench import Workbench, cutout_weights
from pipelines.scene import Scene
from pipelines.shot import Shot
from pipelines.stages.avatar.engine import AVATAR_ENGINES
from pipelines.stages.cutout.engine import CUTOUT_ENGINES
from pipelines.stages.cutout.touchup import Touchup
from pipelines.stages.encode.engine import VIDEO_ENCODERS
from pipelines.stages.export.provenance import EngineUsed, Recipe, Setting, WeightsUsed
from pipelines.stages.film.motion.engine import MOTION_ENGINES
from pipelines.stages.plan.look import Look
from pipelines.stages.render.engine import RENDER_ENGINES
from pipelines.stages.speech.engine import SPEECH_ENGINES
from pipelines.values import Photo
from pipelines.version import VERSION
from presets.schema import Slot


@dataclass(frozen=True)
class Cast:
    """Who and what a film of one language shows and lets speak.

    Attributes:
        scene: the place's id, or `plain`.
        recording: SHA-256 of the seller's own recording, in which `voice` only found the words; empty where it speaks.
    """

    language: str
    voice: str
    scene: str
    recording: str = ""


def main_image_recipe(job: MainImageJob, photo: Photo, slot: Slot, bench: Workbench) -> Recipe:
    """Return the recipe of one slot's main image."""
    options: dict[str, Setting] = {
        "shadow": str(job.shadow or (slot.head.export.shadow if slot.head.export else "none")),
        "max_enlargement": job.max_enlargement,
        "straighten": job.straighten,
        "tone": job.tone,
        **_touchup(job.touchup),
    }
    engines = (_cutout_used(photo, job.cutout, bench), _used(RENDER_ENGINES, job.render))
    return _slot_recipe(job, slot, (photo,), engines, options)


def lifestyle_recipe(
    job: LifestyleJob, photo: Photo, planned: tuple[Slot, Shot, Look], scene: Scene, bench: Workbench
) -> Recipe:
    """Return the recipe of one picture of a product in a place, which `scene` shows."""
    slot, shot, look = planned
    painted = scene.painted
    options: dict[str, Setting] = {
        **_parts(job, scene),
        **_look(look),
        **_composed(job),
        **_stand(shot),
        "max_enlargement": job.max_enlargement,
        "straighten": job.straighten,
        "tone": job.tone,
        **{f"tint {name}": colour for name, colour in job.tints.items()},
        **({"brand": job.brand} if job.brand else {}),
        **_touchup(job.touchup),
    }
    if painted is not None:
        options |= {
            "painted_by": painted.model,
            "painted_revision": painted.revision,
            "painted_seed": painted.seed,
            "painted_rejected": len(painted.rejected),
            "prompt": painted.prompt,
        }
    engines = (_cutout_used(photo, job.cutout, bench), _used(RENDER_ENGINES, job.render))
    return _slot_recipe(job, slot, (photo,), engines, options)


def _parts(job: LifestyleJob, scene: Scene) -> dict[str, Setting]:
    """Return how each part of the picture came to be."""
    empty = "photograph" if job.backdrop else "path-traced render"
    return {
        "part product": "photograph" if scene.gain is None else "photograph in the light of the place",
        "part place": empty if scene.painted is None else "generative model",
        "part shadow": "computed from the product's silhouette",
    }


def _look(look: Look) -> dict[str, Setting]:
    palette: dict[str, Setting] = {"palette": look.palette} if look.palette else {}
    return {
        "scene": look.scene,
        "view_deg": look.view_deg,
        "light": str(look.light),
        "mirror": look.mirror,
        "spot": str(look.spot),
        **palette,
    }


def _composed(job: LifestyleJob) -> dict[str, Setting]:
    foot: dict[str, Setting] = {"foot": "{:.4f},{:.4f}".format(*job.foot)} if job.foot else {}
    return foot | ({"share": job.share} if job.share else {})


def _stand(shot: Shot) -> dict[str, Setting]:
    staging = shot.staging
    if staging is None:
        return {}
    return {
        "plate": staging.plate.key,
        "stance": str(staging.stance),
        "box_cm": round(staging.height_cm, 3),
        "at_cm": " ".join(f"{value:.2f}" for value in staging.at_cm),
        "relight": staging.relight,
        "shadow": staging.shadow,
        "grain": round(staging.grain, 5),
    }


def who_speaks(job: AvatarVideoJob) -> dict[str, Setting]:
    """Who speaks; of a portrait, the day on which the leave of the person in it was stated, and no name."""
    if job.portrait is None:
        return {"presenter": job.presenter, "part presenter": "drawn"}
    leave = job.consent.isoformat() if job.consent else "none"
    return {"part presenter": "portrait moved by a machine", "leave of the person in the portrait": leave}


def film_recipe(job: AvatarVideoJob, photos: tuple[Photo, ...], slot: Slot, cast: Cast, bench: Workbench) -> Recipe:
    """Return the recipe of a film in one language; `photos` are those shown, the main one first."""
    speech = [bench.pool.weights.catalog.entry(name) for name in SPEECH_ENGINES.entry(job.speech.name).weights]
    engines = (
        *_cut_out(cast.scene, photos[0], job.cutout, bench),
        _used(SPEECH_ENGINES, job.speech).model_copy(update={"weights": _weights(speech)}),
        _used(AVATAR_ENGINES, job.avatar),
        _used(VIDEO_ENCODERS, job.encode),
    )
    options: dict[str, Setting] = {
        "language": cast.language,
        "voice": cast.voice,
        "template": job.template,
        "scene": cast.scene,
        "speed": job.speed,
        "part product": "photograph",
        "part place": _place_made(cast.scene),
        "part voice": "recording" if cast.recording else "generative model",
        **({"recording": cast.recording} if cast.recording else {}),
        **who_speaks(job),
        **_touchup(job.touchup),
    }
    return _slot_recipe(job, slot, photos, engines, options)


def clip_recipe(
    job: ProductClipJob, photos: tuple[Photo, ...], slot: Slot, shown: tuple[str, str], bench: Workbench
) -> Recipe:
    """Return the recipe of a clip; `shown` are its language and its place's id, or `plain`."""
    language, scene = shown
    engines = (*_cut_out(scene, photos[0], job.cutout, bench), *_moved(job), _used(VIDEO_ENCODERS, job.encode))
    options: dict[str, Setting] = {
        "language": language,
        "template": job.template,
        "scene": scene,
        "part product": "photograph",
        **({"part motion": "generative model"} if job.motion else {}),
        "part place": _place_made(scene),
        **_touchup(job.touchup),
    }
    return _slot_recipe(job, slot, photos, engines, options)


def infographic_recipe(
    job: InfographicJob, photos: tuple[Photo, ...], slot: Slot, shown: tuple[str, str], bench: Workbench
) -> Recipe:
    """Return the recipe of one picture with words; `photos` are those shown, the best one first.

    Args:
        shown: its page and its language.
    """
    page, language = shown
    options: dict[str, Setting] = {
        "page": page,
        "language": language,
        "part product": "photograph",
        "part shadow": "computed from the product's silhouette",
        "part words and lines": "drawn by rule from the seller's facts",
        **({"brand": job.brand.id} if job.brand else {}),
        "straighten": job.straighten,
        "tone": job.tone,
        **_touchup(job.touchup),
    }
    return _slot_recipe(job, slot, photos, (_cutout_used(photos[0], job.cutout, bench),), options)


def cutout_recipe(job: CutoutJob, photo: Photo, bench: Workbench) -> Recipe:
    """Return the recipe of a transparent PNG."""
    return Recipe(
        version=VERSION,
        photos=(photo.sha256,),
        engines=(_cutout_used(photo, job.cutout, bench),),
        options=_touchup(job.touchup),
    )


def _slot_recipe(
    job: ProductWork,
    slot: Slot,
    photos: Sequence[Photo],
    engines: tuple[EngineUsed, ...],
    options: dict[str, Setting],
) -> Recipe:
    return Recipe(
        version=VERSION,
        photos=tuple(photo.sha256 for photo in photos),
        preset=slot.preset,
        checked_on=slot.checked_on,
        slot=slot.id,
        engines=engines,
        seed=job.seed,
        options=options,
    )


def _moved(job: ProductClipJob) -> tuple[EngineUsed, ...]:
    """Return what brought a clip's pictures into motion; nothing where the camera alone moves."""
    if job.motion is None:
        return ()
    return (_used(MOTION_ENGINES, job.motion),)


def _place_made(scene: str) -> str:
    return {"plain": "plain", "photos": "photograph"}.get(scene, "path-traced render")


def _cut_out(scene: str, photo: Photo, choice: EngineChoice, bench: Workbench) -> tuple[EngineUsed, ...]:
    """Return what cut a film's product out; nothing where photos are shown as they are."""
    return () if scene == "photos" else (_cutout_used(photo, choice, bench),)


def _cutout_used(photo: Photo, choice: EngineChoice, bench: Workbench) -> EngineUsed:
    if photo.matte is not None:
        return EngineUsed(capability="cutout", name="the photo's own alpha channel")
    entries = [bench.pool.weights.catalog.entry(name) for name in cutout_weights(choice)]
    return _used(CUTOUT_ENGINES, choice).model_copy(update={"weights": _weights(entries)})


def _weights(entries: Sequence[WeightsEntry]) -> tuple[WeightsUsed, ...]:
    return tuple(WeightsUsed(id=e.id, revision=e.sources[0].label(), sha256=e.sha256) for e in entries)


def _used(registry: Registry[Any], choice: EngineChoice) -> EngineUsed:
    options = registry.options(choice).model_dump()
    return EngineUsed(capability=registry.capability, name=choice.name, options=options)


def _touchup(touchup: Touchup) -> dict[str, Setting]:
    return {} if touchup == Touchup() else {"touchup": touchup.model_dump_json()}
