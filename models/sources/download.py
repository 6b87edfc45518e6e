"""A file at an address, or in a model hub: fetched in pieces, and taken up again where it stopped."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

from models.catalog import HubSource, UrlSource
from models.sources.order import Order, SourceError

CHUNK_BYTES = 1 << 20
STALLED_SECONDS = 60.0
DEFAULT_HUB = "https://huggingface.co"


def fetch_from_hub(source: HubSource, order: Order) -> None:
    """Bring a hub's file to `order.part`, from the mirror `HF_ENDPOINT` names if it names one.

    Raises:
        SourceError: `HF_HUB_OFFLINE` forbids it, `HF_ENDPOINT` is no address, or as `fetch_from_url`.
    """
    hub = hub_address(order.environ)
    try:
        fetch_from_url(UrlSource(url=f"{hub}/{source.repo}/resolve/{source.revision}/{quote(source.file)}"), order)
    except SourceError as error:
        raise SourceError(f"{error} (asked {hub}; set HF_ENDPOINT to a mirror where the hub is blocked)") from error


def hub_address(environ: Mapping[str, str]) -> str:
    """Return where the model hub is.

    Raises:
        SourceError: `HF_HUB_OFFLINE` forbids it, or `HF_ENDPOINT` is no address.
    """
    if environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE"):
        raise SourceError("HF_HUB_OFFLINE is set, so the model hub is not asked")
    hub = (environ.get("HF_ENDPOINT") or DEFAULT_HUB).rstrip("/")
    if not hub.startswith(("https://", "http://")):
        raise SourceError(f"HF_ENDPOINT is '{hub}', which is no address: begin it with https://")
    return hub


def fetch_from_url(source: UrlSource, order: Order) -> None:
    """Bring the file to `order.part`, going on after a broken connection for as long as each attempt brings bytes.

    Raises:
        SourceError: the server cannot be reached, refuses, or offers a file of another size.
    """
    while (had := _size(order)) < order.bytes:
        reason = "the connection ended early"
        try:
            _append(source.url, had, order)
        except (OSError, http.client.HTTPException) as error:
            reason = _in_words(error)
        have = _size(order)
        if have <= had:
            kept = f"; {have:,} of {order.bytes:,} bytes are kept, and the next try goes on from there" if have else ""
            raise SourceError(reason + kept)


def _in_words(error: Exception) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    words = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    return f"cannot be read: {words}"


def _size(order: Order) -> int:
    return order.part.stat().st_size if order.part.exists() else 0


def _append(url: str, had: int, order: Order) -> None:
    headers = {"User-Agent": "listing-studio"}
    if had:
        headers["Range"] = f"bytes={had}-"
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=STALLED_SECONDS) as answer:
            resumed = answer.status == HTTPStatus.PARTIAL_CONTENT
            _check_size(answer.headers, had if resumed else 0, order)
            _copy(answer, had if resumed else 0, order)
    except urllib.error.HTTPError as error:
        error.close()
        raise SourceError(f"the server answers {error.code} {error.reason}") from error


def _check_size(headers: http.client.HTTPMessage, start: int, order: Order) -> None:
    """Refuse an error page, or another version of the file, before its bytes are fetched."""
    length = headers.get("Content-Length")
    if length is not None and length.isdigit() and start + int(length) != order.bytes:
        raise SourceError(f"offers a file of {start + int(length):,} bytes, not {order.bytes:,}")


def _copy(answer: http.client.HTTPResponse, start: int, order: Order) -> None:
    with order.part.open("r+b" if start else "wb") as part:
        part.seek(start)
        done = start
        order.progress(done, order.bytes)
        while done < order.bytes and (chunk := answer.read1(min(CHUNK_BYTES, order.bytes - done))):
            part.write(chunk)
            done += len(chunk)
            order.progress(done, order.bytes)
