"""The mails about consultations, votes, adopted versions and errata."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal import notices

from ..enums import Outcomes
from ..models import AdoptedVersion, Consultation, Erratum, Vote
from ..people import addresses_of_facilitators
from ..permissions import can_answer_comments, can_read_consultation, can_read_vote, is_inside


def _consultation(subject_id):
    rows = Consultation.objects.select_related("specification__group", "version")
    return rows.filter(pk=subject_id).first()


def _vote(subject_id):
    return Vote.objects.select_related("specification__group").filter(pk=subject_id).first()


WAITS = {"category": notices.Category.WAITS_FOR_ME}
TOLD = {"category": notices.Category.EVERYTHING}


@notices.mail("consultation_opened", about=_consultation, may=can_read_consultation, **WAITS)
def consultation_opened(notice):
    """To the group: a text waits for their comments. Nothing once it is closed."""
    consultation = _consultation(notice.subject_id)
    if consultation is None or not consultation.is_open:
        return None
    return letter_about(
        notice,
        consultation,
        _("Your comments on “%(title)s”"),
        _("The group shows its text and asks for your comments. The editors answer each of them."),
        _("Read and comment"),
        facts=[(_("Until"), date_format(consultation.ends_on))],
        quote=consultation.question,
    )


@notices.mail("consultation_closed", about=_consultation, may=can_answer_comments, **WAITS)
def consultation_closed(notice):
    """To the editors: what is to be answered."""
    consultation = _consultation(notice.subject_id)
    waiting = consultation.comments.unanswered().count()
    return letter_about(
        notice,
        consultation,
        _("The consultation on “%(title)s” is over"),
        _("The text can be written in again. Every comment is to be answered before the vote."),
        _("Open the comments"),
        facts=[
            (_("Comments"), str(consultation.comments.count())),
            (_("Without an answer"), str(waiting) if waiting else ""),
        ],
    )


@notices.mail("consultation_answered", about=_consultation, may=can_read_consultation, **TOLD)
def consultation_answered(notice):
    """To who commented: the answers are there."""
    return letter_about(
        notice,
        _consultation(notice.subject_id),
        _("The answers to your comments on “%(title)s”"),
        _("The editors have answered every comment of the consultation, yours included."),
        _("Read the answers"),
    )


@notices.mail("vote_opened", about=_vote, may=can_read_vote, **WAITS)
def vote_opened(notice):
    """To each who may vote. Nothing once they have, or it is over."""
    return _ask_to_vote(notice, _("Your vote on “%(title)s”"))


@notices.mail("vote_reminder", about=_vote, may=can_read_vote, **WAITS)
def vote_reminder(notice):
    """Two days before the end, to who has not voted."""
    return _ask_to_vote(notice, _("Your vote is still awaited: “%(title)s”"))


def _ask_to_vote(notice, subject):
    vote = _vote(notice.subject_id)
    ballot = vote.ballots.filter(person=notice.person_id).first()
    if not vote.is_open or ballot is None or ballot.choice:
        return None
    is_consent = vote.mode == "consent"
    line = (
        _("Without an objection from anybody by the last day, the text is adopted.")
        if is_consent
        else _("The group decides whether the text is adopted. You may change your vote until the last day.")
    )
    facts = [(_("Until"), date_format(vote.ends_on)), (_("Quorum"), f"{vote.quorum} %" if vote.quorum else "")]
    return letter_about(notice, vote, subject, line, _("Read the text and answer"), facts=facts)


@notices.mail("vote_failed", about=_vote, may=can_read_vote, **TOLD)
def vote_failed(notice):
    """To who could vote: the text was not adopted, and is a draft again."""
    vote = _vote(notice.subject_id)
    if vote.outcome in ("", Outcomes.ADOPTED):
        return None
    return letter_about(
        notice,
        vote,
        _("“%(title)s” was not adopted"),
        _("The text is a draft again: the group goes on with it."),
        _("See the result"),
        facts=[(_("Outcome"), vote.get_outcome_display())],
        quote=vote.reason,
    )


@notices.mail("specification_adopted", **TOLD)
def specification_adopted(notice):
    """To the group and to who follows the document: there is a new version."""
    version = AdoptedVersion.objects.select_related("specification__group").get(pk=notice.subject_id)
    return letter_about(
        notice,
        version,
        _("“%(title)s” is adopted"),
        _("The version is published. It will not change; the next one begins from it."),
        _("Read the version"),
        facts=[
            (_("Version"), version.number),
            (_("Adopted"), date_format(version.adopted_on)),
            (_("SHA-256 checksum"), version.checksum),
        ],
    )


@notices.mail("erratum_published", **TOLD)
def erratum_published(notice):
    """To the same people: a mistake in an adopted version."""
    erratum = Erratum.objects.select_related("version__specification__group").get(pk=notice.subject_id)
    return letter_about(
        notice,
        erratum,
        _("An erratum to “%(title)s”"),
        _("A mistake was found in an adopted version. The version stays as it is; this is to be read with it."),
        _("Read the erratum"),
        facts=[(_("Version"), erratum.version.number), (pgettext("in a text", "Place"), erratum.place)],
        quote=erratum.text,
        specification=erratum.version.specification,
    )


def letter_about(notice, about, subject, line, button, *, facts=(), quote="", specification=None):
    """A mail of the group about a step of a document; `subject` takes its title."""
    specification = specification or about.specification
    return notices.letter(
        subject=subject % {"title": specification.title},
        lines=[line],
        facts=[(_("Working group"), specification.group.name), *facts],
        quote=quote,
        path=about.get_absolute_url(),
        button=button,
        reply_to=_to_facilitators(specification.group, notice.person),
        asks_who=not isinstance(about, AdoptedVersion | Erratum),
    )


def _to_facilitators(group, person):
    """Where answers go: the addresses of who runs the group are for its people, not for all who follow a text."""
    return addresses_of_facilitators(group) if is_inside(person, group) else []
