"""`--sign` binds each file to its photo; the signature is inside the byte limits and outside no pixel."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.conftest import Studio
from tests.fakes.certificates import make_credentials

c2pa = pytest.importorskip("c2pa", reason="pip install 'listing-studio[c2pa]'")


def test_a_signed_main_image_reads_back_valid(studio: Studio, mug: Path, tmp_path: Path) -> None:
    files = make_credentials(tmp_path)
    signing = ("--sign", files["certificate_chain"], files["private_key"])
    done = studio("main-image", mug, "-p", "ebay", "--cutout", "backdrop", *signing)
    assert done.returncode == 0, done.stderr
    data = (tmp_path / done.stdout.strip()).read_bytes()
    with c2pa.Reader("image/jpeg", io.BytesIO(data)) as reader:
        manifests = json.loads(reader.json())
        assert reader.get_validation_state() == "Valid"
    text = json.dumps(manifests)
    assert "c2pa.opened" in text
    assert str(tmp_path) not in text
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()


def test_a_wrong_key_is_one_sentence_and_leaves_no_file(studio: Studio, mug: Path, tmp_path: Path) -> None:
    chain = make_credentials(tmp_path)["certificate_chain"]
    done = studio("main-image", mug, "-p", "ebay", "--cutout", "backdrop", "--sign", chain, chain)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.rglob("*.main.jpg"))
