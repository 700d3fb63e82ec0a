from django.db import models
from django.utils.translation import gettext_lazy as _


class AssociationRoles(models.TextChoices):
    """Roles over everything the association does."""

    STAFF = "staff", _("Staff (accompanier)")
    EDITOR = "editor", _("Editor of the site")
    ADMINISTRATOR = "administrator", _("Administrator")
