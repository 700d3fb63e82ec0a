"""Forgetting to whom notices went, once those they are about are forgotten."""

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import StrIndex, Substr

from .models import Notice, Preference

BLANK = {
    "address": "",
    "person": None,
    "subject": "",
    "path": "",
    "text": "",
    "html": "",
    "last_error": "",
    "next_attempt_at": None,
}


def forget(*, kinds, subjects):
    """Takes addresses and words out of the notices about `subjects` whose kind begins with one of `kinds`.

    A notice's subject is "<subject>" or "<subject>:<more>". That a mail of this kind went out, and when, stays; what
    was still to be sent is not sent any more. Returns how many.
    """
    of_these_kinds = Q()
    for kind in kinds:
        of_these_kinds |= Q(kind__startswith=kind)
    before_colon = Substr("subject_id", 1, StrIndex("subject_id", Value(":")) - 1)
    about = Case(When(subject_id__contains=":", then=before_colon), default=F("subject_id"))
    found = Notice.objects.filter(of_these_kinds).alias(about=about)
    return found.filter(about__in=[str(subject) for subject in subjects]).update(**BLANK)


def forget_person(person, addresses):
    """The same of everything a person was told, by the bell or at one of these addresses. Returns how many."""
    Preference.objects.filter(person=person).delete()
    return Notice.objects.filter(Q(person=person) | Q(address__in=addresses)).update(**BLANK)
