"""The page on which a newcomer reads the demonstration's mails."""

import os
import subprocess
import sys

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from portal.notices.folder_backend import EmailBackend


@pytest.fixture
def folder(settings, tmp_path):
    """A mailbox with two mails; the second, newer one has a page, a script in it, and a calendar file."""
    settings.EMAIL_FOLDER = tmp_path
    first = EmailMultiAlternatives(
        "Rappel : jalon", "Ouvrez http://testserver/projets/melun/", to=["lead@it77.example"]
    )
    second = EmailMultiAlternatives("Inscription confirmée", "À bientôt à la journée", to=["elise@example.org"])
    second.attach_alternative(
        "<html><head></head><body><script>alert(1)</script><p>À bientôt</p></body></html>", "text/html"
    )
    second.attach("journée.ics", b"BEGIN:VCALENDAR", "text/calendar")
    EmailBackend().send_messages([first])
    (path,) = tmp_path.glob("*.eml")
    os.utime(path, (1, 1))
    EmailBackend().send_messages([second])
    return tmp_path


def test_the_list_has_the_newest_first_and_filters_by_address(client, db, folder):
    page = client.get("/demo/mails/")
    assert page.text.index("Inscription confirmée") < page.text.index("Rappel : jalon")
    of_one = client.get("/demo/mails/", {"to": "Lead@"}).text
    assert "Rappel : jalon" in of_one
    assert "Inscription confirmée" not in of_one


def test_a_mail_shows_its_text_with_links(client, db, folder):
    (mail,) = client.get("/demo/mails/", {"to": "lead@"}).context["mails"]
    page = client.get(f"/demo/mails/{mail.name}/").text
    assert '<a href="http://testserver/projets/melun/"' in page
    assert "<iframe" not in page


def test_the_html_part_is_shown_without_its_scripts_running(client, db, folder):
    (mail,) = client.get("/demo/mails/", {"to": "elise@"}).context["mails"]
    page = client.get(f"/demo/mails/{mail.name}/").text
    assert f'src="/demo/mails/{mail.name}/html/"' in page
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    html = client.get(f"/demo/mails/{mail.name}/html/")
    assert "<p>À bientôt</p>" in html.text
    policy = html.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "script-src" not in policy


def test_the_pieces_can_be_saved(client, db, folder):
    (mail,) = client.get("/demo/mails/", {"to": "elise@"}).context["mails"]
    piece = client.get(f"/demo/mails/{mail.name}/1/")
    assert piece.content == b"BEGIN:VCALENDAR"
    assert piece.headers["Content-Disposition"] == "attachment; filename*=utf-8''journ%C3%A9e.ics"
    assert client.get(f"/demo/mails/{mail.name}/2/").status_code == 404


@pytest.mark.parametrize("name", ["..%2F..%2Fmanage", "nothing", "a.b"])
def test_only_mails_of_the_folder_are_read(client, db, folder, name):
    (folder.parent / "manage.eml").write_bytes(b"Subject: secret\n\nsecret")
    assert client.get(f"/demo/mails/{name}/").status_code == 404


def test_an_empty_mailbox_says_what_to_do_next(client, db, settings, tmp_path):
    settings.EMAIL_FOLDER = tmp_path / "none"
    assert "Demandez un code de connexion" in client.get("/demo/mails/").text


def test_the_page_has_no_address_where_the_demonstration_is_off():
    assert reverse("demo:mails") == "/demo/mails/"
    program = "import django; django.setup()\nfrom django.urls import resolve\nprint(resolve('/demo/mails/').func)"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": "k" * 50,
        "DEMO": "off",
        "BASE_URL": "http://localhost:8000",
    }
    answer = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert "portal.demo" not in answer.stdout
