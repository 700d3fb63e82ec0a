"""The words of an event's mails: the list, one text, its preview on the screen and in one's own mailbox."""

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from .. import actions, permissions, wording
from ..emails.preview import as_page, preview
from ..enums import MailKinds
from ..forms.wording import WordsForm
from ..models import Event, MessageText
from ..placeholders import placeholders_of

SANDBOX = ["allow-popups", "allow-popups-to-escape-sandbox"]  # no script, no form; a link opens in a page of its own


@login_required
@never_cache
@require_safe
def text_list(request, slug):
    """Every kind of mail, and whether its words are the organiser's."""
    event = _event(request, slug)
    own = set(event.texts.values_list("kind", "language"))
    languages = [(code, name) for code, name in settings.LANGUAGES if code == "fr" or event.is_in_english]
    mails = [
        (kind, label, wording.OCCASIONS[kind], [(code, name, (kind, code) in own) for code, name in languages])
        for kind, label in MailKinds.choices
    ]
    return render(request, "events/message_list.html", {"event": event, "mails": mails})


@login_required
@never_cache
def text_edit(request, slug, kind, language):
    """The words of one mail: saving them, going back to the standard ones, mailing oneself a preview."""
    event = _event(request, slug)
    _check(kind, language)
    own = MessageText.objects.filter(event=event, kind=kind, language=language).first()
    if request.method == "POST" and "reset" in request.POST:
        actions.reset_words(event, kind, language)
        messages.success(request, _("The standard text is back."))
        return redirect("events:text-edit", slug, kind, language)
    shown = wording.words_for(event, kind, language)
    form = WordsForm(
        request.POST or None, kind=kind, language=language, initial={"subject": shown.subject, "body": shown.body}
    )
    if request.method == "POST" and form.is_valid():
        actions.save_words(event, kind, language, **form.cleaned_data)
        if "send" in request.POST:
            actions.send_preview(event, kind, language, to=request.user)
            text = _("The text is saved, and a preview is on its way to %(address)s.")
            messages.success(request, text % {"address": request.user.email})
        else:
            messages.success(request, _("The text is saved."))
        return redirect("events:text-edit", slug, kind, language)
    context = {
        "event": event,
        "form": form,
        "kind": kind,
        "language": language,
        "title": MailKinds(kind).label,
        "occasion": wording.OCCASIONS[kind],
        "language_name": dict(settings.LANGUAGES)[language],
        "placeholders": [(one.shown(language), one.meaning) for one in placeholders_of(kind)],
        "has_own": own is not None,
    }
    return render(request, "events/message_edit.html", context)


@login_required
@never_cache
@xframe_options_sameorigin
@csp_replace({"default-src": [NONE], "img-src": ["data:"], "style-src": [UNSAFE_INLINE], "sandbox": SANDBOX})
def text_preview(request, slug, kind, language):
    """The mail as a page, for a sandboxed frame: with the words saved or, posted, with those typed; it keeps none."""
    event = _event(request, slug)
    _check(kind, language)
    with translation.override(language):
        words = None
        if request.method == "POST":
            form = WordsForm(request.POST, kind=kind, language=language)
            words = form.typed_words(wording.standard_words(kind, language))
        page = as_page(preview(event, kind, language, words))
        return HttpResponse(page.replace("<head>", '<head><base target="_blank">'))


def _event(request, slug):
    """The event this person sees, if its words are theirs to write; else 404 or 403."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    if not permissions.can_message_registrants(request.user, event):
        raise PermissionDenied
    return event


def _check(kind, language):
    if kind not in MailKinds.values or language not in dict(settings.LANGUAGES):
        raise Http404
