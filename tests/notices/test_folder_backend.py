"""Mails kept as files."""

from email import message_from_bytes

import pytest
from django.core.mail import EmailMessage, get_connection


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FOLDER = tmp_path / "mail"
    return settings.EMAIL_FOLDER


def send(subject, message_id):
    connection = get_connection("portal.notices.folder_backend.EmailBackend")
    EmailMessage(subject, "é", to=["a@example.org"], headers={"Message-ID": message_id}, connection=connection).send()


def test_a_second_attempt_adds_no_second_mail(folder):
    send("Première", "<1@it77.example>")
    send("Première", "<1@it77.example>")
    send("Autre", "<2@it77.example>")
    subjects = sorted(str(message_from_bytes(file.read_bytes())["Message-ID"]) for file in folder.iterdir())
    assert subjects == ["<1@it77.example>", "<2@it77.example>"]
