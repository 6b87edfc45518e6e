"""The text capability: where lettering is in a picture, and what it says."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.stages.check.text_line import TextLine
from pipelines.values import Rgb


class TextReader(Protocol):
    """Finds lettering of any script, and reads what it can."""

    def find(self, pixels: Rgb) -> Sequence[TextLine]:
        """Return each line of lettering, in the picture's own pixels."""
        ...

    def read(self, pixels: Rgb, line: TextLine) -> tuple[str, float]:
        """Return the words of a line and how sure they are, in [0, 1]; ("", 0.0) where nothing can be read."""
        ...


class LateReader:
    """A `TextReader` that opens another when it is first used: many checks ask for no text."""

    def __init__(self, opener: Callable[[], TextReader]) -> None:
        self._opener = opener

    def find(self, pixels: Rgb) -> Sequence[TextLine]:
        """See `TextReader.find`."""
        return self._reader.find(pixels)

    def read(self, pixels: Rgb, line: TextLine) -> tuple[str, float]:
        """See `TextReader.read`."""
        return self._reader.read(pixels, line)

    @cached_property
    def _reader(self) -> TextReader:
        return self._opener()


class RapidOptions(EngineOptions):
    """Settings of the text reader."""

    threads: int = Field(0, ge=0, le=64, description="Processor threads the networks may use; 0: its fair share.")


TEXT_READERS: Registry[TextReader] = Registry(
    "text",
    {
        "rapidocr": EngineEntry(
            target="pipelines.stages.check.rapid_reader:RapidReader",
            summary="PP-OCRv6: finds lettering of any script; its weights come inside its package.",
            options=RapidOptions,
        ),
    },
)
