"""Invitations: links to pass on, lists of addresses, and who registered by them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from portal import notices

from ..actions import inviting
from ..enums import EventStatus
from ..forms.inviting import GuestsForm, LinkForm
from ..guests import LINES_SHOWN
from .opening import for_organisers

A_PAGE = 50


@for_organisers
def invitation_list(request, event):
    """Every invitation, the latest first, with both ways to make more."""
    return _show(request, event)


def _show(request, event, *, link=None, guests=None):
    rows = event.invitations.select_related("audience").prefetch_related("registrations")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    for invitation in page:
        invitation.event = event
        invitation.address = "" if invitation.email else notices.absolute(invitation.path)
    refused = link or guests
    context = {
        "event": event,
        "page": page,
        "link": link or LinkForm(event=event, prefix="link"),
        "guests": guests or GuestsForm(event=event, initial={"language": request.LANGUAGE_CODE}),
        "is_announced": event.status == EventStatus.PUBLISHED,
    }
    return render(request, "events/invitation_list.html", context, status=422 if refused else 200)


@for_organisers
@require_POST
def invitation_link(request, event):
    """Makes a link to pass on."""
    form = LinkForm(request.POST, event=event, prefix="link")
    if not form.is_valid():
        return _show(request, event, link=form)
    inviting.create_link(event, name=form.cleaned_data["name"], audience=form.audience, by=request.user)
    messages.success(request, _("The link is made: copy it from the list below."))
    return redirect("events:event-invitations", event.slug)


@for_organisers
@require_POST
def invitation_send(request, event):
    """Invites the people of a list."""
    form = GuestsForm(request.POST, request.FILES, event=event)
    if not form.is_valid():
        return _show(request, event, guests=form)
    made = inviting.invite_people(
        event, form.good, audience=form.audience, language=form.cleaned_data["language"], by=request.user
    )
    text = ngettext("%(count)s person is invited.", "%(count)s people are invited.", len(made)) % {"count": len(made)}
    if made and event.status != EventStatus.PUBLISHED:
        later = _("The mails go out when the event is announced.")
        text = f"{text} {later}"
    messages.success(request, text)
    for guest in form.left_out[:LINES_SHOWN]:
        messages.warning(request, _("Line %(number)s, “%(line)s”: %(reason)s.") % guest.told)
    more = len(form.left_out) - LINES_SHOWN
    if more > 0:
        messages.warning(request, _("And %(count)s more lines that were left aside.") % {"count": more})
    return redirect("events:event-invitations", event.slug)


@for_organisers
@require_POST
def invitation_withdraw(request, event, public_id):
    """Closes one link."""
    invitation = event.invitations.filter(public_id=public_id).first()
    if invitation is None:
        raise Http404
    inviting.withdraw_invitation(invitation, by=request.user)
    messages.success(request, _("The invitation is withdrawn; who registered by it stays registered."))
    return redirect("events:event-invitations", event.slug)
