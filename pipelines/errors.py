"""Why a picture could not be made. Each message says what, where, and what to do."""


class StudioError(Exception):
    """Anything the studio can put into one sentence for a person."""


class Cancelled(StudioError):
    """The person asked to stop."""


class PhotoError(StudioError):
    """A file that cannot be used as a photo: unreadable, broken, absurdly large, not a picture."""


class FilmError(StudioError):
    """A file that cannot be used as a film: unreadable, broken, not a film."""


class NoProductError(StudioError):
    """Nothing stands out from the photo's background, or the matte is empty."""


class UnfitPhotoError(StudioError):
    """The photo can be read, but no honest picture for the slot can be made from it."""


class PlanError(StudioError):
    """No picture can satisfy the slot's rules together, or the options asked for contradict them."""


class ExportError(StudioError):
    """A finished picture could not be written as the slot demands."""


class PlateError(StudioError):
    """An empty set that cannot be had: its kept file is broken, nothing here can render it, or rendering failed."""


class ScriptError(StudioError):
    """A script that cannot be read or spoken as it stands."""


class CopyError(StudioError):
    """Words of a listing that cannot be written from what is at hand."""


class UnderstandError(StudioError):
    """A network that sees a photo cannot say what it shows."""


class SpeechError(StudioError):
    """Words that no voice at hand can say, or a voice that is not there."""


class RecordingError(StudioError):
    """A recording that cannot be read, or does not say the script."""


class PortraitError(StudioError):
    """A portrait that cannot, or may not, be made to speak."""


class JournalError(StudioError):
    """A run that is not in the journal, or a journal that cannot be read or written."""


class LostJobError(StudioError):
    """A job whose process died, or did not end in time, as often as it was tried."""


class ClusterError(StudioError):
    """A cluster that cannot be reached, or that no machine of it can do a job."""


class PlanFileError(StudioError):
    """A plan that cannot be read, or rows of it that cannot be meant."""


class PageError(StudioError):
    """Words and pictures that make no page together: too long, unreadable, or at odds with the photo."""
