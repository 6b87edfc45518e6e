"""Which mitsuba variant runs here. An unsuitable LLVM aborts the process, so the question is asked in another one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which

from pipelines.stages.raytrace.engine import MitsubaOptions

PROBE_SECONDS = 120.0
_LIBRARY = "DRJIT_LIBLLVM_PATH"
_PLACES = (
    "/usr/lib/*-linux-gnu/libLLVM*.so*",
    "/usr/lib64/libLLVM*.so*",
    "/usr/lib/llvm-*/lib/libLLVM*.so*",
    "/opt/homebrew/opt/llvm*/lib/libLLVM.dylib",
    "/usr/local/opt/llvm*/lib/libLLVM.dylib",
)
_ENDING = "rendered"
_PROBE = f"""
import sys
import mitsuba as mi
mi.set_variant(sys.argv[1])
scene = mi.load_dict({{"type": "scene", "i": {{"type": "path"}}, "l": {{"type": "constant"}},
                      "s": {{"type": "sphere", "center": [0, 0, 5], "b": {{"type": "principled"}}}},
                      "c": {{"type": "perspective", "f": {{"type": "hdrfilm", "width": 8, "height": 8}}}}}})
assert mi.TensorXf(mi.render(scene, spp=1)).numpy().max() > 0
print("{_ENDING}")
"""

Probe = Callable[[MitsubaOptions], bool]


def settled_options(memory: Path, probe: Probe | None = None) -> MitsubaOptions:
    """Return the fastest variant that runs here: a GPU's, LLVM's, else the plain one.

    Args:
        memory: file that keeps the answer, with what it was found for; asked again when that has changed.
        probe: tells whether a variant renders; never in this process.
    """
    state = _machine()
    if (kept := _remembered(memory, state)) is not None:
        return kept
    works = probe or renders
    found = next((options for options in _candidates() if works(options)), MitsubaOptions())
    with suppress(OSError):  # an unwritable folder costs the next run a few seconds
        memory.parent.mkdir(parents=True, exist_ok=True)
        scratch = memory.with_name(f"{memory.name}.{os.getpid()}.scratch")
        scratch.write_text(json.dumps({"machine": state, "options": found.model_dump()}), encoding="utf-8")
        scratch.replace(memory)
    return found


def renders(options: MitsubaOptions, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether a process of its own renders a few pixels with this variant and comes to its end."""
    environment = {**environ, _LIBRARY: options.llvm} if options.llvm else dict(environ)
    try:
        asked = subprocess.run(
            [sys.executable, "-c", _PROBE, options.variant],
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            check=False,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0 and _ENDING in asked.stdout


def _candidates() -> Iterator[MitsubaOptions]:
    """Yield what to try, fastest first."""
    if which("nvidia-smi"):
        yield MitsubaOptions(variant="cuda_ad_rgb")
    for library in llvm_libraries():
        yield MitsubaOptions(variant="llvm_ad_rgb", llvm=library)


def llvm_libraries(environ: Mapping[str, str] = os.environ, places: Sequence[str] = _PLACES) -> list[str]:
    """Return the LLVM libraries of this machine, newest first, or the one that the user has named."""
    if named := environ.get(_LIBRARY):
        return [named]
    found = {path.resolve() for place in places for path in Path("/").glob(place.removeprefix("/"))}
    return [str(path) for path in sorted(found, key=_release, reverse=True)]


def _release(library: Path) -> tuple[int, ...]:
    digits = "".join(letter if letter.isdigit() else " " for letter in library.name)
    return tuple(int(number) for number in digits.split())


def _machine() -> dict[str, str]:
    """Return what the answer depends on."""
    libraries = [f"{path}:{_bytes(Path(path))}" for path in llvm_libraries()]
    return {
        "python": sys.executable,
        "mitsuba": _version("mitsuba"),
        "drjit": _version("drjit"),
        "llvm": " ".join(libraries),
        "nvidia": which("nvidia-smi") or "",
        "devices": os.environ.get("CUDA_VISIBLE_DEVICES", ""),
    }


def _remembered(memory: Path, state: Mapping[str, str]) -> MitsubaOptions | None:
    try:
        kept = json.loads(memory.read_text(encoding="utf-8"))
        return MitsubaOptions.model_validate(kept["options"]) if kept["machine"] == state else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
