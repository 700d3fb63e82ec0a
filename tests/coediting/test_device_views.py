"""What a writer's device asks of the site."""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from portal.coediting.device import device_key

from .clients import make_person
from .texts import RICH

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client):
    """Ada, logged in."""
    person = make_person("ada@it77.example", first_name="Ada")
    client.force_login(person)
    return person


def test_a_copy_comes_back_as_a_word_file(client, ada):
    sent = {"title": "Accueil des nomades", "content": json.dumps(RICH)}
    answer = client.post(reverse("coediting:copy-docx"), sent)
    assert answer.status_code == 200
    assert 'filename="accueil-des-nomades.docx"' in answer["Content-Disposition"]
    body = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    assert "Accueil des nomades" in body


@pytest.mark.parametrize(
    "content",
    [
        "",
        "pas du JSON",
        "[]",
        "null",
        '{"type": "paragraph"}',
        '{"type": "doc", "content": [{"type": "script"}]}',
        '{"type": "doc", "content": 3}',
        "[" * 50_000,
        '{"type": "doc", "content": ' + '[{"type": "blockquote", "content": ' * 5_000 + "]",
    ],
)
def test_what_no_editor_sends_is_refused(client, ada, content):
    assert client.post(reverse("coediting:copy-docx"), {"title": "x", "content": content}).status_code == 400


def test_a_copy_has_a_limit(client, ada, monkeypatch):
    monkeypatch.setattr("portal.coediting.device_views.MAX_COPY", 100)
    sent = {"title": "x", "content": json.dumps(RICH)}
    assert client.post(reverse("coediting:copy-docx"), sent).status_code == 400


def test_the_page_of_what_is_kept_names_the_account_and_nobody_else(client, ada):
    page = client.get(reverse("coediting:kept-texts"))
    assert device_key(ada.pk) in page.content.decode()
    assert device_key(ada.pk) != device_key(make_person("blaise@it77.example").pk)


def test_the_service_worker_may_rule_the_page_of_a_text(client):
    answer = client.get(reverse("coediting:offline-worker"))
    assert answer["Service-Worker-Allowed"] == "/"
    assert b"texts_worker.js" in answer.content
