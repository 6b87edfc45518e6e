"""Signing by the Content Authenticity Initiative's own library (package c2pa-python, MIT or Apache-2.0)."""

import io
from pathlib import Path

import c2pa
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from models.registry import WeightsFolder
from pipelines.errors import ExportError
from pipelines.stages.export.provenance import Recipe, SourceType
from pipelines.stages.export.signing import SigningOptions

_TYPES = {
    "image/jpeg": (0, b"\xff\xd8\xff"),
    "image/png": (0, b"\x89PNG\r\n\x1a\n"),
    "image/webp": (8, b"WEBP"),
    "image/tiff": (0, b"II*\0"),
    "image/tiff; big-endian": (0, b"MM\0*"),
    "image/gif": (0, b"GIF8"),
    "image/avif": (4, b"ftypavif"),
    "image/heic": (4, b"ftyphei"),
    "image/heif": (4, b"ftypmif1"),
    "video/mp4": (4, b"ftypisom"),
}
_FILM = "video/mp4"
_MADE_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/tiff", _FILM})
_CURVES = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
# Nothing is dialled: no manifest is fetched that a photo points to, no certificate is asked after. The thumbnails,
# which would carry the photo's background along, are left out.
_SETTINGS = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "builder": {"thumbnail": {"enabled": False}},
}
_PHOTO = "photo"  # the ingredient's label, and all that is told of its name


class C2paSigner:
    """Signs with one certificate. A self-made one is valid, but no viewer will trust it."""

    def __init__(self, options: SigningOptions, weights: WeightsFolder) -> None:
        """Read both files.

        Raises:
            ExportError: a file is missing, or is not what it should be.
        """
        self._chain = _file(options.certificate_chain, "certificate chain")
        if b"-----BEGIN CERTIFICATE-----" not in self._chain:
            name = Path(options.certificate_chain).name
            raise ExportError(f"{name} holds no PEM certificate. Give the chain that begins with your own certificate.")
        self._key, self._algorithm = _key(options.private_key)

    def close(self) -> None:
        """Nothing is held between files."""

    def sign(self, made: bytes, photo: bytes, recipe: Recipe) -> bytes:
        """See `Signer`."""
        made_type, photo_type = _type(made), _type(photo)
        if made_type not in _MADE_TYPES:
            raise ExportError("Only JPEG, PNG, WebP, TIFF and MP4 can be signed. Choose one, or leave signing out.")
        if photo_type in (None, _FILM):
            raise ExportError("A photo of this format cannot be named in a signature. Save it as JPEG, PNG or TIFF.")
        signed = io.BytesIO()
        try:
            with (
                c2pa.Context(c2pa.Settings.from_dict(_SETTINGS)) as context,
                c2pa.Signer.from_info(c2pa.C2paSignerInfo(self._algorithm, self._chain, self._key, None)) as signer,
                c2pa.Builder(_manifest_of(made_type, recipe), context) as builder,
            ):
                relationship = "componentOf" if made_type == _FILM else "parentOf"
                ingredient = {"title": _PHOTO, "label": _PHOTO, "relationship": relationship}
                builder.add_ingredient(ingredient, photo_type, io.BytesIO(photo))
                builder.sign(signer, made_type, io.BytesIO(made), signed)
        except c2pa.C2paError as error:
            raise ExportError(f"The file could not be signed: {error}. Check the certificate and its key.") from error
        return signed.getvalue()


def manifest(recipe: Recipe) -> dict[str, object]:
    """Return the manifest's definition: the photo was opened, then edited by each engine, then resized.

    C2PA 2.2, actions: an edited photo begins with `c2pa.opened` of its parent; claiming `c2pa.created` would be false.
    No digital source type stands on an action, since nothing here is generated.
    """
    studio = {"name": recipe.software, "version": recipe.version}
    actions: list[dict[str, object]] = [{"action": "c2pa.opened", "parameters": {"ingredientIds": [_PHOTO]}}]
    for engine in recipe.engines:
        agent = studio | {"name": f"{recipe.software}, {engine.capability} by {engine.name}"}
        actions.append({"action": "c2pa.edited", "softwareAgent": agent})
    actions.append({"action": "c2pa.resized", "softwareAgent": studio})
    return {
        "claim_generator_info": [studio],
        "assertions": [{"label": "c2pa.actions.v2", "created": True, "data": {"actions": actions}}],
    }


def film_manifest(recipe: Recipe) -> dict[str, object]:
    """Return a film's definition: it was created, its voice and presenter by a machine, and the photo was placed in it.

    C2PA 2.2, actions: what was no asset before begins with `c2pa.created`, which must name its digital source type.
    """
    studio = {"name": recipe.software, "version": recipe.version}
    source = SourceType.COMPOSITE_SYNTHETIC.uri
    actions: list[dict[str, object]] = [
        {"action": "c2pa.created", "digitalSourceType": source, "softwareAgent": studio},
        {"action": "c2pa.placed", "parameters": {"ingredientIds": [_PHOTO]}},
    ]
    for engine in recipe.engines:
        agent = studio | {"name": f"{recipe.software}, {engine.capability} by {engine.name}"}
        actions.append({"action": "c2pa.edited", "softwareAgent": agent})
    return {
        "claim_generator_info": [studio],
        "assertions": [{"label": "c2pa.actions.v2", "created": True, "data": {"actions": actions}}],
    }


def _manifest_of(made_type: str, recipe: Recipe) -> dict[str, object]:
    return film_manifest(recipe) if made_type == _FILM else manifest(recipe)


def _type(data: bytes) -> str | None:
    found = next((kind for kind, (at, magic) in _TYPES.items() if data[at : at + len(magic)] == magic), None)
    return found.partition(";")[0] if found else None


def _file(path: str, what: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a valid path"
        raise ExportError(f"The {what} {Path(path).name} cannot be read: {reason}. Check the path.") from None


def _key(path: str) -> tuple[bytes, str]:
    """Return the key in the form the library takes, and the algorithm that fits it."""
    name = Path(path).name
    try:
        key = load_pem_private_key(_file(path, "private key"), password=None)
    except TypeError:
        raise ExportError(f"{name} is locked with a password. Save the key without one.") from None
    except (ValueError, UnsupportedAlgorithm):
        raise ExportError(f"{name} holds no PEM private key. Give the key that belongs to your certificate.") from None
    algorithm = _algorithm(key)
    if algorithm is None:
        raise ExportError(f"{name} is a kind of key C2PA does not sign with. Use P-256, P-384, P-521, Ed25519 or RSA.")
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), algorithm


def _algorithm(key: object) -> str | None:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return _CURVES.get(key.curve.name)
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ED25519"
    return "PS256" if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= 2048 else None
