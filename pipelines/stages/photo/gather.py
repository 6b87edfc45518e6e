"""What a seller typed, to products: each a name for its outputs and the photos that show it."""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path

from pipelines.stages.photo.content import PHOTO_EXTENSIONS
from pipelines.stages.photo.file_bytes import shown_name, shown_text

_SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "__macosx", "@eadir", "$recycle.bin"})
_BESIDE_PHOTOS = frozenset({"product.toml", "brand.toml"})  # read elsewhere
_NAMED_AT_MOST = 5


class Grouping(StrEnum):
    """Which photos show the same product."""

    PHOTO = "photo"  # every photo a product of its own
    FOLDER = "folder"  # the photos of one folder are one product; a photo typed by itself is its own
    ALL = "all"  # everything typed is one product


@dataclass(frozen=True)
class ProductPhotos:
    """One product.

    Attributes:
        name: what its outputs are called, with `/` between folders: "shoes/01". No two products share one.
        paths: its photos, in the order typed and, within a folder, in natural order. At least one.
    """

    name: str
    paths: tuple[Path, ...]


@dataclass(frozen=True)
class Gathered:
    """All products, and one sentence for each folder of which something was left out."""

    products: tuple[ProductPhotos, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    """A photo and the folder it was found in, where a folder was typed."""

    path: Path
    folder: Path | None


def gather(
    typed: Sequence[Path], grouping: Grouping, leave_out: Path | None = None, chosen: Path | None = None
) -> Gathered:
    """Expand files and folders into products.

    A file typed by name is taken as it is, existing or not: reading it says what is wrong with it. Of a folder, and
    the folders in it, what has a photo's extension is taken; hidden and system files are passed over silently,
    others, and mattes beside their photos, are named in a note. Links to folders are not followed. A photo typed
    twice counts once.

    Args:
        leave_out: a folder whose files are never taken: where the outputs go.
        chosen: the photo that stands for its product, whose name it gives where no folder does.
    """
    notes: list[str] = []
    found = _once(_expand(typed, leave_out, notes))
    groups = _grouped(found, grouping, chosen)
    names = _names([_parts(key, paths) for key, paths in groups])
    products = (ProductPhotos(name, tuple(paths)) for name, (_, paths) in zip(names, groups, strict=True))
    return Gathered(tuple(products), tuple(notes))


def natural_key(path: Path) -> tuple[tuple[int, int | str], ...]:
    """Sort numbers in names by value: 2.jpg before 10.jpg; letters without regard to case."""
    parts = re.split(r"([0-9]+)", path.name)
    numbered = tuple((0, int(part)) if part.isdecimal() else (1, part.casefold()) for part in parts if part)
    return (*numbered, (2, path.name))


def _expand(typed: Sequence[Path], leave_out: Path | None, notes: list[str]) -> Iterator[_Found]:
    for path in typed:
        if not path.is_dir():
            yield _Found(path, None)
            continue
        photos = [photo for folder in _folders(path, leave_out, notes) for photo in _photos(folder, notes)]
        if not photos:
            notes.append(f"{shown_name(path)} holds no photos. Name photos, or a folder that has some.")
        yield from (_Found(photo, photo.parent) for photo in photos)


def _folders(top: Path, leave_out: Path | None, notes: list[str]) -> Iterator[Path]:
    """Yield `top` and the folders in it, in natural order."""
    if leave_out is not None and _same(top, leave_out):
        return
    yield top
    for entry in sorted(_entries(top, notes), key=natural_key):
        if entry.is_dir() and not entry.is_symlink():
            yield from _folders(entry, leave_out, notes)


def _photos(folder: Path, notes: list[str]) -> list[Path]:
    files = sorted((entry for entry in _entries(folder, []) if not entry.is_dir()), key=natural_key)
    shown = {file.stem.casefold() for file in files}
    photos = [file for file in files if file.suffix.lower() in PHOTO_EXTENSIONS and not _is_matte(file, shown)]
    others = [file for file in files if file not in photos]
    if others:
        named = ", ".join(shown_name(file) for file in others[:_NAMED_AT_MOST])
        more = f" and {len(others) - _NAMED_AT_MOST} more" if len(others) > _NAMED_AT_MOST else ""
        notes.append(f"Left out of {shown_name(folder)}, as no photos: {named}{more}.")
    return photos


def _is_matte(file: Path, stems: Collection[str]) -> bool:
    """Whether a file is the matte of a photo beside it: mug.matte.png of mug.jpg."""
    photo, matte, _ = file.stem.casefold().rpartition(".matte")
    return bool(matte) and file.stem.casefold().endswith(".matte") and photo in stems


def _entries(folder: Path, notes: list[str]) -> list[Path]:
    try:
        entries = list(folder.iterdir())
    except OSError as error:
        notes.append(f"{shown_name(folder)} cannot be looked into: {error.strerror or 'it is not readable'}.")
        return []
    passed_over = _SYSTEM_NAMES | _BESIDE_PHOTOS
    return [entry for entry in entries if not entry.name.startswith(".") and entry.name.lower() not in passed_over]


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return False


def _once(found: Iterable[_Found]) -> list[_Found]:
    kept: dict[str, _Found] = {}
    for photo in found:
        kept.setdefault(os.path.normcase(photo.path.absolute()), photo)
    return list(kept.values())


def _grouped(found: list[_Found], grouping: Grouping, chosen: Path | None) -> list[tuple[Path, list[Path]]]:
    """Return each product's photos, with the photo or folder that it is named after."""
    if not found:
        return []
    if grouping is Grouping.ALL:
        paths, homes = [photo.path for photo in found], {photo.folder for photo in found}
        home = next(iter(homes)) if len(homes) == 1 else None
        return [(home or (chosen if chosen in paths else None) or paths[0], paths)]
    groups: dict[Path, list[Path]] = {}
    for photo in found:
        home = photo.folder if grouping is Grouping.FOLDER else None
        groups.setdefault(home or photo.path, []).append(photo.path)
    return list(groups.items())


def _parts(key: Path, paths: list[Path]) -> tuple[str, ...]:
    """Return the folders and the name that a product may be called by."""
    named = key.with_suffix("") if key in paths else key
    parts = tuple(shown_text(part) for part in named.parts if part not in (named.anchor, ".", ".."))
    return parts or (shown_name(key.absolute()) or "photos",)


def _names(products: list[tuple[str, ...]]) -> list[str]:
    """Call each product by its folder and name, and by as many folders more as keep it apart from the others."""
    depths = [2] * len(products)
    while True:
        names = ["/".join(parts[-depth:]) for parts, depth in zip(products, depths, strict=True)]
        meeting = Counter(map(_folded, names))
        longer = [i for i, name in enumerate(names) if meeting[_folded(name)] > 1 and depths[i] < len(products[i])]
        if not longer:
            return _numbered(names)
        for index in longer:
            depths[index] += 1


def _numbered(names: list[str]) -> list[str]:
    """Tell apart what no folder can: mug.jpg and mug.png become mug and mug-2."""
    taken: set[str] = set()
    for index, name in enumerate(names):
        candidates = (name if number == 1 else f"{name}-{number}" for number in count(1))
        names[index] = next(candidate for candidate in candidates if _folded(candidate) not in taken)
        taken.add(_folded(names[index]))
    return names


def _folded(name: str) -> str:
    """Return what a file system that knows no case, or another accent's spelling, makes of a name."""
    return unicodedata.normalize("NFC", name).casefold()
