"""A table of the editor as pandoc's."""

from itertools import takewhile

NO_ATTRIBUTES = ["", [], []]
ALIGNMENTS = {"left": "AlignLeft", "center": "AlignCenter", "right": "AlignRight"}


def table(node, blocks):
    """A table as pandoc's blocks; `blocks(cell)` gives what is in a cell."""
    rows = [row.get("content", []) for row in node.get("content", []) if row.get("content")]
    if not rows:
        return []
    width = sum(span(cell, "colspan") for cell in rows[0])
    head_count = count_head(rows)
    body = rows[head_count:]
    headed = bool(body) and all(row[0]["type"] == "tableHeader" for row in body)
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": share}] for share in _shares(rows[0], width)]
    return [
        {
            "t": "Table",
            "c": [
                NO_ATTRIBUTES,
                [None, []],
                columns,
                [NO_ATTRIBUTES, [_row(row, blocks) for row in rows[:head_count]]],
                [[NO_ATTRIBUTES, int(headed), [], [_row(row, blocks) for row in body]]],
                [NO_ATTRIBUTES, []],
            ],
        }
    ]


def count_head(rows) -> int:
    """How many rows of cells are the head, which every page repeats."""
    head = list(takewhile(lambda row: all(cell["type"] == "tableHeader" for cell in row), rows))
    if any(span(cell, "rowspan") > 1 for row in head for cell in row):
        return 0  # a cell may not reach out of the head
    return len(head)


def _row(cells, blocks):
    return [NO_ATTRIBUTES, [_cell(cell, blocks) for cell in cells]]


def _cell(cell, blocks):
    alignment = ALIGNMENTS.get((cell.get("attrs") or {}).get("align"), "AlignDefault")
    return [NO_ATTRIBUTES, {"t": alignment}, span(cell, "rowspan"), span(cell, "colspan"), blocks(cell)]


def span(cell, name) -> int:
    """How many columns ("colspan") or rows ("rowspan") a cell takes."""
    return int((cell.get("attrs") or {}).get(name) or 1)


def _shares(cells, width):
    """What each column takes of the width: as it was drawn in the editor, or equal shares."""
    drawn = [size for cell in cells for size in (cell.get("attrs") or {}).get("colwidth") or []]
    if len(drawn) != width or not all(drawn):
        return [round(1 / width, 4)] * width
    return [round(size / sum(drawn), 4) for size in drawn]
