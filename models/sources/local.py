"""A file that is already on this machine."""

from models.catalog import LocalSource
from models.sources.order import Order, SourceError

CHUNK_BYTES = 1 << 22


def copy_local(source: LocalSource, order: Order) -> None:
    """Copy the file to `order.part`; the original stays where it is.

    Raises:
        SourceError: there is no such file, it cannot be read, or its size is another.
    """
    path = source.path.expanduser()
    try:
        size = path.stat().st_size
        if size != order.bytes:
            raise SourceError(f"has {size:,} bytes, not {order.bytes:,}")
        with path.open("rb") as original, order.part.open("wb") as part:
            while chunk := original.read(CHUNK_BYTES):
                part.write(chunk)
                order.progress(part.tell(), order.bytes)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}") from error
