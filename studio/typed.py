"""How what was typed becomes values."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypedDict

import click
from pydantic import ValidationError

from models.registry import EngineChoice
from pipelines.errors import PhotoError
from pipelines.jobs.job import Author, Target
from pipelines.stages.cutout.touchup import Touchup
from pipelines.stages.photo.gather import Grouping, ProductPhotos, gather
from pipelines.values import Size

_LEAST_PX, _MOST_PX = 64, 4096


class ProductTyped(TypedDict):
    """What was typed for a product's pictures; names are the options'."""

    photos: Sequence[Path]
    preset: Sequence[str]
    name: str | None
    sku: str | None
    out: Path
    product: str
    choose: Path | None
    cutout: str
    touchup: Path | None
    max_enlargement: float
    straighten: bool
    tone: bool
    insist: bool
    creator: str | None
    credit: str | None
    sign: tuple[Path, Path] | None
    strict: bool
    as_json: bool


class SlotsTyped(ProductTyped):
    """What was typed for pictures of named places."""

    slot: Sequence[str]


class ShotTyped(SlotsTyped):
    """What was typed for any film; names are the options'."""

    language: Sequence[str]
    facts: Path | None
    template: str
    aspect: str | None
    scene: str
    height_cm: float | None
    elevation: float | None
    brand: str | None
    logo: Path | None
    music: Path | None
    redraw: bool
    seed: int


class ClipTyped(ShotTyped):
    """What was typed for films in which nobody speaks; names are the options'."""

    motion: str | None


class FilmTyped(ShotTyped):
    """What was typed for films with a presenter; names are the options'."""

    script: Sequence[str]
    about: str | None
    presenter: str
    portrait: Path | None
    consent: bool
    avatar: str
    voice: Sequence[str]
    recording: Sequence[str]
    speed: float
    say: Sequence[str]
    side: str | None
    estimate: bool


def product_fields(product: ProductPhotos, typed: SlotsTyped, engine: EngineChoice) -> dict[str, Any]:
    """Return what every job on a product has, by the names of `ProductWork`."""
    targets = dict.fromkeys(Target(preset=preset, slot=slot) for preset in typed["preset"] for slot in typed["slot"])
    return {**shared_fields(product, typed, engine), "targets": tuple(targets)}


def shared_fields(product: ProductPhotos, typed: ProductTyped, engine: EngineChoice) -> dict[str, Any]:
    """Return the same but the places that pictures are for."""
    return {
        "product": product.name,
        "photos": product.paths,
        "out": typed["out"],
        "choose": typed["choose"] if typed["choose"] in product.paths else None,
        "sku": typed["sku"],
        "cutout": engine,
        "touchup": read_touchup(typed["touchup"]),
        "max_enlargement": typed["max_enlargement"],
        "straighten": typed["straighten"],
        "tone": typed["tone"],
        "insist": typed["insist"],
        "author": Author(creator=typed["creator"], credit=typed["credit"]),
        "signing": signing_choice(typed["sign"]),
    }


def products_typed(typed: ProductTyped) -> Sequence[ProductPhotos]:
    """Return the products typed, after what cannot be meant has been refused.

    Raises:
        PhotoError: nothing typed holds a photo.
    """
    products = gathered(typed["photos"], typed["product"], typed["out"], typed["choose"])
    for option, value in (("--sku", typed["sku"]), ("--name", typed["name"])):
        if value is not None and not value.strip():
            raise click.UsageError(f"{option} is empty. Leave it out, or give the product's.")
        if value and len(products) > 1:
            raise click.UsageError(f"{option} names one product, but {len(products)} were given.")
    if typed["name"]:
        products = [ProductPhotos(typed["name"].strip(), products[0].paths)]
    if typed["choose"] and not any(typed["choose"] in product.paths for product in products):
        raise click.UsageError(f"--choose names {typed['choose'].name}, which is none of the photos given.")
    return products


def signing_choice(files: tuple[Path, Path] | None) -> EngineChoice | None:
    """Return the signer of a certificate chain and its key."""
    if files is None:
        return None
    return EngineChoice(name="c2pa", options={"certificate_chain": str(files[0]), "private_key": str(files[1])})


def gathered(photos: Sequence[Path], grouping: str, out: Path, chosen: Path | None = None) -> Sequence[ProductPhotos]:
    """Return the products typed; what was left out is said.

    Raises:
        PhotoError: nothing typed holds a photo.
    """
    if any(photo.is_dir() and photo.resolve() == out.resolve() for photo in photos):
        raise click.UsageError(
            "--out is the folder of the photos. Choose another, so that results are not taken for photos."
        )
    found = gather(photos, Grouping(grouping), leave_out=out, chosen=chosen)
    for note in found.notes:
        click.echo(note, err=True)
    if not found.products:
        raise PhotoError("There is no photo in what was given. Name photo files, or folders that hold some.")
    return found.products


def read_touchup(path: Path | None) -> Touchup:
    """Read a touch-up file; no file is no touch-up.

    Raises:
        PhotoError: the file is not a touch-up, with the address of the mistake.
    """
    if path is None:
        return Touchup()
    try:
        return Touchup.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        address = ".".join(str(part) for part in first["loc"]) or "the file"
        raise PhotoError(f"{path.name}: {address}: {first['msg'].rstrip('.')}.") from error


def read_size(text: str) -> Size:
    """Return a size typed as `WIDTHxHEIGHT`, in pixels.

    Raises:
        click.BadParameter: it is not one, or beyond what a plate can be.
    """
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise click.BadParameter(f"'{text}' is not a size. Write it as 1600x1200.")
    size = int(width), int(height)
    if not all(_LEAST_PX <= edge <= _MOST_PX for edge in size):
        raise click.BadParameter(f"A plate's edges have {_LEAST_PX} to {_MOST_PX} pixels, not {text}.")
    return size


def read_says(texts: Sequence[str]) -> dict[str, str]:
    """Return names and how they sound.

    Raises:
        click.BadParameter: one is not written `NAME=SOUND`.
    """
    return read_pairs(texts, "--say", "NAME=SOUND, as in Nuvola=Noovohla")


def read_pairs(texts: Sequence[str], option: str, form: str, alone: Sequence[str] = ()) -> dict[str, str]:
    """Return NAME=VALUE pairs; where it may stand alone, a value is for the only one of `alone`.

    Raises:
        click.BadParameter: one is not written in `form`.
    """
    pairs: dict[str, str] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals and len(alone) == 1:
            name, value = alone[0], name
        if not name or not value:
            raise click.BadParameter(f"'{text}': write {form}.", param_hint=option)
        pairs[name] = value
    return pairs


def read_market(text: str) -> str:
    """Return a country's ISO code, lower case.

    Raises:
        click.UsageError: it is none.
    """
    if len(text) != 2 or not text.isalpha():
        raise click.UsageError(f"--market {text}: write a country as its two ISO letters, such as de.")
    return text.lower()
