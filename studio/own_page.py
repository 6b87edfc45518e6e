"""Which HTML files are pages of ours, which a later run may write over."""

from pathlib import Path

_GENERATOR = b'<meta name="generator" content="listing-studio">'
_HEAD_BYTES = 2000


def may_be_written(page: Path) -> bool:
    """Whether a page may be written there: nothing is, or a page of ours."""
    if not page.is_file():
        return not page.exists()
    with page.open("rb") as file:
        return _GENERATOR in file.read(_HEAD_BYTES)
