"""A table of pandoc's as the editor's."""

ALIGNMENTS = {"AlignCenter": "center", "AlignRight": "right"}


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
    columns = [alignment["t"] for alignment, _width in content[2]]
    rows = [_row(cells, headers, columns, blocks) for cells, headers in rows_of(content)]
    if not any(row["content"] for row in rows):
        return None
    return {"type": "table", "content": rows}


def _row(cells, headers, columns, blocks):
    made, column = [], 0
    for _attributes, alignment, rowspan, colspan, content in cells:
        kind = "tableHeader" if column < headers else "tableCell"
        attrs = {"colspan": colspan, "rowspan": rowspan}
        drawn = alignment["t"]
        if drawn == "AlignDefault":
            drawn = columns[min(column, len(columns) - 1)]
        if drawn in ALIGNMENTS:
            attrs["align"] = ALIGNMENTS[drawn]
        made.append({"type": kind, "attrs": attrs, "content": blocks(content) or [{"type": "paragraph"}]})
        column += colspan
    return {"type": "tableRow", "content": made}
