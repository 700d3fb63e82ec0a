"""A table of pandoc's as the editor's."""

ALIGNMENTS = {"AlignCenter": "center", "AlignRight": "right"}
BOLD = {"type": "bold"}


def rows_of(content):
    """The rows of a table, each with its cells and how many of them, from the left, are headers."""
    _attributes, _caption, columns, (_head, head), bodies, (_foot, foot) = content
    everything = len(columns)
    yield from ((row[1], everything) for row in head)
    for _body, headers, between, rows in bodies:
        yield from ((row[1], everything) for row in between)
        yield from ((row[1], headers) for row in rows)
    yield from ((row[1], 0) for row in foot)


def table(content, blocks):
    """The node of a table, or None of one without cells; `blocks` turns what is in a cell."""
    rows = [_row(cells, headers, blocks) for cells, headers in rows_of(content)]
    if not any(row["content"] for row in rows):
        return None
    return {"type": "table", "content": rows}


def _row(cells, headers, blocks):
    made, column = [], 0
    for _attributes, alignment, rowspan, colspan, content in cells:
        kind = "tableHeader" if column < headers else "tableCell"
        attrs = {"colspan": colspan, "rowspan": rowspan}
        if alignment["t"] in ALIGNMENTS:
            attrs["align"] = ALIGNMENTS[alignment["t"]]
        inner = blocks(content) or [{"type": "paragraph"}]
        if kind == "tableHeader" and _is_all_bold(inner):
            inner = [_plain(node) for node in inner]
        made.append({"type": kind, "attrs": attrs, "content": inner})
        column += colspan
    return {"type": "tableRow", "content": made}


def _is_all_bold(nodes):
    """Whether everything is bold, which is the look of a header in programs that write it on the letters."""
    if any(node["type"] != "paragraph" for node in nodes):
        return False
    runs = [child for node in nodes for child in node.get("content", ()) if child.get("text", "").strip()]
    return all(BOLD in run.get("marks", ()) for run in runs)


def _plain(paragraph):
    kept = []
    for run in paragraph.get("content", ()):
        marks = [mark for mark in run.get("marks", ()) if mark != BOLD]
        bare = {name: value for name, value in run.items() if name != "marks"}
        kept.append(bare | {"marks": marks} if marks else bare)
    return paragraph | {"content": kept}
