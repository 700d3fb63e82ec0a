"""The outbox: a mail belongs to the transaction that asked for it, and leaves once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone, translation

from portal import notices
from portal.notices import delivery, registry, tasks
from portal.notices.actions import mark_read
from portal.notices.models import Notice
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
    return notices.send_rendered(to="a@example.org", subject="Bonjour", text="Le texte", **fields)


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
    first, second = rendered(key="welcome:1"), rendered(key="welcome:1")
    assert first == second
    run_tasks()
    assert len(mail.outbox) == 1


def test_a_second_task_for_a_mail_that_left_sends_nothing(run_tasks):
    notice = rendered()
    tasks.deliver.enqueue(notice.pk)
    assert run_tasks() == 2
    assert len(mail.outbox) == 1


def test_an_attempt_under_way_is_not_doubled():
    notice = rendered()
    assert delivery._claim(notice.pk) is not None
    assert delivery._claim(notice.pk) is None


def test_the_builder_speaks_the_language_of_the_person(run_tasks, builders):
    seen = []
    builders["greeting"] = lambda notice: seen.append((translation.get_language(), notice.subject_id))
    person = PersonFactory(language="en")
    notice = notices.send("greeting", key="greeting:1", subject_id=7, person=person)
    run_tasks()
    assert seen == [("en", "7")]
    notice.refresh_from_db()
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
    tasks.enqueue_left_behind()
    assert run_tasks() == 0  # not yet

    Notice.objects.update(next_attempt_at=timezone.now() - timedelta(minutes=1))
    tasks.enqueue_left_behind()
    assert run_tasks() == 1
    assert len(mail.outbox) == 1


def test_after_the_last_attempt_it_is_given_up_and_kept(monkeypatch):
    def refuse(*_):
        raise OSError("no")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    notice = rendered()
    for _turn in delivery.WAITS:
        Notice.objects.update(next_attempt_at=timezone.now())
        with pytest.raises(OSError, match="no"):
            delivery.attempt(notice.pk)
    notice.refresh_from_db()
    assert notice.next_attempt_at is None and notice.mailed_at is None
    assert delivery.attempt(notice.pk) is False


def test_a_worker_killed_between_claim_and_sending_is_followed_by_another(run_tasks):
    notice = rendered()
    delivery._claim(notice.pk)  # and the worker dies here
    run_tasks()
    assert mail.outbox == []
    Notice.objects.update(next_attempt_at=timezone.now() - timedelta(minutes=1))
    tasks.enqueue_left_behind()
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
