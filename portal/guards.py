"""What keeps machines out of public forms: one that was really opened, a trap field, a limit the workers share.

A person caught by mistake loses nothing: the page comes back with what they typed and says what to do. All of it is
off where ABUSE_GUARDS is.
"""

import secrets
import time

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.utils.translation import gettext as _

from .refusals import Refusal
from .security import client_address

SIGNER = signing.Signer(salt="portal.guards")

# Nobody types a name and an address in less; scripts that fetch the page and post it back do.
LEAST_SECONDS = 0.5
# A company may send everybody to the form through one address in the same minutes: two hundred must pass.
MOST_FROM_ONE_ADDRESS, MINUTES = 300, 10


class LooksAutomatic(Refusal):
    """The form was not filled in as a person would."""

    def __init__(self):
        super().__init__(_("Your form did not reach us whole. Please check it and send it again."))


class TooManyAtOnce(Refusal):
    """The limit of one network address is reached."""

    def __init__(self):
        super().__init__(_("Many forms have just come from your network. Please try again in ten minutes."))


def new_form_key():
    """A signed random key for one showing of the form, with the time in milliseconds."""
    return SIGNER.sign(f"{secrets.token_urlsafe(12)}.{time.time_ns() // 1_000_000}")


def refuse_machines(request, *, form_key, trap, form="registration", most=None):
    """Returns the form's key without its signature, empty where it has none. A form counts once, whoever is on it.

    `form` names what is counted apart, of which one network address may send `most` (MOST_FROM_ONE_ADDRESS) in MINUTES.
    Raises LooksAutomatic or TooManyAtOnce unless the guards are off.
    """
    try:
        key = SIGNER.unsign(form_key or "")
    except signing.BadSignature:
        key = ""
    if settings.ABUSE_GUARDS:
        if trap or not key or _seconds_since_shown(key) < LEAST_SECONDS:
            raise LooksAutomatic
        if _sent_from(client_address(request), form) > (most or MOST_FROM_ONE_ADDRESS):
            raise TooManyAtOnce
    return key


def may_keep_files(request, *, form_key):
    """Whether files that come with an unfinished form may be kept: from a form that was opened, within the limit."""
    try:
        SIGNER.unsign(form_key or "")
    except signing.BadSignature:
        return False
    return not settings.ABUSE_GUARDS or _sent_from(client_address(request), "registration") <= MOST_FROM_ONE_ADDRESS


def _seconds_since_shown(key):
    return time.time() - int(key.rpartition(".")[2]) / 1000


def _sent_from(address, form):
    key = f"guards:{form}-from:{address}"
    cache.add(key, 0, timeout=60 * MINUTES)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return 1
