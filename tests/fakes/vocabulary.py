"""The official vocabulary of schema.org, as a package of generated classes holds it: what a document may say."""

import re
from collections.abc import Iterator

import msgspec_schemaorg.enums as members
import msgspec_schemaorg.models as types

_LITERALS = {
    "str": str,
    "URL": str,
    "bool": bool,
    "date": str,
    "datetime": str,
    "int": int,
    "float": float,
    "Duration": str,
}


def faults_in(node: object, path: str = "") -> Iterator[str]:
    """Yield what of a JSON-LD node is not in the vocabulary: types, properties, and values of a type not expected."""
    if isinstance(node, list):
        for index, part in enumerate(node):
            yield from faults_in(part, f"{path}/{index}")
    elif isinstance(node, dict):
        kind = getattr(types, node["@type"], None)
        yield from [f"{path}: no type {node['@type']}"] if kind is None else _faults_of(node, kind, path)


def _faults_of(node: dict, kind: type, path: str) -> Iterator[str]:
    expected = dict[str, str]()
    for base in reversed(kind.__mro__):
        expected |= getattr(base, "__annotations__", {})
    for key, value in node.items():
        if key.startswith("@"):
            continue
        names = set(re.findall(r"\w+", expected.get(key, "")))
        if not names:
            yield f"{path}/{key}: no property of {node['@type']}"
        elif wrong := [one for one in (value if isinstance(value, list) else [value]) if not _is_expected(one, names)]:
            yield f"{path}/{key}: {wrong[0]!r} is none of {expected[key]}"
        else:
            yield from faults_in(value, f"{path}/{key}")


def _is_expected(value: object, names: set[str]) -> bool:
    if isinstance(value, dict):
        kind = getattr(types, value["@type"], None)
        return kind is not None and bool({base.__name__ for base in kind.__mro__} & names)
    if isinstance(value, str):
        tail = value.rpartition("/")[2]
        enums = [getattr(members, name) for name in names if hasattr(members, name)]
        if any(tail in enum.__members__ for enum in enums):
            return True
    return any(isinstance(value, _LITERALS[name]) for name in names & set(_LITERALS))
