"""What a cell means, whatever the table: each reader raises Unreadable with the reason, for the person."""

import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from openpyxl.cell.cell import ERROR_CODES

from .reading import Formula

LONGEST_ADDRESS = 254  # characters, RFC 5321


class Unreadable(Exception):
    """The cell does not say what its column is for; the text says why."""


def read_text(value: Any, longest: int) -> str:
    """A name or other text: never a formula, an error of Excel's or anything that would act as a formula elsewhere."""
    if value is None:
        return ""
    text = unicodedata.normalize("NFC", " ".join(whole(value).split()))
    if isinstance(value, Formula) or text[:1] in "=+-@" or text in ERROR_CODES:
        raise Unreadable(_("“%(text)s” is a formula, not a text") % {"text": text[:60]})
    if not any(letter.isalnum() for letter in text) or any(unicodedata.category(sign) == "Cc" for sign in text):
        raise Unreadable(_("“%(text)s” is not a readable text") % {"text": text[:60]})
    if len(text) > longest:
        raise Unreadable(
            _("“%(text)s…” is too long: %(longest)d characters at most") % {"text": text[:60], "longest": longest}
        )
    return text


def read_email(value: Any) -> str:
    """One address, in lower case, or an empty text."""
    if value is None:
        return ""
    email = str(value).strip().removeprefix("mailto:").lower()
    try:
        validate_email(email)
        if len(email) > LONGEST_ADDRESS:
            raise ValidationError("")
    except ValidationError as error:
        raise Unreadable(_("“%(text)s” is not an e-mail address") % {"text": email[:60]}) from error
    return email


def whole(value: Any) -> str:
    """The cell as a text; a number without its .0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
