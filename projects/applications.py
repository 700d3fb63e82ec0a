"""The staff's list of applications: which ones, as a page and as a workbook."""

from django import forms
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.spreadsheets import Column, Sheet
from portal.text import fold

from .enums import ApplicationStatus, Stages, Surroundings
from .models import Application, ApplicationStep

TO_DECIDE = "to_decide"
KINDS = {
    ApplicationStatus.RECEIVED: "progress",
    ApplicationStatus.ANSWERED: "progress",
    ApplicationStatus.MORE_ASKED: "warning",
    ApplicationStatus.TAKEN_IN: "success",
    ApplicationStatus.DECLINED: "neutral",
    ApplicationStatus.WITHDRAWN: "neutral",
}


class ApplicationFilter(forms.Form):
    """What the address of the list carries."""

    q = forms.CharField(label=_("Project, territory, holder or contact"), required=False, max_length=100)
    status = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All states")),
            (TO_DECIDE, _("Waits for a decision")),
            *ApplicationStatus.choices,
        ],
    )
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("All stages")), *Stages.choices])
    surroundings = forms.ChoiceField(
        label=_("Surroundings"), required=False, choices=[("", _("All surroundings")), *Surroundings.choices]
    )
    silent = forms.IntegerField(label=_("Without answer for (days)"), required=False, min_value=1, max_value=3650)

    @property
    def is_filtered(self):
        """Whether the list shows less than all; asked once the form is validated."""
        return any(self.cleaned_data.values())


def applications_for(person, filters: dict):
    """The applications `person` decides on, narrowed by the cleaned values of an ApplicationFilter, newest first."""
    found = Application.objects.visible_to(person).select_related("project")
    for word in fold(filters.get("q", "")).split():
        found = found.filter(search_folded__contains=word)
    for name in ("stage", "surroundings"):
        if filters.get(name):
            found = found.filter(**{name: filters[name]})
    if filters.get("status") == TO_DECIDE:
        found = found.to_decide()
    elif filters.get("status"):
        found = found.filter(status=filters["status"])
    if filters.get("silent"):
        found = found.without_answer(days=filters["silent"])
    return found


def address():
    """Where the list stands."""
    return reverse("projects:application-list")


def kind_of(application):
    """The shape and colour of its label (components/status.html)."""
    return KINDS[application.status]


def sheet(applications):
    """The workbook: one line an application, with the last word that was written."""
    last = Prefetch("steps", ApplicationStep.objects.order_by("number"), to_attr="log")
    rows = applications.prefetch_related(last).iterator(chunk_size=500)
    return Sheet(gettext("Applications"), COLUMNS, (_row(application) for application in rows))


COLUMNS = [
    Column(pgettext_lazy("on a date", "Received"), kind="datetime"),
    Column(_("Project"), width=28),
    Column(_("Territory"), width=24),
    Column(_("Holder"), width=28),
    Column(_("Surroundings"), width=12),
    Column(_("Sector"), width=10),
    Column(_("Stage"), width=14),
    Column(_("Contact"), width=24),
    Column(_("E-mail address"), width=28),
    Column(_("Telephone"), width=16),
    Column(_("State"), width=18),
    Column(_("Since"), kind="datetime"),
    Column(_("Days without answer"), kind="number"),
    Column(_("Last message"), width=40),
    Column(_("The project in a few words"), width=60),
]


def _row(application):
    return [
        application.received_at,
        application.name,
        application.territory,
        application.holder,
        application.get_surroundings_display(),
        application.get_sector_display(),
        application.get_stage_display(),
        application.contact,
        application.email,
        application.phone,
        application.get_status_display(),
        application.status_since,
        application.days_without_answer or None,
        application.log[-1].text,
        application.summary,
    ]


def file_name():
    """What the workbook is called, with the day it was made."""
    day = date_format(timezone.localdate(), "Y-m-d")
    return pgettext("file name", "applications-%(day)s.xlsx") % {"day": day}
