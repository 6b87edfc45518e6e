"""How well one colour is told from another: contrast as WCAG 2.2 has it."""

LEAST_FOR_TEXT = 4.5  # WCAG 2.2, 1.4.3
LEAST_FOR_LARGE = 3.0  # the same, letters of 24 px and more; 1.4.11, lines and signs


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, 0 to 1."""
    red, green, blue = (_light(code / 255) for code in bytes.fromhex(colour[1:]))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def legible_on(ground: str, *colours: str) -> str:
    """Return the one of `colours` that is told from the ground best."""
    return max(colours, key=lambda colour: contrast(ground, colour))


def _light(code: float) -> float:
    return code / 12.92 if code <= 0.04045 else ((code + 0.055) / 1.055) ** 2.4  # IEC 61966-2-1
