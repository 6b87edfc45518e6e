"""`python -m benchmarks.scenes.ship [SCENE ...]`: render the plates that ship, all sets' when none is named.

Plates whose set, view and tracing have not changed are left as they are; those whose set or view is gone are removed.
"""

import argparse
import sys
import time
from pathlib import Path

from benchmarks.scenes.tracer import tracer
from pipelines.errors import PlateError
from pipelines.stages.plate.codec import encode_plate, key_of
from pipelines.stages.plate.key import plate_key
from pipelines.stages.plate.shelf import SHIPPED, SHIPPED_PX, shipped_name
from presets.scenes.library import SceneLibrary, load_scenes
from presets.scenes.schema import SceneSet, View

_SIZE = (SHIPPED_PX, SHIPPED_PX)


def main() -> None:
    """Render what is missing or out of date."""
    options = _options()
    library = load_scenes()
    SHIPPED.mkdir(exist_ok=True)
    _remove_orphans(library)
    scenes = [library.get(name) for name in options.scenes] or list(library.items.values())
    wanted = [(scene, view) for scene in scenes for view in scene.views if not _is_current(scene, view)]
    engine = tracer() if wanted else None
    for number, (scene, view) in enumerate(wanted, 1):
        if engine is None:
            break
        began = time.monotonic()
        data = encode_plate(engine.render(scene, view, _SIZE, options.samples, lambda stage, done, total: None))
        path = SHIPPED / shipped_name(scene, view)
        scratch = path.with_suffix(".scratch")
        scratch.write_bytes(data)
        scratch.replace(path)
        spent = time.monotonic() - began
        sys.stderr.write(f"{number}/{len(wanted)} {path.name}: {len(data) / 1024:.0f} KB, {spent:.0f} s\n")
    _report()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scenes.ship", description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="SCENE")
    parser.add_argument("--samples", type=int, default=32, help="paths a pixel and lamp")
    return parser.parse_args()


def _is_current(scene: SceneSet, view: View) -> bool:
    path = SHIPPED / shipped_name(scene, view)
    try:
        return key_of(path.read_bytes(), path.name) == plate_key(scene, view, _SIZE)
    except (OSError, PlateError):
        return False


def _remove_orphans(library: SceneLibrary) -> None:
    named = {shipped_name(scene, view) for scene in library.items.values() for view in scene.views}
    for path in SHIPPED.glob("*.plate"):
        if path.name not in named:
            path.unlink()


def _report() -> None:
    plates: list[Path] = list(SHIPPED.glob("*.plate"))
    total = sum(path.stat().st_size for path in plates)
    sys.stderr.write(f"{len(plates)} plates, {total / 1e6:.1f} MB\n")


main()
