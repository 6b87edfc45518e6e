"""A signed file reads back with the standard library, names the photo it was made from, and keeps its pixels."""

import io
import json
from functools import partial

import numpy as np
import pytest
from PIL import Image

from models.registry import EngineChoice
from pipelines.errors import ExportError
from pipelines.stages.export.provenance import EngineUsed, Recipe, SourceType, xmp_packet
from pipelines.stages.export.read_xmp import read_xmp
from pipelines.stages.export.signing import SIGNERS

c2pa = pytest.importorskip("c2pa", reason="pip install 'listing-studio[c2pa]'")

from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption  # noqa: E402

from tests.fakes.certificates import KEYS, make_credentials, pem  # noqa: E402

RECIPE = Recipe(version="0.1.0", photos=("ab" * 32,), engines=(EngineUsed(capability="cutout", name="backdrop"),))


@pytest.fixture
def credentials(tmp_path):
    """Return a maker of a chain and key for a kind of key, as options of the signer."""
    return partial(make_credentials, tmp_path)


def opened(options):
    return SIGNERS.open(EngineChoice(name="c2pa", options=options), weights=None)


def picture(format, colour="red", **options) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, format, **options)
    return file.getvalue()


def read_back(format, data):
    with c2pa.Reader(format, io.BytesIO(data)) as reader:
        return json.loads(reader.json()), reader.get_validation_state()


@pytest.mark.parametrize("format", ["jpeg", "png", "webp", "tiff"])
def test_each_format_is_signed_and_keeps_its_pixels(credentials, format):
    made = picture(format.upper())
    signed = opened(credentials()).sign(made, picture("JPEG", "blue"), RECIPE)
    manifests, state = read_back(f"image/{format}", signed)
    assert state == "Valid"
    assert [status["code"] for status in manifests["validation_status"]] == ["signingCredential.untrusted"]
    before, after = (np.asarray(Image.open(io.BytesIO(data))) for data in (made, signed))
    np.testing.assert_array_equal(before, after)


def test_the_manifest_tells_what_was_done_and_to_what(credentials):
    signed = opened(credentials()).sign(picture("JPEG"), picture("PNG", "blue"), RECIPE)
    manifests, _ = read_back("image/jpeg", signed)
    active = manifests["manifests"][manifests["active_manifest"]]
    assert [(i["relationship"], i["format"], i["title"]) for i in active["ingredients"]] == [
        ("parentOf", "image/png", "photo")
    ]
    actions = active["assertions"][0]["data"]["actions"]
    assert [action["action"] for action in actions] == ["c2pa.opened", "c2pa.edited", "c2pa.resized"]
    assert actions[1]["softwareAgent"]["name"] == "Listing Studio, cutout by backdrop"
    assert "c2pa.ingredient" in actions[0]["parameters"]["ingredients"][0]["url"]
    assert active["claim_generator_info"][0]["name"] == "Listing Studio"
    assert "thumbnail" not in active
    assert "digitalSourceType" not in json.dumps(actions)


def test_a_signed_photo_hands_its_history_on(credentials):
    signer = opened(credentials())
    first = signer.sign(picture("JPEG"), picture("JPEG", "blue"), RECIPE)
    manifests, state = read_back("image/jpeg", signer.sign(picture("JPEG", "green"), first, RECIPE))
    assert state == "Valid"
    assert len(manifests["manifests"]) == 2


def test_the_xmp_stays(credentials, tmp_path):
    made = picture("JPEG", xmp=xmp_packet(RECIPE, SourceType.ALGORITHMICALLY_ENHANCED))
    (tmp_path / "a.jpg").write_bytes(opened(credentials()).sign(made, picture("JPEG"), RECIPE))
    assert read_xmp(tmp_path / "a.jpg").recipe == RECIPE


@pytest.mark.parametrize("kind", KEYS)
def test_each_kind_of_key_signs(credentials, kind):
    signed = opened(credentials(kind)).sign(picture("JPEG"), picture("JPEG"), RECIPE)
    assert read_back("image/jpeg", signed)[1] == "Valid"


def test_a_changed_pixel_breaks_the_signature(credentials):
    signed = bytearray(opened(credentials()).sign(picture("JPEG"), picture("JPEG"), RECIPE))
    signed[-30] ^= 1
    manifests, state = read_back("image/jpeg", bytes(signed))
    assert state == "Invalid"
    assert "assertion.dataHash.mismatch" in [status["code"] for status in manifests["validation_status"]]


def test_what_cannot_be_signed_is_said(credentials):
    signer = opened(credentials())
    with pytest.raises(ExportError, match="Only JPEG, PNG, WebP, TIFF and MP4"):
        signer.sign(picture("BMP"), picture("JPEG"), RECIPE)
    with pytest.raises(ExportError, match="photo of this format"):
        signer.sign(picture("JPEG"), picture("BMP"), RECIPE)
    with pytest.raises(ExportError, match="could not be signed"):
        signer.sign(picture("JPEG")[:40], picture("JPEG"), RECIPE)


def test_wrong_credentials_are_said(credentials, tmp_path):
    good = credentials()
    with pytest.raises(ExportError, match=r"certificate chain missing\.pem cannot be read"):
        opened(good | {"certificate_chain": str(tmp_path / "missing.pem")})
    with pytest.raises(ExportError, match="holds no PEM certificate"):
        opened(good | {"certificate_chain": good["private_key"]})
    with pytest.raises(ExportError, match="holds no PEM private key"):
        opened(good | {"private_key": good["certificate_chain"]})
    locked, odd = tmp_path / "locked.pem", tmp_path / "odd.pem"
    locked.write_bytes(pem(KEYS["P-256"](), BestAvailableEncryption(b"secret")))
    odd.write_bytes(pem(ec.generate_private_key(ec.SECP256K1())))
    with pytest.raises(ExportError, match="locked with a password"):
        opened(good | {"private_key": str(locked)})
    with pytest.raises(ExportError, match="C2PA does not sign with"):
        opened(good | {"private_key": str(odd)})


def test_a_key_that_is_not_the_certificates_signs_nothing(credentials, tmp_path):
    other = tmp_path / "other.pem"
    other.write_bytes(pem(KEYS["P-256"]()))
    signer = opened(credentials() | {"private_key": str(other)})
    with pytest.raises(ExportError, match="could not be signed"):
        signer.sign(picture("JPEG"), picture("JPEG"), RECIPE)
