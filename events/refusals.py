"""The expected "no" of this app; their text is written for the person."""

from django.utils.translation import gettext as _

from portal.refusals import Refusal


class RegistrationRefused(Refusal):
    """The registration cannot be made or changed as asked."""


class RegistrationClosed(RegistrationRefused):
    """Outside the time of registration, or the event was called off."""

    def __init__(self):
        super().__init__(_("Registration for this event is not open."))


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


class TooFewPlaces(RegistrationRefused):
    """More people are confirmed than the places asked for."""

    def __init__(self, owner, taken):
        text = _("“%(title)s”: %(taken)s people already have a place, so there cannot be fewer places.")
        super().__init__(text % {"title": owner.title, "taken": taken})
