"""Papers read back: whose they are, in which order, who may print them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import actions
from events.enums import EventRoles
from events.erasure import erase_registration
from events.forms import papers as forms_papers
from events.models import CheckIn, EventRole, Registration
from portal import roles
from tests.factories.events import EventFactory, WorkshopFactory, registered
from tests.factories.following import over
from tests.factories.people import PersonFactory
from tests.reading import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(title_fr="La rencontre", places=30, signatory="Solène Kerbrat, présidente")


@pytest.fixture
def organiser(client, event):
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=EventRoles.ORGANISER, by=None)
    client.force_login(person)
    return person


def came(registration):
    CheckIn.objects.create(registration=registration, at=timezone.now())
    return registration


def personal(registration, name):
    return f"{registration.personal_path()}{name}"


def document(client, event, name, **filters):
    answer = client.get(f"/evenements/{event.slug}/documents/{name}", filters)
    assert answer.headers["Content-Type"] == "application/pdf"
    return Paper(answer.content)


def test_the_ticket_says_who_when_where_and_carries_the_code(client, event):
    workshop = WorkshopFactory(slot__event=event, title_fr="Lire & écrire")
    registration = registered(event, first_name="Élise", last_name="Œuvre", workshops=[workshop])

    answer = client.get(personal(registration, "billet.pdf"))
    paper = Paper(answer.content)

    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["X-Robots-Tag"] == "noindex" and "no-store" in answer.headers["Cache-Control"]
    [page] = paper.pages
    for expected in ("La rencontre", "Élise Œuvre", "de 9 h à 16 h", "Halle fictive", "Lire & écrire"):
        assert expected in page
    assert paper.codes == [registration.ticket]
    assert paper.title == "Billet de Élise Œuvre\xa0: La rencontre" and paper.is_tagged


def test_the_ticket_is_one_page_however_much_there_is_to_say(client, event):
    type(event).objects.filter(pk=event.pk).update(title_fr="Une rencontre au titre interminable " * 5)
    long = "Comprendre, écrire et relire ensemble le cahier des charges d’un lieu partagé en milieu rural"
    workshops = [WorkshopFactory(slot__event=event, title_fr=f"{long} ({number})", places=9) for number in range(4)]
    for number, workshop in enumerate(workshops):  # one after the other
        hours = timedelta(hours=2 * number)
        workshop.slot.starts_at, workshop.slot.ends_at = workshop.slot.starts_at + hours, workshop.slot.ends_at + hours
        workshop.slot.save()
    registration = registered(
        event, last_name="Montaigu-d’Argence de la Tour", organisation="O" * 90, workshops=workshops
    )

    paper = Paper(client.get(personal(registration, "billet.pdf")).content)

    [page] = paper.pages
    assert "(3)" in page and paper.codes == [registration.ticket]


def test_the_ticket_speaks_the_language_of_the_registration(client, event):
    registration = registered(event, language="en")

    [page] = Paper(client.get(personal(registration, "billet.pdf")).content).pages

    assert "Show this code at the entrance" in page


def test_there_is_no_ticket_without_a_place(client):
    event = EventFactory(places=0)

    assert client.get(personal(registered(event), "billet.pdf")).status_code == 404


def test_badges_are_ten_to_a_sheet_in_alphabetical_order_each_with_its_code(client, event, organiser):
    names = ["Zorg", "Œuvre", "Élan", "Eco", "de Melun", "Abbé", "ÉTÉ", "Nom", "Oural", "Bois", "Cime"]
    tickets = {name: registered(event, first_name="Ada", last_name=name).ticket for name in names}
    actions.cancel_registration(registered(event, last_name="Partie"))

    paper = document(client, event, "badges.pdf")

    order = ["Abbé", "Bois", "Cime", "de Melun", "Eco", "Élan", "ÉTÉ", "Nom", "Œuvre", "Oural", "Zorg"]
    assert len(paper.pages) == 2
    assert sorted(paper.codes) == sorted(tickets.values())
    assert paper.codes[-1] == tickets["Zorg"] and paper.codes[0] == tickets["Abbé"]
    words = " ".join(paper.pages)
    assert [words.index(f"Ada {name}") for name in order] == sorted(words.index(f"Ada {name}") for name in order)
    assert "Partie" not in words


def test_badges_of_one_workshop_or_of_those_who_came_late(client, event, organiser):
    workshop = WorkshopFactory(slot__event=event)
    registered(event, last_name="Inscrite", workshops=[workshop])
    late = registered(event, last_name="Tardive")
    Registration.objects.exclude(pk=late.pk).update(created_at=timezone.now() - timedelta(days=5))

    by_workshop = document(client, event, "badges.pdf", workshop=workshop.pk)
    since = document(client, event, "badges.pdf", since=timezone.localdate().isoformat())

    assert "Inscrite" in by_workshop.pages[0] and "Tardive" not in by_workshop.pages[0]
    assert "Tardive" in since.pages[0] and "Inscrite" not in since.pages[0]


def test_many_papers_are_printed_in_parts(client, event, organiser, monkeypatch):
    monkeypatch.setattr(forms_papers, "A_PART", 2)
    for name in ("Alpha", "Beta", "Gamma"):
        came(registered(event, last_name=name))

    for name in ("badges.pdf", "attestations.pdf"):
        first, second = (" ".join(document(client, event, name, part=part).pages) for part in (1, 2))
        assert "Alpha" in first and "Beta" in first and "Gamma" not in first
        assert "Gamma" in second and "Beta" not in second
        assert "Alpha" in " ".join(document(client, event, name, part=9).pages)
    page = client.get(f"/evenements/{event.slug}/documents/").content.decode()
    assert "attestations.pdf?part=2" in page and '<option value="2">3 – 3</option>' in page


def test_the_sign_in_sheet_is_in_french_order_with_those_who_are_expected(client, event, organiser):
    for name in ("Zorg", "Élan", "Eco", "Œuvre", "Oural"):
        registered(event, first_name="Ada", last_name=name)

    [page] = document(client, event, "emargement.pdf").pages

    places = [page.index(f"{name} Ada") for name in ("Eco", "Élan", "Œuvre", "Oural", "Zorg")]
    assert places == sorted(places)
    assert "Signature" in page


def test_a_long_sign_in_sheet_repeats_its_columns_on_each_page(client, event, organiser):
    for _ in range(25):
        registered(event)

    pages = document(client, event, "emargement.pdf").pages

    assert len(pages) == 2
    assert all("Signature" in page for page in pages)
    assert "1 / 2" in pages[0]


def test_each_workshop_has_a_sheet_of_its_own(client, event, organiser):
    one, two = (WorkshopFactory(slot__event=event, title_fr=title, room=title) for title in ("Premier", "Second"))
    registered(event, last_name="Alpha", workshops=[one]), registered(event, last_name="Beta", workshops=[two])
    registered(event, last_name="Gamma")

    first, second = document(client, event, "emargement-ateliers.pdf").pages

    assert "Premier" in first and "Alpha" in first and "Beta" not in first
    assert "Second" in second and "Beta" in second and "Gamma" not in first + second


def test_the_certificate_says_who_came_to_what_when_and_how_long(client, event):
    registration = came(registered(event, first_name="Élise", last_name="Œuvre", organisation="Mairie"))
    assert client.get(personal(registration, "attestation.pdf")).status_code == 404  # not before it has begun
    over(event)

    [page] = Paper(client.get(personal(registration, "attestation.pdf")).content).pages

    start = timezone.localtime(event.starts_at)
    for expected in (
        "Attestation de présence",
        "Élise Œuvre",
        "Mairie",
        "La rencontre",
        str(start.year),
        "de 9 h à 16 h",
        "Durée : 7 heures",
        "Solène Kerbrat, présidente",
    ):
        assert expected in page


def test_there_is_no_certificate_for_who_did_not_come_or_where_none_are_given(client, event):
    absent, there = registered(event), came(registered(event))
    undone = came(registered(event))
    undone.check_ins.update(undone_at=timezone.now())
    over(event)

    assert client.get(personal(absent, "attestation.pdf")).status_code == 404
    assert client.get(personal(undone, "attestation.pdf")).status_code == 404
    event.gives_certificates = False
    event.save()
    assert client.get(personal(there, "attestation.pdf")).status_code == 404


def test_all_certificates_are_one_document_a_page_each_in_its_language(client, event, organiser):
    came(registered(event, last_name="Deux", language="en")), came(registered(event, last_name="Un"))
    registered(event, last_name="Absente")
    erase_registration(came(registered(event, last_name="Oubliée")), by=organiser)

    english, french = document(client, event, "attestations.pdf").pages

    assert "Deux" in english and "Certificate of attendance" in english
    assert "Un" in french and "Attestation de présence" in french


@pytest.mark.parametrize("name", ["badges.pdf", "emargement.pdf", "emargement-ateliers.pdf", "attestations.pdf"])
def test_a_document_costs_the_same_for_1_and_for_3(client, event, organiser, name):
    workshop = WorkshopFactory(slot__event=event, places=5)
    costs = []
    for number in (1, 2):
        for _ in range(number):
            came(registered(event, workshops=[workshop]))
        client.get(f"/evenements/{event.slug}/documents/{name}")
        with CaptureQueriesContext(connection) as queries:
            document(client, event, name)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_screen_of_documents_says_what_there_is(client, event, organiser):
    page = client.get(f"/evenements/{event.slug}/documents/").content.decode()
    assert "Personne n’est encore attendu" in page

    came(registered(event)), registered(event)
    page = client.get(f"/evenements/{event.slug}/documents/").content.decode()
    assert "2 personnes sont attendues" in page and "1 personne est venue" in page


@pytest.mark.parametrize("name", ["", "badges.pdf", "emargement.pdf", "emargement-ateliers.pdf", "attestations.pdf"])
def test_outsiders_print_nothing(client, event, name):
    address = f"/evenements/{event.slug}/documents/{name}"
    assert "login" in client.get(address).url

    client.force_login(PersonFactory())
    assert client.get(address).status_code == 403
