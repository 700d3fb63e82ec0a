"""What a future lead sends to have a project accompanied, the log of what became of it, and the staff's own notes."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import tokens
from portal.text import fold

from ..enums import STILL_OPEN, WITH_STAFF, ApplicationStatus, Sector, Stages, Surroundings
from ..permissions import can_decide_applications
from .people import person_field
from .project import Project

LINK_PURPOSE = "application"
DAYS_LINK_IS_GOOD = 400


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """All of them for who decides, none for anybody else: applicants come by their personal link."""
        return self.filter(erased_at=None) if can_decide_applications(person) else self.none()

    def to_decide(self):
        """Those that wait for the staff."""
        return self.filter(status__in=WITH_STAFF)

    def still_open(self):
        """Those that are neither decided nor withdrawn."""
        return self.filter(status__in=STILL_OPEN)

    def without_answer(self, *, days):
        """Those asked for more at least `days` days ago, who have not answered."""
        long_ago = timezone.now() - timedelta(days=days)
        return self.filter(status=ApplicationStatus.MORE_ASKED, status_since__lte=long_ago)

    def sent_by(self, person):
        """Those whose contact address is that of `person`: nobody logs in with an address they have not proven."""
        return self.filter(email=person.email) if person.email else self.none()

    def opened_by(self, token):
        """The application whose personal link carries `token`, or None."""
        try:
            public_id = tokens.read(LINK_PURPOSE, token)
        except tokens.BadToken:
            return None
        return self.filter(public_id=public_id, erased_at=None).exclude(email="").first()


class Application(models.Model):
    """A project somebody proposes; once it is taken in, `project` is what was made of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_key = models.CharField(max_length=40, blank=True, editable=False)
    name = models.CharField(_("name of the project"), max_length=150)
    territory = models.CharField(_("territory"), max_length=150)
    holder = models.CharField(_("holder"), max_length=250)
    surroundings = models.CharField(_("surroundings"), max_length=10, choices=Surroundings.choices, blank=True)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector.choices, blank=True)
    stage = models.CharField(_("stage"), max_length=15, choices=Stages.choices, default=Stages.OPPORTUNITY)
    summary = models.TextField(_("the project in a few words"), blank=True)
    first_name = models.CharField(_("first name"), max_length=150)
    last_name = models.CharField(_("last name"), max_length=150)
    email = models.EmailField(_("e-mail address"), db_index=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(max_length=5, default="fr", editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=ApplicationStatus.choices, default=ApplicationStatus.RECEIVED
    )
    status_since = models.DateTimeField(_("since"), default=timezone.now)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    project = models.OneToOneField(
        Project, on_delete=models.SET_NULL, null=True, blank=True, related_name="application", verbose_name=_("project")
    )
    search_folded = models.TextField(editable=False, default="")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["form_key"], condition=~Q(form_key=""), name="projects_application_form_once"
            )
        ]
        indexes = [models.Index(fields=["status", "status_since"], name="projects_application_status")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.email = self.email.strip().lower()
        parts = (self.name, self.territory, self.holder, self.last_name, self.first_name, self.email)
        self.search_folded = " / ".join(fold(part) for part in parts)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("projects:application-sheet", args=[self.public_id])

    def personal_path(self, token=None):
        """Where the applicant sees how it stands, answers or withdraws it, without an account."""
        token = token or tokens.sign(LINK_PURPOSE, str(self.public_id), days=DAYS_LINK_IS_GOOD)
        return reverse("projects:application-personal", args=[token])

    @property
    def contact(self):
        """Who sent it."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_open(self):
        """Whether it is neither decided nor withdrawn."""
        return self.status in STILL_OPEN

    @property
    def is_with_staff(self):
        """Whether it waits for the staff."""
        return self.status in WITH_STAFF

    @property
    def asks_more(self):
        """Whether it waits for the applicant."""
        return self.status == ApplicationStatus.MORE_ASKED

    @property
    def days_without_answer(self):
        """How many days the applicant has been waited for; 0 where nobody waits for them."""
        return (timezone.now() - self.status_since).days if self.asks_more else 0


class ApplicationStep(models.Model):
    """The log of an application: from what to what, by whom, what was written. Rows are only added."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField(_("number"))
    from_status = models.CharField(_("from"), max_length=10, choices=ApplicationStatus.choices, blank=True)
    to_status = models.CharField(_("to"), max_length=10, choices=ApplicationStatus.choices)
    by = person_field(null=True, blank=True, verbose_name=_("by"), help_text=_("empty: whoever has the personal link"))
    text = models.TextField(_("text"), blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("step of an application")
        verbose_name_plural = _("steps of applications")
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="projects_application_step_number_unique")
        ]

    def __str__(self):
        return f"{self.application}: {self.get_to_status_display()}"

    @property
    def author(self):
        """Who took the step, in words."""
        return str(self.by) if self.by_id else self.application.contact


class ApplicationNote(models.Model):
    """What the staff note among themselves; the applicant never sees it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("note"))
    by = person_field(verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("note on an application")
        verbose_name_plural = _("notes on applications")
        ordering = ["application", "at", "pk"]

    def __str__(self):
        return self.text
