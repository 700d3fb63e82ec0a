"""A kill -9 between the registration and its mail: the mail is sent, once."""

import re
import time

import pytest
import requests

from events.models import Registration
from portal.notices import Notice
from tests.servers.portal import text_of

pytestmark = pytest.mark.timeout(180)

FORM = "/evenements/prochaine-etape/inscription/"
EMAIL = "coupure@fault.example"


def register(url):
    """Registers as a browser without JavaScript does; returns the page of thanks."""
    session = requests.Session()
    shown = session.get(url + FORM, timeout=90).text
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|form_key)" value="([^"]+)"', shown))
    time.sleep(0.6)  # what comes back at once is taken for a machine
    audience = re.search(r'value="(\d+)" data-audience[^>]*>\s*<label[^>]*>\s*<span class="fw-bold">Public', shown)[1]
    typed = {"email": EMAIL, "first_name": "Zoé", "last_name": "Coupure", "audience": audience, "consent": "on"}
    return session.post(url + FORM, hidden | typed, headers={"Referer": url + FORM}, timeout=90).text


def finished(kind):
    return Notice.objects.filter(kind=kind, address=EMAIL, mailed_at__isnull=False).exists()


def test_the_mail_of_a_registration_survives_a_kill_and_comes_once(site, monkeypatch):
    site.stop()
    with monkeypatch.context() as without_worker:
        without_worker.setenv("IN_PROCESS_WORKER", "off")  # so that the kill falls exactly between the two
        site.start()
        assert "votre place est réservée" in register(site.url)
        site.kill()
    assert Registration.objects.get(email=EMAIL).is_confirmed
    assert site.mails(EMAIL) == []

    site.start()
    mail = site.wait_for_mail(EMAIL, seconds=60)

    assert "Zoé Coupure" in text_of(mail)
    deadline = time.monotonic() + 60
    while not finished("registration_confirmed") and time.monotonic() < deadline:
        time.sleep(0.1)
    site.stop()  # lets the worker end its turn
    site.start()
    assert finished("registration_confirmed")
    assert len(site.mails(EMAIL)) == 1
    assert Notice.objects.filter(address=EMAIL).count() == 1
