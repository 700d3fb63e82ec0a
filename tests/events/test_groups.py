"""Several people on one form: a place, a name and a link each; who registered them sees them, they see themselves."""

import pytest
from django.core import mail

from events import actions, linking
from events.actions import Applicant
from events.models import Audience
from tests.events.test_actions import fresh, kinds
from tests.factories.events import EventFactory, WorkshopFactory
from tests.factories.people import PersonFactory
from tests.reading import html, parsed, subject, text

pytestmark = pytest.mark.django_db


def group(event, *people, **options):
    """Registers (first name, address) pairs on one form."""
    applicants = [Applicant(name, "Exemple", address) for name, address in people]
    return actions.register_people(event, applicants, language="fr", **options)


def test_colleagues_without_an_address_hang_on_the_first_whose_mailbox_gets_their_mails():
    event = EventFactory(places=3)

    zoe, ana, mina = [
        o.registration for o in group(event, ("Zoé", "zoe@x.example"), ("Ana", ""), ("Mina", "m@x.example"))
    ]

    assert (zoe.registered_by, ana.registered_by, mina.registered_by) == (None, zoe, zoe)
    assert (ana.mail_address, mina.mail_address) == ("zoe@x.example", "m@x.example")
    assert len({row.seat.number for row in (zoe, ana, mina)}) == 3
    assert len({row.sign_link() for row in (zoe, ana, mina)}) == 3
    assert kinds(ana) == ["registration_confirmed"]


def test_a_mail_about_a_colleague_says_whose_place_it_is_and_hands_the_link_on(run_tasks):
    group(EventFactory(title_fr="Rencontre"), ("Zoé", "zoe@x.example"), ("Ana", ""))
    run_tasks()

    own, about_ana = sorted(map(parsed, mail.outbox), key=lambda message: "Ana" in subject(message))

    assert subject(about_ana) == "Pour Ana Exemple : Votre place est réservée : Rencontre"
    assert subject(own).startswith("Votre place est réservée")
    for words in (text(about_ana), html(about_ana)):
        assert "Bonjour Zoé" in words and "Ana Exemple" in words
        assert "gardez-le" not in words and "remett" in words
    for words in (text(own), html(own)):
        assert "gardez-le pour vous" in words and "remett" not in words


def test_the_last_places_go_in_the_order_of_the_form_and_the_others_wait():
    event = EventFactory(places=2)

    outcomes = group(event, ("Zoé", "zoe@x.example"), ("Ana", ""), ("Mina", ""))

    assert [outcome.registration.status for outcome in outcomes] == ["confirmed", "confirmed", "waiting"]


def test_an_address_typed_twice_on_one_form_registers_both_people():
    event = EventFactory()

    outcomes = group(event, ("Zoé", "zoe@x.example"), ("Ana", "Zoe@X.example"), form_key="k")
    again = group(event, ("Zoé", "zoe@x.example"), ("Ana", "Zoe@X.example"), form_key="k")

    zoe, ana = [outcome.registration for outcome in outcomes]
    assert (ana.email, ana.mail_address) == ("", "zoe@x.example")
    assert [outcome.registration for outcome in again] == [zoe, ana]
    assert event.registrations.count() == 2


def test_cancelling_the_first_leaves_the_others_their_places():
    event = EventFactory()
    zoe, ana = [outcome.registration for outcome in group(event, ("Zoé", "zoe@x.example"), ("Ana", ""))]

    actions.cancel_registration(zoe)

    assert fresh(ana).is_confirmed
    assert fresh(ana).mail_address == "zoe@x.example"


def test_logging_in_links_one_s_own_registration_and_none_of_the_colleagues():
    event = EventFactory()
    zoe, ana, mina = [
        o.registration for o in group(event, ("Zoé", "Zoe@x.example"), ("Ana", ""), ("Mina", "m@x.example"))
    ]
    person = PersonFactory(email="zoe@x.example")

    assert linking.link_registrations(person) == 1

    assert [fresh(row).person for row in (zoe, ana, mina)] == [person, None, None]
    assert linking.link_registrations(PersonFactory(email="")) == 0


def test_an_audience_with_places_of_its_own_fills_by_itself():
    event = EventFactory(places=1)
    students = Audience.objects.create(event=event, name_fr="Étudiants")
    actions.set_audience_capacity(students, places=1)
    wanted = [("A", None), ("B", students), ("C", None), ("D", students)]

    applicants = [Applicant(name, "X", f"{name}@x.example", audience=audience) for name, audience in wanted]
    rows = [outcome.registration for outcome in actions.register_people(event, applicants, language="fr")]

    assert [row.status for row in rows] == ["confirmed", "confirmed", "waiting", "waiting"]
    assert [rows[2].rank, rows[3].rank] == [1, 1]
    actions.cancel_registration(rows[1])
    assert [fresh(rows[2]).status, fresh(rows[3]).status] == ["waiting", "confirmed"]


# Statements of one registration, the transaction's own included. The rush multiplies each by thousands.
STATEMENTS, FOR_A_WORKSHOP, FOR_AN_AUDIENCE = 15, 2, 2


@pytest.mark.parametrize("workshops", [0, 1, 3])
def test_registering_takes_few_statements(django_assert_max_num_queries, workshops):
    event = EventFactory()
    chosen = [WorkshopFactory(slot__event=event, slot__starts_at=None, slot__ends_at=None) for _ in range(workshops)]

    with django_assert_max_num_queries(STATEMENTS + workshops * FOR_A_WORKSHOP):
        actions.register(event, email="a@x.example", first_name="A", last_name="A", language="fr", workshops=chosen)


def test_registering_for_an_audience_takes_few_statements(django_assert_max_num_queries):
    event = EventFactory()
    students = Audience.objects.create(event=event, name_fr="Étudiants")
    actions.set_audience_capacity(students, places=1)

    with django_assert_max_num_queries(STATEMENTS + FOR_AN_AUDIENCE):
        actions.register(event, email="a@x.example", first_name="A", last_name="A", language="fr", audience=students)


def test_promoting_costs_the_same_for_each_person(django_assert_max_num_queries):
    event = EventFactory(places=0)
    for number in range(6):
        group(event, (f"P{number}", f"p{number}@x.example"))

    with django_assert_max_num_queries(16 + 3 * 10):
        actions.set_capacity(event, places=3)

    assert event.registrations.confirmed().count() == 3
