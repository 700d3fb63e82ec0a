"""When each job last began: the row by which workers agree who runs it."""

from django.db import models


class JobRun(models.Model):
    """One row a job."""

    name = models.CharField(max_length=200, unique=True)
    due_at = models.DateTimeField()

    def __str__(self):
        return self.name
