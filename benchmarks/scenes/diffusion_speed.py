"""How long painted scenes take, and how much of the GPU's memory: ours beside a plain diffusers script.

    python benchmarks/scenes/diffusion_speed.py --weights DIR            # weights fetched from a hub
    python benchmarks/scenes/diffusion_speed.py --random true            # true sizes, random weights: speed, not looks
    python benchmarks/scenes/diffusion_speed.py --random toy --device cpu --sizes 128   # a smoke test, seconds

One JSON record a line. A record names the card; figures with random weights say so, and time the same arithmetic: gates
are left out of them, as no random picture passes. `plain` is what most scripts do: a text prompt a picture, one
picture at a time, weights resident, product pasted by nobody.
"""

import argparse
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderKLFlux2,
    FlowMatchEulerDiscreteScheduler,
    Flux2KleinInpaintPipeline,
    Flux2KleinPipeline,
    Flux2Transformer2DModel,
    ZImageInpaintPipeline,
    ZImagePipeline,
    ZImageTransformer2DModel,
)
from PIL import Image
from tokenizers import pre_tokenizers
from transformers import Qwen2Tokenizer, Qwen3Config, Qwen3ForCausalLM, Qwen3Model

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.card import Folder, card_name, forget_peak, peak_gb, wait_for
from models.registry import EngineChoice
from pipelines.camera import camera_of
from pipelines.placed import place_product
from pipelines.plate import Plate
from pipelines.progress import silent
from pipelines.shot import Shot, Staging
from pipelines.stages.compose import compose
from pipelines.stages.render.engine import RENDER_ENGINES
from pipelines.stages.render.painting.enlarge import lanczos
from pipelines.stages.render.painting.gates import Judges
from pipelines.stages.render.painting.memory_tiers import SteppingDown
from pipelines.stages.render.painting.paint_scene import Atelier, PaintWish, paint_scene
from pipelines.stages.render.painting.painter import PAINTERS, GpuMemoryError, Loading, Painter, PaintOrder
from pipelines.values import Box, Cutout
from presets.content.unwanted import load_unwanted
from presets.scenes.schema import SceneSet, Stance

PROMPT = "warm oak table by a window, morning sun, plastered wall, ceramic vase"
PLAIN = {"flux2-klein-4b": (Flux2KleinInpaintPipeline, 4, 1.0), "z-image-turbo": (ZImageInpaintPipeline, 8, 0.0)}


def main() -> None:
    args = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        home = args.weights or Path(scratch)
        if args.random:
            _write_random(home, args.model, toy=args.random == "toy")
        for record in _measured(args, home):
            weights = f"random, {args.random} size" if args.random else "trained"
            print(json.dumps({"model": args.model, "weights": weights, "device": card_name(args.device), **record}))
            sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=list(PLAIN), default="flux2-klein-4b")
    parser.add_argument("--weights", type=Path, help="a folder that holds one folder a catalogue id")
    parser.add_argument("--random", choices=["true", "toy"], help="write random weights of the true, or of toy, size")
    parser.add_argument("--device", choices=["cuda", "cpu"], default="cuda")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1024, 2000], help="sides of the pictures, in pixels")
    parser.add_argument("--loadings", nargs="+", default=["compiled", "resident", "offload", "int8", "streamed"])
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 2, 4, 8], help="seeds at once")
    parser.add_argument("--pictures", type=int, default=3, help="timed pictures of each kind, after one untimed")
    args = parser.parse_args()
    if bool(args.weights) == bool(args.random):
        parser.error("give either --weights or --random")
    if args.device == "cpu":
        args.loadings = ["cpu"]
    return args


def _measured(args: argparse.Namespace, home: Path) -> Iterator[dict[str, Any]]:
    yield from _plain(args, home)
    _free(args.device)
    for loading in map(Loading, args.loadings):
        try:
            yield from _ours(args, home, loading)
        except GpuMemoryError as error:
            yield {"who": "ours", "loading": loading.value, "failed": str(error)}
        _free(args.device)


def _plain(args: argparse.Namespace, home: Path) -> Iterator[dict[str, Any]]:
    kind, steps, guidance = PLAIN[args.model]
    dtype = torch.bfloat16 if args.device == "cuda" else torch.float32
    started = time.perf_counter()
    pipe = kind.from_pretrained(home / args.model, dtype=dtype, local_files_only=True).to(args.device)
    pipe.set_progress_bar_config(disable=True)
    yield {"who": "plain", "what": "load", "seconds": round(time.perf_counter() - started, 3)}
    side = min(1024, min(args.sizes)) // 16 * 16
    canvas, mask = Image.new("RGB", (side, side), "grey"), Image.new("L", (side, side), 255)

    def picture(seed: int) -> None:
        generator = torch.Generator("cpu").manual_seed(seed)
        asked = {"prompt": PROMPT, "image": canvas, "mask_image": mask, "strength": 1.0, "generator": generator}
        # The encoder's layers follow its depth, as ours do; the default fits the true size alone.
        layers = {"text_encoder_out_layers": _layers(pipe)} if "Flux2" in kind.__name__ else {}
        pipe(**asked, **layers, num_inference_steps=steps, guidance_scale=guidance, height=side, width=side)

    yield {"who": "plain", "what": "picture", "side_px": side, **_timed(picture, args)}


def _ours(args: argparse.Namespace, home: Path, loading: Loading) -> Iterator[dict[str, Any]]:
    common = {"who": "ours", "loading": loading.value}
    started = time.perf_counter()
    painter: Painter = PAINTERS.open(EngineChoice(name=args.model, options={"loading": loading.value}), Folder(home))
    yield {**common, "what": "load", "seconds": round(time.perf_counter() - started, 3)}
    for side in args.sizes:
        yield {**common, "what": "picture", "side_px": side, **_timed(_scene(painter, args.model, side), args)}
    for batch in args.batches:
        yield {**common, "what": "batch", "at_once": batch, **_batched(painter, args, batch)}
    painter.close()


def _scene(painter: Painter, model: str, side: int) -> Callable[[int], None]:
    """Return what makes one whole picture of a seed: canvas, painting, enlarging, the photograph on top."""
    cutout = _block()
    staged = RENDER_ENGINES.open(EngineChoice(name="staged"), Folder(Path()))
    held = SteppingDown(lambda _loading: painter, Loading.CPU)
    atelier = Atelier(staged, held, Judges(), lanczos, load_unwanted(), model, "benchmark")
    staging = Staging(_plate(), Stance.STANDING, 12.0)
    place = Box(int(side * 0.38), int(side * 0.4), int(side * 0.62), int(side * 0.72))

    def picture(seed: int) -> None:
        shot = Shot((side, side), Box(0, 0, 240, 320), place, seed=seed, staging=staging)
        placed = place_product(cutout, shot)
        compose(placed, shot, paint_scene(shot, placed, atelier, PaintWish(budget=1, insist=True), silent))

    return picture


def _batched(painter: Painter, args: argparse.Namespace, batch: int) -> dict[str, Any]:
    side = min(1024, max(args.sizes)) // 16 * 16
    canvas = np.full((side, side, 3), 128, np.uint8)

    def pictures(seed: int) -> None:
        seeds = tuple(range(seed, seed + batch))
        painter.paint(PaintOrder(canvas, np.ones((side, side), np.bool_), PROMPT, seeds), silent)

    timed = _timed(pictures, args)
    return {"side_px": side, **timed, "pictures_per_minute": round(60 * batch / timed["seconds"], 2)}


def _timed(work: Callable[[int], None], args: argparse.Namespace) -> dict[str, Any]:
    """Run once untimed, then several times; tell the median and the memory's peak."""
    work(0)
    forget_peak(args.device)
    seconds = [_seconds(partial(work, seed), args.device) for seed in range(1, args.pictures + 1)]
    return {"seconds": round(float(np.median(seconds)), 3), "peak_gb": peak_gb(args.device)}


def _seconds(work: Callable[[], None], device: str) -> float:
    started = time.perf_counter()
    work()
    wait_for(device)
    return time.perf_counter() - started


def _free(device: str) -> None:
    gc.collect()
    if device == "cuda":
        torch.cuda.empty_cache()


def _layers(pipe: Any) -> tuple[int, ...]:
    depth = pipe.text_encoder.config.num_hidden_layers
    return tuple(depth * quarter // 4 for quarter in (1, 2, 3))


def _block() -> Cutout:
    pixels = np.random.default_rng(1).integers(90, 200, (320, 240, 3)).astype(np.uint8)
    return Cutout(pixels, np.ones((320, 240), np.float32), pixels.copy())


def _plate() -> Plate:
    """Return a floor lit from above, as large as shipped plates are."""
    scene = SceneSet.model_validate(
        {
            "id": "benchmark",
            "title": "A floor",
            "tags": ["oak"],
            "stand": {"max_width_cm": 60, "max_depth_cm": 60, "max_height_cm": 60},
            "views": [{"elevation_deg": 12, "target_cm": (0, 0, 6), "distance_cm": 80}],
            "lamps": [{"kind": "dome", "id": "sky", "power": 1}],
            "materials": {"oak": {}},
            "things": [{"kind": "box", "material": "oak", "size_cm": (90, 90, 2)}],
            "prompt": PROMPT,
        }
    )
    camera = camera_of(12, (0, 0, 6), 80, 26, (512, 512))
    rays = camera.rays()
    far = np.where(rays[..., 2] < -1e-3, -camera.origin_cm[2] / np.minimum(rays[..., 2], -1e-3), 400.0)
    position = np.asarray(camera.origin_cm + rays * np.minimum(far, 400.0)[..., None], np.float32)
    normal = np.broadcast_to(np.array([0, 0, 1], np.float32), position.shape).copy()
    light = np.full((512, 512, 3), 0.4, np.float32)
    return Plate("0" * 64, scene, camera, {"sky": light}, position, normal)


def _write_random(home: Path, model: str, *, toy: bool) -> None:
    """Write a pipeline of random weights; at true size 16 to 21 GB, made in bfloat16."""
    torch.set_default_dtype(torch.float32 if toy else torch.bfloat16)
    try:
        pipe = _klein(toy=toy) if model == "flux2-klein-4b" else _z_image(toy=toy)
    finally:
        torch.set_default_dtype(torch.float32)
    pipe.save_pretrained(home / model)


def _encoder(*, toy: bool) -> Qwen3Config:
    """Qwen3-4B (4.0 billion parameters), or a toy of four layers."""
    true = {"hidden_size": 2560, "intermediate_size": 9728, "num_hidden_layers": 36, "num_attention_heads": 32}
    small = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 4, "num_attention_heads": 2}
    heads = {"num_key_value_heads": 2 if toy else 8, "head_dim": 8 if toy else 128}
    return Qwen3Config(**(small if toy else true), **heads, vocab_size=151_936, tie_word_embeddings=True)


def _tokenizer() -> Qwen2Tokenizer:
    symbols = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", *sorted(pre_tokenizers.ByteLevel.alphabet())]
    tokenizer = Qwen2Tokenizer(vocab={symbol: i for i, symbol in enumerate(symbols)}, merges=[], padding_side="right")
    tokenizer.chat_template = "{% for m in messages %}<|im_start|>{{ m['content'] }}<|im_end|>{% endfor %}"
    return tokenizer


def _klein(*, toy: bool) -> Flux2KleinPipeline:
    """FLUX.2 klein 4B's shape as far as its published size tells (3.9 billion in the transformer), or a toy."""
    true = {"in_channels": 128, "num_layers": 5, "num_single_layers": 20, "num_attention_heads": 24}
    small = {"in_channels": 16, "num_layers": 1, "num_single_layers": 1, "num_attention_heads": 2}
    rest = (
        {"attention_head_dim": 16, "axes_dims_rope": (4, 4, 4, 4), "joint_attention_dim": 48}
        if toy
        else {"attention_head_dim": 128, "axes_dims_rope": (32, 32, 32, 32), "joint_attention_dim": 7680}
    )
    coder = (
        {"block_out_channels": (4, 4, 4, 4), "layers_per_block": 1, "latent_channels": 4, "norm_num_groups": 2}
        if toy
        else {}
    )
    return Flux2KleinPipeline(
        tokenizer=_tokenizer(),
        text_encoder=Qwen3ForCausalLM(_encoder(toy=toy)),
        is_distilled=True,
        transformer=Flux2Transformer2DModel(**(small if toy else true), **rest, guidance_embeds=False),
        vae=AutoencoderKLFlux2(**coder),
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0, use_dynamic_shifting=True, time_shift_type="exponential"),
    )


def _z_image(*, toy: bool) -> ZImagePipeline:
    """Z-Image's shape, which is its class's default (6.2 billion in the transformer), or a toy."""
    small = {"dim": 32, "n_layers": 1, "n_refiner_layers": 1, "n_heads": 2, "n_kv_heads": 2, "axes_dims": [8, 4, 4]}
    channels = (8,) * 4 if toy else (128, 256, 512, 512)
    return ZImagePipeline(
        tokenizer=_tokenizer(),
        text_encoder=Qwen3Model(_encoder(toy=toy)),
        transformer=ZImageTransformer2DModel(cap_feat_dim=16 if toy else 2560, **(small if toy else {})),
        vae=AutoencoderKL(
            down_block_types=("DownEncoderBlock2D",) * 4,
            up_block_types=("UpDecoderBlock2D",) * 4,
            block_out_channels=channels,
            layers_per_block=1 if toy else 2,
            latent_channels=16,
            norm_num_groups=2 if toy else 32,
            scaling_factor=0.3611,
            shift_factor=0.1159,
            use_quant_conv=False,
            use_post_quant_conv=False,
        ),
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0),
    )


if __name__ == "__main__":
    main()
