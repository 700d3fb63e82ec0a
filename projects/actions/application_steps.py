"""An application's step from one status to the next, as `steps` for milestones."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portal import hours

from ..models import Application, ApplicationStep
from ..refusals import ApplicationRefusal


def locked(application):
    """The application as it is now, held until the end of the transaction."""
    return Application.objects.select_for_update(of=("self",)).get(pk=application.pk)


def move(application, status, *, by, text="", from_status=None):
    """The only place where an application's status changes; returns the step of its log."""
    now = timezone.now()
    step = ApplicationStep.objects.create(
        application=application,
        number=application.steps.count() + 1,
        from_status=application.status if from_status is None else from_status,
        to_status=status,
        by=by,
        text=text.strip(),
        at=now,
    )
    application.status, application.status_since, application.reminded_at = status, now, None
    application.save(update_fields=["status", "status_since", "reminded_at", "project"])
    return step


def refuse_stale(application, seen):
    """Raises ApplicationRefusal unless `seen` is the number of the last step: what was read is what is decided."""
    if application.steps.count() != seen:
        raise ApplicationRefusal(stands(application))


def stands(application):
    """What the person who comes second is told: where it stands, who put it there and when."""
    last = application.steps.select_related("by", "application").last()
    moment = localtime(last.at)
    return _("Meanwhile %(person)s has acted: this application is “%(status)s” since %(date)s at %(time)s.") % {
        "person": last.author,
        "status": application.get_status_display(),
        "date": date_format(moment, "DATE_FORMAT"),
        "time": hours.hour(moment),
    }
