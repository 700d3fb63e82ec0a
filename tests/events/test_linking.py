"""Registrations become a person's once the address is proven, and then stand in their space."""

from events import actions
from portal.people.actions import know_person
from tests.factories.events import EventFactory
from tests.factories.people import PASSWORD


def register(event, email):
    actions.register(event, email=email, first_name="Nadia", last_name="Ferrand", language="fr")
    return event.registrations.latest("pk")


def test_logging_in_links_what_was_registered_with_ones_address(client, db):
    coming, past = EventFactory(title_fr="Étape de Melun"), EventFactory()
    hers, others = register(coming, "Nadia@Example.org"), register(coming, "other@example.org")
    over = register(past, "nadia@example.org")
    past.starts_at, past.ends_at = past.starts_at.replace(year=2020), past.ends_at.replace(year=2020)
    past.registration_opens_at = past.registration_closes_at = None
    past.save()
    nadia = know_person(email="nadia@example.org", first_name="Nadia", proven=True)
    nadia.set_password(PASSWORD)
    nadia.save()

    client.post("/compte/login/", {"login": nadia.email, "password": PASSWORD})

    for registration in (hers, others, over):
        registration.refresh_from_db()
    assert (hers.person, others.person, over.person) == (nadia, None, None)
    page = client.get("/espace/")
    (section,) = page.context["sections"]
    (line,) = section.lines
    assert (section.title, line.title, line.detail) == (
        "Mes événements", "Étape de Melun", "Votre inscription\xa0: confirmée",
    )  # fmt: skip
    assert client.get(line.url).status_code == 200
