"""Words from a language's lexicon, filled with facts."""

from models.registry import EngineOptions, WeightsFolder
from pipelines.errors import CopyError
from pipelines.listing import Brief, Copy
from pipelines.progress import Progress
from pipelines.stages.copy.bullets import bullets
from pipelines.stages.copy.description import description
from pipelines.stages.copy.facts_told import FactsTold, facts_told
from pipelines.stages.copy.keywords import keywords
from pipelines.stages.copy.titles import titles
from presets.errors import PresetError

_STAGE = "words"


class TemplateCopy:
    """Says what the facts say, in the lexicon's patterns: the same facts give the same words."""

    def __init__(self, options: EngineOptions, weights: WeightsFolder) -> None:
        """Nothing is loaded: the lexicon is read once for all."""

    def write(self, brief: Brief, progress: Progress) -> Copy:
        """Return titles, bullets, description and keywords.

        Raises:
            CopyError: the language has no lexicon, or no word for what the product is and no name of it.
        """
        told = _told(brief)
        progress(_STAGE, 0, 4)
        written = titles(brief, told)
        progress(_STAGE, 1, 4)
        points, no_bullets = bullets(brief, told)
        progress(_STAGE, 2, 4)
        sentences, no_sentences = description(brief, told)
        progress(_STAGE, 3, 4)
        words, no_words = keywords(brief, told, [title.line for title in written.titles])
        progress(_STAGE, 4, 4)
        return Copy(
            language=brief.language.id,
            titles=written.titles,
            bullets=points,
            description=sentences,
            keywords=words,
            notes=(*told.notes, *written.notes, *no_bullets, *no_sentences, *no_words),
        )


def _told(brief: Brief) -> FactsTold:
    try:
        told = facts_told(brief)
    except PresetError as error:
        raise CopyError(str(error)) from error
    if told.thing is None and told.name is None:
        raise CopyError(
            f"'{brief.product.category}' has no word in {brief.language.title}. Add it to the product's file: "
            f'[words.{brief.language.id}.terms] "{brief.product.category}" = "..."'
        )
    return told
