"""The words of an alternative text, one language."""

from pydantic import Field, field_validator

from presets.products.schema import Tag
from presets.rule_base import Strict
from presets.scenes.schema import SceneSet

# Tags of sets that have a phrase, most telling first; a set with none of them is a `set`.
PLACES = (
    *("christmas", "halloween", "diwali", "ramadan", "lunar new year"),
    *("kitchen", "bathroom", "bedroom", "nursery", "desk", "living room", "workshop", "gym"),
    *("picnic", "beach", "forest", "garden", "snow", "water", "autumn", "flowers", "set"),
)


class AltWords(Strict):
    """What follows a product's name, each a few words that claim nothing of the product.

    Attributes:
        comma: between the name and what follows.
        colon, between: before words that a picture says, and between them.
        view, detail, sizes, film: what else a picture can be.
        places: tag of a set -> where the product is.
    """

    id: Tag
    comma: str = Field(min_length=1, max_length=2)
    colon: str = Field(default=": ", min_length=1, max_length=3)
    between: str = Field(default="; ", min_length=1, max_length=2)
    view: str = Field(min_length=1)
    detail: str = Field(min_length=1)
    sizes: str = Field(min_length=1)
    film: str = Field(min_length=1)
    places: dict[str, str]

    @field_validator("places")
    @classmethod
    def _are_all_there(cls, places: dict[str, str]) -> dict[str, str]:
        if missing := [place for place in PLACES if place not in places]:
            raise ValueError(f"there are no words for {', '.join(missing)}")
        if unknown := set(places) - set(PLACES):
            raise ValueError(f"no set has the tag {', '.join(sorted(unknown))}")
        return places

    def place(self, shown: SceneSet) -> str:
        """Return the words for a set."""
        known = {*shown.tags, *(season.replace("-", " ") for season in shown.seasons)}
        return self.places[next((tag for tag in PLACES if tag in known), "set")]
