"""Thai words by PyThaiNLP's dictionary."""

from collections.abc import Sequence

from pythainlp.tokenize import word_tokenize


class ThaiSegmenter:
    """Cuts Thai text."""

    def words(self, text: str) -> Sequence[str]:
        """Return words and signs, in order."""
        return word_tokenize(text, engine="newmm", keep_whitespace=True)
