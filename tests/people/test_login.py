"""Logging in: by a mailed code, by password, and arriving where one wanted to go."""

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.urls import reverse

from portal import roles
from portal.people.actions import know_person
from tests.factories.people import PASSWORD, PersonFactory

CODE = "/compte/login/code/"
CONFIRM = "/compte/login/code/confirm/"
WANTED = "/projets/melun/jalons/3/?tab=pieces"


def who(client):
    return get_user(client)


def test_a_code_leads_to_the_very_thing(client, nadia, read_code):
    page = client.get("/compte/login/", {"next": WANTED})
    assert 'name="next" value="/projets/melun/jalons/3/?tab=pieces"' in page.text
    asked = client.post(CODE, {"email": "Nadia@Example.org", "next": WANTED})
    assert asked.url.startswith(CONFIRM)
    form = client.get(asked.url)
    assert "nadia@example.org" in form.text
    entered = client.post(CONFIRM, {"code": read_code(), "next": form.context["redirect_field_value"]})
    assert entered.url == WANTED
    assert who(client) == nadia


def test_another_link_opened_while_a_code_is_awaited_leads_to_its_own_thing(client, nadia, read_code):
    client.post(CODE, {"email": nadia.email, "next": "/espace/"})
    again = client.get("/compte/login/", {"next": WANTED})
    assert again.url == f"{CONFIRM}?next=%2Fprojets%2Fmelun%2Fjalons%2F3%2F%3Ftab%3Dpieces"
    assert client.post(again.url, {"code": read_code()}).url == WANTED


def test_who_is_logged_in_already_goes_straight_there(client, nadia):
    client.force_login(nadia)
    assert client.get("/compte/login/", {"next": WANTED}).url == WANTED


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "https:evil.example"]
)
def test_a_link_never_leads_to_another_site(client, nadia, read_code, elsewhere):
    client.post(CODE, {"email": nadia.email, "next": elsewhere})
    assert client.post(CONFIRM, {"code": read_code(), "next": elsewhere}).url == "/espace/"
    assert client.get("/compte/login/", {"next": elsewhere}).url == "/espace/"


def test_password_leads_to_the_very_thing(client, nadia):
    answer = client.post("/compte/login/", {"login": "NADIA@example.org", "password": PASSWORD, "next": WANTED})
    assert answer.url == WANTED
    assert who(client) == nadia


def test_a_wrong_password_keeps_what_was_typed(client, nadia):
    page = client.post("/compte/login/", {"login": nadia.email, "password": "wrong", "next": WANTED})
    assert 'value="nadia@example.org"' in page.text
    assert WANTED in page.text
    assert "wrong" not in page.text
    assert not who(client).is_authenticated


def test_an_unknown_address_is_answered_in_the_same_way_and_told_by_mail(client, nadia, read_mail):
    known = client.post(CODE, {"email": nadia.email})
    known_page = client.get(known.url).text.replace(nadia.email, "X")
    client.logout()
    unknown = client.post(CODE, {"email": "nobody@example.org"})
    unknown_page = client.get(unknown.url).text.replace("nobody@example.org", "X")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [line for line in known_page.splitlines() if "csrf" not in line] == [
        line for line in unknown_page.splitlines() if "csrf" not in line
    ]
    message = read_mail()
    assert message.to == ["nobody@example.org"]
    assert "/compte/signup/" in message.body


def test_a_wrong_code_can_be_corrected_five_times(client, nadia, read_code):
    client.post(CODE, {"email": nadia.email, "next": WANTED})
    code = read_code()
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(4):
        page = client.post(CONFIRM, {"code": wrong, "next": WANTED})
        assert page.status_code == 200
        assert WANTED in page.text
    client.post(CONFIRM, {"code": wrong, "next": WANTED})
    client.post(CONFIRM, {"code": code, "next": WANTED})
    assert not who(client).is_authenticated


def test_an_unproven_person_without_password_logs_in_by_code_and_has_then_proven_the_address(client, read_code):
    person = know_person(email="mairie@example.org", first_name="Paul")
    client.post(CODE, {"email": person.email})
    assert client.post(CONFIRM, {"code": read_code()}).url == "/espace/"
    assert who(client) == person
    assert list(person.emailaddress_set.values_list("email", "verified", "primary")) == [(person.email, True, True)]


def test_a_person_without_any_address_row_logs_in_by_code_at_once(client, read_code):
    person = PersonFactory(password=None)
    client.post(CODE, {"email": person.email})
    assert client.post(CONFIRM, {"code": read_code()}).url == "/espace/"
    assert who(client) == person


def test_who_may_not_log_in_gets_no_code(client, nadia, read_mail):
    nadia.is_active = False
    nadia.save()
    client.post(CODE, {"email": nadia.email})
    assert "code" not in read_mail().subject


def test_the_code_stands_in_a_mail_with_both_parts_in_french(client, nadia, read_mail):
    client.post(CODE, {"email": nadia.email})
    message = read_mail()
    code = message.subject.split()[0]
    assert message.subject == f"{code} est votre code de connexion"
    assert code in message.body
    assert code in message.alternatives[0].content


def test_too_many_wrong_passwords_are_refused_even_when_the_next_is_right(client, nadia, settings):
    for _ in range(5):
        client.post("/compte/login/", {"login": nadia.email, "password": "wrong"})
    client.post("/compte/login/", {"login": nadia.email, "password": PASSWORD})
    assert not who(client).is_authenticated


def test_too_many_attempts_from_one_connection_are_answered_in_french(client, db):
    for _ in range(30):
        client.post("/compte/login/", {})
    page = client.post("/compte/login/", {})
    assert page.status_code == 429
    assert "Attendez une minute" in page.text


def test_too_many_codes_asked_for_one_address_are_refused(client, nadia, run_tasks):
    for _ in range(4):
        client.post(CODE, {"email": nadia.email})
        client.logout()
    run_tasks()
    assert len(mail.outbox) == 3


def test_a_password_set_by_somebody_else_before_the_address_was_proven_is_dropped(client, read_code):
    client.post(
        "/compte/signup/",
        {"first_name": "X", "last_name": "Y", "email": "mairie@example.org", "password1": "chosen-by-another"},
    )
    client.logout()
    client.post(CODE, {"email": "mairie@example.org"})
    client.post(CONFIRM, {"code": read_code()})
    person = who(client)
    assert person.is_authenticated
    assert not person.has_usable_password()


@pytest.mark.parametrize("address", ["/gestion/login/", "/_util/login/", "/en/_util/login/"])
def test_wagtails_own_logins_lead_to_ours(client, db, address):
    answer = client.get(address, {"next": "/gestion/"})
    assert answer.url in (
        "/compte/login/?next=%2Fgestion%2F",
        "/en/compte/login/?next=%2Fgestion%2F",
        "/compte/login/?next=/gestion/",
        "/en/compte/login/?next=/gestion/",
    )
    assert client.post(address, {"username": "x", "password": "y"}).url.endswith("/compte/login/")


def test_the_back_office_asks_to_log_in_here_and_comes_back(client, nadia):
    assert client.get("/gestion/").url == f"{reverse('account_login')}?next=/gestion/"


def test_wagtails_own_logout_ends_the_session_too(client, nadia):
    roles.grant(roles.AssociationRole, person=nadia, role=roles.AssociationRoles.STAFF, by=None)
    client.force_login(nadia)
    assert client.post("/gestion/logout/").url in ("/gestion/login/", "/compte/login/")
    assert not who(client).is_authenticated


def test_logging_out_ends_the_session(client, nadia):
    client.force_login(nadia)
    assert client.get("/compte/logout/").status_code == 200
    assert who(client).is_authenticated
    client.post("/compte/logout/")
    assert not who(client).is_authenticated
