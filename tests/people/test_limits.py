"""Who a request comes from, and guards that can be switched off for load measurements."""

import os
import subprocess
import sys

import pytest
from django.test import RequestFactory

from portal.security import client_address


@pytest.mark.parametrize(
    ("trusted", "forwarded", "address"),
    [
        ([], "9.9.9.9", "10.0.0.1"),
        (["10.0.0.0/8"], "", "10.0.0.1"),
        (["10.0.0.0/8"], "9.9.9.9", "9.9.9.9"),
        (["10.0.0.0/8"], "6.6.6.6, 9.9.9.9, 10.0.0.7", "9.9.9.9"),
        (["10.0.0.1"], "6.6.6.6, 10.0.0.7", "10.0.0.7"),
        (["192.168.0.1"], "9.9.9.9", "10.0.0.1"),
    ],
)
def test_the_visitors_address_is_the_last_one_no_proxy_of_ours_wrote(settings, trusted, forwarded, address):
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


@pytest.mark.parametrize(("guards", "limits"), [("on", "True"), ("off", "False")])
def test_the_limits_of_accounts_follow_abuse_guards(guards, limits):
    program = (
        "import django; django.setup()\nfrom allauth.account import app_settings\nprint(bool(app_settings.RATE_LIMITS))"
    )
    environment = {**os.environ, "ABUSE_GUARDS": guards}
    answer = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split()[-1] == limits
