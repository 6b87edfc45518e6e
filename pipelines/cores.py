"""How many processor threads this process may keep busy."""

import cv2


def share_cores(threads: int) -> None:
    """Let this process keep at most `threads` threads busy, as where several work side by side."""
    cv2.setNumThreads(threads)


def busy_threads(wanted: int = 0) -> int:
    """Return `wanted` threads, or for 0 what this process may keep busy: all cores, if nobody shares them."""
    return wanted or max(1, cv2.getNumThreads())
