"""The page after registering, and the look of an event's own screens."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Registration
from portal.cms.colours import LEAST_CONTRAST, NIGHT, SAND, contrast
from portal.notices import Notice
from tests.events.visiting import colleague, fill, page, said, send, url
from tests.factories.events import (
    AudienceFactory,
    EventFactory,
    QuestionFactory,
    SlotFactory,
    WorkshopFactory,
    registered,
)

pytestmark = pytest.mark.django_db


def suggestion_form(shown):
    return re.search(r'action="([^"]+/adresse/)"', shown)


def test_a_misspelt_domain_is_corrected_by_one_button_and_the_mail_goes_out_again(client, later):
    event = EventFactory()
    answer = send(client, event, email="zoe@gmial.com")
    assert "Vouliez-vous dire zoe@gmail.com" in said(answer)

    corrected = client.post(suggestion_form(page(answer))[1], follow=True)

    assert event.registrations.get().email == "zoe@gmail.com"
    assert Notice.objects.filter(address="zoe@gmail.com").exists()
    assert "zoe@gmail.com" in page(corrected) and not suggestion_form(page(corrected))


def test_every_button_of_the_page_carries_its_token(client, later):
    event = EventFactory(places=9)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=1)
    form = fill(client, event, email="zoe@gmial.com", **{f"workshop_{workshop.slot_id}": workshop.pk})
    registered(event, workshops=[workshop])

    shown = page(client.post(url(event), form, follow=True))

    assert shown.count('<form method="post"') == shown.count("csrfmiddlewaretoken") == 2


def test_a_colleagues_misspelt_domain_is_corrected_from_the_page_of_the_first(client, later):
    event = EventFactory()
    answer = send(client, event, colleague="1", **colleague(1, email="max@hotmial.fr"))
    token = re.search(r'name="thanks" value="([^"]+)"', page(answer))[1]

    corrected = client.post(suggestion_form(page(answer))[1], {"thanks": token}, follow=True)

    assert "max@hotmail.fr" in page(corrected) and "Zoé L’Essai, votre place" in page(corrected)


def test_each_link_is_for_its_own_person(client, later):
    told = said(send(client, EventFactory(), colleague="1", **colleague(1)))

    assert told.count("Gardez-le pour vous") == 1
    assert told.index("Gardez-le pour vous") < told.index("Remettez-le à Max Collègue 1")


def test_a_suggestion_that_somebody_else_has_is_refused_and_a_right_address_stays(client, later):
    event = EventFactory()
    registered(event, email="zoe@gmail.com")
    answer = send(client, event, email="zoe@gmial.com")
    right = registered(event, email="autre@x.example")

    refused = client.post(suggestion_form(page(answer))[1], follow=True)
    client.post(right.personal_path() + "adresse/")

    assert "Cette adresse ne peut pas" in said(refused)
    assert set(event.registrations.values_list("email", flat=True)) == {
        "zoe@gmail.com",
        "zoe@gmial.com",
        "autre@x.example",
    }


def test_the_buttons_of_the_page_need_a_post(client):
    path = registered(EventFactory(), email="zoe@gmial.com").personal_path()

    for part in ("adresse/", "liste-d-attente/"):
        assert client.get(path + part).status_code == 405
    assert Registration.objects.get().email == "zoe@gmial.com"


def test_the_cookie_of_another_form_says_nothing_here(client, later):
    event = EventFactory()
    client.cookies["registration-outcome"] = "forged"

    answer = client.get(registered(event).personal_path() + "merci/")

    assert answer.status_code == 200 and "en route" not in said(answer).replace("A mail", "")


def test_the_page_costs_the_same_for_one_and_for_four(client, later):
    event = EventFactory(places=2)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=1)
    registered(event, workshops=[workshop])

    def asked(first, number):
        people = {}
        for n in range(1, number):
            people |= colleague(n, email=f"{first}-{n}@x.example", **{f"wait_{workshop.slot_id}": workshop.pk})
        form = fill(client, event, email=f"{first}@x.example", colleague=list(range(1, number)), **people)
        answer = client.post(url(event), form)
        with CaptureQueriesContext(connection) as queries:
            client.get(answer.url)
        return len(queries)

    asked("a", 1)  # what is read once and kept
    assert asked("b", 1) == asked("c", 4)


# --- the hot path ---------------------------------------------------------------------------------
def rich_event(times):
    event = EventFactory(places=9)
    for _ in range(times):
        slot = SlotFactory(event=event, starts_at=None, ends_at=None)
        for _ in range(times):
            WorkshopFactory(slot=slot)
        audience = AudienceFactory(event=event)
        QuestionFactory(event=event).audiences.add(audience)
        event.consents.create(text_fr="Photographies")
    return event


def test_the_form_costs_the_same_for_one_workshop_and_question_as_for_nine(client):
    def asked(event):
        with CaptureQueriesContext(connection) as queries:
            client.get(url(event))
        return len(queries)

    client.get(url(EventFactory()))  # what is read once and kept
    few, many = asked(rich_event(1)), asked(rich_event(3))
    assert few == many <= 14
    assert asked(EventFactory()) <= 11


def test_registering_asks_the_database_little(client, later):
    event = EventFactory(places=9)
    form = fill(client, event)
    with CaptureQueriesContext(connection) as queries:
        client.post(url(event), form)
    assert len(queries) <= 28, "\n".join(query["sql"][:100] for query in queries)


# --- the look -------------------------------------------------------------------------------------
@pytest.mark.parametrize("accent", ["#ffdd00", "#ffffff", "#000000", "#b3126b", "#0F6B5C"])
def test_an_accent_is_readable_by_day_and_by_night_whatever_was_chosen(client, accent):
    event = EventFactory(accent=accent)
    link = re.search(r'href="(/evenements/[^"]+style\.css[^"]*)"', page(client.get(url(event))))[1]

    day, night = re.findall(r"--accent:(#[0-9a-f]{6})", page(client.get(link)).lower())

    assert contrast(day, SAND) >= LEAST_CONTRAST and contrast(night, NIGHT) >= LEAST_CONTRAST


def test_an_event_without_an_accent_has_the_associations(client):
    event = EventFactory()

    assert "style.css" not in page(client.get(url(event)))
    assert client.get(f"/evenements/{event.slug}/style.css").status_code == 404


def test_before_the_opening_the_page_says_how_many_seconds_are_left_by_our_clock(client):
    event = EventFactory(not_yet_open=True)

    seconds = float(re.search(r'data-seconds-left="([\d.]+)"', page(client.get(url(event))))[1])

    assert 86_000 < seconds <= 86_400
