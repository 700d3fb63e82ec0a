"""The organiser's own words for the mails of an event."""

import uuid

from portal import notices

from ..models import MessageText
from ..wording import standard_words


def save_words(event, kind, language, *, subject, body):
    """Replaces the words of one kind of mail in one language; those already enqueued are written with them too.

    Words that are the standard ones are not kept, so that they follow when those are improved.
    """
    standard = standard_words(kind, language)
    own = {
        "subject": "" if subject == standard.subject else subject,
        "body": "" if _same(body, standard.body) else body,
    }
    if not any(own.values()):
        return reset_words(event, kind, language)
    return MessageText.objects.update_or_create(event=event, kind=kind, language=language, defaults=own)


def reset_words(event, kind, language):
    """Goes back to the standard words. Asked twice it changes nothing."""
    MessageText.objects.filter(event=event, kind=kind, language=language).delete()


def send_preview(event, kind, language, *, to):
    """Mails the person what an invented attendee would get, in the words that are saved."""
    notices.send(
        "registration_preview",
        subject_id=f"{event.pk}:{kind}:{language}",
        key=f"registration_preview:{uuid.uuid4()}",
        to=to.email,
        language=language,
    )


def _same(typed, standard):
    return typed.split() == standard.split()
