"""Which projects the staff look at: the filters that the address carries, the same on every screen."""

from datetime import timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.text import fold

from ..enums import WITH_LEAD, MilestoneStatus, ProjectRoles, Sector, Stages, Surroundings
from ..models import Milestone, Project, ProjectRole

WAITS_FOR = [
    ("accompanier", _("The accompanier")),
    ("leads", _("The leads")),
    ("nobody", _("Nobody")),
]
SORTS = [("stage", _("Stage")), ("activity", _("Longest without activity")), ("due", _("Due date"))]
LONGEST_QUIET = 3650  # days
MOST_OFFERED = 50  # in a list to choose from; an address may name others
NAMES = ("first_name", "last_name", "email")


class BoardFilter(forms.Form):
    """What the address of a board carries; a value that nobody offers filters nothing."""

    q = forms.CharField(label=_("Name or territory"), required=False, max_length=100)
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("All stages")), *Stages.choices])
    territory = forms.CharField(label=_("Territory"), required=False, max_length=150, widget=forms.Select)
    surroundings = forms.ChoiceField(
        label=_("Surroundings"), required=False, choices=[("", _("All surroundings")), *Surroundings.choices]
    )
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[("", _("All sectors")), *Sector.choices])
    accompanied_by = forms.ModelChoiceField(
        label=_("Accompanied by"), required=False, queryset=None, empty_label=_("Anybody")
    )
    waits_for = forms.ChoiceField(
        label=_("Waits for"), required=False, choices=[("", _("Somebody or nobody")), *WAITS_FOR]
    )
    quiet = forms.IntegerField(label=_("No activity for (days)"), required=False, min_value=1, max_value=LONGEST_QUIET)
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=[("", _("Name")), *SORTS])
    late = forms.BooleanField(label=_("Late only"), required=False)

    def __init__(self, *args, projects, **kwargs):
        """`projects` are those the person reviews: only their territories and accompaniers are offered."""
        super().__init__(*args, **kwargs)
        named = projects.exclude(territory="").order_by("territory_folded", "territory").distinct()
        territories = [(one, one) for one in named.values_list("territory", flat=True)[:MOST_OFFERED]]
        self.fields["territory"].widget.choices = [("", _("All territories")), *territories]
        rows = ProjectRole.objects.current().filter(role=ProjectRoles.ACCOMPANIER, anchor__in=projects.order_by())
        by_person = rows.order_by().values("person_id")
        people = get_user_model().objects.filter(pk__in=by_person)
        busiest = by_person.annotate(number=Count("pk")).order_by("-number", "person_id").values("person_id")
        offered = get_user_model().objects.filter(pk__in=busiest[:MOST_OFFERED]).only(*NAMES)
        self.fields["accompanied_by"].queryset = people
        self.fields["accompanied_by"].widget.choices = [
            ("", _("Anybody")),
            *((person.pk, str(person)) for person in offered),
        ]

    @property
    def is_filtered(self):
        """Whether anything narrows the list."""
        return any(value for name, value in self.cleaned_data.items() if name != "sort")


def chosen(person, address):
    """The form filled from the parameters of the address, and the projects of `person` that it leaves."""
    projects = Project.objects.reviewed_by(person)
    form = BoardFilter(address, projects=projects)
    form.is_valid()
    return form, narrowed(projects, form.cleaned_data)


def narrowed(projects, filters: dict):
    """The projects that answer the cleaned values of a BoardFilter, in the order that was asked for."""
    for word in fold(filters.get("q", "")).split():
        projects = projects.filter(Q(name_folded__contains=word) | Q(territory_folded__contains=word))
    for name in ("stage", "territory", "surroundings", "sector"):
        if filters.get(name):
            projects = projects.filter(**{name: filters[name]})
    if person := filters.get("accompanied_by"):
        rows = ProjectRole.objects.current().filter(role=ProjectRoles.ACCOMPANIER, person=person)
        projects = projects.filter(pk__in=rows.order_by().values("anchor_id"))
    if filters.get("waits_for"):
        projects = projects.filter(_waiting_for(filters["waits_for"]))
    if filters.get("late"):
        projects = projects.filter(Exists(_own().late()))
    if days := filters.get("quiet"):
        projects = projects.filter(last_activity_at__lt=timezone.now() - timedelta(days=days))
    return _sorted(projects, filters.get("sort"))


def by_stage(projects):
    """How many of `projects` stand at each stage, in the order of the stages: pairs (stage, number)."""
    found = dict(projects.order_by().values_list("stage").annotate(Count("pk")))
    return [(stage, found.get(stage, 0)) for stage in Stages]


def current_of_project():
    """The first milestone of the outer project that is not accepted: where it stands."""
    return _own().filter(project__closed_on=None).exclude(status=MilestoneStatus.ACCEPTED).order_by("order")


def _own():
    return Milestone.objects.filter(project=OuterRef("pk"))


def _waiting_for(whom):
    """Nobody is waited for where every milestone is accepted, or none is laid yet, or the project has ended."""
    if whom == "accompanier":
        return Q(closed_on=None) & Exists(_own().to_review())
    if whom == "nobody":
        return Q(closed_on__isnull=False) | ~Exists(_own().exclude(status=MilestoneStatus.ACCEPTED))
    earlier = Milestone.objects.filter(project=OuterRef("project"), order__lt=OuterRef("order"))
    is_current = ~Exists(earlier.exclude(status=MilestoneStatus.ACCEPTED))
    asked = ~Q(status=MilestoneStatus.PENDING) | Q(due_on__lt=timezone.localdate()) | Q(is_current)
    return Q(closed_on=None) & Exists(_own().filter(status__in=WITH_LEAD).filter(asked))


def _sorted(projects, asked):
    if asked == "stage":
        places = [When(stage=stage, then=Value(place)) for place, stage in enumerate(Stages)]
        return projects.order_by(Case(*places, default=Value(99)), "name_folded", "pk")
    if asked == "activity":
        return projects.order_by("last_activity_at", "pk")
    if asked == "due":
        due = Subquery(current_of_project().values("due_on")[:1])
        return projects.order_by(due.asc(nulls_last=True), "name_folded", "pk")
    return projects.order_by(F("name_folded"), "pk")
