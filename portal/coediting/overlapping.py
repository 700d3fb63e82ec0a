"""Marks that may cover others of their kind (comments): how y-tiptap names them among a text's attributes.

Two comments on the same words need two names: the mark's, and a hash of its JSON (`hashOfJSON` in y-tiptap's source).
"""

import base64
import hashlib
import re

from .encoding import var_string, var_uint
from .schema import schema, with_defaults

OVERLAPPING = re.compile(r"^(.*)--[a-zA-Z0-9+/=]{8}$")
HASH_BYTES = 6


def attribute_name(mark: dict) -> str:
    """The name under which a mark (the editor's JSON) is written on a text."""
    kind = schema.marks[mark["type"]]
    if kind.excludes(kind):
        return mark["type"]
    attrs = with_defaults(mark.get("attrs", {}), kind.attrs)
    return f"{mark['type']}--{_hash({'type': mark['type'], **({'attrs': attrs} if attrs else {})})}"


def mark_name(attribute: str) -> str:
    """The mark's name in an attribute's."""
    match = OVERLAPPING.match(attribute)
    return match[1] if match else attribute


def _hash(value) -> str:
    digest = hashlib.sha256(_any(value)).digest()
    folded = bytearray(HASH_BYTES)
    for position, byte in enumerate(digest):
        folded[position % HASH_BYTES] ^= byte
    return base64.b64encode(folded).decode()


def _any(value) -> bytes:
    """lib0's `any`; of numbers only whole ones below 2**31, which is all that marks of this kind hold."""
    if value is None:
        return b"\x7e"
    if isinstance(value, bool):
        return b"\x78" if value else b"\x79"
    if isinstance(value, str):
        return b"\x77" + var_string(value)
    if isinstance(value, int):
        return b"\x7d" + _var_int(value)
    if isinstance(value, list):
        return b"\x75" + var_uint(len(value)) + b"".join(map(_any, value))
    pairs = b"".join(var_string(key) + _any(inner) for key, inner in value.items())
    return b"\x76" + var_uint(len(value)) + pairs


def _var_int(number: int) -> bytes:
    """A whole number with its sign in the first byte, which holds six bits of it."""
    sign, rest = (64, -number) if number < 0 else (0, number)
    first, rest = rest & 63 | sign, rest >> 6
    return bytes([first | (128 if rest else 0)]) + (var_uint(rest) if rest else b"")
