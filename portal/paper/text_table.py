"""What a table in a PDF must know of itself before it is laid out."""

from collections.abc import Iterator

from portal import coediting

from .pandoc_table import count_head, span

MOST_LINES = 15  # of a head that is said again: a third of a page
LETTERS = 70  # in a line over the whole width


def head_of(table: dict) -> dict:
    """The `shares` of the columns, how many rows are the `head`, and whether each page `repeats` it.

    What is said again is no content to a screen reader, so the standard forbids links in it, of which a note is one;
    and a head as tall as the page would leave no room for what it stands over.
    """
    rows = [row["content"] for row in table.get("content") or [] if row.get("content")]
    shares = coediting.column_shares(table)
    head = rows[: count_head(rows)]
    if len(head) == len(rows):
        head = []
    return {
        "shares": shares,
        "head": len(head),
        "repeats": not any(map(_leads_away, _below(head))) and sum(_lines(row, shares) for row in head) <= MOST_LINES,
    }


def _below(rows) -> Iterator[dict]:
    for node in (cell for row in rows for cell in row):
        yield from _nodes(node)


def _nodes(node):
    yield node
    for child in node.get("content") or ():
        yield from _nodes(child)


def _leads_away(node):
    return node.get("type") in ("footnote", "image") or any(mark["type"] == "link" for mark in node.get("marks") or ())


def _lines(row, shares):
    """About how many lines the tallest cell of a row takes."""
    place, tallest, width = 0, 1, len(shares) or sum(span(cell, "colspan") for cell in row)
    for cell in row:
        columns = span(cell, "colspan")
        share = sum(shares[place : place + columns]) if shares else columns / width
        letters = max(LETTERS * share, 1)
        tallest = max(tallest, sum(_lines_of(node, letters) for node in _nodes(cell)))
        place += columns
    return tallest


def _lines_of(node, letters):
    """The lines a node takes by itself, of so many letters each; a break within a paragraph begins another."""
    if node.get("type") in ("paragraph", "heading"):
        return 1 + int(len(coediting.text(node)) / letters)
    return int(node.get("type") in ("hardBreak", "horizontalRule"))
