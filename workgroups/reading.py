"""The consultations somebody may read: those that take comments, and those that are over."""

from django.utils import timezone

from .models import Consultation


def open_consultations(person):
    """The consultations that `person` may read and comment on now, those that end first before the others."""
    rows = Consultation.objects.visible_to(person).taking_comments(timezone.localdate())
    return rows.select_related("specification__group").defer("text_folded").order_by("ends_on")


def past_consultations(person):
    """Those that `person` may still read and that take no more comments, the last ones first."""
    taking = Consultation.objects.taking_comments(timezone.localdate()).order_by()
    rows = Consultation.objects.visible_to(person).exclude(pk__in=taking.values("pk"))
    return rows.select_related("specification__group").defer("text_folded").order_by("-ends_on", "-pk")
