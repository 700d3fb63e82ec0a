"""One attempt to deliver a notice.

The attempt is claimed by moving `next_attempt_at` forward in one statement, so that two workers never send the same
mail, and a killed one is followed by the next attempt. Between the mail server's yes and our mark a kill can make a
second attempt: it carries the same Message-ID.
"""

import logging
from datetime import timedelta
from email.mime.image import MIMEImage
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation

from .messages import Mail
from .models import Notice
from .registry import builder_of

logger = logging.getLogger(__name__)

# The wait after the first, second … attempt that failed; after the last the notice is given up.
WAITS = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
]


def attempt(notice_pk):
    """Sends the notice if its turn has come. Returns True where it was mailed; raises what the sending raised."""
    notice = _claim(notice_pk)
    if notice is None:
        return False
    try:
        with translation.override(notice.language):
            message = _message(notice)
            if message is not None and notice.address:
                message.send()
    except Exception as error:
        _record_failure(notice, error)
        raise
    _record_success(notice, mailed=message is not None and bool(notice.address))
    return notice.mailed_at is not None


def _claim(pk):
    now = timezone.now()
    tried = Notice.objects.filter(pk=pk).values_list("attempts", flat=True).first()
    if tried is None:
        return None
    wait = WAITS[min(tried, len(WAITS) - 1)]
    claimed = Notice.objects.filter(pk=pk, attempts=tried, next_attempt_at__lte=now)
    if not claimed.update(attempts=F("attempts") + 1, next_attempt_at=now + wait):
        return None
    return Notice.objects.select_related("person").get(pk=pk)


def _message(notice):
    if notice.kind == "rendered":
        return _assemble(notice, notice.subject, notice.text, notice.html, Mail(notice.subject, ""))
    mail = builder_of(notice.kind)(notice)
    if mail is None:
        return None
    notice.subject, notice.path = str(mail.subject)[:250], mail.path
    context = {"notice": notice, "base_url": settings.BASE_URL, **mail.context}
    text = render_to_string(f"{mail.template}.txt", context)
    return _assemble(notice, notice.subject, text, render_to_string(f"{mail.template}.html", context), mail)


def _assemble(notice, subject, text, html, mail):
    headers = {
        "Message-ID": f"<{notice.message_id}@{urlsplit(settings.BASE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": notice.language,
    }
    message = EmailMultiAlternatives(subject, text, to=[notice.address], reply_to=mail.reply_to, headers=headers)
    if html:
        message.attach_alternative(html, "text/html")
    for piece in mail.attachments:
        if piece.content_id:
            image = MIMEImage(piece.content, piece.content_type.split("/")[1])
            image.add_header("Content-ID", f"<{piece.content_id}>")
            image.add_header("Content-Disposition", "inline", filename=piece.name)
            message.attach(image)
        else:
            message.attach(piece.name, piece.content, piece.content_type)
    return message


def _record_success(notice, *, mailed):
    notice.mailed_at = timezone.now() if mailed else None
    notice.next_attempt_at, notice.last_error, notice.text, notice.html = None, "", "", ""
    notice.save(update_fields=["subject", "path", "text", "html", "mailed_at", "next_attempt_at", "last_error"])


def _record_failure(notice, error):
    notice.last_error = f"{type(error).__name__}: {error}"[:2000]
    if notice.attempts >= len(WAITS):
        notice.next_attempt_at = None
        logger.error("Notice %s is given up after %s attempts: %s", notice.pk, notice.attempts, notice.last_error)
    notice.save(update_fields=["last_error", "next_attempt_at"])
