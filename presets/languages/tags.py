"""What an IETF tag says of the words that are read by it."""

from collections.abc import Mapping

_OWN_WORDS: Mapping[str, str] = {"zh-tw": "zh-TW", "zh-hant": "zh-TW", "zh-hk": "zh-TW", "zh-mo": "zh-TW"}
"""Tags whose letters and words are not those of the plain tag; Hong Kong reads the letters of Taiwan's."""


def root(tag: str) -> str:
    """Return the tag by which words are told apart: `de-AT` is read as `de`, `zh-TW` is not read as `zh`."""
    return _OWN_WORDS.get(tag.replace("_", "-").lower(), tag.split("-")[0])
