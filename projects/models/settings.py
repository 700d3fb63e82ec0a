"""What the association decides for all its projects, in the back office."""

import json
from math import isfinite

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

LONGEST_OUTLINE = 200_000  # characters


def rings_of(outline: str) -> list[list[tuple[float, float]]]:
    """The closed lines (longitude, latitude) of a GeoJSON polygon, or of a feature that is one; none of an empty text.

    Raises ValueError for anything else.
    """
    if not outline.strip():
        return []
    try:
        found = json.loads(outline)
        found = found.get("geometry") or found
        polygons = {"Polygon": lambda one: [one], "MultiPolygon": list}[found["type"]](found["coordinates"])
        rings = [[(float(point[0]), float(point[1])) for point in ring] for polygon in polygons for ring in polygon]
    except (AttributeError, IndexError, KeyError, TypeError, RecursionError) as error:
        raise ValueError("not a polygon") from error
    points = [point for ring in rings for point in ring]
    if not points or any(len(ring) < 3 for ring in rings):
        raise ValueError("a line without three points")
    if not all(isfinite(x) and isfinite(y) and abs(x) <= 180 and abs(y) <= 90 for x, y in points):
        raise ValueError("not longitudes and latitudes")
    return rings


def check_outline(outline):
    """Refuses what is no GeoJSON polygon."""
    try:
        rings_of(outline)
    except ValueError as error:
        raise ValidationError(_("This is no GeoJSON polygon in longitudes and latitudes.")) from error


@register_setting(icon="folder-open-inverse", order=110)
class ProjectSettings(BaseGenericSetting):
    """How long originals are kept, which the form and every receipt announce; what the map of the projects shows."""

    retention_years = models.PositiveSmallIntegerField(
        _("years for which deliverables are kept after the end of a project"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("Afterwards the originals are deleted; name, size and checksum stay."),
    )

    outline = models.TextField(
        _("outline of the territory"),
        blank=True,
        max_length=LONGEST_OUTLINE,
        validators=[check_outline],
        help_text=_("A GeoJSON polygon, drawn on the map of the projects; without one it frames the projects."),
    )
    outline_credit = models.CharField(
        _("source of the outline"), max_length=200, blank=True, help_text=_("Shown below the map, as its licence asks.")
    )

    panels = [
        FieldPanel("retention_years"),
        MultiFieldPanel([FieldPanel("outline"), FieldPanel("outline_credit")], _("Map")),
    ]

    class Meta:
        verbose_name = _("settings of the projects")

    def __str__(self):
        return str(self._meta.verbose_name)
