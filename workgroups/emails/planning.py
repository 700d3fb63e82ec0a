"""The mails about planned and prolonged consultations."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import notices

from ..enums import ConsultationEvents
from ..models import ConsultationEvent
from ..permissions import can_know_of
from .adoption import letter_about


def _event(subject_id):
    places = ["specification__group", "plan", "consultation__specification__group"]
    return ConsultationEvent.objects.select_related(*places).filter(pk=subject_id).first()


RULES = {"category": notices.Category.EVERYTHING, "about": _event, "may": can_know_of}
WAITS = {"category": notices.Category.WAITS_FOR_ME, "about": _event, "may": can_know_of}


@notices.mail("consultation_planned", **RULES)
def consultation_planned(notice):
    """To the group: when their comments will be asked for. Nothing once that has changed."""
    line = _("On its first day the text is shown as it is then, and your comments are asked for.")
    return _of_plan(notice, _("A consultation on “%(title)s” is planned"), line)


@notices.mail("consultation_replanned", **RULES)
def consultation_replanned(notice):
    """To the same people: the other days."""
    line = _("The group's facilitator has changed what was planned.")
    return _of_plan(notice, _("The consultation planned on “%(title)s” has changed"), line)


@notices.mail("consultation_called_off", **RULES)
def consultation_called_off(notice):
    """To the same people: it will not be."""
    event = _event(notice.subject_id)
    is_lapsed = event.what == ConsultationEvents.LAPSED
    line = (
        _("The text was not ready before the last day that was planned: the consultation does not take place.")
        if is_lapsed
        else _("The group's facilitator has called it off. The text can still be written in.")
    )
    subject = _("The consultation planned on “%(title)s” does not take place")
    return _letter(notice, event, subject, line, facts=_days(event), quote=event.note if is_lapsed else "")


@notices.mail("consultation_held", **WAITS)
def consultation_held(notice):
    """To the facilitators: what keeps it from opening. Nothing once it has opened, or was changed."""
    event = _event(notice.subject_id)
    if not event.plan.is_waiting or not event.plan.lacking:
        return None
    return _letter(
        notice,
        event,
        _("The consultation on “%(title)s” cannot open yet"),
        _("Its first day has come, but the text is not ready. Once what is said below is done, it opens by itself."),
        facts=_days(event),
        quote=event.note,
        button=_("See what is to be done"),
    )


@notices.mail("consultation_extended", **RULES)
def consultation_extended(notice):
    """To everybody concerned: there is more time."""
    event = _event(notice.subject_id)
    if not event.consultation.is_open or event.consultation.ends_on != event.ends_on:
        return None
    return _letter(
        notice,
        event,
        _("More time for the consultation on “%(title)s”"),
        _("The group's facilitator has put its last day later: comments are welcome until then."),
        facts=[(_("Until"), date_format(event.ends_on)), (_("Instead of"), date_format(event.was_ends_on))],
        button=_("Read and comment"),
    )


def _of_plan(notice, subject, line):
    """About a plan that still waits as this event left it; nothing otherwise."""
    event = _event(notice.subject_id)
    as_left = (event.starts_on, event.ends_on)
    if not event.plan.is_waiting or (event.plan.starts_on, event.plan.ends_on) != as_left:
        return None
    return _letter(notice, event, subject, line, facts=_days(event))


def _days(event):
    """First and last day, each with what it was before."""
    return [
        (_("From"), _day(event.starts_on, event.was_starts_on)),
        (_("Until"), _day(event.ends_on, event.was_ends_on)),
    ]


def _day(now, before):
    if before in (None, now):
        return date_format(now)
    return _("%(day)s (instead of %(before)s)") % {"day": date_format(now), "before": date_format(before)}


def _letter(notice, event, subject, line, *, facts, quote="", button=""):
    return letter_about(
        notice, event, subject, line, button or _("Open the document's adoption"), facts=facts, quote=quote
    )
