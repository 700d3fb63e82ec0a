"""Writing to those a list shows: compose, try on oneself, see whom it reaches, send."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import permissions
from ..actions import messaging
from ..emails.group_message import as_read_by
from ..forms.filters import ListFilterForm
from ..forms.group_message import GroupMessageForm
from ..models import GroupMessage
from ..recipients import filters_of, recipients_of
from ..refusals import MessageNotSent
from .fetching import event_for

LEFT_OUT_SHOWN = 30


@login_required
@never_cache
@require_safe
def group_messages(request, slug):
    """What was written to groups of this event, and what waits to be sent."""
    event = event_for(request, slug, permissions.can_message_registrants)
    written = event.group_messages.select_related("written_by")
    return render(request, "events/group_messages.html", {"event": event, "written": written})


@login_required
@never_cache
def group_message_create(request, slug):
    """A message to those the filters of the address leave."""
    event = event_for(request, slug, permissions.can_message_registrants)
    query = ListFilterForm(request.GET, event=event, shows_addresses=True).query
    form = GroupMessageForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        message = messaging.write_message(event, query=query, words=form.cleaned_data, by=request.user)
        return redirect("events:group-message", slug, message.public_id)
    return _compose(request, event, GroupMessage(event=event, query=query), form)


@login_required
@never_cache
def group_message_edit(request, slug, public_id):
    """Other words for a message that was not sent yet."""
    event = event_for(request, slug, permissions.can_message_registrants)
    message = get_object_or_404(event.group_messages, public_id=public_id)
    form = GroupMessageForm(request.POST or None, event=event, instance=message)
    if request.method == "POST" and form.is_valid():
        try:
            messaging.write_message(event, words=form.cleaned_data, message=message, by=request.user)
        except MessageNotSent as refusal:
            messages.error(request, str(refusal))
        return redirect("events:group-message", slug, public_id)
    return _compose(request, event, message, form)


def _compose(request, event, message, form):
    context = {"event": event, "form": form, "message": message} | _reach(message)
    return render(request, "events/group_message_form.html", context)


def _reach(message):
    reached, left_out = recipients_of(message)
    return {
        "filters": filters_of(message).in_words,
        "reached_count": reached.count(),
        "left_out": left_out[:LEFT_OUT_SHOWN],
        "left_out_count": left_out.count(),
    }


@login_required
@never_cache
def group_message(request, slug, public_id):
    """The message as somebody would read it, whom it reaches, and sending it: to oneself, then to everybody."""
    event = event_for(request, slug, permissions.can_message_registrants)
    message = get_object_or_404(event.group_messages.select_related("written_by"), public_id=public_id)
    if request.method == "POST":
        return _act(request, event, message)
    context = {"event": event, "message": message, "versions": _versions(message, request.user)}
    if not message.sent_at:
        context |= _reach(message)
    return render(request, "events/group_message.html", context)


def _versions(message, reader):
    """(language, mail) in each language it is written in, as `reader` would get it."""
    versions = []
    for language in ["fr", "en"] if message.body_en else ["fr"]:
        with override(language):
            versions.append((language, as_read_by(reader, message, language)))
    return versions


def _act(request, event, message):
    here = redirect("events:group-message", event.slug, message.public_id)
    try:
        if "drop" in request.POST:
            messaging.drop_message(message)
            messages.info(request, _("The message is forgotten: nobody got it."))
            return redirect("events:group-messages", event.slug)
        if "preview" in request.POST:
            language = "en" if request.POST["preview"] == "en" else "fr"
            messaging.preview_message(message, language=language, by=request.user)
            messages.success(request, _("The message is on its way to %(address)s.") % {"address": request.user.email})
            return here
        sent = messaging.send_message(message, expected=_number(request.POST.get("expected")), by=request.user)
    except MessageNotSent as refusal:
        messages.warning(request, str(refusal))
        return here
    text = ngettext(
        "The message is on its way to %(number)s person.",
        "The message is on its way to %(number)s people.",
        sent.sent_to,
    )
    messages.success(request, text % {"number": sent.sent_to})
    return here


def _number(text):
    return int(text) if text and text.isdecimal() else 0
