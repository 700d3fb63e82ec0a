"""Reads mails and papers back as their receivers would, each by another library than the one that wrote it."""

from email import policy
from email.parser import BytesParser
from io import BytesIO

import pypdfium2
import vobject
import zxingcpp
from django.core import mail
from PIL import Image


def last_mail():
    """The mail sent last, from its bytes."""
    return parsed(mail.outbox[-1])


def parsed(message):
    return BytesParser(policy=policy.default).parsebytes(message.message().as_bytes())


def plain(words):
    """Without the non-breaking spaces of French typography, on one line."""
    return " ".join(str(words).replace("\xa0", " ").replace("\u202f", " ").split())


def subject(message):
    return plain(message["Subject"])


def text(message):
    return message.get_body(["plain"]).get_content()


def html(message):
    return message.get_body(["html"]).get_content()


def pieces(message, content_type):
    """The contents of the attachments of a type."""
    return [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == content_type]


def calendar(message):
    """The calendar attached, and its one entry."""
    [content] = pieces(message, "text/calendar")
    found = vobject.readOne(content.decode())
    return found, found.vevent


def codes_in(picture):
    """What the QR codes of a picture (bytes, or one of Pillow's) say, from top to bottom."""
    image = Image.open(BytesIO(picture)) if isinstance(picture, bytes) else picture
    found = zxingcpp.read_barcodes(image.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in sorted(found, key=lambda code: (code.position.top_left.y, code.position.top_left.x))]


class Paper:
    """A PDF: its pages' texts, its codes, its title."""

    def __init__(self, content):
        document = pypdfium2.PdfDocument(content)
        try:
            self.pages = [plain(page.get_textpage().get_text_bounded()) for page in document]
            self.codes = [code for page in document for code in codes_in(page.render(scale=3).to_pil())]
            self.title = document.get_metadata_dict()["Title"]
            self.is_tagged = document.is_tagged()
        finally:
            document.close()
