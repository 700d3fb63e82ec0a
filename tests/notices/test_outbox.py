"""The outbox: a mail belongs to the transaction that asked for it, and leaves once."""

import smtplib
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone, translation

from portal import notices
from portal.notices import delivery, registry
from portal.notices.actions import mark_read
from portal.notices.models import Notice
from portal.schedule import registry as registry_of_work
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def builders():
    """Registers builders for one test: `builders["kind"] = function`."""
    before = dict(registry._builders)
    yield registry._builders
    registry._builders.clear()
    registry._builders.update(before)


def rendered(**fields):
    """Writes a mail; returns its row."""
    notices.send_rendered(to="a@example.org", subject="Bonjour", text="Le texte", **fields)
    return Notice.objects.latest("pk")


def in_a_minute():
    """The next attempt's time has come."""
    Notice.objects.exclude(next_attempt_at=None).update(next_attempt_at=timezone.now())


def test_a_mail_is_sent_with_its_headers_and_then_forgotten(run_tasks):
    notice = rendered(html="<p>Le texte</p>")
    assert run_tasks() == 1
    (message,) = mail.outbox
    assert (message.subject, message.body, message.to) == ("Bonjour", "Le texte", ["a@example.org"])
    assert message.alternatives[0][0] == "<p>Le texte</p>"
    assert message.extra_headers["Message-ID"] == f"<{notice.message_id}@localhost>"
    notice.refresh_from_db()
    assert notice.mailed_at and notice.next_attempt_at is None
    assert (notice.text, notice.html) == ("", "")


def test_a_rollback_sends_nothing(run_tasks):
    class Undo(Exception):
        pass

    with pytest.raises(Undo), transaction.atomic():
        rendered()
        raise Undo
    assert run_tasks() == 0
    assert not Notice.objects.exists()


def test_the_same_key_sends_once(run_tasks):
    rendered(key="welcome:1")
    rendered(key="welcome:1")
    assert run_tasks() == 1
    assert len(mail.outbox) == 1


def test_an_attempt_under_way_is_not_doubled(run_tasks):
    notice = rendered()
    assert delivery.claim() == [notice]
    assert delivery.claim() == []
    assert run_tasks() == 0


def test_a_batch_that_takes_long_gives_back_what_it_has_not_begun(run_tasks, monkeypatch):
    pending = [rendered(key=f"mail:{number}") for number in range(3)]
    monkeypatch.setattr(delivery, "LONGEST_BATCH", timedelta(0))
    assert delivery.deliver_some() == 3
    assert mail.outbox == []
    monkeypatch.undo()
    assert delivery.claim(1)[0].attempts == 1  # the first of them, as if it had never been claimed
    run_tasks()
    assert len(mail.outbox) == len(pending) - 1


def test_a_claim_that_ran_out_writes_nothing_over_what_another_worker_did(monkeypatch):
    rendered(key="mail:1")
    rendered(key="mail:2")
    slow, untouched = delivery.claim()
    in_a_minute()  # the first worker hangs; another one sends both
    assert delivery.deliver_some() == 2
    delivery.give_back([untouched])
    delivery._record_failure(slow, OSError("too late"))
    assert delivery.claim() == []
    assert len(mail.outbox) == 2
    assert not Notice.objects.exclude(last_error="").exists()


def test_what_is_forgotten_while_it_is_sent_stays_forgotten(builders, monkeypatch):
    builders["letter"] = lambda notice: notices.Mail("Pour Zoé", "emails/letter", path="/secret/")
    monkeypatch.setattr(delivery, "render_to_string", lambda *_: notices.forget(kinds=["letter"], subjects=["7"]) or "")
    notices.send("letter", key="letter:7", subject_id=7, to="zoe@x.example")
    delivery.deliver_some()
    letter = Notice.objects.get()
    assert (letter.subject, letter.path, letter.address) == ("", "", "")


def test_a_mail_server_out_of_reach_is_asked_once_a_turn(monkeypatch):
    asked = []

    def refuse(*_):
        asked.append(1)
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    for number in range(3):
        rendered(key=f"mail:{number}")
    delivery.deliver_some()
    assert len(asked) == 1
    assert sorted(Notice.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_worker_that_is_asked_to_end_gives_back_what_it_has_not_begun(monkeypatch):
    stopping = threading.Event()
    monkeypatch.setattr(registry_of_work._here, "stopping", stopping, raising=False)
    stopping.set()
    rendered()
    delivery.deliver_some()
    assert mail.outbox == []
    stopping.clear()
    delivery.deliver_some()
    assert len(mail.outbox) == 1


def test_the_builder_speaks_the_language_of_the_person(run_tasks, builders):
    seen = []
    builders["greeting"] = lambda notice: seen.append((translation.get_language(), notice.subject_id))
    person = PersonFactory(language="en")
    notices.send("greeting", key="greeting:1", subject_id=7, person=person)
    run_tasks()
    assert seen == [("en", "7")]
    notice = Notice.objects.get()
    assert notice.mailed_at is None and notice.next_attempt_at is None  # the builder had nothing left to say


def test_an_unknown_kind_is_refused_before_anything_is_written():
    with pytest.raises(KeyError):
        notices.send("no-such-kind", key="x", to="a@example.org")
    assert not Notice.objects.exists()


def test_a_failed_mail_is_tried_again_when_its_time_has_come(run_tasks, monkeypatch):
    def refuse(*_):
        raise OSError("the mail server does not answer")

    notice = rendered()
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        run_tasks(failures=True)
    notice.refresh_from_db()
    assert "does not answer" in notice.last_error
    assert notice.text == "Le texte"
    assert run_tasks(failures=True) == 0  # not yet

    in_a_minute()
    assert run_tasks(failures=True) == 1
    assert len(mail.outbox) == 1


def test_after_the_last_attempt_it_is_given_up_and_kept(monkeypatch):
    def refuse(*_):
        raise OSError("no")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    notice = rendered()
    for wait in delivery.WAITS:
        began = timezone.now()
        (claimed,) = delivery.claim()
        assert claimed.claimed_until >= began + wait
        with pytest.raises(OSError, match="no"):
            delivery.attempt(claimed)
        in_a_minute()
    notice.refresh_from_db()
    assert notice.next_attempt_at is None and notice.mailed_at is None
    assert delivery.claim() == []


def test_a_worker_killed_between_claim_and_sending_is_followed_by_another(run_tasks):
    rendered()
    delivery.claim()  # and the worker dies here
    run_tasks()
    assert mail.outbox == []
    in_a_minute()
    run_tasks()
    assert len(mail.outbox) == 1


def test_somebody_without_an_address_finds_it_in_the_bell(run_tasks, builders):
    builders["note"] = lambda notice: notices.Mail("Un mot", "emails/test", path="/espace/")
    person = PersonFactory(email="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delivery, "render_to_string", lambda *_: "texte")
        notices.send("note", key="note:1", person=person)
        run_tasks()
    assert mail.outbox == []
    (waiting,) = Notice.objects.filter(person=person).unread()
    assert (waiting.subject, waiting.path) == ("Un mot", "/espace/")
    assert mark_read(person) == 1
    assert not Notice.objects.filter(person=person).unread().exists()


def test_a_login_code_goes_before_the_mails_that_wait(run_tasks, builders, monkeypatch):
    builders["greeting"] = lambda notice: notices.Mail("Bonjour", "emails/greeting")
    monkeypatch.setattr(delivery, "render_to_string", lambda *_: "texte")
    for number in range(3):
        notices.send("greeting", key=f"greeting:{number}", to="b@example.org")
    rendered()
    run_tasks()
    assert [message.to for message in mail.outbox] == [["a@example.org"]] + [["b@example.org"]] * 3


class PostOffice:
    """A mail server's connection: counts how often it is opened, and closes by itself after `patience` mails."""

    def __init__(self, patience=100):
        self.patience, self.opened, self.taken, self.left = patience, 0, [], 0

    def open(self):
        if self.left:
            return False
        self.opened, self.left = self.opened + 1, self.patience
        return True

    def send_messages(self, messages):
        if self.left == 1 and self.opened == 1:
            raise smtplib.SMTPServerDisconnected("enough for today")
        is_new = self.open()
        self.left -= 1
        self.taken += [message.to for message in messages]
        if is_new:
            self.close()

    def close(self):
        self.left = 0


@pytest.mark.parametrize(("patience", "opened"), [(100, 1), (2, 3)])
def test_the_mails_of_a_batch_share_a_connection_and_outlive_its_end(monkeypatch, patience, opened):
    office = PostOffice(patience)
    monkeypatch.setattr(delivery, "get_connection", lambda: office)
    for number in range(3):
        rendered(key=f"mail:{number}")
    assert delivery.deliver_some() == 3
    assert len(office.taken) == 3
    assert office.opened == opened
    assert not office.left


def test_a_mail_server_that_refuses_one_mail_is_not_asked_twice_for_it(monkeypatch):
    office = PostOffice()
    monkeypatch.setattr(delivery, "get_connection", lambda: office)
    attempts = []

    def refuse(messages):
        attempts.append(messages)
        raise smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"nobody of that name")})

    monkeypatch.setattr(office, "send_messages", refuse)
    rendered()
    delivery.deliver_some()
    assert len(attempts) == 1


def test_mails_to_many_let_a_mail_to_one_pass(run_tasks, builders, monkeypatch):
    builders["tale"] = lambda notice: notices.Mail("Conte", "emails/tale")
    monkeypatch.setattr(delivery, "render_to_string", lambda *_: "texte")
    notices.send_many("tale", [(f"tale:{number}", number, f"p{number}@x.example", "fr") for number in range(3)])
    notices.send("tale", key="tale:last", to="one@x.example")
    run_tasks()
    assert mail.outbox[0].to == ["one@x.example"]


def test_many_are_told_at_once_each_key_once(run_tasks, builders, monkeypatch):
    builders["tale"] = lambda notice: notices.Mail(f"Conte {notice.subject_id}", "emails/tale")
    monkeypatch.setattr(delivery, "render_to_string", lambda *_: "texte")
    letters = [(f"tale:{number}", number, f"p{number}@x.example", "fr") for number in range(3)]
    notices.send("tale", key="tale:0", subject_id=0, to="p0@x.example", language="fr")

    assert notices.send_many("tale", letters) == 2
    assert notices.send_many("tale", letters) == 0
    run_tasks()

    assert sorted(message.subject for message in mail.outbox) == ["Conte 0", "Conte 1", "Conte 2"]


def test_of_many_one_that_fails_keeps_none_of_the_others(run_tasks, builders, monkeypatch, caplog):
    def tale(notice):
        if notice.subject_id == "1":
            raise OSError("no paper left")
        return notices.Mail("Conte", "emails/tale")

    builders["tale"] = tale
    monkeypatch.setattr(delivery, "render_to_string", lambda *_: "texte")
    notices.send_many("tale", [(f"tale:{number}", number, f"p{number}@x.example", "fr") for number in range(3)])
    run_tasks(failures=True)

    assert [message.to for message in mail.outbox] == [["p0@x.example"], ["p2@x.example"]]
    assert Notice.objects.get(key="tale:1").next_attempt_at is not None
    assert "could not be delivered" in caplog.text
