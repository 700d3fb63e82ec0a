"""What an action does around its change: raises the sequence, writes the log, enqueues the mail."""

from portal import notices

from .models import RegistrationTransition


def save_change(registration, *fields):
    """Saves these fields and raises the sequence, by which calendars replace what they had."""
    registration.sequence += 1
    registration.save(update_fields=[*fields, "sequence"])


def log(registration, step, *, before="", by=None, detail=""):
    """Writes one line of the log; `by` is nobody where the holder of the personal link, or the system, did it."""
    RegistrationTransition.objects.create(
        registration=registration,
        step=step,
        from_status=before,
        to_status=registration.status,
        by=by,
        detail=detail[:300],
    )


def log_many(registrations, step, *, by=None, detail=""):
    """Writes one line for each of many new registrations, in one statement."""
    RegistrationTransition.objects.bulk_create(
        RegistrationTransition(registration=row, step=step, to_status=row.status, by=by, detail=detail[:300])
        for row in registrations
    )


def tell(registration, kind, occasion=None, *, about=None):
    """Enqueues a mail to whoever reads for this registration; nothing where no address is known.

    One mail a kind and occasion (the registration's sequence where none is named). `about` is a second thing the mail
    is about: the notice's subject is then "<registration>:<about>".
    """
    address = registration.mail_address
    if not address:
        return
    notices.send(
        kind,
        subject_id=_subject(registration, about),
        key=_key(kind, registration, occasion),
        to=address,
        language=registration.language,
    )


def tell_many(registrations, kind, occasion=None, *, about=None):
    """`tell` for hundreds, in a few statements, behind the mails to one person."""
    letters = [
        (_key(kind, registration, occasion), _subject(registration, about), address, registration.language)
        for registration in registrations
        if (address := registration.mail_address)
    ]
    notices.send_many(kind, letters)


def _subject(registration, about):
    return registration.pk if about is None else f"{registration.pk}:{about}"


def _key(kind, registration, occasion=None):
    return f"{kind}:{registration.pk}:{occasion or registration.sequence}"
