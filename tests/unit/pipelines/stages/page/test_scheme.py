"""Colours that can be read, whatever the brand or the product."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.stages.page.scheme import product_hue, scheme_of
from presets.brands.contrast import LEAST_FOR_TEXT, contrast
from presets.brands.schema import Brand, BrandColours
from tests.unit.pipelines.stages.page.pages import cutout

colours = st.integers(0, 0xFFFFFF).map(lambda code: f"#{code:06x}")


@given(primary=colours, accent=colours)
def test_letters_in_every_tint_are_legible(primary: str, accent: str) -> None:
    brand = Brand(id="a", name="A", colours=BrandColours(primary=primary, accent=accent))
    scheme = scheme_of(brand, None)
    for ground in (scheme.paper, scheme.wash):
        for letters in (scheme.ink, scheme.muted, scheme.accent):
            assert contrast(ground, letters) >= LEAST_FOR_TEXT
    assert contrast(scheme.deep, scheme.letters_on(scheme.deep, scheme.paper)) >= LEAST_FOR_TEXT


def test_a_blue_product_gives_a_blue_accent() -> None:
    scheme = scheme_of(None, cutout(colour=(40, 80, 170)))
    red, green, blue = bytes.fromhex(scheme.accent[1:])
    assert blue > green > red


def test_a_white_product_gives_graphite() -> None:
    assert abs(product_hue(cutout(colour=(244, 244, 243)))[0] - 0.38) < 1e-6
