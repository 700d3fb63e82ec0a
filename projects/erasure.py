"""Forgetting a person in the projects: roles end, what was decided and handed in stays, nameless."""

from django.utils import timezone

from portal import notices, roles
from portal.people.erasure import Traces, erased, scrub, still_running

from .actions import end_with_lead, forget_applications
from .enums import CAME_TO_NOTHING, ApplicationStatus, OpinionStatus
from .models import (
    Application,
    ApplicationStep,
    Consultancy,
    Decision,
    DepositLink,
    DraftFile,
    MeetingGuest,
    OpinionRequest,
    PlaceFacts,
    Project,
    ProjectContact,
    ProjectRole,
    SubmissionDraft,
)


def forget_person(traces: Traces, *, by) -> None:
    """What projects know of a person. Runs in the transaction of the erasure."""
    person = traces.person
    for row in still_running(ProjectRole, person).select_related("person", "anchor"):
        end_with_lead(roles.end(row, by=by), by=by)
    Project.objects.filter(referent=person).update(referent=None)
    Project.history.filter(referent=person).update(referent=None)
    waiting = OpinionRequest.objects.filter(expert=person, status=OpinionStatus.ASKED)
    waiting.update(status=OpinionStatus.REVOKED, ended_at=timezone.now(), ended_by=by)
    SubmissionDraft.objects.filter(owner=person).delete()
    DraftFile.objects.filter(owner=person, visas=None).delete()
    _forget_applications(traces)
    _forget_contacts(traces)
    scrub("projects", traces)


def _forget_applications(traces):
    sent = Application.objects.select_for_update(of=("self",)).filter(email__in=traces.emails)
    own = {application.pk: application.status for application in sent.order_by("pk")}
    taken_in = [pk for pk, status in own.items() if status == ApplicationStatus.TAKEN_IN]
    steps = ApplicationStep.objects.filter(application__in=taken_in)
    notices.forget(kinds=["project_application_"], subjects=steps.values_list("pk", flat=True))
    for application in Application.objects.filter(pk__in=taken_in):  # what was decided, and the project, stay
        application.first_name = application.last_name = application.email = application.phone = ""
        application.last_name = erased()
        application.save()
    others = [pk for pk, status in own.items() if status != ApplicationStatus.TAKEN_IN]
    forget_applications(others)
    nobody_waits = Application.objects.filter(pk__in=others).exclude(status__in=CAME_TO_NOTHING)
    nobody_waits.update(status=ApplicationStatus.WITHDRAWN, status_since=timezone.now())


def _forget_contacts(traces):
    """Rows that hold somebody's name and address, for people who need no account."""
    for contact in ProjectContact.objects.all():
        if traces.are_in(name=contact.name, email=contact.email):
            contact.delete()
    _blank(MeetingGuest.objects.filter(person=None), traces, "name", "email", instead=erased())
    _blank(Consultancy.objects.all(), traces, "contact", "email")
    _blank(PlaceFacts.objects.all(), traces, "contact_name", "contact_email", "contact_phone")
    _blank(Decision.objects.all(), traces, "charged_name", "", instead=erased())
    links = DepositLink.objects.filter(sent_to__in=traces.emails)
    notices.forget(kinds=["deposit_link"], subjects=links.values_list("pk", flat=True))
    links.update(sent_to="")


def _blank(rows, traces, name, email, *more, instead=""):
    """Empties these fields of the rows about the person; `instead` stands where a name has to."""
    for row in rows:
        if traces.are_in(name=getattr(row, name), email=getattr(row, email) if email else ""):
            blank = dict.fromkeys([one for one in (email, *more) if one], "")
            rows.filter(pk=row.pk).update(**{name: instead}, **blank)
