"""Who the members are: colleges, organisations, and who speaks for them from when until when."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.text import fold

from .enums import ImportStates, MandateKinds
from .numbers import validate_siren
from .storage import private_storage, random_name


class College(models.Model):
    """A family of members that votes together; the expert committee is one without votes."""

    number = models.PositiveSmallIntegerField(
        _("number"), unique=True, null=True, blank=True, help_text=_("Blank for a body without a number.")
    )
    name = models.CharField(_("name"), max_length=200, unique=True)
    has_votes = models.BooleanField(_("votes in assemblies"), default=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Place in the lists, from 0."))

    class Meta:
        verbose_name = _("college")
        verbose_name_plural = _("colleges")
        ordering = ["position", "number", "pk"]

    def __str__(self):
        return _("College %(number)s – %(name)s") % vars(self) if self.number else self.name


class OrganisationQuerySet(models.QuerySet):
    def listed(self):
        """Those the site shows to everybody."""
        return self.filter(is_listed=True)

    def represented_by(self, person, *, on=None):
        """Those for which `person` is representative, deputy or contact on that day (today by default)."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(pk__in=Mandate.objects.current(on=on).filter(person=person).values("organisation"))


class Organisation(models.Model):
    """A member organisation. Its folded names find it again whatever the spelling, and give French order."""

    name = models.CharField(_("full name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=100, blank=True)
    college = models.ForeignKey(
        College, verbose_name=_("college"), on_delete=models.PROTECT, related_name="organisations"
    )
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    commune = models.CharField(_("commune"), max_length=100, blank=True)
    website = models.URLField(_("web site"), blank=True)
    presentation = models.TextField(_("presentation"), blank=True, max_length=1000)
    siren = models.CharField(
        _("SIREN"), max_length=9, blank=True, validators=[validate_siren], help_text=_("Nine digits.")
    )
    is_listed = models.BooleanField(_("shown on the site"), default=True)
    name_folded = models.CharField(max_length=250, editable=False, unique=True)
    short_name_folded = models.CharField(max_length=100, editable=False, blank=True, db_index=True)

    history = HistoricalRecords(excluded_fields=["name_folded", "short_name_folded"])
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("member organisation")
        verbose_name_plural = _("member organisations")
        ordering = ["name_folded"]
        permissions = [
            ("import_members", _("Import members from a spreadsheet")),
            ("export_members", _("Export members to a spreadsheet")),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.fold_names()
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "name_folded", "short_name_folded"}
        super().save(*args, **kwargs)

    def clean(self):
        self.fold_names()
        if not self.name_folded:
            raise ValidationError({"name": _("A name has at least one letter or digit.")})
        if Organisation.objects.exclude(pk=self.pk).filter(name_folded=self.name_folded).exists():
            raise ValidationError({"name": _("An organisation of this name is already a member.")})

    def fold_names(self):
        """Sets the folded forms from the names; `save` does it, bulk writing has to ask for it."""
        self.name_folded = fold(self.name)
        self.short_name_folded = fold(self.short_name)


class MandateQuerySet(models.QuerySet):
    def current(self, *, on=None):
        """Those that run on that day (today in Paris by default)."""
        day = on or timezone.localdate()
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day))

    def speaking(self):
        """Those who speak for the organisation, as opposed to mere contacts."""
        return self.filter(kind__in=[MandateKinds.REPRESENTATIVE, MandateKinds.DEPUTY])


class Mandate(models.Model):
    """Somebody speaks for an organisation from `since` (blank: not known) until the day before `until`."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("member organisation"), on_delete=models.CASCADE, related_name="mandates"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="mandates"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MandateKinds.choices, default=MandateKinds.REPRESENTATIVE)
    since = models.DateField(_("since"), null=True, blank=True, help_text=_("Blank if it is not known."))
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day it no longer runs; blank while it runs.")
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["organisation__name_folded", "kind", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gt=F("since")),
                name="members_mandate_ends_after_it_begins",
                violation_error_message=_("A mandate ends after it begins."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "person", "kind"],
                condition=Q(until=None),
                name="members_mandate_runs_once",
                violation_error_message=_("This person already holds this mandate."),
            ),
        ]

    def __str__(self):
        return f"{self.person} – {self.organisation} ({self.get_kind_display()})"


class MemberImport(models.Model):
    """A workbook somebody sent: kept until its preview is confirmed or dropped; what it did stays told afterwards."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workbook = models.FileField(storage=private_storage, upload_to=random_name, blank=True)
    file_name = models.CharField(_("file"), max_length=255)
    state = models.CharField(_("state"), max_length=20, choices=ImportStates.choices, default=ImportStates.PREVIEWED)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sent by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("sent"), default=timezone.now)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    created_count = models.PositiveIntegerField(_("created"), default=0)
    updated_count = models.PositiveIntegerField(_("updated"), default=0)
    unchanged_count = models.PositiveIntegerField(_("unchanged"), default=0)
    refused_count = models.PositiveIntegerField(_("refused"), default=0)

    class Meta:
        verbose_name = _("import of members")
        verbose_name_plural = _("imports of members")
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = []

    def __str__(self):
        return self.file_name
