"""What waits for a person, for "Mon espace": decisions first, then what is asked from a lead."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal import roles

from .enums import MilestoneStatus
from .models import Closing, Decision, Milestone, OpinionRequest, Project, ProjectRole, Visa
from .permissions import can_use_board
from .waiting_applications import own as applications_of
from .waiting_applications import to_answer, to_decide

SOON = timedelta(days=30)


def waiting_for(person):
    """What `person` decides on, the oldest first, the opinions and the decisions of meetings expected from them, then
    the milestones they hand in, the most urgent first.

    A milestone is asked from its leads when it was returned or reopened, when it is where the project stands, or when
    its date is within thirty days. Then the applications of future leads to decide on, and those to answer a question
    about. Eight lists, whatever their length.
    """
    return [
        *_to_review(person),
        *_to_close(person),
        *_to_give_visa(person),
        *_opinions(person),
        *_decisions(person),
        *_to_submit(person),
        *to_decide(person),
        *to_answer(person),
    ]


def mine(person):
    """The projects in which `person` holds a role now, by name, after the lists of those they decide on."""
    rows = ProjectRole.objects.current().filter(person=person).select_related("anchor")
    projects, words = {}, {}
    for row in rows.order_by("anchor__name_folded", "pk"):
        projects[row.anchor_id] = row.anchor
        words.setdefault(row.anchor_id, []).append(row.get_role_display())
    own = [
        roles.WaitingItem(project.name, ", ".join(words[pk]), project.get_absolute_url(), _("Open"))
        for pk, project in projects.items()
    ]
    return [*_board(person), *applications_of(person), *own]


def _board(person):
    if not can_use_board(person):
        return []
    detail = _("Where each project stands, and who waits for whom.")
    return [roles.WaitingItem(_("All the projects"), detail, reverse("projects:project-board"), _("Open"))]


def _to_review(person):
    reviewed = Project.objects.reviewed_by(person).order_by().values("pk")
    milestones = Milestone.objects.to_review().filter(project__in=reviewed).select_related("project")
    return [
        roles.WaitingItem(
            title=f"{milestone.project.name} – {milestone.title}",
            detail=_("A submission waits for your decision."),
            url=milestone.get_absolute_url(),
            action=_("Review"),
            since=milestone.status_since,
        )
        for milestone in milestones.order_by("status_since")
    ]


def _opinions(person):
    """The opinions expected from `person`, who may have no other part in the project."""
    asked = OpinionRequest.objects.expected().filter(expert=person, submission__milestone__project__closed_on=None)
    return [
        roles.WaitingItem(
            title=f"{request.submission.milestone.project.name} – {request.submission.milestone.title}",
            detail=_("Your opinion is asked."),
            url=request.get_absolute_url(),
            action=pgettext("an opinion", "Answer"),
            since=request.asked_at,
            due=request.due_on,
            is_late=request.is_late,
        )
        for request in asked.select_related("submission__milestone__project").order_by("due_on", "pk")
    ]


def _decisions(person):
    """The decisions of meetings `person` is in charge of, in projects they still follow."""
    followed = Project.objects.followed_by(person).still_open().order_by().values("pk")
    decisions = Decision.objects.to_do().filter(person=person, meeting__project__in=followed)
    return [
        roles.WaitingItem(
            title=f"{decision.meeting.project.name} – {Truncator(decision.text).chars(90)}",
            detail=_("A decision of the steering committee that you are in charge of."),
            url=decision.meeting.get_absolute_url(),
            action=_("Follow it up"),
            since=decision.created_at,
            due=decision.due_on,
            is_late=decision.is_late,
        )
        for decision in decisions.select_related("meeting__project").order_by("due_on", "pk")
    ]


def _to_close(person):
    """The balance sheets handed in to an accompanier."""
    own = roles.objects_for(person, "projects.close_project").order_by().values("pk")
    waiting = Closing.objects.to_decide().filter(project__in=own).select_related("project")
    return [
        roles.WaitingItem(
            title=_("%(project)s – end of the project") % {"project": closing.project.name},
            detail=_("A balance sheet waits for your decision."),
            url=closing.get_absolute_url(),
            action=_("Read"),
            since=closing.submitted_at,
        )
        for closing in waiting.order_by("submitted_at")
    ]


def _to_give_visa(person):
    """What was prepared and waits for a director's word."""
    own = roles.objects_for(person, "projects.give_visa").order_by().values("pk")
    waiting = Visa.objects.pending().filter(milestone__project__in=own, milestone__project__closed_on=None)
    return [
        roles.WaitingItem(
            title=f"{visa.milestone.project.name} – {visa.milestone.title}",
            detail=_("%(person)s has prepared a submission: it waits for your visa.") % {"person": visa.prepared_by},
            url=visa.get_absolute_url(),
            action=_("Read"),
            since=visa.asked_at,
            due=visa.milestone.due_on,
            is_late=visa.milestone.is_late,
        )
        for visa in waiting.select_related("milestone__project", "prepared_by").order_by("asked_at")
    ]


def _to_submit(person):
    own = roles.objects_for(person, "projects.submit_milestone").order_by().values("pk")
    earlier = Milestone.objects.filter(project=OuterRef("project"), order__lt=OuterRef("order"))
    is_next = ~Exists(earlier.exclude(status=MilestoneStatus.ACCEPTED))
    asked = ~Q(status=MilestoneStatus.PENDING) | Q(due_on__lte=timezone.localdate() + SOON) | Q(is_next=True)
    milestones = Milestone.objects.asked_of_lead().filter(project__in=own).select_related("project")
    milestones = milestones.annotate(is_next=is_next).filter(asked)
    return [
        roles.WaitingItem(
            title=f"{milestone.project.name} – {milestone.title}",
            detail=_detail(milestone),
            url=milestone.get_absolute_url(),
            action=_("Submit") if milestone.status == MilestoneStatus.PENDING else _("Correct"),
            since=None if milestone.status == MilestoneStatus.PENDING else milestone.status_since,
            due=milestone.due_on,
            is_late=milestone.is_late,
        )
        for milestone in milestones.order_by(F("due_on").asc(nulls_last=True), "project__name_folded", "order")
    ]


def _detail(milestone):
    if milestone.status == MilestoneStatus.RETURNED:
        return _("Your submission came back with a correction request.")
    if milestone.status == MilestoneStatus.REOPENED:
        return _("This milestone has been reopened: a new submission is asked for.")
    return _("A text and files are expected from you.")
