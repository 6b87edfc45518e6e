"""A language model writes a listing's words, as JSON of a given shape; every line goes through the claims."""
# pyright: reportPrivateImportUsage=false

from transformers import AutoModelForCausalLM

from models.registry import WeightsFolder
from pipelines.errors import CopyError
from pipelines.listing import Brief, Copy
from pipelines.progress import Progress
from pipelines.stages.answering import Answering
from pipelines.stages.copy.engine import LlmOptions
from pipelines.stages.copy.held import written_by
from pipelines.stages.copy.prompt import Messages, Schema

_STAGE = "words"
_TOO_LARGE = "The language model '{}' does not fit the GPU's memory. Choose a smaller one with --set model=..."


class LlmCopy:
    """A causal language model of transformers. Its likeliest words are taken: the same facts give the same text."""

    def __init__(self, options: LlmOptions, weights: WeightsFolder) -> None:
        """Load.

        Raises:
            MissingWeightsError, WrongBytesError: the model is not at hand.
            CopyError: the GPU's memory does not hold it.
        """
        self._options = options
        too_large = CopyError(_TOO_LARGE.format(options.model))
        self._answering = Answering(AutoModelForCausalLM, weights.path(options.model), too_large)

    def write(self, brief: Brief, progress: Progress) -> Copy:
        """See `CopyEngine.write`; each line that claims what no fact says is asked for once again, or left out."""
        progress(_STAGE, 0, 4)
        return written_by(lambda messages, shape: self._answer(messages, shape, progress), brief, progress)

    def _answer(self, messages: Messages, shape: Schema, progress: Progress) -> str:
        tokenizer = self._answering.tokenizer
        prompt = tokenizer.apply_chat_template(
            messages, tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
        inputs = tokenizer(prompt, return_tensors="pt", add_special_tokens=False).to(self._answering.device)
        # A person may stop between words
        return self._answering.answer(inputs, shape, self._options.max_tokens, lambda: progress(_STAGE, 0, 4))
