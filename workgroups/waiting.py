"""What "Mon espace" shows of groups."""

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal import roles
from portal.roles import WaitingItem

from . import waiting_meetings
from .enums import SpecificationStatus
from .models import Ballot, Consultation, ConsultationPlan, GroupRole, JoinRequest
from .permissions import ADOPT_DOCUMENTS, EDIT_DOCUMENTS


def waiting_for(person):
    """What `person` is to answer or to do in groups, at a constant cost."""
    return [
        *_requests(person),
        *_held(person),
        *_comments(person),
        *_votes(person),
        *waiting_meetings.waiting_for(person),
    ]


def _requests(person):
    return [
        WaitingItem(
            title=_("%(person)s asks to join") % {"person": asked.person},
            detail=asked.group.name,
            url=asked.get_absolute_url(),
            action=pgettext("verb", "Answer"),
            since=asked.asked_at,
        )
        for asked in JoinRequest.objects.to_answer(person).select_related("group", "person")
    ]


def _held(person):
    """Planned consultations whose day has come and whose text is not ready, for who leads the adoption."""
    groups = roles.objects_for(person, f"workgroups.{ADOPT_DOCUMENTS}").values("pk")
    held = ConsultationPlan.objects.waiting().exclude(lacking="").filter(specification__group__in=groups)
    return [
        WaitingItem(
            title=plan.specification.title,
            detail=_("The consultation could not open"),
            url=plan.get_absolute_url(),
            action=_("See what is to be done"),
        )
        for plan in held.select_related("specification__group").order_by("starts_on")
    ]


def _comments(person):
    """Consultations that are over with comments that nobody has answered, for who writes in the group."""
    groups = roles.objects_for(person, f"workgroups.{EDIT_DOCUMENTS}").values("pk")
    draft = Consultation.objects.exclude(closed_at=None).filter(specification__status=SpecificationStatus.DRAFT)
    counted = draft.filter(specification__group__in=groups).annotate(
        waiting=Count("comments", filter=Q(comments__answer=""))
    )
    return [
        WaitingItem(
            title=one.specification.title,
            detail=ngettext("%(count)s comment to answer", "%(count)s comments to answer", one.waiting)
            % {"count": one.waiting},
            url=f"{one.get_absolute_url()}reponses/",
            action=pgettext("verb", "Answer"),
            since=one.closed_at,
        )
        for one in counted.filter(waiting__gt=0).select_related("specification__group").order_by("closed_at")
    ]


def _votes(person):
    """Votes that are open, of whose roll `person` is, and in which they have said nothing yet."""
    silent = Ballot.objects.filter(
        person=person.pk, choice="", vote__outcome="", vote__ends_on__gte=timezone.localdate()
    )
    return [
        WaitingItem(
            title=ballot.vote.specification.title,
            detail=_("The group votes until %(day)s") % {"day": date_format(ballot.vote.ends_on)},
            url=ballot.vote.get_absolute_url(),
            action=pgettext("verb", "Vote"),
            since=ballot.vote.opened_at,
        )
        for ballot in silent.select_related("vote__specification__group").order_by("vote__ends_on")
    ]


def mine(person):
    """The groups in which `person` holds a role now, one line each."""
    rows = GroupRole.objects.current().filter(person=person).select_related("anchor").order_by("anchor__position")
    return [
        WaitingItem(row.anchor.name, row.get_role_display(), row.anchor.get_absolute_url(), _("Open")) for row in rows
    ]
