"""The mail an organiser writes to a group, and its preview."""

from django.utils import timezone

from portal import notices

from .. import wording
from ..models import GroupMessage, Registration
from ..placeholders import fill_in
from .registration import registration_of


@notices.mail("event_message")
def event_message(notice):
    message_pk = notice.subject_id.partition(":")[2]
    message = GroupMessage.objects.select_related("event", "written_by").filter(pk=message_pk).first()
    registration = registration_of(notice)
    if message is None or registration is None or registration.is_cancelled or registration.erased_at:
        return None
    path = registration.personal_path()
    return _mail(message, registration, path, reached_by=path)


@notices.mail("event_message_preview")
def event_message_preview(notice):
    message = GroupMessage.objects.select_related("event", "written_by").filter(pk=notice.subject_id).first()
    return as_read_by(notice.person, message, notice.language) if message else None


def as_read_by(reader, message, language):
    """The mail `reader` would get, were they registered, in the active `language`; its link opens nothing."""
    sample = Registration(
        event=message.event,
        first_name=reader.first_name,
        last_name=reader.last_name,
        language=language,
        created_at=timezone.now(),
    )
    return _mail(message, sample, sample.personal_path())


def _mail(message, registration, personal_path, *, reached_by=""):
    author = message.written_by
    subject, body = (fill_in(text, registration) for text in message.words_for(registration))
    return notices.Mail(
        subject=wording.subject_for(registration, " ".join(subject.split())),
        template="emails/event_message",
        context={
            "body": body,
            "event": message.event,
            "author": author,
            "registration": registration,
            "personal_url": notices.absolute(personal_path),
        },
        reply_to=[author.email] if author and author.email else [],
        path=reached_by,
    )
