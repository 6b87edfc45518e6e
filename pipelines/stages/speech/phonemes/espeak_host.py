"""A program of its own around the library eSpeak NG (GPL-3.0-or-later): lines of JSON in, lines of JSON out.

`python espeak_host.py LIBRARY DATA` answers {"voice": "de", "text": "..."} with {"ipa": ["...", ...]}, a string a
clause, tied sounds with a `^` between, or with {"fault": "..."}. It imports nothing of ours, and the studio nothing of
it: they speak through a pipe alone.
"""

import ctypes
import json
import sys

_RETRIEVAL = 1  # AUDIO_OUTPUT_RETRIEVAL: no sound device
_DONT_EXIT = 0x8000
_UTF8 = 1
_IPA_TIED = 0x02 | 0x80 | (ord("^") << 8)  # espeak_TextToPhonemes: IPA, bit 7 with the tie's character above it


def main() -> None:
    """Answer until the input ends."""
    library = ctypes.CDLL(sys.argv[1])
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    if library.espeak_Initialize(_RETRIEVAL, 0, sys.argv[2].encode(), _DONT_EXIT) < 0:
        sys.exit("eSpeak NG does not find its data")
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write(json.dumps(_answer(library, asked["voice"], asked["text"])) + "\n")
        sys.stdout.flush()


def _answer(library: ctypes.CDLL, voice: str, text: str) -> dict[str, object]:
    if library.espeak_SetVoiceByName(voice.encode()):
        return {"fault": f"eSpeak NG has no voice '{voice}'"}
    buffer = ctypes.create_string_buffer(text.encode())
    rest = ctypes.cast(buffer, ctypes.c_char_p)
    clauses: list[str] = []
    while rest.value:
        clauses.append((library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA_TIED) or b"").decode())
    return {"ipa": clauses}


if __name__ == "__main__":
    main()
