"""Pages are named by their template, and behind a point by which of several, or which version."""

import pytest

from presets.errors import PresetError
from presets.pages.address import PageAddress, Version


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("features", PageAddress("features")),
        ("column.2", PageAddress("column", turn=1)),
        ("features.crop", PageAddress("features", version=Version.CROP)),
    ],
)
def test_an_address_is_read(text: str, address: PageAddress) -> None:
    assert PageAddress.parse(text) == address


@pytest.mark.parametrize("text", ["feature", "column.0", "column.10", "features.light", ".2", ""])
def test_what_is_no_page_is_refused(text: str) -> None:
    with pytest.raises(PresetError):
        PageAddress.parse(text)
