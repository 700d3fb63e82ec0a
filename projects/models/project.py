"""An accompanied project, and who has which role in it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase
from simple_history.models import HistoricalRecords

from portal import roles
from portal.text import fold

from ..enums import Outcomes, ProjectRoles, Sector, Stages, Surroundings
from .people import person_field

# Screens stand at /projets/<one of these>/.
RESERVED_SLUGS = {
    "avis",
    "candidatures",
    "depots",
    "documents-types",
    "modele",
    "proposer",
    "references",
    "tableau",
}


def refuse_reserved_slug(slug):
    """A project may not take the address of one of our own screens."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address is taken by a screen of the portal."))


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Projects whose sheet `person` may open: the public ones, and those they have a role in."""
        if person.has_perm("projects.view_project"):
            return self.all()
        return self.filter(Q(is_public=True) | Q(pk__in=self._carrying(person, "view_project")))

    def followed_by(self, person):
        """Projects of which `person` sees the course, beyond the public sheet."""
        return self._where(person, "view_project")

    def reviewed_by(self, person):
        """Projects whose submissions `person` decides on."""
        return self._where(person, "review_milestone")

    def _where(self, person, codename):
        """A right over all narrows nothing: the database need not be asked for what holds of every row."""
        if person.has_perm(f"projects.{codename}"):
            return self.all()
        return self.filter(pk__in=self._carrying(person, codename))

    def reading_submissions(self, person):
        """Projects of which `person` reads what was handed in."""
        return self.filter(pk__in=self._carrying(person, "read_submissions"))

    def handing_in(self, person):
        """Projects for which `person` hands in: what was withdrawn there stays theirs to read."""
        return self.filter(pk__in=self._carrying(person, "submit_milestone"))

    def still_open(self):
        """Those that have not ended: only they wait for anything."""
        return self.filter(closed_on=None)

    @staticmethod
    def _carrying(person, codename):
        return roles.objects_for(person, f"projects.{codename}").order_by().values("pk")


def _degrees(words, most, **options):
    """Where a project is, in decimal degrees of WGS 84; five digits are a metre or so."""
    limits = [MinValueValidator(-most), MaxValueValidator(most)]
    return models.DecimalField(
        words, max_digits=8, decimal_places=5, null=True, blank=True, validators=limits, **options
    )


class Project(models.Model):
    """A local project the association accompanies, from the first note to the opening."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(_("address"), max_length=80, unique=True, validators=[refuse_reserved_slug])
    holder = models.ForeignKey(
        "members.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_projects",
        verbose_name=_("holder"),
    )
    territory = models.CharField(_("territory"), max_length=150, blank=True)
    latitude = _degrees(_("latitude"), 90, help_text=_("In degrees, as map services show it: 48.5393 for Melun."))
    longitude = _degrees(_("longitude"), 180, help_text=_("In degrees, east of Greenwich: 2.6608 for Melun."))
    surroundings = models.CharField(_("surroundings"), max_length=10, choices=Surroundings.choices, blank=True)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector.choices, blank=True)
    stage = models.CharField(_("stage"), max_length=15, choices=Stages.choices, default=Stages.OPPORTUNITY)
    summary = models.TextField(_("summary"), blank=True)
    is_public = models.BooleanField(
        _("public sheet"), default=False, help_text=_("Visitors see what it is, where, its stage and its next step.")
    )
    outcome = models.CharField(_("how it ended"), max_length=12, choices=Outcomes.choices, blank=True, editable=False)
    closed_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    referent = person_field(
        null=True, blank=True, editable=False, verbose_name=_("referent")
    )  # the lead who is reminded; people.reminded_of asks whether they still lead
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    last_activity_at = models.DateTimeField(
        _("last activity"), default=timezone.now, editable=False, db_index=True
    )  # kept by actions.activity
    name_folded = models.CharField(max_length=300, editable=False, default="", db_index=True)
    territory_folded = models.CharField(max_length=300, editable=False, default="")
    summary_folded = models.TextField(editable=False, default="")

    history = HistoricalRecords(
        excluded_fields=["name_folded", "territory_folded", "summary_folded", "last_activity_at"]
    )
    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["name_folded", "pk"]
        permissions = [
            ("read_submissions", _("Can read what was submitted")),
            ("submit_milestone", _("Can submit a milestone")),
            ("submit_milestone_for", _("Can submit a milestone for its lead")),
            ("review_milestone", _("Can accept, return and reopen a milestone")),
            ("write_study", _("Can write the minutes, the study brief, the contacts and the funding plan")),
            ("read_funding", _("Can read the funding plan and the offers of consultancies")),
            ("manage_project", _("Can give roles in a project")),
            ("lay_course", _("Can lay and adapt the course of a project")),
            ("read_discussion", _("Can read the discussions of a project")),
            ("discuss", _("Can take part in the discussions of a project")),
            ("moderate_discussion", _("Can write for others and remove posts in the discussions of a project")),
            ("give_visa", _("Can give the visa before a submission")),
            ("name_replacement", _("Can name a replacement")),
            ("prepare_closing", _("Can write the balance sheet of a project’s end")),
            ("close_project", _("Can close and reopen a project")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_on=None) | (~Q(outcome="") & Q(closed_on__isnull=False)),
                name="projects_project_ended_whole",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="projects_project_place_whole",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        folded = ("name", "territory", "summary")
        for name in folded:
            setattr(self, f"{name}_folded", fold(getattr(self, name)))
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], *(f"{name}_folded" for name in folded)}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("projects:project-detail", args=[self.slug])

    def clean(self):
        if self.outcome == Outcomes.OPENED and self.stage != Stages.OPENED:
            text = _("This project was closed because the place has opened: reopen the project to change its stage.")
            raise ValidationError({"stage": text})
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: _("A place on the map has a latitude and a longitude: give both or none.")})

    @property
    def is_closed(self):
        """Whether it has ended: nothing more is asked from anybody, reading stays."""
        return bool(self.outcome)


class ProjectRole(roles.RoleBase):
    """Who is lead, contributor, accompanier or observer of a project, from when to when."""

    anchor = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="roles", verbose_name=_("project"))
    role = models.CharField(_("role"), max_length=20, choices=ProjectRoles.choices)
    stands_in_for = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="replacements",
        verbose_name=_("replaces"),
    )

    class Meta(roles.RoleBase.Meta):
        verbose_name = _("role in a project")
        verbose_name_plural = _("roles in projects")

    @property
    def last_day(self):
        """The last day, in Paris, on which the role is in force; None where it has no end."""
        return self.until and timezone.localdate(self.until - timedelta(seconds=1))


class ProjectGroupObjectPermission(GroupObjectPermissionBase):
    """guardian's rows for projects, with a real foreign key."""

    content_object = models.ForeignKey(Project, on_delete=models.CASCADE)
