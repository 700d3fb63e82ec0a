"""A consultation opens by itself on a day to come, and its end may be put later; each change is kept and told."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.versions import version_of

from .. import permissions
from ..enums import ConsultationEvents
from ..models import ConsultationEvent, ConsultationPlan
from ..people import concerned_by, facilitators_of, people_of
from ..refusals import ChangedMeanwhile, GroupRefusal
from .consulting import locked_consultation, open_consultation, refuse_planned, tell
from .freezing import locked

PLANNED = ("starts_on", "ends_on", "audience", "question")


@transaction.atomic
def plan_consultation(specification, *, starts_on, ends_on, audience, question="", by):
    """A consultation that opens by itself on `starts_on` (dates, the last one included); the group is told.

    The text is written in until then. Raises GroupRefusal.
    """
    specification = locked(specification)
    if not permissions.can_open_step(by, specification):
        raise GroupRefusal(_("A consultation is planned by the group's facilitator, on a draft."))
    refuse_planned(specification)
    _refuse_days(starts_on, ends_on)
    plan = ConsultationPlan.objects.create(
        specification=specification,
        starts_on=starts_on,
        ends_on=ends_on,
        audience=audience,
        question=question,
        planned_by=by,
    )
    event = _happened(plan, ConsultationEvents.PLANNED, by=by)
    tell("consultation_planned", event, _told(plan, by))
    return plan


@transaction.atomic
def change_plan(plan, *, by, version, **planned):
    """Other days, people or question (`planned`: the fields of PLANNED); who was told is told again.

    `version` is the mark of the row the form was opened on. Raises ChangedMeanwhile, GroupRefusal.
    """
    fresh = _locked_plan(plan, by)
    if version != version_of(fresh):
        raise ChangedMeanwhile
    before = {name: getattr(fresh, name) for name in PLANNED}
    if before == planned:
        return fresh
    _refuse_days(planned["starts_on"], planned["ends_on"])
    for name in PLANNED:
        setattr(fresh, name, planned[name])
    fresh.lacking = ""
    fresh.save()
    event = _happened(fresh, ConsultationEvents.CHANGED, by=by, was=before)
    tell("consultation_replanned", event, _told(fresh, by))
    return fresh


@transaction.atomic
def call_off_plan(plan, *, by):
    """It will not open; who was told is told. Twice does no harm. Raises GroupRefusal where it has opened."""
    fresh = _locked_plan(plan, by, may_be_ended=True)
    if fresh.ended_at is None:
        _end(fresh, ConsultationEvents.CALLED_OFF, by=by)


def open_planned(plan, *, today):
    """Opens what was planned for `today` or before. Where the text is not ready its facilitators are told, once, and
    it is tried again; on the plan's last day it is given up."""
    if today >= plan.ends_on:
        _lapse(plan, today)
        return
    try:
        _open(plan, today)
    except GroupRefusal as refusal:
        _hold(plan, str(refusal))


@transaction.atomic
def _open(plan, today):
    specification = locked(plan.specification)
    fresh = _fresh(plan)
    if not fresh.is_waiting or fresh.starts_on > today:  # changed meanwhile
        return
    consultation = open_consultation(
        specification,
        ends_on=fresh.ends_on,
        audience=fresh.audience,
        question=fresh.question,
        by=fresh.planned_by,
        plan=fresh,
    )
    fresh.consultation, fresh.lacking = consultation, ""
    fresh.save(update_fields=["consultation", "lacking"])
    fresh.events.update(consultation=consultation)


@transaction.atomic
def _hold(plan, reason):
    locked(plan.specification)
    fresh = _fresh(plan)
    if not fresh.is_waiting or fresh.lacking == reason:
        return
    was_told, fresh.lacking = bool(fresh.lacking), reason
    fresh.save(update_fields=["lacking"])
    if not was_told:
        event = _happened(fresh, ConsultationEvents.HELD, note=reason)
        tell("consultation_held", event, facilitators_of(fresh.specification.group))


@transaction.atomic
def _lapse(plan, today):
    locked(plan.specification)
    fresh = _fresh(plan)
    if fresh.is_waiting and fresh.ends_on <= today:
        _end(fresh, ConsultationEvents.LAPSED)


@transaction.atomic
def extend_consultation(consultation, *, ends_on, version, by):
    """A later last day; everybody concerned, and who has commented, is told. `version`: of the row the form showed.

    Raises ChangedMeanwhile, GroupRefusal.
    """
    specification = locked(consultation.specification)
    fresh = locked_consultation(consultation)
    if not permissions.can_lead_adoption(by, specification):
        raise GroupRefusal(_("A consultation is prolonged by the group's facilitator."))
    if not fresh.is_open:
        raise GroupRefusal(_("This consultation is over: open another one."))
    if version != version_of(fresh):
        raise ChangedMeanwhile
    if ends_on <= fresh.ends_on:
        raise GroupRefusal(_("A consultation is only prolonged: choose a day after its present last day."))
    before, fresh.ends_on = fresh.ends_on, ends_on
    fresh.save(update_fields=["ends_on"])
    event = ConsultationEvent.objects.create(
        specification=specification,
        consultation=fresh,
        what=ConsultationEvents.EXTENDED,
        ends_on=ends_on,
        was_ends_on=before,
        by=by,
    )
    authors = {one.author_id: one.author for one in fresh.comments.select_related("author") if one.author.is_active}
    people = authors | {one.pk: one for one in concerned_by(specification, fresh.audience)}
    tell("consultation_extended", event, [one for one in people.values() if one != by])
    return fresh


def _end(plan, what, by=None):
    plan.ended_at = timezone.now()
    plan.save(update_fields=["ended_at"])
    event = _happened(plan, what, by=by, note=plan.lacking)
    tell("consultation_called_off", event, _told(plan, by))


def _happened(plan, what, *, by=None, was=None, note=""):
    was = was or {}
    return ConsultationEvent.objects.create(
        specification=plan.specification,
        plan=plan,
        what=what,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        was_starts_on=was.get("starts_on"),
        was_ends_on=was.get("ends_on"),
        note=note,
        by=by,
    )


def _told(plan, by):
    """The group's people: outside it nobody hears of a consultation before it opens."""
    people = people_of(plan.specification.group)
    return people.exclude(pk=by.pk) if by else people


def _refuse_days(starts_on, ends_on):
    if starts_on <= timezone.localdate():
        raise GroupRefusal(_("Choose a first day after today."))
    if ends_on <= starts_on:
        raise GroupRefusal(_("The last day comes after the first one."))


def _locked_plan(plan, by, *, may_be_ended=False):
    specification = locked(plan.specification)
    if not permissions.can_lead_adoption(by, specification):
        raise GroupRefusal(_("A planned consultation is changed and called off by the group's facilitator."))
    fresh = _fresh(plan)
    if fresh.consultation_id is not None:
        raise GroupRefusal(_("This consultation has opened meanwhile."))
    if fresh.ended_at is not None and not may_be_ended:
        raise GroupRefusal(_("This consultation was called off meanwhile."))
    return fresh


def _fresh(plan):
    """The plan as it stands, with its document locked by the caller."""
    rows = ConsultationPlan.objects.select_related("specification__group", "planned_by")
    return rows.get(pk=plan.pk)
