"""Formats and suggestions in pandoc's tree such that Markdown can say them.

`~~` and `**` begin before a letter and end after one; otherwise they are just signs. So blanks go outside of them,
neighbours under the same format share it, and where that is not enough, HTML stands for them. What is added is always
`<ins>`, for which Markdown has no sign.
"""

import re
import unicodedata
from itertools import takewhile

SIGNS = {"Strong": "*", "Emph": "*", "Strikeout": "~"}
TAGS = {"Strong": "strong", "Emph": "em", "Strikeout": "del", "Underline": "u", "insertion": "ins"}
SUGGESTED = ("insertion", "Strikeout")  # what shows on blanks too
ORDER = ("Link", "Strikeout", "insertion", "Underline", "Strong", "Emph")  # from the outside, where they are as long
BLANKS = ("Space", "SoftBreak", "LineBreak")
TILDE = re.compile("(~)")  # pandoc writes one as it is, and it may end what another began
EDGES = {"Link": "[)", "Image": "!)", "Note": "[]", "LineBreak": "\\ ", "Space": "  ", "SoftBreak": "  "}


def in_signs(node):
    """A block of pandoc's tree, or anything in it, with formats that hold in Markdown; it is changed in place."""
    if isinstance(node, list):
        for each in node:
            in_signs(each)
    elif isinstance(node, dict):
        content = node.get("c")
        if node.get("t") in ("Para", "Plain"):
            node["c"] = _line(content)
        elif node.get("t") == "Header":
            content[2] = _line(content[2])
        else:
            in_signs(content)


def _line(inlines):
    leaves = [leaf for inline in inlines for leaf in _leaves(inline, {})]
    return _written(_grouped(leaves), " ", " ")


def _leaves(inline, marks):
    """The pieces of a line with the formats each stands under; blanks at the ends of words are pieces of their own."""
    kind = _format(inline)
    if kind == "Link":
        attributes, within, target = inline["c"]
        for each in within:
            yield from _leaves(each, marks | {"Link": (str(attributes), *target)})
    elif kind:
        for each in inline["c"][1] if inline["t"] == "Span" else inline["c"]:
            yield from _leaves(each, marks | {kind: ()})
    elif inline["t"] == "Str":
        words = inline["c"]
        core = words.strip()
        before = "".join(takewhile(str.isspace, words)) if core else words
        after = words[len(before) + len(core) :]
        for piece in (before, *TILDE.split(core), after):
            if piece:
                yield (_raw("&#126;") if piece == "~" else {"t": "Str", "c": piece}), marks
    else:
        in_signs(inline.get("c"))  # the paragraphs of a note
        yield inline, marks


def _format(inline):
    if inline["t"] == "Span":
        return "insertion" if "insertion" in inline["c"][0][1] else None
    return inline["t"] if inline["t"] in ORDER else None


def _is_blank(inline):
    return inline["t"] in BLANKS or (inline["t"] == "Str" and inline["c"].isspace())


def _grouped(leaves):
    """Pieces under the format that reaches farthest, and within it the same again."""
    made, start = [], 0
    while start < len(leaves):
        inline, marks = leaves[start]
        if not marks:
            made.append(inline)
            start += 1
            continue
        reach = {mark: _reach(leaves, start, mark) for mark in marks}
        kind = max(sorted(reach, key=ORDER.index), key=reach.__getitem__)
        run = leaves[start : reach[kind]]
        start = reach[kind]
        run = [(piece, {mark: value for mark, value in under.items() if mark != kind}) for piece, under in run]
        made += _group(kind, marks[kind], run)
    return made


def _reach(leaves, start, mark):
    """The number of the first piece from `start` on that is not under the same `mark`."""
    value, end = leaves[start][1][mark], start + 1
    while end < len(leaves) and leaves[end][1].get(mark) == value:
        end += 1
    return end


def _group(kind, value, run):
    words = [number for number, (piece, _marks) in enumerate(run) if not _is_blank(piece)]
    if not words:
        bare = [piece for piece, _marks in run]
        return _in_tags(kind, bare) if kind in SUGGESTED else bare
    first, last = words[0], words[-1] + 1
    within = _grouped(run[first:last])
    if kind == "Link":
        middle = [{"t": "Link", "c": [["", [], []], within, list(value[1:])]}]
    elif kind == "insertion":
        middle = _in_tags(kind, within)
    else:
        middle = [{"t": kind, "c": within}]
    return [*_grouped(run[:first]), *middle, *_grouped(run[last:])]


def _in_tags(kind, inlines):
    return [_raw(f"<{TAGS[kind]}>"), *inlines, _raw(f"</{TAGS[kind]}>")]


def _raw(tag):
    return {"t": "RawInline", "c": ["html", tag]}


def _written(inlines, before, after, outer=""):
    """Formats as signs where these hold between the letters `before` and `after`, as tags elsewhere.

    `outer` are the signs that the line stands in: one in itself is not told apart.
    """
    made = []
    for number, inline in enumerate(inlines):
        left = _edge(inlines[number - 1], -1) if number else before
        right = _edge(inlines[number + 1], 0) if number + 1 < len(inlines) else after
        kind = inline["t"]
        if kind == "Link":
            inline["c"][1] = _written(inline["c"][1], "[", "]", outer)
            made.append(inline)
        elif kind in SIGNS and SIGNS[kind] not in outer and _holds(kind, _under(inline), left, right):
            sign = SIGNS[kind]
            within = _written(_under(inline), sign, sign, outer + sign)
            made.append({"t": kind, "c": within if _under(inline) is inline["c"] else [{"t": "Emph", "c": within}]})
        elif kind in TAGS:
            made += _in_tags(kind, _written(inline["c"], ">", "<", outer))
        else:
            made.append(inline)
    return made


def _under(inline):
    """What stands under a format; of `***both***` what stands under both."""
    within = inline["c"]
    return within[0]["c"] if inline["t"] == "Strong" and [one["t"] for one in within] == ["Emph"] else within


def _holds(kind, within, left, right):
    sign, first, last = SIGNS[kind], _edge(within[0], 0), _edge(within[-1], -1)
    return (
        sign not in (left, right, first, last)
        and (not _is_sign(first) or _parts(left))
        and (not _is_sign(last) or _parts(right))
    )


def _edge(inline, side):
    """The first (0) or last (-1) letter of a piece as it is written."""
    kind = inline["t"]
    if kind == "Str":
        return inline["c"][side]
    if kind in SIGNS:
        return SIGNS[kind]
    return EDGES.get(kind, "<>")[side]


def _parts(letter):
    return letter.isspace() or _is_sign(letter)


def _is_sign(letter):
    return unicodedata.category(letter)[0] in "PS"
