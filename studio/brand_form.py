"""A brand as a page asks for it: its file with what that names, or colours, tone and a logo."""

import json
from collections.abc import Mapping

from pipelines.errors import StudioError
from pipelines.stages.export.names import ascii_name
from presets.brands.library import FILE_NAME
from presets.brands.schema import Brand
from presets.reading import validated

COLOURS = ("primary", "accent")


class BrandFormError(StudioError):
    """What was filled in is no brand."""


def brand_content(sent: Mapping[str, bytes], given: Mapping[str, str | None], name: str) -> Mapping[str, bytes]:
    """Return the files of a brand, `brand.toml` among them; none where nothing was given.

    Args:
        sent: files by name: the brand's own and what it names, or a picture, which is the logo.
        given: `primary` and `accent` as `#1f6f5c`, `tone`.
        name: the brand's.

    Raises:
        BrandFormError: colours beside a file; a logo or a tone without colours; colours without a name.
        PresetError: a colour that is none.
    """
    told = {key: value.strip() for key, value in given.items() if value and value.strip()}
    written = [file for file in sent if file.lower().endswith(".toml")]
    if written:
        if told or len(written) > 1:
            raise BrandFormError("Give one brand's file, or its colours and tone: one of them.")
        return {FILE_NAME if file == written[0] else file: content for file, content in sent.items()}
    if not told and not sent:
        return {}
    if fault := _fault(sent, told, name):
        raise BrandFormError(fault)
    return {**sent, FILE_NAME: _toml(_brand(told, name.strip(), next(iter(sent), None))).encode()}


def _fault(sent: Mapping[str, bytes], told: Mapping[str, str], name: str) -> str:
    if "primary" not in told:
        return "Give the brand's colour, as #1f6f5c: pages are drawn in it."
    if not name.strip():
        return "Fill in the brand among the facts: its colours are called after it."
    return f"Send one picture as the logo, not {len(sent)}." if len(sent) > 1 else ""


def _brand(told: Mapping[str, str], name: str, logo: str | None) -> Brand:
    brand: dict[str, object] = {"id": ascii_name(name).lower().replace("_", "-").strip("-") or "brand", "name": name}
    brand["colours"] = {key: told[key] for key in COLOURS if key in told}
    brand |= {"tone": told["tone"]} if "tone" in told else {}
    return validated(FILE_NAME, brand | ({"logo": logo} if logo else {}), Brand)


def _toml(brand: Brand) -> str:
    head = brand.model_dump(mode="json", include={"id", "name", "tone", "logo"}, exclude_none=True)
    colours = brand.colours.model_dump(mode="json", exclude_defaults=True)
    rows = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    return "\n".join([*rows, "", "[colours]", *(f"{key} = {json.dumps(value)}" for key, value in colours.items()), ""])
