"""Silence for decoders' own talk, in one thread or several at once."""

import warnings
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from threading import Lock

import cv2


class _Silence:
    """Warnings and OpenCV's log are settings of the whole process: the first thread in sets, the last out restores."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._restore = ExitStack()

    @contextmanager
    def __call__(self) -> Generator[None]:
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._begin()
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if not self._inside:
                    self._restore.close()

    def _begin(self) -> None:
        self._restore.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        self._restore.callback(cv2.utils.logging.setLogLevel, cv2.utils.logging.getLogLevel())
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


quiet = _Silence()
