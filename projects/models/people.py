"""A person in a row that outlives their role."""

from django.conf import settings
from django.db import models


def person_field(**options):
    """The key to a person who did something: rows that tell it keep them from being deleted."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options)
