"""Why a preset cannot be used."""


class PresetError(Exception):
    """A preset that does not exist, or a file that is wrong; the message carries the address of each mistake."""
