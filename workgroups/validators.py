"""The form of a specification's code, and of a group's address."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

CODE_PREFIX = RegexValidator(r"\A[A-Z]{2,6}\Z", _("Write two to six capital letters without accents."))

# The first words of addresses under /groupes/ that are screens of ours.
RESERVED_SLUGS = {"consultations", "recherche", "referentiels"}


def refuse_reserved_slug(slug):
    """A group may not take the address of one of our own screens."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address is taken by a screen of the portal."))
