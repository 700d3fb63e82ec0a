"""Somebody is forgotten while somebody else changes their registration."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from events import actions, erasure
from portal.notices import Notice
from tests.factories.events import EventFactory, registered
from tests.races.crowd import at_once, until_somebody_waits_for_a_lock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


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
