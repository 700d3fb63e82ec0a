"""Somebody is forgotten while somebody else changes their registration."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from events import actions, erasure
from portal.notices import Notice
from tests.factories.events import EventFactory, registered
from tests.races.crowd import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


def until_somebody_waits_for_a_lock():
    """On SQLite nothing is to be waited for: whoever comes second waits from the first statement on."""
    waiting = 0 if connection.vendor == "postgresql" else 1
    while not waiting:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            [waiting] = cursor.fetchone()


def test_who_is_erased_at_this_moment_is_not_written_to_by_a_cancellation():
    event = EventFactory()
    registration = registered(event, email="zoe@x.example")
    begun = timezone.now() - timedelta(days=400)
    type(event).objects.filter(pk=event.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=7))
    is_erased, may_end = threading.Event(), threading.Event()

    def erase():
        with transaction.atomic():
            erasure._erase([registration.pk])
            is_erased.set()
            may_end.wait(30)

    def cancel():
        is_erased.wait(30)
        actions.cancel_registration(registration)

    def watch():
        is_erased.wait(30)
        until_somebody_waits_for_a_lock()
        may_end.set()

    at_once([erase, cancel, watch])

    registration.refresh_from_db()
    assert registration.is_cancelled and registration.email == ""
    assert not Notice.objects.filter(address="zoe@x.example").exists()
