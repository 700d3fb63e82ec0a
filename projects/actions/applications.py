"""The application of a future lead: sent, answered, withdrawn by them; taken in, asked more about, declined by staff.

Every change of status locks the application first, decides on the fresh row, and adds a row to its log.
"""

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal import notices, roles
from portal.people.actions import know_person

from ..enums import ApplicationStatus, ProjectRoles
from ..models import Application, ApplicationNote, Project, ProjectRole
from ..models.project import RESERVED_SLUGS
from ..people import deciders
from ..permissions import can_decide_applications
from ..refusals import ApplicationRefusal
from .application_steps import locked, move, refuse_stale, stands
from .sheets import save_sheet

WHAT_IS_TAKEN_OVER = ("name", "territory", "surroundings", "sector", "stage", "summary")


@transaction.atomic
def submit_application(*, language, form_key="", by=None, **given):
    """Keeps what a future lead sent (`given`: the fields of Application), tells them and the staff; returns it.

    `by` is whoever was logged in, theirs or staff's who received it by mail. The same form sent twice returns the
    first application. Raises ApplicationRefusal where the form was sent before with other words.
    """
    application = Application(form_key=form_key, language=language, **given)
    try:
        with transaction.atomic():
            application.save()
    except IntegrityError:  # the form's key is there already
        return _the_same(application, given)
    step = move(application, ApplicationStatus.RECEIVED, by=by, from_status="")
    _tell_applicant("project_application_receipt", application, step)
    _tell(deciders(), "project_application_to_decide", step)
    return application


def _the_same(sent, given):
    first = Application.objects.get(form_key=sent.form_key)
    sent.email = sent.email.strip().lower()
    if any(getattr(first, name) != getattr(sent, name) for name in given):
        raise ApplicationRefusal(
            _("This form has already reached us, with other words. Send it once more to propose another project.")
        )
    return first


@transaction.atomic
def answer_application(application, *, text, by=None):
    """The applicant answers what the staff asks; the same answer sent twice counts once.

    Raises ApplicationRefusal when nothing is asked from them.
    """
    fresh = locked(application)
    last = fresh.steps.last()
    if fresh.status == ApplicationStatus.ANSWERED and last.text == text:
        return last
    if not fresh.asks_more:
        raise ApplicationRefusal(stands(fresh))
    step = move(fresh, ApplicationStatus.ANSWERED, by=by, text=text)
    asked_by = deciders().filter(pk=last.by_id)
    _tell(asked_by if asked_by.exists() else deciders(), "project_application_answered", step)
    return step


@transaction.atomic
def withdraw_application(application, *, text="", by=None):
    """The applicant gives it up. Raises ApplicationRefusal when it has been decided on or withdrawn already."""
    fresh = locked(application)
    if not fresh.is_open:
        raise ApplicationRefusal(stands(fresh))
    return move(fresh, ApplicationStatus.WITHDRAWN, by=by, text=text)


@transaction.atomic
def take_in_application(application, *, by, seen, holder=None, remark="", template=None):
    """Makes a project of it, not public yet, led by whoever sent it, who is told; returns the Project.

    `seen` is the number of the step the person has read, `holder` the organisation that holds the project.
    `template` lays its milestones, without dates yet. Raises ApplicationRefusal where somebody has acted meanwhile.
    """
    fresh = _to_decide(application, by, seen)
    project = _make_project(fresh, holder=holder, template=template, by=by)
    lead = know_person(
        email=fresh.email,
        first_name=fresh.first_name,
        last_name=fresh.last_name,
        phone=fresh.phone,
        language=fresh.language,
    )
    roles.grant(ProjectRole, anchor=project, person=lead, role=ProjectRoles.LEAD, by=by)
    fresh.project = project
    step = move(fresh, ApplicationStatus.TAKEN_IN, by=by, text=remark)
    _tell([lead], "project_application_taken_in", step)
    return project


@transaction.atomic
def ask_for_more(application, *, by, seen, text):
    """Asks the applicant something before deciding. Raises ApplicationRefusal as `take_in_application` does."""
    fresh = _to_decide(application, by, seen)
    if not fresh.is_with_staff:
        raise ApplicationRefusal(stands(fresh))
    step = move(fresh, ApplicationStatus.MORE_ASKED, by=by, text=text)
    _tell_applicant("project_application_more_asked", fresh, step)
    return step


@transaction.atomic
def decline_application(application, *, by, seen, reason):
    """Declines it; the applicant reads the reason. Raises ApplicationRefusal as `take_in_application` does."""
    fresh = _to_decide(application, by, seen)
    step = move(fresh, ApplicationStatus.DECLINED, by=by, text=reason)
    _tell_applicant("project_application_declined", fresh, step)
    return step


def add_application_note(application, *, by, text):
    """The staff note something among themselves; nobody is told, and no decision is in the way."""
    if not can_decide_applications(by):
        raise ApplicationRefusal(_("Applications are not yours to decide on."))
    return ApplicationNote.objects.create(application=application, by=by, text=text)


def _to_decide(application, by, seen):
    if not can_decide_applications(by):
        raise ApplicationRefusal(_("Applications are not yours to decide on."))
    fresh = locked(application)
    if not fresh.is_open:
        raise ApplicationRefusal(stands(fresh))
    refuse_stale(fresh, seen)
    return fresh


def _make_project(application, *, holder, **options):
    taken_over = {name: getattr(application, name) for name in WHAT_IS_TAKEN_OVER}

    def make():
        project = Project(slug=_free_slug(application.name), holder=holder, is_public=False, **taken_over)
        return save_sheet(project, **options)

    try:
        with transaction.atomic():
            return make()
    except IntegrityError:  # a project of the same name was made at the same moment: the next address is free
        return make()


def _free_slug(name):
    """An address made from the name; numbered where another project has it, or a screen of ours."""
    stem = slugify(name)[:70].strip("-") or "projet"
    taken = set(Project.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED_SLUGS
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


def _tell_applicant(kind, application, step):
    notices.send(kind, subject_id=step.pk, key=f"{kind}:{step.pk}", to=application.email, language=application.language)


def _tell(people, kind, step):
    for person in people:
        notices.send(kind, subject_id=step.pk, key=f"{kind}:{step.pk}:{person.pk}", person=person)
