"""rembg's sessions as data: what each network is, under which licence, and what it does with the photo."""

from dataclasses import dataclass

from models.errors import LicenceError, UnknownEngineError

DEFAULT_SESSION = "birefnet-general-lite"


@dataclass(frozen=True)
class RembgSession:
    """One of rembg's networks.

    Attributes:
        name: rembg's own.
        licence: of the weights.
        commercial_use: whether the licence allows it without a fee.
        uploads: whether the photo leaves this machine.
    """

    name: str
    licence: str
    commercial_use: bool = True
    uploads: bool = False


_APACHE = (
    "u2net",
    "u2netp",
    "u2net_human_seg",
    "silueta",
    "isnet-anime",
)
_MIT = (
    "birefnet-general",
    "birefnet-general-lite",
    "birefnet-dis",
    "birefnet-hrsod",
    "birefnet-portrait",
    "birefnet-massive",
    "birefnet-cod",
)

_TERMS = (
    RembgSession(
        "isnet-general-use",
        "no licence stated for the weights; their training pictures (DIS5K) forbid commercial use",
        commercial_use=False,
    ),
    RembgSession(
        "bria-rmbg", "Bria RMBG-2.0: non-commercial; commercial use needs a paid licence", commercial_use=False
    ),
    RembgSession("withoutbg", "a web service under its provider's terms", uploads=True),
    RembgSession("atlascloud", "a web service under its provider's terms", uploads=True),
)

SESSIONS = {
    session.name: session
    for session in (
        *(RembgSession(name, "Apache-2.0") for name in _APACHE),
        *(RembgSession(name, "MIT") for name in _MIT),
        *_TERMS,
    )
}


def weights_id(session: str) -> str:
    """Return the catalogue's id of a session's weights."""
    return f"rembg-{session}"


def allowed_session(name: str, accepted: str) -> RembgSession:
    """Return a session that may be used: free for commerce and local, or accepted by name.

    Raises:
        UnknownEngineError: no such session.
        LicenceError: not free or not local, and `accepted` does not name it; the message shows the licence.
    """
    session = SESSIONS.get(name)
    if session is None:
        raise UnknownEngineError(f"rembg has no session '{name}' we know. Choose one of: {', '.join(SESSIONS)}.")
    if (session.commercial_use and not session.uploads) or accepted == name:
        return session
    what = "uploads the photo to a web service" if session.uploads else "is not free for commercial use"
    raise LicenceError(
        f"rembg's session '{name}' {what} ({session.licence}). "
        f"Choose another session, or accept this one by name: accept_licence={name}."
    )
