"""What of the demonstration is already loaded."""

from django.db import models


class LoadedPart(models.Model):
    """A part of the demonstration (`people`, `projects`…) that is in this database; it is loaded once."""

    name = models.CharField(max_length=40, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.name
