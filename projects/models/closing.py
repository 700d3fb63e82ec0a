"""How a project ends: its balance sheet, and what a place that opened hands to the network."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import ClosingStates, Outcomes, Stages
from .people import person_field
from .project import Project


class ClosingQuerySet(models.QuerySet):
    def live(self):
        """Those being prepared, handed in or in force; a reopened project leaves its old one behind."""
        return self.exclude(state=ClosingStates.REOPENED)

    def to_decide(self):
        """Those that a lead handed in, and that wait for the accompanier."""
        return self.filter(state=ClosingStates.SUBMITTED)


class Closing(models.Model):
    """The guided balance sheet of a project's end: a draft, then handed in, then in force until a reopening."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="closings", verbose_name=_("project"))
    state = models.CharField(
        _("state"), max_length=10, choices=ClosingStates.choices, default=ClosingStates.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    outcome = models.CharField(_("how the project ends"), max_length=12, choices=Outcomes.choices, blank=True)
    closed_on = models.DateField(_("ended on"), null=True, blank=True)
    handed_to = models.CharField(_("handed over to"), max_length=200, blank=True)
    planned = models.TextField(_("what was planned"), blank=True)
    done = models.TextField(_("what was done"), blank=True)
    cost = models.DecimalField(
        _("total cost (€)"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    funding = models.TextField(_("who paid for what"), blank=True)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    surface = models.PositiveIntegerField(_("surface (m²)"), null=True, blank=True)
    helped = models.TextField(_("what helped"), blank=True)
    hindered = models.TextField(_("what hindered"), blank=True)
    next_steps = models.TextField(_("what remains to be done"), blank=True)
    lessons = models.TextField(_("what was learnt"), blank=True)
    prepared_by = person_field(verbose_name=_("prepared by"))
    prepared_at = models.DateTimeField(_("prepared"), default=timezone.now)
    submitted_by = person_field(null=True, blank=True, verbose_name=_("handed in by"))
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    returned_by = person_field(null=True, blank=True, verbose_name=_("returned by"))
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True)
    return_reason = models.TextField(_("what is still missing"), blank=True)
    decided_by = person_field(null=True, blank=True, verbose_name=_("closed by"))
    decided_at = models.DateTimeField(_("closed"), null=True, blank=True)
    stage_before = models.CharField(max_length=15, choices=Stages.choices, blank=True, editable=False)
    reopened_by = person_field(null=True, blank=True, verbose_name=_("reopened by"))
    reopened_at = models.DateTimeField(_("reopened"), null=True, blank=True)
    reopen_reason = models.TextField(_("why it was reopened"), blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = _("end of a project")
        verbose_name_plural = _("ends of projects")
        ordering = ["project", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=~Q(state="reopened"), name="projects_closing_one_alive"
            )
        ]

    def __str__(self):
        return f"{self.project} – {self.get_outcome_display()}"

    def get_absolute_url(self):
        return reverse("projects:closing-detail", args=[self.project.slug])

    @property
    def is_in_force(self):
        """Whether the project is closed by it."""
        return self.state == ClosingStates.CLOSED


class PlaceFacts(models.Model):
    """What a place that opened needs to stand on the map of the network; seats and surface are the closing's own."""

    closing = models.OneToOneField(Closing, on_delete=models.CASCADE, related_name="place")
    name = models.CharField(_("name of the place"), max_length=150, blank=True)
    address = models.CharField(_("street address"), max_length=250, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=120, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    services = models.TextField(_("services offered"), blank=True)
    opening_hours = models.TextField(_("opening hours"), blank=True)
    contact_name = models.CharField(_("contact at the place"), max_length=150, blank=True)
    contact_email = models.EmailField(_("e-mail address of the place"), blank=True)
    contact_phone = models.CharField(_("telephone of the place"), max_length=30, blank=True)
    website = models.URLField(_("web site"), blank=True)

    class Meta:
        verbose_name = _("place that opened")
        verbose_name_plural = _("places that opened")

    def __str__(self):
        return self.name or str(self.closing)
