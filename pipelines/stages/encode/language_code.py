"""Three-letter codes of languages, as an MP4 writes the language of its sound (ISO 639-2/T)."""

_CODES = {
    "ar": "ara", "bg": "bul", "bn": "ben", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "et": "est", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun",
    "id": "ind", "it": "ita", "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "ms": "msa", "nb": "nob", "nl": "nld",
    "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe",
    "ta": "tam", "te": "tel", "th": "tha", "tl": "tgl", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip
UNTOLD = "und"


def language_code(tag: str) -> str:
    """Return the code of an IETF tag such as `pt-BR`; `und` where the tag is empty or unknown."""
    primary = tag.replace("_", "-").partition("-")[0].lower()
    return primary if primary in _CODES.values() else _CODES.get(primary, UNTOLD)
