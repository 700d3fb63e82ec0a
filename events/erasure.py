"""Forgetting who came: at the end of the period announced on the form, or earlier for somebody who asks.

Figures stay: status, dates, workshops, audience, answers among given ones, check-ins, the department of the postcode.
The tie between a colleague and who registered them stays too: it says how large groups were, and no longer whose.
"""

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Case, F, Q, When
from django.db.models.functions import Left
from django.utils import timezone

from portal import notices

from .actions import cancel_registration
from .enums import QuestionKind, Sources, Steps
from .models import Answer, Event, ImportRow, Invitation, Registration, RegistrationTransition

A_BATCH = 500
FREE_ANSWERS = [QuestionKind.TEXT, QuestionKind.LONG, QuestionKind.FILE]
MAILS = ["registration_", "event_message"]
INVITATIONS = ["event_invitation"]


def erase_due_events():
    """Erases the personal data of events whose period is over. Returns of how many people."""
    ended = Event.objects.filter(erased_at=None, ends_at__lt=timezone.now())
    return sum(_erase_event(event) for event in ended if event.erased_on <= timezone.localdate())


def _erase_event(event):
    erased, left = 0, event.registrations.filter(erased_at=None).order_by("pk").values_list("pk", flat=True)
    while batch := list(left[:A_BATCH]):
        erased += _erase(batch)
    with transaction.atomic():
        _erase_invitations(event.invitations.all())
        _erase_imports(event)
        Event.objects.filter(pk=event.pk).update(erased_at=timezone.now())
    return erased


@transaction.atomic
def erase_registration(registration, *, by):
    """Erases one person who asks for it; what is still to come is cancelled first. Asked twice it changes nothing.

    No mail tells them, for the address is forgotten with the rest: whoever does it answers them. People they
    registered keep their places; those without an address of their own can then no longer be written to.
    """
    if not registration.is_cancelled and registration.event.ends_at > timezone.now():
        cancel_registration(registration, by=by, is_told=False)
    _erase([registration.pk], by=by)


def forget_person(traces, *, by):
    """A person who is erased everywhere: their registrations, and invitations made for their addresses."""
    theirs = Q(person=traces.person) | Q(email__in=traces.emails)
    for registration in Registration.objects.filter(theirs, erased_at=None).order_by("pk"):
        erase_registration(registration, by=by)
    _erase_invitations(Invitation.objects.filter(email__in=traces.emails))


@transaction.atomic
def _erase(keys, *, by=None):
    rows = Registration.objects.filter(pk__in=keys, erased_at=None).order_by("pk")
    standing = dict(rows.select_for_update(of=("self",), no_key=True).values_list("pk", "status"))
    of_them = Q(registration__in=standing)
    _erase_answers(Answer.objects.filter(of_them, question__kind__in=FREE_ANSWERS))
    _erase_invitations(Invitation.objects.filter(registrations__in=standing))
    ImportRow.objects.filter(of_them).delete()
    notices.forget(kinds=MAILS, subjects=standing)
    themselves = Q(by=F("registration__person")) | Q(step=Steps.REGISTERED, registration__source=Sources.FORM)
    RegistrationTransition.objects.filter(of_them & themselves).update(by=None)
    RegistrationTransition.objects.bulk_create(
        RegistrationTransition(registration_id=pk, step=Steps.ERASED, from_status=status, to_status=status, by=by)
        for pk, status in standing.items()
    )
    return Registration.objects.filter(pk__in=standing).update(
        email="",
        first_name="",
        last_name="",
        organisation="",
        postcode=_department(),
        search_folded="",
        form_key="",
        person=None,
        erased_at=timezone.now(),
    )


def _department():
    """The department of a French postcode: two figures, or three overseas (97x, 98x)."""
    overseas = Q(postcode__startswith="97") | Q(postcode__startswith="98")
    return Case(When(overseas, then=Left("postcode", 3)), default=Left("postcode", 2))


def _erase_answers(answers):
    _delete_files(answers.exclude(file="").values_list("file", flat=True))
    answers.delete()


def _erase_imports(event):
    """The lists that were brought in, whatever became of their rows; how many there were stays."""
    _delete_files(event.imports.exclude(workbook="").values_list("workbook", flat=True))
    ImportRow.objects.filter(parent__event=event).delete()
    event.imports.update(workbook="", file_name="")


def _delete_files(paths):
    paths = list(paths)
    transaction.on_commit(lambda: [storages["private"].delete(path) for path in paths])


def _erase_invitations(invitations):
    """Those made for one address; a link to pass on says nothing of anybody."""
    keys = list(invitations.exclude(email="").values_list("pk", flat=True))
    notices.forget(kinds=INVITATIONS, subjects=keys)
    Invitation.objects.filter(pk__in=keys, revoked_at=None).update(revoked_at=timezone.now())
    Invitation.objects.filter(pk__in=keys).update(email="", name="")
