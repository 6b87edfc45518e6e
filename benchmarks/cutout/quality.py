"""`python -m benchmarks.cutout.quality`: our cutout engines and rembg's over the rendered set, measured.

Writes `quality.json` and `quality.md` into the output folder and prints the table of means.
"""

import argparse
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from PIL import Image

from benchmarks.cutout.methods import DATA, METHODS, Method
from benchmarks.cutout.metrics import HIGHER_IS_BETTER, NAMES, Figures, mean, measure
from pipelines.values import Matte, Photo, Rgb

Table: TypeAlias = dict[str, dict[str, Figures]]


@dataclass(frozen=True)
class Item:
    """One picture of the set."""

    photo: Photo
    matte: Matte
    colours: Rgb


def main() -> None:
    """Measure the methods asked for."""
    options = _options()
    table: Table = {}
    seconds: dict[str, float] = {}
    for name in options.methods:
        method = METHODS[name](options.u2netp)
        began = time.monotonic()
        table[name] = {item_id: _one(method, options.data, item_id) for item_id in _ids(options.data, options.only)}
        seconds[name] = (time.monotonic() - began) / len(table[name])
    options.out.mkdir(parents=True, exist_ok=True)
    text = report(table, seconds)
    (options.out / "quality.md").write_text(text)
    (options.out / "quality.json").write_text(json.dumps(_plain(table, seconds), indent=1) + "\n")
    print(text)


def report(table: Table, seconds: dict[str, float]) -> str:
    """Return Markdown: the means of each method, then every picture."""
    means = {name: mean(list(rows.values())) for name, rows in table.items()}
    lines = [_row(["method", *NAMES, "seconds"]), _row(["---"] * (len(NAMES) + 2))]
    for name, figures in means.items():
        lines.append(_row([name, *(_best(figures, means, key) for key in NAMES), f"{seconds[name]:.2f}"]))
    for name, rows in table.items():
        lines += ["", f"## {name}", "", _row(["picture", *NAMES]), _row(["---"] * (len(NAMES) + 1))]
        lines += [_row([item_id, *(_text(value) for value in asdict(row).values())]) for item_id, row in rows.items()]
    return "\n".join(lines) + "\n"


def _one(method: Method, data: Path, item_id: str) -> Figures:
    item = _read(data, item_id)
    matte, colours = method(item.photo)
    return measure(matte, colours, item.matte, item.colours)


def _read(data: Path, item_id: str) -> Item:
    def pixels(suffix: str) -> Rgb:
        return np.array(Image.open(data / f"{item_id}{suffix}"))

    matte = pixels(".matte.png").astype(np.float32) / 255
    return Item(Photo(pixels(".jpg"), f"{item_id}.jpg", "0" * 64), matte, pixels(".fg.png"))


def _ids(data: Path, only: list[str]) -> list[str]:
    known = [entry["id"] for entry in json.loads((data / "index.json").read_text())]
    return [item_id for item_id in known if not only or item_id in only]


def _best(figures: dict[str, float], means: dict[str, dict[str, float]], key: str) -> str:
    column = [row[key] for row in means.values()]
    best = max(column) if key in HIGHER_IS_BETTER else min(column)
    return f"**{figures[key]:.3f}**" if figures[key] == best and len(means) > 1 else f"{figures[key]:.3f}"


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(table: Table, seconds: dict[str, float]) -> dict[str, object]:
    return {
        name: {
            "means": mean(list(rows.values())),
            "seconds": round(seconds[name], 3),
            "pictures": {item_id: asdict(row) for item_id, row in rows.items()},
        }
        for name, rows in table.items()
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cutout.quality", description=__doc__)
    parser.add_argument("methods", nargs="*", default=["u2netp", "backdrop"], choices=METHODS, metavar="METHOD")
    parser.add_argument("--u2netp", type=Path, required=True, help="the weights' file")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the rendered set")
    parser.add_argument("--out", type=Path, default=DATA.parent / "results", help="folder to write to")
    parser.add_argument(
        "--only", nargs="*", default=[], metavar="ID", help="pictures to measure; all when none is named"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
