"""The copy capability: facts in, a listing's words out."""

from typing import Protocol

from models.registry import EngineEntry, Registry
from pipelines.listing import Brief, Copy
from pipelines.progress import Progress


class CopyEngine(Protocol):
    """Writes the words of a listing."""

    def write(self, brief: Brief, progress: Progress) -> Copy:
        """Return words inside the limits of the brief's slots, each line with the facts behind it.

        Raises:
            CopyError: nothing can be written in the language.
        """
        ...


COPY_ENGINES: Registry[CopyEngine] = Registry(
    "copy",
    {
        "template": EngineEntry(
            target="pipelines.stages.copy.template:TemplateCopy",
            summary="Sentences of each language's lexicon, filled with facts; nothing is invented, on any machine.",
            packages=("babel",),
            extra="words",
        ),
    },
)
