"""Signed links open one object for one purpose, until their date."""

import logging

import pytest
from django.conf import settings
from django.core import signing

from portal import tokens
from portal.logs import HideTokens


def test_a_token_opens_its_object_for_its_purpose_only():
    token = tokens.sign("registration", "abc", days=3)
    assert tokens.read("registration", token) == "abc"
    for wrong in ("download", "registration2"):
        with pytest.raises(tokens.BadToken):
            tokens.read(wrong, token)


@pytest.mark.parametrize("damage", ["", "x", "a:b:c", "…", "A" * 5000])
def test_a_damaged_token_opens_nothing(damage):
    with pytest.raises(tokens.BadToken):
        tokens.read("registration", damage)


def test_a_token_expires(monkeypatch):
    token = tokens.sign("registration", "abc", days=3)
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 3 * 86400 - 60)
    assert tokens.read("registration", token) == "abc"
    monkeypatch.setattr(signing.time, "time", lambda: now + 3 * 86400 + 60)
    with pytest.raises(tokens.BadToken):
        tokens.read("registration", token)


def test_no_token_reaches_the_log():
    token = tokens.sign("deposit", "x", days=3)
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 1, "%s: %s", ("Conflict", f"/depots/{token}/"), None
    )
    HideTokens().filter(record)
    assert record.getMessage() == "Conflict: /depots/***/"
    assert "hide_tokens" in settings.LOGGING["handlers"]["console"]["filters"]
