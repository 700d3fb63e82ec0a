"""Several workers look for mails at the same moment."""

import pytest
from django.core import mail

from portal import notices
from portal.notices import Notice, delivery
from tests.races.crowd import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


def test_each_mail_is_sent_by_one_worker_and_none_waits_for_another():
    for number in range(60):
        notices.send_rendered(to=f"p{number}@x.example", subject="Bonjour", text="Le texte")

    at_once([delivery.deliver_some] * 6)

    addresses = [address for message in mail.outbox for address in message.to]
    assert len(addresses) == len(set(addresses)) == 60
    assert not Notice.objects.due().exists()
