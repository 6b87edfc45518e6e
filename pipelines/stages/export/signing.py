"""Content Credentials: who can sign a finished file, by table."""

from collections.abc import Mapping
from typing import Protocol

from pydantic import Field

from models.registry import EngineEntry, EngineOptions, Registry
from pipelines.stages.export.provenance import Recipe


class SigningOptions(EngineOptions):
    """Whose signature. These paths stay in the job and never enter a recipe."""

    certificate_chain: str = Field(description="PEM file: the signing certificate first, then those that vouch for it.")
    private_key: str = Field(description="PEM file of the certificate's key, without a password.")


class Signer(Protocol):
    """Binds a finished file to the photo it was made from, with its owner's signature."""

    def sign(self, made: bytes, photo: bytes, recipe: Recipe) -> bytes:
        """Return the JPEG, PNG, WebP, TIFF or MP4 `made` with a signed manifest inside; no pixel of it changes.

        The file grows by the manifest, some kilobytes: sign before a byte limit is checked.

        Raises:
            ExportError: the file or the photo is of a format that holds no manifest, or signing failed.
        """
        ...


_ENTRIES: Mapping[str, EngineEntry] = {
    "c2pa": EngineEntry(
        target="pipelines.stages.export.c2pa:C2paSigner",
        summary="C2PA manifest (Content Credentials) signed with your own certificate.",
        options=SigningOptions,
        packages=("c2pa",),
        extra="c2pa",
    ),
}
SIGNERS: Registry[Signer] = Registry("sign", _ENTRIES)
