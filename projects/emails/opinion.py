"""The mails of an expert's opinion. To the expert they tell nothing of the project but its name and the milestone."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import notices
from portal.notices import letter

from .. import permissions
from ..models import OpinionRequest
from ..threads import scope_of
from .milestone import reply_to

RELATED = ("submission__milestone__project", "expert", "asked_by", "ended_by", "shared_by")


def request_of(subject_id):
    """The request a mail is about."""
    return OpinionRequest.objects.select_related(*RELATED).filter(pk=subject_id).first()


# The words of an opinion are for who may open it when the mail leaves: following the project is not enough.
VIEWING = {
    "about": request_of,
    "may": permissions.can_view_opinion,
    "scope": lambda request: scope_of(request.submission.milestone.project),
}


@notices.mail("opinion_asked", category=notices.Category.WAITS_FOR_ME)
def opinion_asked(notice):
    """To the expert: what is asked, for when. Nothing once it has ended."""
    request = _request(notice)
    if request is None or not request.is_expected:
        return None
    asks = _("%(person)s asks for your opinion. What you need to read is on the page below.")
    return _to_expert(request, _("Your opinion is asked: %(milestone)s — %(project)s"), asks)


@notices.mail("opinion_reminder", category=notices.Category.WAITS_FOR_ME)
def opinion_reminder(notice):
    """To the expert, some days before the date. Nothing once it has ended."""
    request = _request(notice)
    if request is None or not request.is_expected:
        return None
    reminds = _("%(person)s still expects your opinion. If you cannot give it, say so on the same page.")
    return _to_expert(request, _("Your opinion is expected: %(milestone)s — %(project)s"), reminds)


def _to_expert(request, subject, line):
    return letter(
        subject=subject % _names(request),
        lines=[line % {"person": request.asked_by}],
        facts=[*_facts(request), (_("Expected by"), date_format(request.due_on))],
        quote=request.question,
        path=request.get_absolute_url(),
        button=_("Read and answer"),
        reply_to=_to_who_asked(request),
    )


@notices.mail("opinion_revoked")
def opinion_revoked(notice):
    """To the expert: nothing is expected any more, and what was shared is closed."""
    request = _request(notice)
    return request and letter(
        subject=_("Your opinion is no longer needed: %(milestone)s — %(project)s") % _names(request),
        lines=[
            _("%(person)s has withdrawn the request: no answer is expected from you.") % {"person": request.ended_by},
            _("What was shared with you is closed. Thank you for your time."),
        ],
        facts=_facts(request),
        path="",
        button="",
        reply_to=_to_who_asked(request),
    )


@notices.mail("opinion_given", category=notices.Category.EVERYTHING, **VIEWING)
def opinion_given(notice):
    """To who asked: the opinion itself."""
    request = _request(notice)
    return request and letter(
        subject=_("Opinion given: %(milestone)s — %(project)s") % _names(request),
        lines=[
            _("%(person)s has given the opinion you asked for.") % {"person": request.expert},
            _("The leads do not see it unless you share it with them."),
        ],
        facts=[*_facts(request), (_("Conclusion"), request.get_verdict_display())],
        quote=request.text,
        path=request.get_absolute_url(),
        button=_("Read the opinion"),
        reply_to=[request.expert.email] if request.expert.email else [],
    )


@notices.mail("opinion_declined", category=notices.Category.EVERYTHING, **VIEWING)
def opinion_declined(notice):
    """To who asked: the expert will not answer."""
    request = _request(notice)
    return request and letter(
        subject=_("Opinion declined: %(milestone)s — %(project)s") % _names(request),
        lines=[_("%(person)s cannot give the opinion you asked for.") % {"person": request.expert}],
        facts=_facts(request),
        quote=request.text,
        path=request.submission.milestone.get_absolute_url(),
        button=_("Ask somebody else"),
        reply_to=[request.expert.email] if request.expert.email else [],
    )


@notices.mail("opinion_shared", category=notices.Category.EVERYTHING, **VIEWING)
def opinion_shared(notice):
    """To the leads: an opinion they may read."""
    request = _request(notice)
    return request and letter(
        subject=_("An expert's opinion: %(milestone)s — %(project)s") % _names(request),
        lines=[_("%(person)s shares an expert's opinion with you.") % {"person": request.shared_by}],
        facts=[*_facts(request), (_("Conclusion"), request.get_verdict_display())],
        path=request.get_absolute_url(),
        button=_("Read the opinion"),
        reply_to=reply_to(request.submission.milestone.project),
    )


def _request(notice):
    return request_of(notice.subject_id)


def _names(request):
    milestone = request.submission.milestone
    return {"milestone": milestone.title, "project": milestone.project.name}


def _facts(request):
    milestone = request.submission.milestone
    return [(_("Project"), milestone.project.name), (_("Milestone"), milestone.title)]


def _to_who_asked(request):
    return [request.asked_by.email] if request.asked_by.email else reply_to(request.submission.milestone.project)
