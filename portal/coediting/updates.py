"""Looks into a Yjs update (version 1) before it is applied: what it brings, what it needs, and whether it is safe.

The library that applies updates trusts them: a chain of 50,000 elements, or of nested values, overflows its stack and
ends the process. So the first look is ours; it also tells whether an update would wait for another one, which the
library does not say. Format: yjs/src/utils/encoding.js and src/structs/.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from pycrdt import merge_updates

from .content import FIELD
from .encoding import Malformed, Reader, var_uint
from .schema import MAX_DEPTH

MAX_STRUCTS = 100_000
MAX_VALUE_DEPTH = 8  # of arrays and objects in an attribute

GC, DELETED, JSON, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, DOC, SKIP = range(11)
XML_ELEMENT, XML_TEXT = 3, 6
EMPTY = b"\x00\x00"


@dataclass
class Extent:
    """What an update covers, by client id.

    `begins`: the clock it goes on from; `ends`: the clock after its last change; `needs`: the clock up to which others'
    changes must be known, because it stands beside them or deletes them. `deletes`: whether it deletes anything.
    """

    begins: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    needs: dict[int, int] = field(default_factory=dict)
    deletes: bool = False

    def is_new_to(self, state: Mapping[int, int]) -> bool:
        """Whether it fits a document in `state` and says nothing that is known there: what was sent is what changes."""
        if self.deletes or not self.ends:
            return False
        return self.fits(state) and all(clock == state.get(client, 0) for client, clock in self.begins.items())

    def fits(self, state: Mapping[int, int]) -> bool:
        """Whether a document in `state` can take it at once."""
        return all(clock <= state.get(client, 0) for client, clock in self.begins.items()) and all(
            clock <= max(state.get(client, 0), self.ends.get(client, 0)) for client, clock in self.needs.items()
        )

    def is_in(self, state: Mapping[int, int]) -> bool:
        """Whether a document in `state` holds all of it."""
        return all(clock <= state.get(client, 0) for client, clock in self.ends.items())


def read_state(vector: bytes) -> dict[int, int]:
    """A state vector: how much of each client is known. Raises Malformed."""
    reader = Reader(vector)
    state = {reader.var_uint(): reader.var_uint() for _ in range(_count(reader))}
    if not reader.at_end:
        raise Malformed("more than a state vector")
    return state


def write_state(state: dict[int, int]) -> bytes:
    """The bytes of a state vector."""
    return var_uint(len(state)) + b"".join(var_uint(client) + var_uint(clock) for client, clock in state.items())


def together(updates: list[bytes]) -> bytes:
    """Several updates as one."""
    return updates[0] if len(updates) == 1 else merge_updates(*updates)


def examine(update: bytes) -> Extent:
    """What `update` covers. Raises Malformed where it is cut, cannot be, is nested too deep or holds a foreign type."""
    return Examination(update).run()


class Examination:
    """One update, read from its first byte to its last."""

    def __init__(self, update):
        self.reader = Reader(update)
        self.extent = Extent()
        self.structs = 0
        # Per client: where each struct begins, and for each the struct it stands beside (None) or in (a parent's id).
        self.starts: dict[int, list[int]] = {}
        self.beside: dict[int, list[tuple[int, int] | None]] = {}
        self.inside: dict[int, list[tuple[int, int] | None]] = {}
        self.nested = 0

    def run(self):
        reader = self.reader
        for _ in range(_count(reader)):
            self.client_structs()
        for _ in range(_count(reader)):
            client = reader.var_uint()
            for _ in range(_count(reader)):
                clock, length = reader.var_uint(), reader.var_uint()
                self.need(client, clock + length - 1)
                self.extent.deletes = True
        if not reader.at_end:
            raise Malformed("more than an update")
        if self.nested > MAX_DEPTH:
            self.check_depth()
        return self.extent

    def client_structs(self):
        reader, extent = self.reader, self.extent
        amount, client, clock = reader.var_uint(), reader.var_uint(), reader.var_uint()
        self.structs += amount
        if self.structs > MAX_STRUCTS:
            raise Malformed("too many changes at once")
        if client in extent.ends:
            raise Malformed("a client twice")
        extent.begins[client] = clock
        starts, beside, inside = [], [], []
        self.starts[client], self.beside[client], self.inside[client] = starts, beside, inside
        for _ in range(amount):
            starts.append(clock)
            origin, parent, length = self.struct(client, clock)
            beside.append(origin)
            inside.append(parent)
            clock += length
            if clock > 2**32:
                raise Malformed("a clock too large")
        extent.ends[client] = clock

    def struct(self, client, clock):
        reader = self.reader
        info = reader.byte()
        kind = info & 31
        if kind in (GC, SKIP):
            length = self.length()
            if kind == SKIP:  # what follows goes on from changes that are not in here
                self.extent.begins[client] = clock + length
            return None, None, length
        origin = parent = None
        if info & 128:
            origin = self.id()
        if info & 64:
            right = self.id()
            origin = origin or right
        if not info & 192:
            if reader.var_uint() == 1:
                if reader.var_string() != FIELD:
                    raise Malformed("a field that is not ours")
            else:
                parent = self.id()
            if info & 32 and len(reader.var_string()) > 100:
                raise Malformed("an attribute's name too long")
        return origin, parent, self.content(kind, nested=parent is not None)

    def content(self, kind, *, nested):
        reader = self.reader
        if kind == STRING:
            text = reader.var_string()
            return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
        if kind == DELETED:
            return self.length()
        if kind == FORMAT:
            reader.var_string()
            _check_json(reader.var_string())
            return 1
        if kind == TYPE:
            self.nested += nested
            shape = reader.var_uint()
            if shape == XML_ELEMENT:
                reader.var_string()
            elif shape != XML_TEXT:
                raise Malformed("a type that is not the editor's")
            return 1
        if kind == ANY:
            amount = self.length()
            if amount > MAX_STRUCTS:
                raise Malformed("too many values")
            for _ in range(amount):
                _skip_value(reader, MAX_VALUE_DEPTH)
            return amount
        raise Malformed("a content that is not the editor's")

    def length(self):
        length = self.reader.var_uint()
        if length == 0:
            raise Malformed("a change of nothing")
        return length

    def id(self):
        client, clock = self.reader.var_uint(), self.reader.var_uint()
        self.need(client, clock)
        return client, clock

    def need(self, client, clock):
        if clock + 1 > self.extent.needs.get(client, 0):
            self.extent.needs[client] = clock + 1

    def check_depth(self):
        """Raises Malformed where elements are nested too deep inside this one update, or stand in a circle."""
        depths: dict[tuple[int, int], int] = {}
        for client, starts in self.starts.items():
            for index in range(len(starts)):
                self.depth((client, index), depths)

    def depth(self, struct, depths):
        path = []
        while struct is not None and struct not in depths:
            path.append(struct)
            if len(path) > self.structs:
                raise Malformed("changes that wait for each other")
            client, index = struct
            struct = self.find(self.inside[client][index] or self.beside[client][index])
        depth = depths[struct] if struct is not None else 0
        for client, index in reversed(path):
            depth += self.inside[client][index] is not None
            if depth > MAX_DEPTH:
                raise Malformed("nested too deep")
            depths[client, index] = depth

    def find(self, place):
        """The struct of this update that holds the id `place`, or None where the document has it already."""
        if place is None:
            return None
        client, clock = place
        starts = self.starts.get(client)
        if not starts or not starts[0] <= clock < self.extent.ends[client]:
            return None
        return client, bisect_right(starts, clock) - 1


def _count(reader):
    count = reader.var_uint()
    if count > MAX_STRUCTS:
        raise Malformed("too many of them")
    return count


def _check_json(text):
    if text in ("null", "{}", "true", "false"):
        return
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error
    _check_value(value, MAX_VALUE_DEPTH)


def _no_constant(name):
    raise ValueError(name)  # NaN and Infinity are Python's, not JSON's


def _check_value(value, depth):
    if depth < 0:
        raise Malformed("a value nested too deep")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check_value(inner, depth - 1)


def _skip_value(reader, depth):
    """lib0's `any`: a letter for the type, counted down from 127."""
    if depth < 0:
        raise Malformed("a value nested too deep")
    kind = reader.byte()
    if kind in (127, 126, 121, 120):  # undefined, null, false, true
        return
    if kind == 125:
        while reader.byte() & 128:
            pass
    elif kind in (124, 123, 122):
        reader.bytes(4 if kind == 124 else 8)
    elif kind == 119:
        reader.var_string()
    elif kind == 118:
        for _ in range(_count(reader)):
            reader.var_string()
            _skip_value(reader, depth - 1)
    elif kind == 117:
        for _ in range(_count(reader)):
            _skip_value(reader, depth - 1)
    else:
        raise Malformed("a value of no known type")
