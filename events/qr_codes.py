"""The QR code of a registration: as SVG on screens and on paper, as PNG in mails (whose readers do not draw SVG)."""

from functools import lru_cache
from io import BytesIO
from itertools import groupby

import segno

# Whichever of the eight masks is best for a random identifier is left to chance; trying them all costs five times more.
MASK = 3
BORDER = 4


def svg(text):
    """`text` as an SVG picture, black on white."""
    return _drawn(text, kind="svg", scale=10, light="white", svgclass=None, lineclass=None)


def png(text):
    """`text` as a PNG picture, five pixels a module."""
    return _drawn(text, kind="png", scale=5, compresslevel=6)


def inline(text):
    """`text` as the side of the picture and the path of its dark squares, for SVG within a page."""
    code = _code(text)
    runs = []
    for y, row in enumerate(code.matrix_iter(border=BORDER)):
        for is_dark, squares in groupby(enumerate(row), key=lambda square: square[1]):
            if is_dark:
                squares = list(squares)
                runs.append(f"M{squares[0][0]} {y}h{len(squares)}v1h-{len(squares)}z")
    return {"side": code.symbol_size(border=BORDER)[0], "path": "".join(runs)}


def _drawn(text, **options):
    drawing = BytesIO()
    _code(text).save(drawing, border=BORDER, **options)
    return drawing.getvalue()


@lru_cache(maxsize=64)  # a mail draws its code twice: in its text and on the ticket
def _code(text):
    return segno.make(text, error="m", micro=False, boost_error=False, mask=MASK)
