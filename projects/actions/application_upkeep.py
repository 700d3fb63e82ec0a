"""What happens to applications by the clock: one reminder of a question, and forgetting what came to nothing."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal import notices

from ..enums import CAME_TO_NOTHING, ApplicationStatus
from ..models import Application, ApplicationNote, ApplicationStep

DAYS_BEFORE_REMINDER = 60
DAYS_KEPT = 365
MAILS = ["project_application_"]
BY_APPLICANT = [ApplicationStatus.RECEIVED, ApplicationStatus.ANSWERED, ApplicationStatus.WITHDRAWN]
PERSONAL = ("form_key", "name", "holder", "summary", "first_name", "last_name", "email", "phone", "search_folded")


def remind_of_questions():
    """Reminds, once for each question, the applicants who have not answered for 60 days. Returns how many."""
    waiting = Application.objects.without_answer(days=DAYS_BEFORE_REMINDER).filter(reminded_at=None)
    return sum(_remind(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk):
    still = Application.objects.without_answer(days=DAYS_BEFORE_REMINDER).filter(reminded_at=None)
    application = still.select_for_update(of=("self",)).filter(pk=pk).first()
    if application is None:  # answered, or decided on, meanwhile
        return 0
    step = application.steps.last()
    application.reminded_at = timezone.now()
    application.save(update_fields=["reminded_at"])
    kind, to = "project_application_reminder", application.email
    notices.send(kind, subject_id=step.pk, key=f"{kind}:{step.pk}", to=to, language=application.language)
    return 1


@transaction.atomic
def forget_declined_applications():
    """Erases who sent what was declined or withdrawn a year ago, and every word of it. Returns how many.

    Figures stay: territory, surroundings, sector, stage, what was decided and when.
    """
    long_ago = timezone.now() - timedelta(days=DAYS_KEPT)
    due = Application.objects.filter(status__in=CAME_TO_NOTHING, status_since__lte=long_ago, erased_at=None)
    return forget_applications(list(due.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True)))


def forget_applications(keys):
    """Erases these applications, which the caller has locked; returns how many."""
    steps = ApplicationStep.objects.filter(application__in=keys)
    notices.forget(kinds=MAILS, subjects=steps.values_list("pk", flat=True))
    ApplicationNote.objects.filter(application__in=keys).delete()
    steps.update(text="")
    steps.filter(to_status__in=BY_APPLICANT).update(by=None)
    blank = dict.fromkeys(PERSONAL, "")
    return Application.objects.filter(pk__in=keys).update(**blank, erased_at=timezone.now())
