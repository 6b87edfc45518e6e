import json
from pathlib import Path

import numpy as np
from PIL import Image

from tests.e2e.conftest import Studio


def test_a_cutout_has_the_photos_size_and_a_clean_matte(studio_anew: Studio, mug: Path, tmp_path: Path) -> None:
    done = studio_anew("cutout", mug, "--engine", "backdrop", "--out", "cutouts")
    assert done.returncode == 0, done.stderr
    path = tmp_path / done.stdout.strip()
    with Image.open(path) as picture, Image.open(mug) as photo:
        layers, pixels = np.asarray(picture), np.asarray(photo)
    assert layers.shape == (*pixels.shape[:2], 4)
    assert layers[500, 400, 3] == 255
    assert layers[100, 100, 3] == 0
    assert layers[540, 690, 3] == 0, "the handle's hole is no product"
    assert np.array_equal(layers[500, 400, :3], pixels[500, 400])


def test_a_touchup_is_applied_and_a_wrong_one_addressed(studio: Studio, mug: Path, tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text(json.dumps({"box": {"left": 0, "top": 0, "right": 900, "bottom": 600}}))
    (tmp_path / "bad.json").write_text(json.dumps({"bxo": 1}))
    typed = ("cutout", mug, "--engine", "backdrop", "--touchup")
    done = studio(*typed, "good.json")
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / done.stdout.strip()) as picture:
        assert np.asarray(picture)[700:, :, 3].max() == 0
    wrong = studio(*typed, "bad.json")
    assert wrong.returncode == 3
    assert "bad.json: bxo" in wrong.stderr


def test_what_is_there_is_kept_and_said(studio: Studio, mug: Path, tmp_path: Path) -> None:
    typed = ("cutout", mug.name, "--engine", "backdrop")
    first = tmp_path / studio(*typed).stdout.strip()
    assert "mug: the same file was there already." in studio(*typed).stderr
    first.write_bytes(b"another's")
    done = studio(*typed)
    assert "mug: another file had the name, so this one lies in out/2." in done.stderr
    assert first.read_bytes() == b"another's"
    assert (tmp_path / done.stdout.strip()).parent == tmp_path / "out" / "2"


def test_a_folder_that_takes_nothing_is_found_before_the_work(studio: Studio, mug: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = studio("cutout", mug, "--engine", "backdrop", "--out", "file/out")
    assert done.returncode == 3
    assert done.stderr.endswith("The folder out cannot be written to: Not a directory. Choose another.\n")
