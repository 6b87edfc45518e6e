"""What a plan's rows can make; it imports nothing, so that help is quick."""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, str]] = {
    "main-image": ("studio.commands.main_image", "main_image"),
    "lifestyle": ("studio.commands.lifestyle", "lifestyle"),
    "avatar-video": ("studio.commands.avatar_video", "avatar_video"),
    "product-clip": ("studio.commands.product_clip", "product_clip"),
    "infographic": ("studio.commands.infographic", "infographic"),
    "kit": ("studio.commands.kit", "kit"),
    "cutout": ("studio.commands.cutout", "cutout"),
}
"""What stands in the column `kind` -> the module of its command, and its name there."""
