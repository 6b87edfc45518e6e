"""What a competent user would write with rembg and Pillow: one photo, N main images. The peer of `main_images.py`.

python plain_script.py SESSION COUNT OUT PHOTO...
"""

import sys
from pathlib import Path

from PIL import Image, ImageFilter, ImageOps
from rembg import new_session, remove

SIZE, FILL = 2000, 0.88


def main_image(product: Image.Image) -> Image.Image:
    """Crop to the product, scale it, put a blurred ellipse below it, paste it on white."""
    product = product.crop(product.getchannel("A").getbbox())
    product = ImageOps.contain(product, (int(SIZE * FILL), int(SIZE * FILL)), Image.Resampling.LANCZOS)
    canvas = Image.new("RGB", (SIZE, SIZE), "white")
    left, top = (SIZE - product.width) // 2, (SIZE - product.height) // 2
    shadow = Image.new("L", (SIZE, SIZE), 255)
    ellipse = Image.new("L", (product.width, product.height // 12), 150)
    shadow.paste(ellipse, (left, top + product.height - product.height // 20))
    canvas = Image.composite(
        canvas, Image.new("RGB", (SIZE, SIZE), "grey"), shadow.filter(ImageFilter.GaussianBlur(30))
    )
    canvas.paste(product, (left, top), product)
    return canvas


def main() -> None:
    session_name, count, out = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    session = new_session(session_name)
    for path in map(Path, sys.argv[4:]):
        with Image.open(path) as photo:
            product = remove(ImageOps.exif_transpose(photo).convert("RGB"), session=session)
        for number in range(count):
            main_image(product).save(out / f"{path.stem}.{number}.jpg", quality=95, subsampling=0)


main()
