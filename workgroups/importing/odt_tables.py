"""A table of an .odt as pandoc's."""

from .odt_styles import TEXT, number

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
NO_ATTRIBUTES = ["", [], []]
MOST_COLUMNS = 200
HEADING = "Table_20_Heading"
COLUMN, ROW, CELL = f"{TABLE}table-column", f"{TABLE}table-row", f"{TABLE}table-cell"


def table(element, reader):
    """The table as pandoc's blocks; `reader` turns what is in its cells."""
    width = _columns(element.iter(COLUMN), element)
    headers = _columns([column for group in element.iter(f"{TABLE}table-header-columns") for column in group], element)
    head, body = [], []
    for row in element.iter(ROW):
        if _table_of(row) is element:
            (head if row.getparent().tag == f"{TABLE}table-header-rows" else body).append(row)
    while not head and body and all(_is_heading(cell, reader) for cell in body[0].iterchildren(CELL)):
        head.append(body.pop(0))
    column = [{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]
    rows = [[_row(row, reader) for row in part] for part in (head, body)]
    if not any(cells for part in rows for _attributes, cells in part):
        return []
    return [
        {
            "t": "Table",
            "c": [
                NO_ATTRIBUTES,
                [None, []],
                [column] * max(width, 1),
                [NO_ATTRIBUTES, rows[0]],
                [[NO_ATTRIBUTES, headers, [], rows[1]]],
                [NO_ATTRIBUTES, []],
            ],
        }
    ]


def _columns(columns, element):
    found = 0
    for column in columns:
        if _table_of(column) is element:
            found += max(number(column.get(f"{TABLE}number-columns-repeated"), 1), 1)
    return min(found, MOST_COLUMNS)


def _table_of(element):
    return next(element.iterancestors(f"{TABLE}table"), None)


def _is_heading(cell, reader):
    paragraphs = list(cell.iterchildren(f"{TEXT}p"))
    return bool(paragraphs) and all(
        HEADING in reader.styles.names(each.get(f"{TEXT}style-name")) for each in paragraphs
    )


def _row(row, reader):
    return [NO_ATTRIBUTES, [_cell(cell, reader) for cell in row.iterchildren(CELL)]]


def _cell(cell, reader):
    first = cell.find(f"{TEXT}p")
    alignment = reader.styles.alignment(first.get(f"{TEXT}style-name")) if first is not None else "AlignDefault"
    spans = [number(cell.get(f"{TABLE}number-{kind}-spanned"), 1) for kind in ("rows", "columns")]
    rowspan, colspan = (min(max(span, 1), MOST_COLUMNS) for span in spans)
    return [NO_ATTRIBUTES, {"t": alignment}, rowspan, colspan, reader.blocks(cell)]
