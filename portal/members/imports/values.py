"""What a cell means. Each reader takes a cell as it comes and raises Unreadable with the reason, for the person."""

import re
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from portal.members.enums import MandateKinds
from portal.members.numbers import passes_luhn
from portal.spreadsheets.values import Unreadable, whole
from portal.text import fold

MONTHS = [
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
]
KINDS = {
    "titulaire": MandateKinds.REPRESENTATIVE,
    "representant": MandateKinds.REPRESENTATIVE,
    "representante": MandateKinds.REPRESENTATIVE,
    "representant titulaire": MandateKinds.REPRESENTATIVE,
    "representante titulaire": MandateKinds.REPRESENTATIVE,
    "suppleant": MandateKinds.DEPUTY,
    "suppleante": MandateKinds.DEPUTY,
    "representant suppleant": MandateKinds.DEPUTY,
    "representante suppleante": MandateKinds.DEPUTY,
    "contact": MandateKinds.CONTACT,
}
YEARS = range(1900, 2101)
SERIALS = range(10_000, 73_051)  # Excel's days, from 1927 to 2100


def read_phone(value: Any) -> str:
    """A number as it is written in France (01 60 00 00 01), or in the international form (+32 …)."""
    if value is None:
        return ""
    text = re.sub(r"\(0\)", "", whole(value))
    digits = re.sub(r"\D", "", text)
    if digits.startswith("00"):
        digits, text = digits[2:], "+"
    if text.lstrip().startswith("+"):
        if not 7 <= len(digits) <= 15:
            raise Unreadable(_("“%(text)s” is not a telephone number") % {"text": value})
        if not digits.startswith("33"):
            return f"+{digits}"
        digits = digits[2:]
    if len(digits) == 9 and digits[0] != "0":  # Excel takes the first 0 away from a number
        digits = "0" + digits
    if len(digits) != 10 or not digits.startswith("0"):
        raise Unreadable(_("“%(text)s” is not a telephone number") % {"text": value})
    return " ".join(digits[place : place + 2] for place in range(0, 10, 2))


def read_date(value: Any) -> date | None:
    """A day: a date cell, 14/05/2012, 15-06-2012, 2012-05-14, 14 mai 2012, mai 2012 (the 1st), 2012, Excel's 41000."""
    if value is None or isinstance(value, datetime):
        return value and value.date()
    if isinstance(value, date):
        return value
    text = whole(value).strip()
    try:
        day = _serial_or_year(int(text)) if text.isdecimal() else _written_date(fold(text))
    except (ValueError, OverflowError):
        day = None
    if day is None or day.year not in YEARS:
        raise Unreadable(_("“%(text)s” is not a date") % {"text": value})
    return day


def read_kind(value: Any) -> str:
    """Representative, deputy or contact; contact where nothing is said."""
    if value is None:
        return MandateKinds.CONTACT
    if (kind := KINDS.get(fold(str(value)))) is None:
        raise Unreadable(_("“%(text)s” is neither representative, deputy nor contact") % {"text": value})
    return kind


def read_siren(value: Any) -> str:
    """The nine digits of a SIREN, also from the fourteen of a SIRET."""
    if value is None:
        return ""
    digits = re.sub(r"[\s.\xa0]", "", whole(value))
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (9, 14) or not passes_luhn(digits[:9]):
        raise Unreadable(_("“%(text)s” is neither a SIREN nor a SIRET number") % {"text": value})
    return digits[:9]


def read_website(value: Any) -> str:
    """A full address; https:// is understood."""
    if value is None:
        return ""
    address = str(value).strip()
    address = address if "://" in address else f"https://{address}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise Unreadable(_("“%(text)s” is not a web address") % {"text": str(value)[:60]}) from error
    return address


def _serial_or_year(number: int) -> date | None:
    if number in YEARS:
        return date(number, 1, 1)
    return from_excel(number).date() if number in SERIALS else None


def _written_date(folded: str) -> date | None:
    if found := re.fullmatch(r"(\d{4}) (\d{1,2}) (\d{1,2})(?: 0?0 0?0(?: 0?0)?)?", folded):
        year, month, day = map(int, found.groups())
        return date(year, month, day)
    if found := re.fullmatch(r"(\d{1,2}) (\d{1,2}) (\d{4}|\d{2})", folded):
        day, month, year = map(int, found.groups())
        return date(year if year > 99 else year + (2000 if year < 70 else 1900), month, day)
    if found := re.fullmatch(r"(?:(\d{1,2})(?:er)? )?([a-z]{3,}) (\d{4})", folded):
        months = [number for number, name in enumerate(MONTHS, 1) if name.startswith(found[2])]
        return date(int(found[3]), months[0], int(found[1] or 1)) if len(months) == 1 else None
    return None
