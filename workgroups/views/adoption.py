"""Where a document stands on its way to adoption, and the steps its facilitator takes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import coediting

from .. import permissions
from ..actions import GroupRefusal, begin_next_draft, open_consultation, open_vote, plan_consultation
from ..actions.adopting import next_number
from ..actions.voting import what_a_vote_lacks
from ..enums import SpecificationStatus
from ..forms.adoption import VoteForm
from ..forms.consultation import ConsultationForm
from ..people import voters_of
from ..readiness import obstacles, remarks
from ..road import road
from .fetching import crumbs_of, specification_of


@require_GET
def adoption_detail(request, slug, document_id):
    """What has been done, what is under way, and the next step."""
    specification = specification_of(request.user, slug, document_id)
    is_draft = specification.status == SpecificationStatus.DRAFT
    plan = specification.consultation_plans.waiting().first()
    content = coediting.as_json(specification.document) if is_draft else {}
    context = frame(specification) | {
        "plan": plan,
        "road": road(specification),
        "may_change_plan": plan is not None and permissions.can_change_plan(request.user, plan),
        "given_up": specification.consultation_plans.exclude(ended_at=None),
        "events": specification.consultation_events.select_related("by"),
        "consultations": specification.consultations.all(),
        "votes": specification.votes.all(),
        "adopted": specification.adopted_versions.without_text().select_related("specification__group"),
        "may_open": permissions.can_open_step(request.user, specification),
        "may_take_up": permissions.can_take_up(request.user, specification),
        "may_begin_next": permissions.can_begin_next(request.user, specification),
        "lacking": _linked(specification, _lacking(specification, content) if is_draft else []),
        "remarks": _linked(specification, remarks(content) if is_draft and specification.has_requirements else []),
        "vote_lacks": what_a_vote_lacks(specification) if is_draft else "",
        "unanswered": _unanswered(specification) if is_draft else None,
    }
    return render(request, "workgroups/adoption_detail.html", context)


@require_http_methods(["GET", "POST"])
def consultation_open(request, slug, document_id):
    """Closes the text and asks for comments, at once or on a later day."""
    specification = _to_open(request, slug, document_id)
    form = ConsultationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begin, said = (
            (open_consultation, _("The consultation is open; the group is told by mail."))
            if form.is_at_once
            else (plan_consultation, _("The consultation is planned; the group is told by mail."))
        )
        try:
            begun = begin(specification, by=request.user, **form.given())
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(begun)
    context = frame(specification, steps_of(specification)) | {"form": form}
    return render(request, "workgroups/consultation_open.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def vote_open(request, slug, document_id):
    """Closes the text and puts it to the group."""
    specification = _to_open(request, slug, document_id)
    numbers = {
        name: "v{}.{}".format(*next_number(specification, is_major=is_major))
        for name, is_major in (("major", True), ("minor", False))
    }
    form = VoteForm(request.POST or None, **numbers)
    if request.method == "POST" and form.is_valid():
        try:
            vote = open_vote(specification, by=request.user, **form.cleaned_data)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The vote is open; those who vote are told by mail."))
            return redirect(vote)
    context = frame(specification, steps_of(specification)) | {
        "form": form,
        "numbers": numbers,
        "voters": voters_of(specification.group).count(),
    }
    return render(request, "workgroups/vote_open.html", context, status=422 if form.errors else 200)


@require_POST
def next_begin(request, slug, document_id):
    """Opens the text of an adopted version to writing again."""
    specification = specification_of(request.user, slug, document_id)
    try:
        begin_next_draft(specification, by=request.user)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The next draft is open: it begins from the adopted text."))
    return redirect(specification)


def frame(specification, *more):
    """What every screen of a document's adoption shows."""
    crumbs = [*crumbs_of(specification.group), (specification.title, specification.get_absolute_url()), *more]
    return {"group": specification.group, "specification": specification, "crumbs": crumbs}


def steps_of(specification):
    """The way up to the steps."""
    return (_("Adoption"), f"{specification.get_absolute_url()}adoption/")


def _to_open(request, slug, document_id):
    specification = specification_of(request.user, slug, document_id)
    if not permissions.can_lead_adoption(request.user, specification):
        raise PermissionDenied
    return specification


def _lacking(specification, content):
    return obstacles(content, has_requirements=specification.has_requirements, of=specification.document_id)


def _linked(specification, found):
    """Each obstacle with links to its places in the text."""
    return [one.linked(specification.get_absolute_url()) for one in found]


def _unanswered(specification):
    """The consultation whose comments wait for an answer, or None."""
    return specification.consultations.exclude(closed_at=None).filter(comments__answer="").first()
