"""`python -m benchmarks.scenes.identity`: is the product in a lifestyle picture the photographed one?

Bundled photos of products, and some of the cutout set, go into sets whose plates are at hand, each pair once as
`studio lifestyle` makes it and once with the light of the place. Figures are the receipts', a line of JSON a picture;
the summary goes to stderr. Where the light of the place is off, every product pixel has to be the photo's.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np

from pipelines.errors import StudioError
from pipelines.stages.identity import IdentityReceipt
from presets.scenes.schema import SceneSet
from studio.api import Studio

_HERE = Path(__file__).parents[2]
_EXAMPLES, _CUTOUTS = _HERE / "studio" / "examples", _HERE / "benchmarks" / "cutout" / "data"
# photo, height of the product in centimetres
PRODUCTS = (
    (_EXAMPLES / "enamel-mug" / "front.jpg", 9.5),
    (_EXAMPLES / "face-oil" / "front.jpg", 10.5),
    (_EXAMPLES / "herbal-tea" / "front.jpg", 14),
    (_EXAMPLES / "white-vase" / "front.jpg", 20),
    (_EXAMPLES / "wicker-basket" / "front.jpg", 18),
    (_CUTOUTS / "teapot-1.jpg", 14),
    (_CUTOUTS / "cactus-1.jpg", 15),
    (_CUTOUTS / "tea-box-1.jpg", 14),
    (_CUTOUTS / "perfume-2.jpg", 11),
    (_CUTOUTS / "plush-2.jpg", 20),
)
_MARKET, _SLOT = "shopee", "lifestyle"  # 1024 x 1024
_RELIGHT = 0.6


@dataclass(frozen=True)
class _Pair:
    """One picture's receipts, with the product's own light and with the place's."""

    product: str
    scene: str
    plain: IdentityReceipt
    lit: IdentityReceipt


def main() -> None:
    """Make the pictures and sum up."""
    options = _options()
    studio = Studio()
    pairs: list[_Pair] = []
    for pair in _pairs(studio, options.pictures, options.out):
        pairs.append(pair)
        sys.stdout.write(json.dumps(_row(pair)) + "\n")
        sys.stdout.flush()
    sys.stderr.write(json.dumps(_summary(pairs), indent=1) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scenes.identity", description=__doc__)
    parser.add_argument("--pictures", type=int, default=50)
    parser.add_argument("--out", type=Path, default=Path("/tmp/identity"))
    return parser.parse_args()


def _pairs(studio: Studio, wanted: int, out: Path) -> Iterator[_Pair]:
    """Yield as many pairs as wanted, products and sets taken in turn; what a set does not hold is left out."""
    shelf = studio.bench.sets.plates
    scenes = [one for one in studio.bench.sets.library.items.values() if shelf.is_at_hand(one, one.views[0])]
    made = 0
    for turn in count():
        if turn >= len(scenes):
            return
        for index, (photo, height_cm) in enumerate(PRODUCTS):
            scene = scenes[(turn + index * len(scenes) // len(PRODUCTS)) % len(scenes)]
            if made < wanted and (pair := _pair(studio, (photo, height_cm), scene, out)) is not None:
                made += 1
                yield pair
        if made >= wanted:
            return


def _pair(studio: Studio, product: tuple[Path, float], scene: SceneSet, out: Path) -> _Pair | None:
    name = product[0].parent.name if product[0].stem == "front" else product[0].stem
    try:
        plain, lit = (_receipt(studio, product, scene, (out / name, relight)) for relight in (0.0, _RELIGHT))
    except StudioError as error:
        sys.stderr.write(f"{name}, {scene.id}: {error}\n")
        return None
    return _Pair(name, scene.id, plain, lit)


def _receipt(studio: Studio, product: tuple[Path, float], scene: SceneSet, wish: tuple[Path, float]) -> IdentityReceipt:
    """Make one picture; a camera height that does not suit the place is no matter here.

    Raises:
        StudioError: the set does not take the product.
    """
    (photo, height_cm), (out, relight) = product, wish
    made = studio.lifestyle(
        photo, presets=[_MARKET], out=out / f"relight-{relight:g}", slot=_SLOT, scenes=(scene.id,),
        height_cm=height_cm, relight=relight, insist=True,
    )  # fmt: skip
    if made.refused:
        raise StudioError(made.refused[0].sentence)
    receipt = made.images[0].receipt
    if receipt is None:
        raise StudioError("No pixel of it is surely product at this size.")
    return receipt


def _row(pair: _Pair) -> Mapping[str, object]:
    low, high = pair.lit.relight or (1.0, 1.0)
    return {
        "product": pair.product,
        "set": pair.scene,
        "equal": pair.plain.equal_share,
        "worst_delta_e": pair.plain.worst_delta_e,
        "lit_edge_correlation": _rounded(pair.lit.edge_correlation),
        "lit_mean_delta_e": _rounded(pair.lit.mean_delta_e),
        "lit_worst_delta_e": _rounded(pair.lit.worst_delta_e),
        "gain": [_rounded(low), _rounded(high)],
        "file_mean_delta_e": _rounded(pair.plain.encoder_mean_delta_e),
        "overlap": _rounded(pair.plain.silhouette_overlap),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _summary(pairs: Sequence[_Pair]) -> Mapping[str, object]:
    edges = [pair.lit.edge_correlation for pair in pairs if pair.lit.edge_correlation is not None]
    gains = [pair.lit.relight for pair in pairs if pair.lit.relight is not None]
    labels = [pair.plain.label for pair in pairs if pair.plain.label is not None]
    return {
        "pictures": len(pairs),
        "products": len({pair.product for pair in pairs}),
        "sets": len({pair.scene for pair in pairs}),
        "least equal share": min(pair.plain.equal_share for pair in pairs),
        "worst delta E in the file": round(max(pair.plain.encoder_worst_delta_e for pair in pairs), 2),
        "mean delta E in the file": round(float(np.mean([pair.plain.encoder_mean_delta_e for pair in pairs])), 2),
        "lit: least, median edge correlation": [round(min(edges), 4), round(float(np.median(edges)), 4)],
        "lit: mean delta E, worst of the means": [
            round(float(np.mean([pair.lit.mean_delta_e for pair in pairs])), 2),
            round(max(pair.lit.mean_delta_e for pair in pairs), 2),
        ],
        "lit: worst delta E of a pixel": round(max(pair.lit.worst_delta_e for pair in pairs), 2),
        "lit: gain": [round(min(low for low, _ in gains), 3), round(max(high for _, high in gains), 3)],
        "printed labels compared, least likeness": [
            len(labels),
            round(min((label.likeness for label in labels), default=1.0), 3),
        ],
    }


if __name__ == "__main__":
    main()
