"""Delivering the notices that are due.

Attempts are claimed by moving `next_attempt_at` forward under a lock, a few notices at a time, so that two workers
never send the same mail, and a killed one is followed by the next attempt. Between the mail server's yes and our mark
a kill can make a second attempt: it carries the same Message-ID.
"""

import logging
import smtplib
import threading
from contextlib import contextmanager, suppress
from datetime import timedelta
from email.mime.image import MIMEImage
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from portal import schedule

from .bells import ring
from .messages import Mail, absolute
from .models import Notice
from .preferences import link_token
from .registry import builder_of
from .routing import Way, route

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


# How many notices a worker claims at once: many make a rush cheaper, few let a login code pass.
AT_ONCE = 10

# What is claimed and not begun after so long is given back: well before its next attempt, which another may make.
LONGEST_BATCH = timedelta(seconds=30)


def deliver_some():
    """Attempts the next few notices that are due. Returns how many it claimed; what one raises stops no other.

    What is not begun after `LONGEST_BATCH`, or when the server stops or the mail server is out of reach, is given back.
    """
    if not Notice.objects.due().exists():
        return 0
    claimed = claim()
    began = timezone.now()
    waiting = list(claimed)
    with one_connection():
        while waiting and not schedule.is_stopping() and timezone.now() - began < LONGEST_BATCH:
            schedule.give_way()
            notice = waiting.pop(0)
            try:
                attempt(notice)
            except Exception as error:  # the notice keeps what was raised and is tried again
                logger.exception("Notice %s could not be delivered.", notice.pk)
                if _is_out_of_reach(error):
                    break
    give_back(waiting)
    return len(claimed)


def _is_out_of_reach(error):
    """Whether the mail server cannot be reached at all: the next mail would wait for it as long."""
    refusals = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
    return isinstance(error, OSError) and (
        not isinstance(error, refusals) or isinstance(error, smtplib.SMTPConnectError)
    )


def attempt(notice):
    """Sends a claimed notice. Returns True where it was mailed; raises what the sending raised."""
    try:
        with translation.override(notice.language):
            way, message = _written(notice)
            if message is not None:
                _hand_over(message)
    except Exception as error:
        _record_failure(notice, error)
        raise
    _record_success(notice, mailed=message is not None, held=way == Way.HOLD)
    return notice.mailed_at is not None


@transaction.atomic
def claim(most=AT_ONCE):
    """Up to `most` notices that are due, most urgent first; nobody else gets them before their next attempt."""
    due = Notice.objects.due().select_for_update(of=("self",), skip_locked=True).select_related("person")
    claimed, now = list(due[:most]), timezone.now()
    for attempts in {notice.attempts for notice in claimed}:
        same = [notice for notice in claimed if notice.attempts == attempts]
        wait = WAITS[min(attempts, len(WAITS) - 1)]
        Notice.objects.filter(pk__in=[notice.pk for notice in same]).update(
            attempts=attempts + 1, next_attempt_at=now + wait
        )
        for notice in same:
            notice.attempts, notice.claimed_until = attempts + 1, now + wait
    return claimed


def give_back(notices):
    """Makes claimed notices due again, as if they had not been claimed."""
    for notice in notices:
        _write_if_still_ours(notice, attempts=notice.attempts - 1, next_attempt_at=timezone.now())


def _write_if_still_ours(notice, **values):
    """Writes these fields, unless the claim ran out and another worker took the notice, or it was forgotten."""
    ours = Notice.objects.filter(pk=notice.pk, attempts=notice.attempts, next_attempt_at=notice.claimed_until)
    ours.update(**values)


def _written(notice):
    """The way of a notice, and its message where it is to be mailed; what the bell shows is noted on the row."""
    if notice.kind == "rendered":
        return Way.MAIL, _assemble(notice, notice.subject, notice.text, notice.html, Mail(notice.subject, ""))
    found = route(notice)
    mail = builder_of(notice.kind)(notice) if found.way != Way.DROP else None
    if mail is None:
        return Way.DROP, None
    notice.subject, notice.path = str(mail.subject)[:250], mail.path
    if found.way != Way.MAIL or not notice.address:
        return found.way if notice.address else Way.BELL, None
    links = preference_links(notice, found)
    context = {"notice": notice, "base_url": settings.BASE_URL, **links, **mail.context}
    text = render_to_string(f"{mail.template}.txt", context)
    if links:
        text += render_to_string("emails/_preferences.txt", links)
    html = render_to_string(f"{mail.template}.html", context)
    return found.way, _assemble(notice, notice.subject, text, html, mail, links)


def preference_links(notice, found):
    """For a mail the person may set: the page that opens without a login, and the address mail programs post to."""
    if not (found.rules.is_adjustable and notice.person_id):
        return {}
    token = link_token(notice.person, found.scope)
    return {
        "preferences_link": absolute(reverse("notices:preferences-by-link", args=[token])),
        "stop_link": absolute(reverse("notices:preferences-stop", args=[token])),
    }


def _assemble(notice, subject, text, html, mail, links=None):
    headers = {
        "Message-ID": f"<{notice.message_id}@{urlsplit(settings.BASE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": notice.language,
    }
    if links:  # RFC 8058: a mail program's own button
        headers |= {
            "List-Unsubscribe": f"<{links['stop_link']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
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


_post = threading.local()


@contextmanager
def one_connection():
    """Inside, the mails that this thread sends leave over one connection to the mail server."""
    _post.connection = get_connection()
    try:
        yield
    finally:
        connection, _post.connection = _post.connection, None
        _hang_up(connection)


def _hand_over(message):
    connection = getattr(_post, "connection", None)
    if connection is None:
        message.send()
        return
    is_used = connection.open() is False
    try:
        connection.send_messages([message])
    except Exception as error:
        _hang_up(connection)
        if not (is_used and _has_gone(error)):
            raise
        connection.send_messages([message])  # it opens another one, for this mail alone


def _hang_up(connection):
    with suppress(OSError, smtplib.SMTPException):
        connection.close()


def _has_gone(error):
    """Whether the mail server had closed the connection: after so many mails or minutes some do."""
    return isinstance(error, smtplib.SMTPServerDisconnected) or getattr(error, "smtp_code", 0) == 421


def _record_success(notice, *, mailed, held):
    notice.mailed_at = timezone.now() if mailed else None
    _write_if_still_ours(
        notice,
        subject=notice.subject,
        path=notice.path,
        mailed_at=notice.mailed_at,
        held_at=timezone.now() if held else None,
        next_attempt_at=None,
        text="",
        html="",
        last_error="",
    )
    if notice.person_id and notice.subject and notice.read_at is None:
        ring([notice.person_id])


def _record_failure(notice, error):
    last_error = f"{type(error).__name__}: {error}"[:2000]
    is_last = notice.attempts >= len(WAITS)
    if is_last:
        logger.error("Notice %s is given up after %s attempts: %s", notice.pk, notice.attempts, last_error)
    _write_if_still_ours(notice, last_error=last_error, next_attempt_at=None if is_last else notice.claimed_until)
