"""Things of several parts, each of which may have a material of its own."""

from presets.scenes.thing import ThingBase


class RoledThing(ThingBase):
    """A thing whose parts take `material` unless a field of their own names another."""

    def materials(self) -> list[tuple[str, str]]:
        """Return each material that it names, with the field that names it; parts left alone are not listed."""
        return [(field, name) for field, name in super().materials() if name or field == "material"]

    def material_of(self, role: str) -> str:
        """Return what a part is made of: `leaf_material` for the part `leaf`, or `material` where that is empty."""
        return getattr(self, f"{role}_material", "") or self.material
