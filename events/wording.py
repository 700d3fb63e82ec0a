"""The words of the mails about a registration: the standard ones, those an organiser wrote, and what is filled in.

A text is plain: paragraphs, web addresses, and what `placeholders.py` fills in. Facts (date, place, link, code) are
not in it: they follow in every mail by themselves.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .enums import MailKinds
from .models import MessageText
from .placeholders import fill_in


@dataclass(frozen=True)
class Words:
    """Subject and opening of one mail."""

    subject: str
    body: str


STANDARD = {
    MailKinds.CONFIRMED: Words(
        _("Your place is booked: [event]"), _("Your place is booked. We look forward to seeing you.")
    ),
    MailKinds.WAITING: Words(
        _("You are on the waiting list: [event]"),
        _(
            "All places are taken. You are number [rank] on the waiting list; as soon as a place is freed for you, "
            "a mail tells you."
        ),
    ),
    MailKinds.PROMOTED: Words(
        _("A place was freed, it is yours: [event]"),
        _("A place was freed and it is now yours: your registration is confirmed."),
    ),
    MailKinds.OFFERED: Words(
        _("A place is offered to you until [deadline]: [event]"),
        _("A place was freed and it is kept for you until [deadline]. After that it goes to the next person in line."),
    ),
    MailKinds.WORKSHOP_PROMOTED: Words(
        _("A place was freed in your workshop: [event]"),
        _(
            "A place was freed in a workshop you were waiting for: it is yours. A place you held in another workshop "
            "at the same hours has gone to the next person."
        ),
    ),
    MailKinds.PROGRAMME_CHANGED: Words(
        _("What changes for you: [event]"),
        _("The programme has changed since you registered. Here is what it changes for you."),
    ),
    MailKinds.REMINDER: Words(
        _("See you on [date]: [event]"), _("The day is near. Here is all you need, in one place.")
    ),
    MailKinds.EVENT_CANCELLED: Words(
        _("Called off: [event]"),
        _("We are sorry: the event of [date] will not take place. You need not do anything."),
    ),
    MailKinds.THANKS: Words(_("Thank you for coming: [event]"), _("Thank you for having been with us on [date].")),
    MailKinds.CHANGED: Words(
        _("Your registration was changed: [event]"), _("Your registration was changed. Here is how it stands now.")
    ),
    MailKinds.LINK: Words(
        _("Your registration: [event]"),
        _("You asked to register for this event, and are already registered. Here is how your registration stands."),
    ),
    MailKinds.CANCELLED: Words(
        _("Your registration is cancelled: [event]"),
        _("Your registration is cancelled. You need not do anything."),
    ),
    MailKinds.OFFER_LAPSED: Words(
        _("The offered place is no longer kept for you: [event]"),
        _("The place offered to you was not taken in time: your registration is cancelled and the place given back."),
    ),
}

OCCASIONS = {
    MailKinds.CONFIRMED: _("As soon as somebody has a place."),
    MailKinds.WAITING: _("As soon as somebody joins the waiting list."),
    MailKinds.PROMOTED: _("To the first in line, when a place is freed."),
    MailKinds.OFFERED: _("To the first in line, when a place is freed shortly before the event."),
    MailKinds.OFFER_LAPSED: _("To those who did not take the place offered to them in time."),
    MailKinds.WORKSHOP_PROMOTED: _("To the first in line for a workshop, when a place is freed there."),
    MailKinds.CHANGED: _("As soon as a registration is changed, by whoever holds it or by an organiser."),
    MailKinds.LINK: _("To somebody already registered who registers again with the same address."),
    MailKinds.CANCELLED: _("As soon as a registration is cancelled."),
    MailKinds.PROGRAMME_CHANGED: _("To those whom a change of the programme touches."),
    MailKinds.REMINDER: _("On the days chosen for the event, at nine in the morning, to those who have a place."),
    MailKinds.EVENT_CANCELLED: _("To everybody, when the event is called off."),
    MailKinds.THANKS: _("On the day after the event, at ten in the morning, to those who came."),
}


def standard_words(kind, language):
    """The words of a mail nobody has edited, as plain texts."""
    with override(language):
        return Words(str(STANDARD[kind].subject), str(STANDARD[kind].body))


def words_for(event, kind, language):
    """The words of a mail: the organiser's where there are some, else the standard ones."""
    standard = standard_words(kind, language)
    own = MessageText.objects.filter(event=event, kind=kind, language=language).first()
    if own is None:
        return standard
    return Words(own.subject or standard.subject, own.body or standard.body)


def subject_for(registration, subject):
    """The subject of a mail; where it goes to another, it says first whose place it speaks of."""
    if not registration.is_mailed_to_another:
        return subject
    return str(_("For %(name)s: %(subject)s")) % {"name": registration.full_name, "subject": subject}


def fill(words, registration, *, rank=None):
    """`words` with their placeholders filled in, in the active language."""
    subject, body = (fill_in(text, registration, rank=rank) for text in (words.subject, words.body))
    return Words(" ".join(subject.split()), body.strip())
