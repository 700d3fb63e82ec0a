"""Settings from the environment are refused early, with a sentence that says what to write."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment


@pytest.mark.parametrize(("text", "value"), [("on", True), ("OFF", False), ("1", True), ("false", False)])
def test_a_switch_is_on_or_off(monkeypatch, text, value):
    monkeypatch.setenv("DEMO", text)
    assert environment.switch("DEMO", default=not value) is value


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (lambda: environment.switch("X", default=True), "maybe"),
        (lambda: environment.whole_number("X", default=1, least=1), "0"),
        (lambda: environment.whole_number("X", default=1), "two"),
        (lambda: environment.whole_number("X", default=1), "²"),
        (lambda: environment.base_url("X", default=""), "www.it77.example"),
        (lambda: environment.base_url("X", default=""), "https://www.it77.example/portail"),
        (lambda: environment.mail_settings("X", default=""), "pigeon://roof"),
        (lambda: environment.mail_settings("X", default=""), "smtp://"),
        (lambda: environment.database_settings("X", default=""), "mysql://root@localhost/portal"),
        (lambda: environment.database_settings("X", default=""), "postgres://u:p@localhost:port/x"),
    ],
)
def test_what_is_malformed_is_refused_with_the_name_of_the_setting(monkeypatch, read, text):
    monkeypatch.setenv("X", text)
    with pytest.raises(ImproperlyConfigured, match="X"):
        read()


def test_mail_by_smtp_and_by_folder(monkeypatch):
    monkeypatch.setenv("X", "smtp+tls://moi:s%40cret@mail.example:2525")
    smtp = environment.mail_settings("X", default="")
    assert (smtp["EMAIL_HOST"], smtp["EMAIL_PORT"], smtp["EMAIL_HOST_PASSWORD"]) == ("mail.example", 2525, "s@cret")
    assert (smtp["EMAIL_USE_TLS"], smtp["EMAIL_USE_SSL"]) == (True, False)
    monkeypatch.setenv("X", "folder:///srv/mail")
    assert environment.mail_settings("X", default="")["EMAIL_FOLDER"] == Path("/srv/mail")


def test_sqlite_commits_to_the_disk_and_takes_its_write_lock_at_once(monkeypatch):
    monkeypatch.setenv("X", "sqlite:////tmp/x.sqlite3")
    options = environment.database_settings("X", default="")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous = FULL" in options["init_command"] and "WAL" in options["init_command"]


def test_postgresql_has_a_bounded_pool_and_no_lasting_connections(monkeypatch):
    monkeypatch.setenv("X", "postgres://u:p@localhost/portal")
    database = environment.database_settings("X", default="")
    assert database["CONN_MAX_AGE"] == 0
    assert database["OPTIONS"]["pool"]["max_size"] == 12
