"""From the editor's tree (ProseMirror JSON) to pandoc's."""

API_VERSION = [1, 23, 1]
NO_ATTRIBUTES = ["", [], []]
MARKS = {"bold": "Strong", "italic": "Emph", "underline": "Underline", "strike": "Strikeout"}
ALIGNMENTS = {"left": "AlignLeft", "center": "AlignCenter", "right": "AlignRight"}


def document_tree(text, *, title, author="", date="", language="fr"):
    """pandoc's JSON document of `text` (a "doc" node); nodes unknown here give their content."""
    meta = {"title": _meta(title), "lang": _meta(language)}
    if author:
        meta["author"] = {"t": "MetaList", "c": [_meta(author)]}
    if date:
        meta["date"] = _meta(date)
    return {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks(text)}


def blocks(node):
    """The children of `node` as pandoc's blocks."""
    return [block for child in node.get("content", []) for block in _block(child)]


def _block(node):
    attributes = node.get("attrs") or {}
    match node.get("type"):
        case "paragraph":
            return [{"t": "Para", "c": inlines(node)}]
        case "heading":
            return [{"t": "Header", "c": [attributes.get("level") or 1, NO_ATTRIBUTES, inlines(node)]}]
        case "bulletList":
            return [{"t": "BulletList", "c": [blocks(item) for item in node.get("content", [])]}]
        case "orderedList":
            numbering = [attributes.get("start") or 1, {"t": "Decimal"}, {"t": "Period"}]
            return [{"t": "OrderedList", "c": [numbering, [blocks(item) for item in node.get("content", [])]]}]
        case "blockquote":
            return [{"t": "BlockQuote", "c": blocks(node)}]
        case "horizontalRule":
            return [{"t": "HorizontalRule"}]
        case "table":
            return _table(node)
        case _:
            return blocks(node)


def inlines(node):
    """The text of a paragraph or heading as pandoc's inlines."""
    found = []
    for child in node.get("content", []):
        if child.get("type") == "hardBreak":
            found.append({"t": "LineBreak"})
        elif child.get("type") == "text":
            found.append(_marked(_words(child["text"]), child.get("marks", [])))
    return [inline for run in found for inline in (run if isinstance(run, list) else [run])]


def _words(text):
    """One Str: pandoc would part words by Space only to wrap lines, which a .docx does not."""
    return [{"t": "Str", "c": text}]


def _marked(run, marks):
    for mark in marks:
        if mark["type"] in MARKS:
            run = [{"t": MARKS[mark["type"]], "c": run}]
        elif mark["type"] == "link" and (mark.get("attrs") or {}).get("href"):
            run = [{"t": "Link", "c": [NO_ATTRIBUTES, run, [mark["attrs"]["href"], ""]]}]
    return run


def _meta(text):
    return {"t": "MetaInlines", "c": _words(text)}


def _table(node):
    rows = [row.get("content", []) for row in node.get("content", []) if row.get("content")]
    if not rows:
        return []
    width = sum(_span(cell, "colspan") for cell in rows[0])
    head_count = 0
    while head_count < len(rows) and all(cell["type"] == "tableHeader" for cell in rows[head_count]):
        head_count += 1
    if any(_span(cell, "rowspan") > 1 for row in rows[:head_count] for cell in row):
        head_count = 0  # a cell may not reach out of the head
    body = rows[head_count:]
    headed = bool(body) and all(row[0]["type"] == "tableHeader" for row in body)
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": round(1 / width, 4)}]] * width
    return [
        {
            "t": "Table",
            "c": [
                NO_ATTRIBUTES,
                [None, []],
                columns,
                [NO_ATTRIBUTES, [_row(row) for row in rows[:head_count]]],
                [[NO_ATTRIBUTES, int(headed), [], [_row(row) for row in body]]],
                [NO_ATTRIBUTES, []],
            ],
        }
    ]


def _row(cells):
    return [NO_ATTRIBUTES, [_cell(cell) for cell in cells]]


def _cell(cell):
    alignment = ALIGNMENTS.get((cell.get("attrs") or {}).get("align"), "AlignDefault")
    return [NO_ATTRIBUTES, {"t": alignment}, _span(cell, "rowspan"), _span(cell, "colspan"), blocks(cell)]


def _span(cell, name):
    return int((cell.get("attrs") or {}).get(name) or 1)
