"""The mails of accounts, as their addressee reads them."""

import re

import pytest
from django.core import mail

from portal.people.actions import know_person
from tests.factories.people import PASSWORD


@pytest.fixture
def nadia(db):
    """Somebody who proved her address and has a password."""
    person = know_person(email="nadia@example.org", first_name="Nadia", last_name="Ferrand", proven=True)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def read_mail(run_tasks):
    """`read_mail()` sends what waits in the outbox and returns the last mail."""

    def read():
        run_tasks()
        return mail.outbox[-1]

    return read


@pytest.fixture
def read_code(read_mail):
    """`read_code()` is the six digits of the last mail."""
    return lambda: re.search(r"\b\d{6}\b", read_mail().body).group()
