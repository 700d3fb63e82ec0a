"""Signed links open one object for one purpose, until their date."""

import pytest
from django.core import signing

from portal import tokens


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
