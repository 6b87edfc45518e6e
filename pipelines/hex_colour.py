"""Colours as people write them."""


def rgb_of(colour: str) -> tuple[int, int, int]:
    """Return `#rrggbb` as sRGB, 0 to 255."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue
