"""Sessions as the log-in view makes them, for those who need not go through its page."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import override_settings

from tests.servers.portal import SECRET_KEY


def log_in(person):
    """A session of this process."""
    session = SessionStore()
    session[SESSION_KEY] = person._meta.pk.value_to_string(person)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session


def log_in_at_the_portal(person):
    """A session that the portal of journeys and faults reads: it has a secret of its own."""
    with override_settings(SECRET_KEY=SECRET_KEY):
        return log_in(person)
