"""The places of a lifestyle job: which sets, seen how, dressed how, and how the product is to stand in each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pipelines.errors import PlanError, StudioError
from pipelines.jobs.job import LifestyleJob
from pipelines.jobs.pose import Pose
from pipelines.jobs.subject import Subject
from pipelines.jobs.workbench import Sets
from pipelines.plate import Plate
from pipelines.progress import Progress
from pipelines.stages.plan.colours import brand_tints, check_materials
from pipelines.stages.plan.fit import Body
from pipelines.stages.plan.look import Choices, Look, lamp_factors, warmth_of
from pipelines.stages.plan.scene_choice import Need, suitable_scenes
from pipelines.stages.plan.staging import StagedWish
from pipelines.stages.plan.true_size import TrueSize, check_room, true_size
from pipelines.stages.plan.view import MOST_MISMATCH_DEG, check_view, is_better_flipped, nearest_view, stance_for
from pipelines.stages.plate.dress import mirrored, tinted
from pipelines.values import Size
from presets.scenes.schema import SceneSet, Stance

AUTO = "auto"


@dataclass(frozen=True)
class Place:
    """One set that takes the product: as it is shown first, and what to say of it."""

    scene: SceneSet
    stance: Stance
    size: TrueSize
    look: Look
    notes: tuple[str, ...]


class Places:
    """Settles a job's places, and dresses plates for looks; a plate is fetched once."""

    def __init__(self, job: LifestyleJob, sets: Sets, subject: Subject, pose: Pose, progress: Progress) -> None:
        self._job = job
        self._sets = sets
        self._subject = subject
        self._pose = pose
        self._progress = progress
        self._plates: dict[tuple[str, float, Size], Plate] = {}

    def settled(self, markets: tuple[str, ...]) -> tuple[list[Place], tuple[str, ...]]:
        """Return the places asked for, `auto` settled, and why those are missing that do not take the product.

        Raises:
            PresetError: no such scene, or no such palette in it.
            PlanError: no place takes the product.
        """
        found: list[Place] = []
        missing: list[StudioError] = []
        for name in self._job.scenes:
            try:
                found += (
                    [self._chosen(markets)] if name == AUTO else [self._place(self._sets.library.get(name), markets)]
                )
            except PlanError as error:
                missing.append(error)
        if not found:
            raise missing[0]
        return found, tuple(str(error) for error in missing)

    def choices(self, place: Place, others: list[Place]) -> Choices:
        """Return what variants of a place may change."""
        job, scene = self._job, place.scene
        dyed = bool(job.tints or job.brand)
        return Choices(
            scenes=tuple(other.look for other in others),
            views=tuple(
                view.elevation_deg
                for view in scene.views
                if abs(view.elevation_deg - self._pose.elevation_deg) <= MOST_MISMATCH_DEG
            ),
            palettes=() if dyed else ("", *scene.palettes),
            mirror=scene.mirror and job.mirror is None and self._pose.light_side == 0,
        )

    def dressed(self, place: Place, look: Look, size: Size) -> Plate:
        """Return the plate of a look, for a canvas of `size`.

        Raises:
            PlateError: it is not at hand, and cannot be rendered here.
        """
        key = (place.scene.id, look.view_deg, size)
        if key not in self._plates:
            view = nearest_view(place.scene, look.view_deg)
            self._plates[key] = self._sets.plates.plate(place.scene, view, size, self._progress)
        plate = self._plates[key]
        plate = mirrored(plate) if look.mirror else plate
        return tinted(plate, self._colours(place.scene, look.palette))

    def wish(self, place: Place, look: Look, markets: tuple[str, ...], *, strict: bool) -> StagedWish:
        """Return how the product is to stand; in a strict slot no light of the place falls on it."""
        job = self._job
        return StagedWish(
            size=place.size,
            stance=place.stance,
            elevation_deg=self._pose.elevation_deg,
            spot=look.spot,
            keep_out=job.keep_out,
            lamps=lamp_factors(place.scene, look.light),
            warmth=warmth_of(look.light),
            relight=0.0 if strict else job.relight,
            grain=self._pose.grain,
            max_enlargement=job.max_enlargement,
            seed=job.seed,
            words=job.words,
            markets=markets,
        )

    def _chosen(self, markets: tuple[str, ...]) -> Place:
        """Return the set that suits best, and say why."""
        job, pose = self._job, self._pose
        stance = job.stance or (Stance.LYING if pose.is_from_above else Stance.STANDING)
        size = self._size(stance)
        need = Need(pose.elevation_deg, job.stance, size.height_cm, size.width_cm, job.season, markets, pose.today)
        best = suitable_scenes(self._sets.library.scenes.values(), need)[0]
        place = self._place(best.scene, markets)
        return replace(place, notes=(f"scene: auto -> {best.scene.id} ({best.why}).", *place.notes))

    def _place(self, scene: SceneSet, markets: tuple[str, ...]) -> Place:
        job, pose = self._job, self._pose
        stance = stance_for(pose.elevation_deg, scene, job.stance)
        size = self._size(stance)
        check_room(size, scene, stance)
        view = nearest_view(scene, pose.elevation_deg)
        notes = check_view(scene, view, pose.elevation_deg, insist=job.insist)
        notes += market_notes(scene, markets, insist=job.insist)
        self._check_colours(scene)
        mirror, why = self._mirror(scene)
        look = Look(scene.id, view.elevation_deg, job.light, mirror, job.palette or "", job.spot)
        return Place(scene, stance, size, look, (*notes, *why))

    def _size(self, stance: Stance) -> TrueSize:
        return true_size(self._subject.cutout.matte, self._body, self._job.height_cm, stance, self._pose.elevation_deg)

    @cached_property
    def _body(self) -> Body:
        body = Body.of(self._subject.cutout.matte)
        if body is None:
            raise PlanError("The matte holds no product. Mark it by hand, or choose another cutout engine.")
        return body

    def _mirror(self, scene: SceneSet) -> tuple[bool, tuple[str, ...]]:
        """Flip the set, never the product, when the product is surely lit from the set's dark side."""
        if self._job.mirror is not None:
            return self._job.mirror, ()
        if not is_better_flipped(scene, self._pose.light_side):
            return False, ()
        side = "left" if self._pose.light_side < 0 else "right"
        return True, (f"{scene.title} is flipped, because the product is lit from the {side}.",)

    def _check_colours(self, scene: SceneSet) -> None:
        if self._job.palette:
            self._sets.library.palette(scene.id, self._job.palette)
        self._colours(scene, self._job.palette or "")

    def _colours(self, scene: SceneSet, palette: str) -> Mapping[str, str]:
        job = self._job
        check_materials(scene, job.tints)
        brand = brand_tints(scene, job.brand) if job.brand else {}
        named = scene.palettes.get(palette, {}) if palette else {}
        return {**brand, **named, **job.tints}


def market_notes(scene: SceneSet, markets: tuple[str, ...], *, insist: bool) -> tuple[str, ...]:
    """Return what to say of a set in these markets.

    Raises:
        PlanError: it offends or misleads in every one of them, and nobody insists.
    """
    against = {avoid.market: avoid.reason for avoid in scene.avoid if avoid.market in markets}
    if against and len(against) == len(markets) and not insist:
        market, reason = next(iter(against.items()))
        raise PlanError(
            f"{scene.title} is not for {market.upper()}: {reason.rstrip('.')}. Choose another, or --insist."
        )
    notes = [f"{scene.title}, in {market.upper()}: {reason}" for market, reason in against.items()]
    if not markets and scene.avoid:
        notes.append(f"{scene.title} is not for: {'; '.join(f'{a.market.upper()}: {a.reason}' for a in scene.avoid)}")
    if scene.markets and markets and not set(scene.markets) & set(markets):
        made_for = ", ".join(market.upper() for market in scene.markets)
        notes.append(f"{scene.title} is made for {made_for}; look whether it suits {', '.join(markets).upper()}.")
    return tuple(notes)
