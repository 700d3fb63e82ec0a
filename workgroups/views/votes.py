"""A vote of the group: the text, one's own ballot, what came of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal import coediting

from .. import permissions
from ..actions import GroupRefusal, cast_ballot, close_vote, withdraw_vote
from ..actions.voting import can_close_early
from ..counting import count
from ..enums import Outcomes
from ..forms.adoption import BallotForm, WithdrawForm
from ..models import AdoptedVersion, Vote
from .adoption import frame, steps_of


@require_GET
@login_required
def vote_detail(request, slug, document_id, public_id):
    """The text put to the vote, one's ballot, who has voted; the count once it is over."""
    return _page(request, _vote(request, slug, document_id, public_id))


@require_POST
@login_required
def ballot_cast(request, slug, document_id, public_id):
    """One's vote; the page comes back where it cannot be taken."""
    vote = _vote(request, slug, document_id, public_id)
    ballot = vote.ballots.filter(person=request.user).first()
    if ballot is None:
        raise PermissionDenied
    form = BallotForm(request.POST, vote=vote, ballot=ballot)
    if form.is_valid():
        try:
            cast_ballot(vote, by=request.user, **form.cleaned_data)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your vote is kept. You may change it as long as the vote is open."))
            return redirect(vote)
    return _page(request, _vote(request, slug, document_id, public_id), form=form, status=422)


@require_POST
@login_required
def vote_close(request, slug, document_id, public_id):
    """Counts now, where nobody is waited for any more."""
    vote = _vote(request, slug, document_id, public_id)
    _lead(request, vote)
    try:
        closed = close_vote(vote, by=request.user)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(vote)
    if closed.outcome == Outcomes.ADOPTED:
        messages.success(request, _("The text is adopted and published."))
        return redirect(AdoptedVersion.objects.select_related("specification__group").get(vote=closed))
    messages.success(request, _("The vote is closed; the text is a draft again."))
    return redirect(vote)


@require_POST
@login_required
def vote_withdraw(request, slug, document_id, public_id):
    """Stops a vote, with the reason that those who vote are told."""
    vote = _vote(request, slug, document_id, public_id)
    _lead(request, vote)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, vote, withdraw_form=form, status=422)
    try:
        withdraw_vote(vote, by=request.user, **form.cleaned_data)
    except GroupRefusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, _vote(request, slug, document_id, public_id), withdraw_form=form, status=409)
    else:
        messages.success(request, _("The vote is withdrawn; the text is a draft again."))
    return redirect(vote)


def _lead(request, vote):
    if not permissions.can_lead_adoption(request.user, vote.specification):
        raise PermissionDenied


def _vote(request, slug, document_id, public_id):
    rows = Vote.objects.select_related("specification__group", "specification__document", "version")
    found = rows.filter(
        specification__group__slug=slug, specification__document=document_id, public_id=public_id
    ).first()
    if found is None or not permissions.can_read_vote(request.user, found):
        raise Http404
    return found


def _consulted(person, vote):
    """The consultation that came before, for who reads the group's documents."""
    if not permissions.can_read(person, vote.specification):
        return None
    held = vote.specification.consultations.filter(opened_at__lt=vote.opened_at)
    return held.select_related("version").defer("version__content").first()


def _page(request, vote, *, form=None, withdraw_form=None, status=200):
    specification = vote.specification
    ballots = list(vote.ballots.select_related("person"))
    own = next((ballot for ballot in ballots if ballot.person_id == request.user.pk), None)
    is_leading = not vote.outcome and permissions.can_lead_adoption(request.user, specification)
    refused = None if vote.is_open else form or withdraw_form
    context = frame(specification, steps_of(specification)) | {
        "vote": vote,
        "refused": refused,
        "unsent": refused.data.get("reason", "").strip() if refused else "",
        "ballots": ballots,
        "cast": sum(bool(ballot.choice) for ballot in ballots),
        "own": own,
        "form": (form or BallotForm(vote=vote, ballot=own)) if own and vote.is_open else None,
        "count": count(vote) if vote.outcome else None,
        "version": AdoptedVersion.objects.without_text()
        .select_related("specification__group")
        .filter(vote=vote)
        .first(),
        "consulted": _consulted(request.user, vote),
        "may_close": is_leading and can_close_early(vote),
        "withdraw_form": (withdraw_form or WithdrawForm()) if is_leading and vote.is_open else None,
        "html": coediting.html(vote.version.content),
    }
    return render(request, "workgroups/vote_detail.html", context, status=status)
