"""Sign-up, reset, change of password and address, second factor, one's own sheet."""

import re

import pytest
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client

from portal.people.models import Person
from tests.factories.people import PASSWORD

SIGNUP = {"first_name": "Élise", "last_name": "Chambon", "email": "Elise@Example.org"}


def test_signing_up_proves_the_address_and_leads_on(client, db, read_code):
    asked = client.post("/compte/signup/", {**SIGNUP, "next": "/groupes/"})
    assert asked.url == "/compte/confirm-email/"
    assert not get_user(client).is_authenticated
    assert client.post("/compte/confirm-email/", {"code": read_code()}).url == "/groupes/"
    person = get_user(client)
    assert (person.email, person.full_name, person.language) == ("elise@example.org", "Élise Chambon", "fr")
    assert person.emailaddress_set.get().verified
    assert not person.has_usable_password()


def test_signing_up_with_a_password_lets_one_log_in_by_it(client, db, read_code):
    client.post("/compte/signup/", {**SIGNUP, "password1": "grand-peuplier"})
    client.post("/compte/confirm-email/", {"code": read_code()})
    client.logout()
    assert client.post("/compte/login/", {"login": SIGNUP["email"], "password": "grand-peuplier"}).url == "/espace/"


def test_signing_up_in_english_keeps_english_for_mails(client, db, read_mail):
    client.post("/en/compte/signup/", SIGNUP)
    assert Person.objects.get().language == "en"
    assert "confirms your address" in read_mail().subject


def test_a_weak_password_is_refused_and_the_names_kept(client, db):
    page = client.post("/compte/signup/", {**SIGNUP, "password1": "12345678"})
    assert page.status_code == 200
    assert 'value="Élise"' in page.text
    assert not Person.objects.exists()


def test_signing_up_with_a_known_address_is_answered_alike_and_told_by_mail(client, nadia, read_mail):
    answer = client.post("/compte/signup/", {**SIGNUP, "email": "NADIA@example.org"})
    assert answer.url == "/compte/confirm-email/"
    message = read_mail()
    assert message.to == [nadia.email]
    assert "/compte/login/" in message.body
    assert Person.objects.count() == 1


def test_a_forgotten_password_is_replaced_by_a_mailed_link(client, nadia, read_mail):
    elsewhere = Client()
    elsewhere.force_login(nadia)
    client.post("/compte/password/reset/", {"email": nadia.email})
    link = re.search(r"http://testserver(/compte/password/reset/key/\S+)", read_mail().body).group(1)
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "grand-peuplier", "password2": "grand-peuplier"})
    nadia.refresh_from_db()
    assert nadia.check_password("grand-peuplier")
    assert not get_user(elsewhere).is_authenticated
    assert "lien" in Client().get(link, follow=True).text


def test_resetting_for_an_unknown_address_is_answered_alike(client, nadia, read_mail):
    known = client.post("/compte/password/reset/", {"email": nadia.email}).url
    assert client.post("/compte/password/reset/", {"email": "nobody@example.org"}).url == known
    assert read_mail().to == ["nobody@example.org"]


def test_changing_the_password_ends_the_other_sessions_and_is_told_by_mail(client, nadia, read_mail):
    elsewhere = Client()
    elsewhere.force_login(nadia)
    client.force_login(nadia)
    client.post(
        "/compte/password/change/",
        {"oldpassword": PASSWORD, "password1": "grand-peuplier", "password2": "grand-peuplier"},
    )
    assert get_user(client).is_authenticated
    assert not get_user(elsewhere).is_authenticated
    assert read_mail().to == [nadia.email]


def test_changing_the_address_asks_the_new_one_for_its_code(client, nadia, read_code):
    client.force_login(nadia)
    client.post("/compte/email/", {"email": "Nouvelle@example.org", "action_add": ""})
    nadia.refresh_from_db()
    assert nadia.email == "nadia@example.org"
    code = read_code()
    assert mail.outbox[-1].to == ["nouvelle@example.org"]
    client.post("/compte/confirm-email/", {"code": code})
    nadia.refresh_from_db()
    assert nadia.email == "nouvelle@example.org"
    assert list(nadia.emailaddress_set.values_list("email", "verified")) == [("nouvelle@example.org", True)]


def totp_code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_second_factor_is_set_up_and_then_asked_for(client, nadia):
    client.post("/compte/login/", {"login": nadia.email, "password": PASSWORD})
    client.post("/compte/reauthenticate/", {"password": PASSWORD})
    form = client.get("/compte/2fa/totp/activate/")
    secret = form.context["form"].secret
    client.post("/compte/2fa/totp/activate/", {"code": totp_code(secret)})
    codes = client.get("/compte/2fa/recovery-codes/")
    assert len(codes.context["unused_codes"]) == 10
    client.post("/compte/logout/")
    answer = client.post("/compte/login/", {"login": nadia.email, "password": PASSWORD, "next": "/groupes/"})
    assert answer.url == "/compte/2fa/authenticate/"
    assert not get_user(client).is_authenticated
    answer = client.post("/compte/2fa/authenticate/", {"code": codes.context["unused_codes"][0]})
    assert answer.url == "/groupes/"
    assert mfa_adapter().is_mfa_enabled(nadia)
    assert Authenticator.objects.filter(user=nadia).count() == 2


def test_a_person_without_password_can_set_up_a_second_factor(client, db, read_code):
    client.post("/compte/signup/", SIGNUP)
    client.post("/compte/confirm-email/", {"code": read_code()})
    assert client.get("/compte/2fa/totp/activate/", follow=True).context["form"].secret


def test_ones_own_sheet_is_saved_and_never_takes_another_address(client, nadia):
    client.force_login(nadia)
    sent = {"first_name": "Nadège", "last_name": "Ferrand", "phone": "01 00 00 00 00", "language": "en"}
    assert client.post("/compte/", {**sent, "email": "other@example.org"}).url == "/compte/"
    nadia.refresh_from_db()
    assert (nadia.first_name, nadia.language, nadia.email) == ("Nadège", "en", "nadia@example.org")


@pytest.mark.parametrize(
    "address", ["/compte/", "/compte/email/", "/compte/password/change/", "/compte/2fa/", "/espace/"]
)
def test_own_screens_ask_to_log_in_first(client, db, address):
    assert client.get(address).url == f"/compte/login/?next={address}"


ENGLISH = re.compile(r">[^<]*\b(the|your|you|password|sign|email|please|code is)\b[^<]*<", re.IGNORECASE)


@pytest.mark.parametrize(
    "address",
    [
        "/compte/", "/compte/email/", "/compte/password/change/", "/compte/2fa/", "/compte/2fa/totp/activate/",
        "/compte/logout/", "/compte/reauthenticate/", "/espace/", "/espace/messages/",
    ],
)  # fmt: skip
def test_own_screens_speak_french(client, nadia, address):
    client.post("/compte/login/", {"login": nadia.email, "password": PASSWORD})
    if "activate" in address:
        client.post("/compte/reauthenticate/", {"password": PASSWORD})
    main = re.search(r"<main.*</main>", client.get(address).text, re.DOTALL).group()
    assert ENGLISH.findall(main) == []


@pytest.mark.parametrize(
    "address",
    ["/compte/login/", "/compte/signup/", "/compte/login/code/", "/compte/password/reset/",
     "/compte/password/reset/done/", "/compte/password/reset/key/done/", "/compte/inactive/"],
)  # fmt: skip
def test_entrance_screens_speak_french(client, db, address):
    main = re.search(r"<main.*</main>", client.get(address).text, re.DOTALL).group()
    assert ENGLISH.findall(main) == []
