from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("event", "In preparation")
    PUBLISHED = "published", pgettext_lazy("event", "Announced")
    CANCELLED = "cancelled", pgettext_lazy("event", "Called off")
    ARCHIVED = "archived", pgettext_lazy("event", "Archived")


class Access(models.TextChoices):
    """Who may register."""

    PUBLIC = "public", pgettext_lazy("who may register", "Everybody")
    MEMBERS = "members", pgettext_lazy("who may register", "Representatives of member organisations")
    INVITED = "invited", pgettext_lazy("who may register", "People who were invited")


class RegistrationStatus(models.TextChoices):
    CONFIRMED = "confirmed", pgettext_lazy("registration", "Confirmed")
    WAITING = "waiting", pgettext_lazy("registration", "On the waiting list")
    OFFERED = "offered", pgettext_lazy("registration", "Offered a place")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")


ACTIVE = [RegistrationStatus.CONFIRMED, RegistrationStatus.WAITING, RegistrationStatus.OFFERED]
SEATED = [RegistrationStatus.CONFIRMED, RegistrationStatus.OFFERED]


class Sources(models.TextChoices):
    """How a registration came."""

    FORM = "form", pgettext_lazy("source of a registration", "Registered online")
    ORGANISER = "organiser", pgettext_lazy("source of a registration", "Added by the organiser")
    IMPORT = "import", pgettext_lazy("source of a registration", "Imported from a workbook")
    DOOR = "door", pgettext_lazy("source of a registration", "Registered at the door")


class Steps(models.TextChoices):
    """What happened to a registration: the wording of its log."""

    REGISTERED = "registered", pgettext_lazy("step of a registration", "Registered")
    PROMOTED = "promoted", _("Got a place that was freed")
    OFFERED = "offered", _("Was offered a place that was freed")
    OFFER_ACCEPTED = "offer_accepted", _("Took the place that was offered")
    OFFER_LAPSED = "offer_lapsed", _("Let the offered place lapse")
    WORKSHOPS_CHANGED = "workshops_changed", _("Changed workshops")
    WORKSHOP_PROMOTED = "workshop_promoted", _("Got a place that was freed in a workshop")
    DETAILS_CORRECTED = "details_corrected", _("Corrected name or address")
    ANSWERS_CHANGED = "answers_changed", _("Changed answers")
    CANCELLED = "cancelled", pgettext_lazy("step of a registration", "Cancelled")
    CHECKED_IN = "checked_in", _("Came in")
    CHECK_IN_UNDONE = "check_in_undone", _("Check-in undone")
    ERASED = "erased", _("Personal data erased")


class DoorAnswers(models.TextChoices):
    """What the door is told about somebody who comes."""

    IN = "in", _("Checked in")
    ALREADY = "already", _("Already checked in")
    WAITING = "waiting", _("On the waiting list: no place")
    OFFERED = "offered", _("A place is kept for them, not yet taken")
    CANCELLED = "cancelled", _("This registration is cancelled")
    UNKNOWN = "unknown", _("Nobody on this list has this code")
    OTHER_EVENT = "other_event", _("This code is for another event")
    UNDONE = "undone", _("Check-in undone")
    FULL = "full", _("No place left")


class EventRoles(models.TextChoices):
    ORGANISER = "organiser", _("Organiser")
    DOOR = "door", _("Door")
    READER = "reader", pgettext_lazy("role at an event", "Reader")


class QuestionPurpose(models.TextChoices):
    REGISTRATION = "registration", pgettext_lazy("when a question is asked", "When registering")
    FEEDBACK = "feedback", pgettext_lazy("when a question is asked", "After the event")


class QuestionKind(models.TextChoices):
    TEXT = "text", pgettext_lazy("kind of question", "Short text")
    LONG = "long", pgettext_lazy("kind of question", "Long text")
    CHOICE = "choice", pgettext_lazy("kind of question", "One choice")
    CHOICES = "choices", pgettext_lazy("kind of question", "Several choices")
    YES_NO = "yes_no", pgettext_lazy("kind of question", "Yes or no")
    FILE = "file", pgettext_lazy("kind of question", "File")
    SCALE = "scale", pgettext_lazy("kind of question", "Mark from 1 to 5")


class MailKinds(models.TextChoices):
    """The mails about a registration whose text an organiser may edit: the kind of the notice."""

    CONFIRMED = "registration_confirmed", _("Confirmation of a place")
    WAITING = "registration_waiting", _("Receipt of the waiting list")
    PROMOTED = "registration_promoted", _("A place was freed")
    OFFERED = "registration_offered", _("A place is offered for a time")
    OFFER_LAPSED = "registration_offer_lapsed", _("The offered place was not taken")
    WORKSHOP_PROMOTED = "registration_workshop_promoted", _("A place in a workshop was freed")
    CHANGED = "registration_changed", _("Change of a registration")
    LINK = "registration_link", _("Reminder of the personal link")
    CANCELLED = "registration_cancelled", _("Registration cancelled")
    PROGRAMME_CHANGED = "registration_programme_changed", _("Change of the programme")
    REMINDER = "registration_reminder", _("Reminder")
    EVENT_CANCELLED = "registration_event_cancelled", _("The event is called off")
    THANKS = "registration_thanks", _("Thanks after the event")


class ImportStates(models.TextChoices):
    """How far an import of registrations is."""

    READING = "reading", pgettext_lazy("import", "Being read")
    UNREADABLE = "unreadable", pgettext_lazy("import", "Could not be read")
    PREVIEWED = "previewed", pgettext_lazy("import", "Waits for confirmation")
    WRITING = "writing", pgettext_lazy("import", "Being imported")
    APPLIED = "applied", pgettext_lazy("import", "Imported")
    DROPPED = "dropped", pgettext_lazy("import", "Dropped")


class RowOutcomes(models.TextChoices):
    """What becomes of a row of an import."""

    NEW = "new", pgettext_lazy("row of an import", "To be registered")
    KNOWN = "known", pgettext_lazy("row of an import", "Already registered")
    REFUSED = "refused", pgettext_lazy("row of an import", "Refused")
    CONFIRMED = "confirmed", pgettext_lazy("row of an import", "Registered, with a place")
    WAITING = "waiting", pgettext_lazy("row of an import", "Registered, on the waiting list")
