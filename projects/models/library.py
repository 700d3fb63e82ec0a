"""The benchmark library: places seen elsewhere, told alike so that they can be compared."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.text import fold

from ..enums import PlaceKinds, PlaceModels

FOLDED = ("name", "town")


class BenchmarkPlaceQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Published sheets for everybody; those in preparation too for who keeps the library."""
        return self.all() if person.has_perm("projects.change_benchmarkplace") else self.filter(is_published=True)


class BenchmarkPlace(models.Model):
    """A place, or a network of places, to learn from. What is not known stays empty: nothing is guessed."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKinds.choices, default=PlaceKinds.PLACE)
    country = models.CharField(_("country"), max_length=80)
    town = models.CharField(_("town or region"), max_length=120, blank=True)
    opened_year = models.PositiveSmallIntegerField(
        _("opened in"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    places_count = models.PositiveIntegerField(
        _("number of places"), null=True, blank=True, help_text=_("For a network or a programme.")
    )
    surface = models.PositiveIntegerField(_("surface (m²)"), null=True, blank=True)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    price_day = models.DecimalField(
        _("price for a day (€)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    price_month = models.DecimalField(
        _("price for a month (€)"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    model = models.CharField(_("model"), max_length=12, choices=PlaceModels.choices, blank=True)
    operator = models.CharField(_("operator"), max_length=200, blank=True)
    funding = models.TextField(_("funding"), blank=True)
    description = models.TextField(_("what it is"), blank=True)
    lessons = models.TextField(_("what was learnt"), blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photograph"),
    )
    project = models.OneToOneField(
        "projects.Project",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="benchmark_place",
        verbose_name=_("accompanied project it comes from"),
    )
    is_published = models.BooleanField(
        _("published"), default=False, help_text=_("Visitors see it in the library only once it is published.")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    name_folded = models.CharField(max_length=300, editable=False, default="", db_index=True)
    town_folded = models.CharField(max_length=240, editable=False, default="")

    history = HistoricalRecords(excluded_fields=["name_folded", "town_folded"])
    objects = BenchmarkPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("sheet of the benchmark library")
        verbose_name_plural = _("sheets of the benchmark library")
        ordering = ["name_folded", "pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        for name in FOLDED:
            setattr(self, f"{name}_folded", fold(getattr(self, name)))
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], *(f"{name}_folded" for name in FOLDED)}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("projects:reference-detail", args=[self.slug])

    @property
    def where(self):
        """Town or region, and country."""
        return ", ".join(filter(None, [self.town, self.country]))


class BenchmarkSource(models.Model):
    """Where something on a sheet was read."""

    place = models.ForeignKey(BenchmarkPlace, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=250)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    consulted_on = models.DateField(_("consulted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["place", "pk"]

    def __str__(self):
        return self.title
