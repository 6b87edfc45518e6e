"""How ONNX Runtime runs our networks on the processor."""

import onnxruntime

from pipelines.cores import busy_threads


def session_options(threads: int = 0) -> onnxruntime.SessionOptions:
    """Return options for `threads` threads; 0 is what this process may keep busy.

    Threads that wait sleep: awake, as they are by default, they take a fifth of the cores from the processes beside us.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = busy_threads(threads)
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return options
