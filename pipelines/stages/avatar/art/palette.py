"""The few colours a person is drawn with, all from the skin's and the hair's own."""

from dataclasses import dataclass

from pipelines.stages.avatar.art.colour import mix, rgb, shade
from presets.presenters.schema import HairStyle, Presenter


@dataclass(frozen=True)
class Palette:
    """Skin, from light to dark, and what grows on it."""

    light: str
    skin: str
    shadow: str
    deep: str
    blush: str
    upper_lip: str
    lower_lip: str
    hair_light: str
    hair: str
    hair_dark: str
    brow: str
    ink: str  # lashes and the line between the lips


def palette_of(person: Presenter) -> Palette:
    """Return the colours of a person."""
    skin = person.skin
    dark = 1 - float(rgb(skin).mean())
    shadow = shade(mix(skin, "#a03a34", 0.13), 0.86 - 0.06 * dark, 1.02, -0.006)
    lip = person.face.lip_colour or mix(shade(skin, 0.86), "#b2434d", 0.42)
    hair = person.hair.colour
    return Palette(
        light=mix(skin, "#fff1dc", 0.34 - 0.14 * dark),
        skin=skin,
        shadow=shadow,
        deep=shade(mix(shadow, "#6b1f28", 0.18), 0.78),
        blush=mix(skin, "#e0503f", 0.55),
        upper_lip=shade(lip, 0.86),
        lower_lip=lip,
        hair_light=mix(shade(hair, 1.35, 0.95), "#ffd9a0", 0.10),
        hair=hair,
        hair_dark=shade(hair, 0.62),
        brow=_brow("#2a1d18" if person.hair.style is HairStyle.HIJAB else hair, skin),
        ink=mix("#1d1011", shade(skin, 0.3), 0.25),
    )


def _brow(hair: str, skin: str) -> str:
    """Brows are darker than fair hair, and never as light as the skin; a scarf tells nothing of them."""
    darkest = "#2b1c17"
    light = float(rgb(hair).mean())
    return mix(mix(hair, darkest, 0.25 + 0.45 * light), shade(skin, 0.4), 0.12)
