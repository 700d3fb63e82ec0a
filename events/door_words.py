"""What the door is told, in words: sentences for the page the server writes, and the words its script shows."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal import hours

from .enums import DoorAnswers

KINDS = {DoorAnswers.IN: "success", DoorAnswers.UNDONE: "info", DoorAnswers.ALREADY: "warning"}


def kind(answer):
    """How good the answer is: the kind of the message that shows it."""
    return KINDS.get(answer, "error")


def sentence(passage):
    """The answer about one person, as one sentence."""
    answer = DoorAnswers(passage.answer)
    if passage.registration is None:
        return answer.label
    said = _("%(answer)s: %(name)s") % {"answer": answer.label, "name": passage.registration.full_name}
    if answer == DoorAnswers.ALREADY:
        said = _("%(said)s, %(first)s") % {"said": said, "first": when_and_where(passage.check_in)}
    return said


def walked_in(registration):
    """What is said of somebody who came without registration and is now in."""
    return _("Registered and checked in: %(name)s") % {"name": registration.full_name}


def when_and_where(check_in):
    """When somebody came in, and by which door if that is known."""
    known = {"time": hours.hour(check_in.at), "door": check_in.door}
    return (_("at %(time)s, door “%(door)s”") if check_in.door else _("at %(time)s")) % known


def device_words():
    """Everything the script of the check-in page says; what stands in braces it fills in."""
    return {
        "answers": dict(DoorAnswers.choices),
        "at": _("at {time}"),
        "at_door": _("at {time}, door “{door}”"),
        "online": _("Online. Other doors seen at {time}."),
        "starting": _("Loading the list…"),
        "offline": _("Offline."),
        "offline_waiting_one": _("Offline, 1 check-in waiting to be sent."),
        "offline_waiting": _("Offline, {number} check-ins waiting to be sent."),
        "sending": _("Online, {number} being sent."),
        "logged_out": _("Your login has ended. What you check in is kept on this device: log in again to send it."),
        "no_right": _("Your account may not check people in here. What was checked in is kept on this device."),
        "kept": _("This page also opens without network."),
        "not_kept": _("This browser cannot open the page without network; keep it open."),
        "counts": _("{came} came in of {expected} expected"),
        "nobody": _("Nobody on the list of {time} matches."),
        "more": _("and {number} more: type more letters"),
        "unknown_offline": _("Not on the list of {time}. Offline, it cannot be looked up: try again later."),
        "without_network": _("noted on this device, sent when the network is back"),
        "needs_network": _("This needs the network, and there is none now."),
        "camera_refused": _("The camera cannot be used. Allow it in the browser's settings, or search by name."),
        "conflict": _(
            "{name}: somebody already came in under this name {first}. Your check-in of {time} does not count."
        ),
        "refused_later": _("{answer}: {name}, checked in here at {time} without network."),
        "expected": pgettext("somebody at the door", "expected"),
        "close": _("Close"),
        "log_in": _("Log in"),
    }


def workshop_is_full(workshop):
    """What is said where the place at the event was free, and the one in a workshop no longer."""
    return _("No place is left in “%(workshop)s”: they are registered without it.") % {"workshop": workshop.title}
