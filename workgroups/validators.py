"""The form of a specification's code."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

CODE_PREFIX = RegexValidator(r"\A[A-Z]{2,6}\Z", _("Write two to six capital letters without accents."))
