"""SIREN (organisation, 9 digits) and SIRET (establishment, 14): both end with Luhn's check digit (Insee)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def passes_luhn(digits: str) -> bool:
    """Whether the last digit checks the others."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def validate_siren(value: str) -> None:
    """Raises ValidationError unless `value` is nine digits with a right check digit."""
    if len(value) != 9 or not value.isascii() or not value.isdigit() or not passes_luhn(value):
        raise ValidationError(_("This is not a SIREN number: nine digits, the last of which checks the others."))
