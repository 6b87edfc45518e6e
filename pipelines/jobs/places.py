"""The places of a lifestyle job: which sets, seen how, dressed how, and how the product is to stand in each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from models.errors import ModelsError
from pipelines.errors import PlanError, PlateError, StudioError
from pipelines.jobs.job import Backdrop, LifestyleJob
from pipelines.jobs.pose import Pose
from pipelines.jobs.subject import Subject
from pipelines.jobs.workbench import Sets
from pipelines.plate import Plate
from pipelines.progress import Progress
from pipelines.stages.photo.read import read_photo
from pipelines.stages.plan.colours import brand_tints, branded, check_materials
from pipelines.stages.plan.fit import Body
from pipelines.stages.plan.look import Choices, Look, lamp_factors, warmth_of
from pipelines.stages.plan.scene_choice import (
    Candidate,
    Need,
    product_colour,
    stands_out,
    suitable_scenes,
    told_apart,
)
from pipelines.stages.plan.staging import StagedWish
from pipelines.stages.plan.true_size import Known, TrueSize, check_room, true_size
from pipelines.stages.plan.view import check_view, is_better_flipped, nearest_view, stance_for, suits
from pipelines.stages.plan.window import Composed, Spot
from pipelines.stages.plate.backdrop import BackdropView, LightFrom, plate_of_photo
from pipelines.stages.plate.dress import mirrored, tinted
from pipelines.values import Size
from presets.scenes.schema import SceneSet, Stance, View

AUTO = "auto"
_COMPARED = 4  # suitable sets whose colours are looked at
_GLANCE = (512, 512)
_LEAST_BRANDED = 0.01  # of the whole view: less of a brand's colour is hardly seen
_BACKDROP_SHARE = 0.38  # of a backdrop's height that the product takes where its scale is not known
_REMEMBERED = 6


@dataclass(frozen=True)
class Place:
    """One set that takes the product: as it is shown first, what to say of it, and its plate where only one is."""

    scene: SceneSet
    stance: Stance
    size: TrueSize
    look: Look
    notes: tuple[str, ...]
    plate: Plate | None = None


class Places:
    """Settles a job's places, and dresses plates for looks; a plate is fetched once."""

    def __init__(self, job: LifestyleJob, sets: Sets, subject: Subject, pose: Pose, progress: Progress) -> None:
        self._job = job
        self._sets = sets
        self._subject = subject
        self.pose = pose
        self._progress = progress
        self._plates: dict[tuple[str, float, Size, bool], Plate] = {}

    def settled(self, markets: tuple[str, ...]) -> tuple[list[Place], tuple[str, ...]]:
        """Return the places asked for, `auto` settled, and why those are missing that do not take the product.

        Raises:
            PresetError: no such scene, or no such palette in it.
            PlanError: no place takes the product.
        """
        if self._job.backdrop is not None:
            return [self._own_photo(self._job.backdrop)], ()
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
                view.elevation_deg for view in scene.views if suits(view.elevation_deg, self.pose.elevation_deg)
            ),
            palettes=() if dyed else ("", *scene.palettes),
            mirror=scene.mirror and job.mirror is None and self.pose.light_side == 0,
            spots=() if job.foot else tuple(Spot),
        )

    def dressed(self, place: Place, look: Look, size: Size, *, own_shape: bool = False) -> Plate:
        """Return the plate of a look, for a canvas of `size`; with `own_shape`, rendered in its aspect.

        Raises:
            PlateError, MissingPackageError: it is not at hand, and cannot be rendered here.
        """
        plate = place.plate or self._fetched(place.scene, look.view_deg, size, own_shape=own_shape)
        plate = mirrored(plate) if look.mirror else plate
        return tinted(plate, self._colours(place.scene, look.palette))

    def _fetched(self, scene: SceneSet, view_deg: float, size: Size, *, own_shape: bool = False) -> Plate:
        key = (scene.id, view_deg, size, own_shape)
        if key not in self._plates:
            while len(self._plates) >= _REMEMBERED:
                del self._plates[next(iter(self._plates))]
            view = nearest_view(scene, view_deg)
            self._plates[key] = self._sets.plates.plate(scene, view, size, self._progress, own_shape=own_shape)
        return self._plates[key]

    def wish(self, place: Place, look: Look, markets: tuple[str, ...], *, strict: bool) -> StagedWish:
        """Return how the product is to stand; in a strict slot no light of the place falls on it."""
        job = self._job
        return StagedWish(
            size=place.size,
            stance=place.stance,
            elevation_deg=self.pose.elevation_deg,
            spot=look.spot,
            composed=Composed(job.foot, job.share),
            keep_out=job.keep_out,
            lamps=lamp_factors(place.scene, look.light),
            warmth=warmth_of(look.light),
            relight=0.0 if strict else job.relight,
            grain=0.0 if place.plate else self.pose.grain,
            max_enlargement=job.max_enlargement,
            seed=job.seed,
            words=job.words,
            markets=markets,
        )

    def _chosen(self, markets: tuple[str, ...]) -> Place:
        """Return the set that suits best, and say why."""
        job, pose = self._job, self.pose
        stance = job.stance or (Stance.LYING if pose.is_from_above else Stance.STANDING)
        size = self._size(stance)
        need = Need(
            pose.elevation_deg, job.stance, size.height_cm, size.width_cm, job.season, markets, pose.today, job.liked
        )
        best = self._most_telling(suitable_scenes(self._at_hand(), need)[:_COMPARED], size)
        place = self._place(best.scene, markets)
        return replace(place, notes=(f"scene: auto -> {best.scene.id} ({best.why}).", *place.notes))

    def _at_hand(self) -> list[SceneSet]:
        """Return the sets that need no rendering from the photo's elevation; all where every one does.

        Where a brand's colour is given, only those that take it.
        """
        scenes = [scene for scene in self._sets.library.items.values() if not self._job.brand or branded(scene)]
        plates, elevation = self._sets.plates, self.pose.elevation_deg
        return [scene for scene in scenes if plates.is_at_hand(scene, nearest_view(scene, elevation))] or scenes

    def _most_telling(self, candidates: list[Candidate], size: TrueSize) -> Candidate:
        """Return the candidate from which the product stands out best, among those that suit about as well."""
        colour = product_colour(self._subject.cutout)
        seen: list[Candidate] = []
        for candidate in candidates:
            view = nearest_view(candidate.scene, self.pose.elevation_deg)
            try:
                plate = self._fetched(candidate.scene, view.elevation_deg, _GLANCE)
            except (PlateError, ModelsError):
                continue  # a set that is not at hand here; the one taken in the end says so
            seen.append(told_apart(candidate, stands_out(plate, colour, size.box_cm)))
        return max(seen or candidates, key=lambda candidate: candidate.merit)

    def _own_photo(self, backdrop: Backdrop) -> Place:
        """Return the seller's own photo as a place; what is not known of it is estimated and said."""
        job, pose = self._job, self.pose
        photo = read_photo(backdrop.photo)
        stance = job.stance or (Stance.LYING if pose.is_from_above else Stance.STANDING)
        size = self._size(stance)
        width_cm = backdrop.width_cm or size.box_cm / _BACKDROP_SHARE * photo.size[0] / photo.size[1]
        light = backdrop.light_from or (LightFrom.RIGHT if pose.light_side > 0 else LightFrom.LEFT)
        ground = backdrop.ground or (0.5, 0.8)
        view = BackdropView(backdrop.horizon, ground, width_cm, light, pose.elevation_deg)
        plate = plate_of_photo(photo, view)
        notes = check_view(plate.scene, plate.scene.views[0], pose.elevation_deg, insist=job.insist)
        check_room(size, plate.scene, stance)
        look = Look(plate.scene.id, plate.scene.views[0].elevation_deg, job.light, spot=job.spot)
        return Place(plate.scene, stance, size, look, (*notes, *backdrop_notes(backdrop, view)), plate)

    def _place(self, scene: SceneSet, markets: tuple[str, ...]) -> Place:
        job, pose = self._job, self.pose
        stance = stance_for(pose.elevation_deg, scene, job.stance)
        size = self._size(stance)
        check_room(size, scene, stance)
        view = nearest_view(scene, pose.elevation_deg)
        notes = check_view(scene, view, pose.elevation_deg, insist=job.insist)
        notes += market_notes(scene, markets, insist=job.insist)
        self._check_colours(scene)
        notes += self._brand_notes(scene, view)
        mirror, why = self._mirror(scene)
        look = Look(scene.id, view.elevation_deg, job.light, mirror, job.palette or "", job.spot)
        return Place(scene, stance, size, look, (*notes, *why))

    def _size(self, stance: Stance) -> TrueSize:
        known = Known(self._job.height_cm, self._job.across_cm)
        return true_size(self._subject.cutout.matte, self._body, known, stance, self.pose.elevation_deg)

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
        if not is_better_flipped(scene, self.pose.light_side):
            return False, ()
        side = "left" if self.pose.light_side < 0 else "right"
        return True, (f"{scene.title} is flipped, because the product is lit from the {side}.",)

    def _check_colours(self, scene: SceneSet) -> None:
        if self._job.palette:
            self._sets.library.palette(scene.id, self._job.palette)
        self._colours(scene, self._job.palette or "")

    def _brand_notes(self, scene: SceneSet, view: View) -> tuple[str, ...]:
        """Say so where hardly anything that a brand's colour dyes is seen: walls, from above."""
        if not self._job.brand or not self._sets.plates.is_at_hand(scene, view):
            return ()
        tints = self._fetched(scene, view.elevation_deg, _GLANCE).tints
        if sum(float(tints[name].mean()) for name in branded(scene) if name in tints) >= _LEAST_BRANDED:
            return ()
        how = f" --tint {scene.natural[0]}={self._job.brand} dyes its {scene.natural[0]}." if scene.natural else ""
        return (f"From {view.elevation_deg:g} degrees, hardly any of {scene.title} takes a brand's colour.{how}",)

    def _colours(self, scene: SceneSet, palette: str) -> Mapping[str, str]:
        job = self._job
        check_materials(scene, job.tints)
        brand = brand_tints(scene, job.brand) if job.brand else {}
        named = scene.palettes.get(palette, {}) if palette else {}
        return {**brand, **named, **job.tints}


def backdrop_notes(given: Backdrop, taken: BackdropView) -> tuple[str, ...]:
    """Return what was taken for granted of a photo that serves as a place."""
    notes: list[str] = []
    if given.horizon is None:
        notes.append("No --horizon: the backdrop is taken as looking down as far as the product's photo does.")
    if given.ground is None:
        notes.append("No --ground: the product stands in the middle, 0.8 of the way down.")
    if given.width_cm is None:
        notes.append(f"No --ground-width-cm: the backdrop is taken as {taken.width_cm:.0f} cm wide at the product.")
    if given.light_from is None:
        notes.append(f"No --light-from: its light is taken as coming from the {taken.light_from}.")
    return tuple(notes)


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
