"""The libraries' own bars and greetings, silenced: progress is told through our callback."""

import logging

from diffusers.utils import logging as diffusers_logging
from transformers.utils import logging as transformers_logging


def no_bars() -> None:
    """Silence them for this process."""
    diffusers_logging.disable_progress_bar()
    transformers_logging.disable_progress_bar()
    logging.getLogger("torchao").setLevel(logging.ERROR)
