"""Asking for the director's visa, giving it, refusing it, taking the request back."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from portal import notices

from .. import permissions
from ..corrections import open_items
from ..enums import VisaStates
from ..models import DraftFile, Milestone, Visa
from ..people import directors_of
from ..refusals import MilestoneRefusal, VisaRefusal
from .steps import already, locked
from .submitting import find_content, submit_milestone
from .visa_gate import settle


def hand_in(milestone, *, by, on_behalf_of=None, **prepared):
    """What the button of the form does: hands in, or asks for the visa first. Returns a Submission or a Visa.

    The arguments and the refusals are those of `submit_milestone`.
    """
    if on_behalf_of is None and permissions.needs_visa(by, milestone):
        return ask_visa(milestone, by=by, **prepared)
    return submit_milestone(milestone, by=by, on_behalf_of=on_behalf_of, **prepared)


@transaction.atomic
def ask_visa(
    milestone,
    *,
    by,
    text,
    pieces=(),
    carried=(),
    deposits=(),
    item_answers=None,
    answers=None,
    ties=None,
    public_id=None,
):
    """Keeps what `by` prepared until the director has said a word; the directors are told. Returns the Visa.

    The arguments are those of `submit_milestone`; the person's other draft files here go, as there. The same form
    sent twice asks once. Raises MilestoneRefusal like `submit_milestone`.
    """
    fresh = locked(milestone)
    if public_id and (asked := Visa.objects.pending().filter(milestone=fresh, intended_id=public_id).first()):
        return asked
    if not fresh.is_with_lead:
        raise MilestoneRefusal(already(fresh))
    if not permissions.can_submit_own(by, fresh):
        raise MilestoneRefusal(_("A submission is already waiting for the visa, or it is not yours to submit."))
    content = find_content(fresh, by, text, pieces, carried, deposits, item_answers or {})
    content.refuse_nothing(fresh)
    visa = Visa.objects.create(
        milestone=fresh,
        intended_id=public_id or uuid.uuid4(),
        text=content.text,
        item_answers={str(item.public_id): words for item, words in content.answers.items()},
        answers={str(line): list(given) for line, given in (answers or {}).items()},
        ties={str(file): str(line) for file, line in (ties or {}).items()},
        prepared_by=by,
    )
    visa.pieces.set(content.drafts)
    visa.carried.set(content.carried)
    visa.deposits.set(content.deposits)
    DraftFile.objects.filter(milestone=fresh, owner=by).exclude(visas=visa).delete()
    fresh.visa_since = visa.asked_at
    Milestone.objects.filter(pk=fresh.pk).update(visa_since=visa.asked_at)
    for person in directors_of(fresh.project):
        _tell("visa_asked", visa, person)
    return visa


@transaction.atomic
def give_visa(visa, *, by):
    """Says yes: what was prepared is handed in, in its author's name and with the director's. Returns the Submission.

    Raises VisaRefusal where it waits no longer, or where its author may hand in no longer.
    """
    visa, milestone = _pending(visa, by)
    settle(visa, milestone, VisaStates.GIVEN, by=by)
    if not permissions.can_submit_own(visa.prepared_by, milestone):
        text = _("%(person)s, who prepared it, may no longer hand in at this milestone.")
        raise VisaRefusal(text % {"person": visa.prepared_by})
    submission = submit_milestone(
        milestone,
        by=visa.prepared_by,
        text=visa.text,
        pieces=list(visa.pieces.all()),
        carried=list(visa.carried.all()),
        deposits=list(visa.deposits.all()),
        item_answers={item: visa.item_answers.get(str(item.public_id), "") for item in open_items(milestone)},
        answers={uuid.UUID(line): tuple(given) for line, given in visa.answers.items()},
        ties={uuid.UUID(file): uuid.UUID(line) for file, line in visa.ties.items()},
        public_id=visa.intended_id,
        visa=visa,
    )
    visa.submission = submission
    visa.save(update_fields=["submission"])
    return submission


@transaction.atomic
def refuse_visa(visa, *, by, word):
    """Says no, with a word: what was prepared is the lead's draft again."""
    visa, milestone = _pending(visa, by)
    settle(visa, milestone, VisaStates.REFUSED, by=by, word=word)
    _tell("visa_refused", visa, visa.prepared_by)


@transaction.atomic
def withdraw_visa(visa, *, by):
    """Takes the request back before a word was said; what was prepared is a draft again."""
    milestone = locked(visa.milestone)
    fresh = Visa.objects.get(pk=visa.pk)
    if not fresh.is_pending or not permissions.can_withdraw_visa(by, fresh):
        raise VisaRefusal(_("This request is not yours to take back, or a word has been said meanwhile."))
    settle(fresh, milestone, VisaStates.WITHDRAWN, by=by)


def _pending(visa, by):
    """The visa and its milestone as they are now, under lock, where they wait for `by`."""
    milestone = locked(visa.milestone)
    fresh = Visa.objects.select_related("prepared_by", "decided_by").get(pk=visa.pk)
    fresh.milestone = milestone
    if not fresh.is_pending:
        raise VisaRefusal(_("This visa waits no longer: %(state)s.") % {"state": fresh.get_state_display()})
    if not permissions.can_give_visa(by, fresh):
        raise VisaRefusal(_("This visa is not yours to give."))
    return fresh, milestone


def _tell(kind, visa, person):
    notices.send(kind, subject_id=visa.pk, key=f"{kind}:{visa.pk}:{person.pk}", person=person)
