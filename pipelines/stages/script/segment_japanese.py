"""Japanese words by Open JTalk's dictionary."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyopenjtalk

_SUFFIX = "接尾"
_CLING = frozenset({"助詞", "助動詞", _SUFFIX})  # said, and read, with the word before them


class JapaneseSegmenter:
    """Cuts Japanese text."""

    def words(self, text: str) -> Sequence[str]:
        """Return words with their particles, and signs, in order, as they are written."""
        nodes = pyopenjtalk.run_frontend(text)
        cuts = _cuts([(str(node["string"]), _kind(node)) for node in nodes], len(text))
        return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _kind(node: Mapping[str, Any]) -> str:
    """Return a node's part of speech; a suffix's is that of what it makes of the word before it: 高 + さ."""
    return str(node["pos_group1"] if node["pos_group1"] == _SUFFIX else node["pos"])


def _cuts(nodes: Sequence[tuple[str, str]], length: int) -> list[int]:
    """Return where words start: the dictionary widens signs and digits, one for one, and so keeps their count."""
    cuts, at = [0], 0
    if sum(len(surface) for surface, _ in nodes) != length:
        return cuts  # normalising changed the count: one piece, whose words are not told apart
    for surface, kind in nodes:
        if at and kind not in _CLING:
            cuts.append(at)
        at += len(surface)
    return cuts
