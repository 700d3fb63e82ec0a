"""How the study is paid for: a plan and its lines, with their history. Amounts are euros, as decimals."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from ..enums import FundingKinds, FundingStates
from .project import Project


def amount_field(label, **options):
    """Euros and cents, never negative."""
    return models.DecimalField(
        label, max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)], **options
    )


class FundingPlan(models.Model):
    """The plan of a project; its version grows by one at each saving of it or of its lines."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="funding")
    total_cost = amount_field(_("total cost, excluding tax (€)"))
    note = models.TextField(_("remarks"), blank=True, max_length=5000)
    version = models.PositiveIntegerField(default=0, editable=False)

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        verbose_name = _("funding plan")
        verbose_name_plural = _("funding plans")

    def __str__(self):
        return f"{self._meta.verbose_name} – {self.project}"


class FundingLine(models.Model):
    """What one source was asked for, has granted and has paid."""

    plan = models.ForeignKey(FundingPlan, on_delete=models.CASCADE, related_name="lines")
    source = models.CharField(_("source"), max_length=200)
    kind = models.CharField(_("kind"), max_length=15, choices=FundingKinds.choices)
    state = models.CharField(_("state"), max_length=10, choices=FundingStates.choices, default=FundingStates.TO_ASK)
    asked = amount_field(_("asked (€)"))
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    granted = amount_field(_("granted (€)"))
    granted_on = models.DateField(_("granted on"), null=True, blank=True)
    received = amount_field(_("received (€)"))
    received_on = models.DateField(_("received on"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("line of funding")
        verbose_name_plural = _("lines of funding")
        ordering = ["plan", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(asked=None) | Q(asked__gte=0))
                & (Q(granted=None) | Q(granted__gte=0))
                & (Q(received=None) | Q(received__gte=0)),
                name="projects_funding_not_negative",
            )
        ]

    def __str__(self):
        return self.source

    @property
    def is_own(self):
        """Whether the holder pays it."""
        return self.kind == FundingKinds.OWN

    @property
    def is_public_aid(self):
        """Whether a public body other than the holder pays it."""
        return self.kind not in (FundingKinds.OWN, FundingKinds.PRIVATE)

    @property
    def hoped(self):
        """What it brings if everything asked is granted: nothing once refused, what was granted once it is."""
        if self.state == FundingStates.REFUSED:
            return 0
        return self.granted if self.granted is not None else self.asked or 0
