"""Who could see what on a given day: every role in force at some moment of it, with today's matrix of rights."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.roles import AssociationRole

from .models import ProjectRole
from .permissions import ASSOCIATION_RIGHTS, RIGHTS

TOLD = [
    ("view_project", _("See the course and the dates")),
    ("read_submissions", _("Read the submissions and their files")),
    ("submit_milestone", _("Hand in")),
    ("review_milestone", _("Decide")),
    ("manage_project", _("Give roles")),
]


class AccessForm(forms.Form):
    """The day that is asked about."""

    on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


@dataclass(frozen=True)
class Access:
    """One role somebody had that day; `rights` answers TOLD in its order."""

    row: object
    is_over_all: bool
    rights: list

    @property
    def allowed(self):
        """What it allows, in words."""
        return [label for (_codename, label), held in zip(TOLD, self.rights, strict=True) if held]


def accesses(project, day):
    """The roles in force at some moment of `day`, by name; people who were switched off since included. Two queries."""
    start, end = _span(day)
    in_force = Q(since__lt=end) & (Q(until=None) | Q(until__gt=start))
    own = ProjectRole.objects.filter(in_force, anchor=project).select_related("person", "stands_in_for__person")
    over_all = AssociationRole.objects.filter(in_force).select_related("person")
    found = [_access(row, RIGHTS, False) for row in own] + [_access(row, ASSOCIATION_RIGHTS, True) for row in over_all]
    told = [one for one in found if any(one.rights)]
    return sorted(told, key=lambda one: (one.row.person.name_folded, one.row.since))


def _access(row, matrix, is_over_all):
    held = matrix.get(row.role, set())
    return Access(row, is_over_all, [codename in held for codename, _label in TOLD])


def _span(day):
    start = timezone.make_aware(datetime.combine(day, time.min))
    return start, timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
