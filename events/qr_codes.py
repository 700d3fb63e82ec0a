"""The QR code of a registration: as SVG on screens, as PNG in mails (whose readers do not draw SVG)."""

from io import BytesIO

import qrcode
from qrcode.image.svg import SvgPathFillImage


def svg(text):
    """`text` as an SVG picture, black on white."""
    return _drawn(text, image_factory=SvgPathFillImage, box_size=10)


def png(text):
    """`text` as a PNG picture, five pixels a module."""
    return _drawn(text, box_size=5)


def _drawn(text, **options):
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4, box_size=options.pop("box_size"))
    code.add_data(text)
    drawing = BytesIO()
    code.make_image(**options).save(drawing)
    return drawing.getvalue()
