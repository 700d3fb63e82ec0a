"""The consultations somebody may read, and what everybody reads of a document."""

from django.utils import timezone

from .enums import Audience
from .models import AdoptedVersion, Consultation, GroupRole, WorkingGroup


def open_consultations(person):
    """The consultations that `person` may read and comment on now, those that end first before the others."""
    rows = Consultation.objects.visible_to(person).taking_comments(timezone.localdate())
    return rows.select_related("specification__group").defer("text_folded").order_by("ends_on")


def past_consultations(person):
    """Those that `person` may still read and that take no more comments, the last ones first."""
    taking = Consultation.objects.taking_comments(timezone.localdate()).order_by()
    rows = Consultation.objects.visible_to(person).exclude(pk__in=taking.values("pk"))
    return rows.select_related("specification__group").defer("text_folded").order_by("-ends_on", "-pk")


def joined_groups(person):
    """The groups in which `person` holds a role now, in the order of the list; none for a visitor."""
    if not person.is_authenticated:
        return WorkingGroup.objects.none()
    rows = GroupRole.objects.current().filter(person=person).order_by()
    return WorkingGroup.objects.filter(pk__in=rows.values("anchor_id"))


def shown_to_all(document_id):
    """What everybody reads of a document: its open public consultation, its last adopted version, a public consultation
    that is over, or None."""
    consultations = Consultation.objects.filter(audience=Audience.EVERYBODY, specification__document=document_id)
    consultations = consultations.select_related("specification__group").defer("text_folded")
    versions = AdoptedVersion.objects.without_text().filter(specification__document=document_id)
    return (
        consultations.taking_comments(timezone.localdate()).first()
        or versions.select_related("specification__group").first()
        or consultations.first()
    )
