"""Is a session still somebody's? What an open socket asks again and again, long after its handshake."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.core.exceptions import ValidationError
from django.utils.crypto import constant_time_compare


def load_session(key):
    """What the session with this key holds now; nothing where it ended."""
    return import_module(settings.SESSION_ENGINE).SessionStore(key).load()


def is_logged_in(session, person):
    """The session is still this person's: logging out deletes it, a new password changes the hash it must carry."""
    if person is None or SESSION_KEY not in session:
        return False
    try:
        same = person._meta.pk.to_python(session[SESSION_KEY]) == person.pk
    except ValidationError:
        return False
    return same and constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
