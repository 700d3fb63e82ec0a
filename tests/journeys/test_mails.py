"""Mails are read on telephones."""

import hashlib

import pytest
from django.template import engines

from tests.servers.browser import no_sideways_scroll

pytestmark = pytest.mark.looks


def test_the_longest_word_of_a_mail_does_not_make_it_wider_than_a_telephone(browse):
    content = "<p>Empreinte : <strong>{{ word }}</strong></p>"
    frame = f'{{% extends "emails/base.html" %}}{{% block content %}}{content}{{% endblock %}}'
    mail = engines["django"].from_string(frame).render({"word": hashlib.sha256(b"v1.0").hexdigest()})
    page = browse(width=360)
    page.set_content(mail)
    no_sideways_scroll(page)
