"""Why an engine or its weights are not at hand. Each message says what, where, and what to do."""


class ModelsError(Exception):
    """Anything wrong with engines or weights that can be put into one sentence for a person."""


class UnknownEngineError(ModelsError):
    """No engine of that name, or an option it does not have."""


class MissingPackageError(ModelsError):
    """A Python package is not installed.

    Args:
        message: what is missing, and for what.
        extra: the project's extra that brings it; the message then ends with how to install it.
    """

    def __init__(self, message: str, extra: str | None = None) -> None:
        super().__init__(f"{message} Install it: {install_command(extra)}." if extra else message)


def install_command(extra: str) -> str:
    """Return what a person types to install one of the project's extras."""
    return f"pip install 'listing-studio[{extra}]'"


class MissingWeightsError(ModelsError):
    """The weights are not on this machine, and could not or may not be fetched.

    Attributes:
        weights: the catalogue entry that is missing, for whoever can fetch it and try again.
    """

    def __init__(self, message: str, weights: str = "") -> None:
        super().__init__(message)
        self.weights = weights


class WrongBytesError(ModelsError):
    """A weights file whose size or hash is not the catalogue's; it is never loaded.

    Attributes:
        weights: the catalogue entry, as for `MissingWeightsError`.
    """

    def __init__(self, message: str, weights: str = "") -> None:
        super().__init__(message)
        self.weights = weights


class LicenceError(ModelsError):
    """The weights may not be used as asked: non-commercial, or uploading pictures, and not named explicitly."""


class CatalogError(ModelsError):
    """A catalogue file that is wrong; the message carries the address of each mistake."""
