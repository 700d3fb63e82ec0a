"""The expected "no" of this app; their text is written for the person."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.refusals import Refusal

from .enums import EventStatus


class RegistrationRefused(Refusal):
    """The registration cannot be made or changed as asked."""


class RegistrationClosed(RegistrationRefused):
    """Outside the time of registration, or the event was called off."""

    def __init__(self):
        super().__init__(_("Registration for this event is not open."))


class NothingLeftToChange(RegistrationRefused):
    """The registration is cancelled, or its event has begun or was called off."""

    def __init__(self, registration):
        if registration.is_cancelled:
            text = _("This registration is cancelled: nothing can be changed in it any more.")
        elif registration.event.status == EventStatus.CANCELLED:
            text = _("The event was called off: nothing can be changed any more.")
        else:
            text = _("The event has begun or is over: nothing can be changed any more.")
        super().__init__(text)


class AddressTaken(RegistrationRefused):
    """The corrected address cannot be used here."""

    def __init__(self):
        super().__init__(_("This address cannot be used for this registration. Please check it."))


class WorkshopsFull(RegistrationRefused):
    """The workshops asked for have no place left; nothing was changed."""

    def __init__(self, workshops):
        self.workshops = workshops
        titles = ", ".join(_("“%(title)s”") % {"title": workshop.title} for workshop in workshops)
        super().__init__(_("No place is left in %(workshops)s: nothing was changed.") % {"workshops": titles})


class WorkshopsClash(RegistrationRefused):
    """Two of the workshops asked for are at the same hours."""

    def __init__(self, one, other):
        text = _("“%(one)s” and “%(other)s” are at the same hours: choose one of them.")
        super().__init__(text % {"one": one.title, "other": other.title})


class ChangedMeanwhile(RegistrationRefused):
    """The registration is no longer what the page showed; nothing was changed."""

    def __init__(self):
        super().__init__(
            _("Your registration has changed since you opened this page. This is how it stands now; nothing was saved.")
        )


class TooFewPlaces(RegistrationRefused):
    """More people are confirmed than the places asked for."""

    def __init__(self, owner, taken):
        text = ngettext(
            "“%(title)s”: %(taken)s person already has a place, so there cannot be fewer places.",
            "“%(title)s”: %(taken)s people already have a place, so there cannot be fewer places.",
            taken,
        )
        super().__init__(text % {"title": owner.title, "taken": taken})


class NotForYou(RegistrationRefused):
    """The event, or the audience chosen, is for members or for people who were invited."""

    def __init__(self, event):
        super().__init__(
            _("“%(title)s” is reserved. Log in as a representative of a member, or use the link of your invitation.")
            % {"title": event.title}
        )


class DoorShut(RegistrationRefused):
    """Nobody is checked in: the event is not announced, was called off, or its personal data is erased."""

    def __init__(self):
        super().__init__(_("Nobody can be checked in: this event is not taking place."))


class DoorFull(RegistrationRefused):
    """Whoever came without a place cannot have one."""

    def __init__(self):
        super().__init__(_("No place is left. The organiser may add places; then try again."))


class LineFirst(RegistrationRefused):
    """Others wait longer for the free place, and the event has not begun."""

    def __init__(self):
        super().__init__(_("Until the event begins a free place goes to the first in line: somebody waits longer."))


class AlreadyRegistered(RegistrationRefused):
    """Somebody who comes without registration has one. Whose address it is stays unsaid: anybody may try one."""

    def __init__(self):
        super().__init__(_("This address is registered already: look for the person by name on the check-in page."))


class OfferGone(RegistrationRefused):
    """The offered place was not taken in time."""

    def __init__(self):
        super().__init__(_("This offer has ended: the place is no longer kept for you."))


class FeedbackRefused(Refusal):
    """The form after the event is not for this person, or not now."""


class FeedbackNotOpen(FeedbackRefused):
    """The event is not over, or its organisers ask nothing."""

    def __init__(self, event):
        text = _("The organisers ask nothing more about this event.")
        if event.ends_at > timezone.now():
            text = _("This form opens when the event is over. Thank you for coming back then.")
        super().__init__(text)


class FeedbackNotForYou(FeedbackRefused):
    """Nobody checked them in."""

    def __init__(self):
        super().__init__(_("This form is for those who were checked in at the entrance of the event."))


class AlreadyReplied(FeedbackRefused):
    """Each person replies once."""

    def __init__(self):
        super().__init__(_("Your opinion has reached us already. Thank you!"))


class EventNotSaved(RegistrationRefused):
    """The event, or a part of it, cannot be saved as asked; nothing was changed."""


class NotYoursToPrepare(EventNotSaved):
    """The right to prepare this event is missing, or has ended."""

    def __init__(self):
        super().__init__(_("This event is not yours to prepare."))


class SavedMeanwhile(EventNotSaved):
    """Somebody else saved the same thing after this form was opened."""

    def __init__(self):
        super().__init__(
            _(
                "Somebody saved this after you had opened it. Both are shown: correct what must be, "
                "then save again to put yours in the place of theirs."
            )
        )


class MessageNotSent(Refusal):
    """The message to a group is not sent or changed as asked."""


class AlreadySent(MessageNotSent):
    """It was sent: what people got is not changed any more."""

    def __init__(self):
        super().__init__(_("This message was already sent."))


class NobodyToWriteTo(MessageNotSent):
    """The list shows nobody with an address, or a workshop or answer it names is no longer there."""

    def __init__(self):
        super().__init__(_("Nobody would get this message: choose other filters."))


class RecipientsChanged(MessageNotSent):
    """People registered or cancelled since the number was read."""

    def __init__(self, number):
        text = ngettext(
            "The list changed meanwhile: the message would now reach %(number)s person. Please confirm once more.",
            "The list changed meanwhile: the message would now reach %(number)s people. Please confirm once more.",
            number,
        )
        super().__init__(text % {"number": number})


class ImportNotPossible(Refusal):
    """The import is not at the point where it can be confirmed."""

    def __init__(self):
        super().__init__(_("This import cannot be confirmed any more: send the workbook again."))
