"""Which mitsuba variant runs here. An unsuitable LLVM aborts the process, so the question is asked in another one."""

import os
import subprocess
import sys
from pathlib import Path

_LIBRARIES = Path("/usr/lib/x86_64-linux-gnu")
_PROBE = """
import mitsuba as mi
mi.set_variant("llvm_ad_rgb")
scene = mi.load_dict({"type": "scene", "i": {"type": "path"}, "l": {"type": "constant"}, "s": {"type": "sphere"},
                      "c": {"type": "perspective", "f": {"type": "hdrfilm", "width": 8, "height": 8}}})
mi.render(scene, spp=1).numpy()
"""


def point_at_llvm() -> None:
    """Name Debian's LLVM 19 to drjit unless the user has named another."""
    found = sorted(_LIBRARIES.glob("libLLVM.so.19*"))
    if found:
        os.environ.setdefault("DRJIT_LIBLLVM_PATH", str(found[-1]))


def require_llvm() -> str:
    """Return the variant's name.

    Raises:
        RuntimeError: LLVM is missing or too old; the message says what to install.
    """
    point_at_llvm()
    probe = subprocess.run([sys.executable, "-c", _PROBE], capture_output=True, text=True, check=False)
    if probe.returncode:
        last = (probe.stderr.strip().splitlines() or ["no message"])[-1]
        raise RuntimeError(
            f"mitsuba's LLVM variant does not run ({last}). Install libllvm19 or set DRJIT_LIBLLVM_PATH."
        )
    return "llvm_ad_rgb"
