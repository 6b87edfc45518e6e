"""Whatever goes wrong is said on the page in the command line's own sentence."""

from collections.abc import Generator
from contextlib import contextmanager

import gradio as gr

from studio.failures import explain


@contextmanager
def told() -> Generator[None]:
    """Turn what is raised within into a sentence on the page.

    Raises:
        gr.Error: with that sentence.
    """
    try:
        yield
    except gr.Error:
        raise
    except Exception as error:
        raise gr.Error(explain(error).sentence, title="", print_exception=False) from error
