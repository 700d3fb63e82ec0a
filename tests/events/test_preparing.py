"""The organiser's screens of an event as a whole: where it stands, texts and place, settings, places."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from events import actions
from events.enums import EventRoles, EventStatus
from events.models import Audience, Event, EventSeries, ProgrammeChange
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.office import text
from tests.factories.people import PersonFactory
from tests.factories.preparing import sent_from, typed, with_role

pytestmark = pytest.mark.django_db
SCREENS = ["", "textes/", "reglages/", "programme/", "publics/", "questions/", "consentements/", "duplication/"]


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def organiser(client, event):
    person = with_role(event)
    client.force_login(person)
    return person


def at(event, rest=""):
    return f"/evenements/{event.slug}/preparation/{rest}"


def form_at(client, url):
    return client.get(url).context["form"]


def sent_to(client, url, **changes):
    return sent_from(form_at(client, url)) | changes


def around(event):
    """Every address of the preparation that is asked for by GET."""
    others = ["equipe/", "invitations/", "inscriptions/places/"]
    screens = [*SCREENS, "annulation/", "programme/nouveau/", "questions/nouveau/"]
    return [*(at(event, rest) for rest in screens), *(f"/evenements/{event.slug}/{rest}" for rest in others)]


def test_every_screen_opens_to_the_organiser_and_says_which_one_it_is(client, event, organiser):
    for url in around(event):
        page = text(client.get(url))
        assert "Étape « d’essai »" in page and page.count('aria-current="page"') >= 1, url


@pytest.mark.parametrize("who", ["visitor", "person", "door", "reader", "organiser elsewhere", "former organiser"])
def test_everybody_else_is_turned_away(client, event, who):
    if who != "visitor":
        person = PersonFactory()
        if who in ("door", "reader"):
            person = with_role(event, who)
        elif who == "organiser elsewhere":
            person = with_role(EventFactory())
        elif who == "former organiser":
            person = with_role(event)
            person.eventrole_rows.update(until=timezone.now())
        client.force_login(person)
    for url in around(event):
        for answer in (client.get(url), client.post(url, {"status": "archived", "title_fr": "Pris"})):
            assert answer.status_code == 403 or "/compte/login/" in answer.url, url
    assert client.post(at(event, "etat/"), {"status": "draft"}).status_code == (302 if who == "visitor" else 403)
    event.refresh_from_db()
    assert (event.status, event.title_fr) == (EventStatus.PUBLISHED, "Étape « d’essai »")


def test_a_draft_of_others_does_not_exist_for_one(client):
    client.force_login(PersonFactory())
    assert client.get(at(EventFactory(draft=True))).status_code == 404


def test_the_overview_says_what_is_missing_and_announces(client, organiser):
    event = EventFactory(draft=True, places=0, registration_opens_at=None, title_en="")
    client.force_login(with_role(event))

    page = text(client.get(at(event)))
    for missing in ("Pas encore de créneau", "Sans places", "demande une ouverture", "Aucune page du site", "français"):
        assert missing in page
    client.post(at(event, "etat/"), {"status": "published"})

    event.refresh_from_db()
    assert event.status == EventStatus.PUBLISHED
    [line] = event.transitions.all()
    assert (line.from_status, line.to_status) == ("draft", "published") and line.by is not None


def test_texts_and_place_are_saved_with_series_colour_and_picture(client, event, organiser):
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "green").save(drawn, "PNG")
    drawn.seek(0)
    drawn.name = "halle.png"
    changes = {"title_fr": "Autre titre", "has_accent": "on", "accent": "#aa3300", "new_series": "Le Tour"}

    done = client.post(
        at(event, "textes/"), sent_to(client, at(event, "textes/"), **changes, picture=drawn), follow=True
    )

    event.refresh_from_db()
    assert (event.title_fr, event.accent, event.series.title_fr) == ("Autre titre", "#aa3300", "Le Tour")
    assert event.image.width == 40 and "C’est enregistré" in text(done)
    again = sent_to(client, at(event, "textes/"), without_picture="on")
    again.pop("has_accent")
    client.post(at(event, "textes/"), again)
    event.refresh_from_db()
    assert (event.image, event.accent) == (None, "")


def test_programme_moves_with_the_day_and_those_who_come_are_told(client, event, organiser, run_tasks, mailoutbox):
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    registered(event), registered(event, workshops=[workshop])
    run_tasks()
    mailoutbox.clear()
    before = timezone.localtime(workshop.slot.starts_at)
    later = {name: typed(getattr(event, name) + timedelta(days=7)) for name in ("starts_at", "ends_at")}

    done = client.post(at(event, "textes/"), sent_to(client, at(event, "textes/"), **later), follow=True)
    run_tasks()

    workshop.slot.refresh_from_db()
    moved = timezone.localtime(workshop.slot.starts_at)
    assert (moved.date() - before.date(), moved.time()) == (timedelta(days=7), before.time())
    assert "2 personnes inscrites sont prévenues" in text(done)
    [change] = ProgrammeChange.objects.all()
    assert len(change.lines) == 1 and change.by == organiser
    assert len(mailoutbox) == 2 and set(event.registrations.values_list("sequence", flat=True)) == {1}
    assert "Ce qui change pour vous" in mailoutbox[0].subject and "Nouvelle date" in mailoutbox[0].body


def test_nobody_is_told_where_not_ticked_or_not_announced(client, event, organiser, run_tasks, mailoutbox):
    registered(event)
    run_tasks()
    mailoutbox.clear()
    silent = sent_to(client, at(event, "textes/"), venue="Autre halle")
    silent.pop("tells")

    page = text(client.post(at(event, "textes/"), silent, follow=True))
    Event.objects.update(status=EventStatus.DRAFT)
    client.post(at(event, "textes/"), sent_to(client, at(event, "textes/"), venue="Troisième halle"))
    run_tasks()

    assert "n’a pas été prévenue" in page and mailoutbox == []
    assert ProgrammeChange.objects.count() == 1
    assert Event.objects.get().venue == "Troisième halle"


def test_settings_are_saved_and_bad_ones_refused_beside_the_field(client, event, organiser):
    url = at(event, "reglages/")
    refused = {
        "reminder_days": ("sept", "Indiquez des nombres de jours"),
        "most_people": ("99", "20"),
        "registration_closes_at": (typed(event.ends_at + timedelta(days=1)), "ne peuvent pas se terminer après"),
    }
    for name, (value, said) in refused.items():
        page = text(client.post(url, sent_to(client, url, **{name: value, "signatory": "La présidente"})))
        assert said in page and f'value="{value}"' in page and 'value="La présidente"' in page

    client.post(url, sent_to(client, url, reminder_days="1, 14;3", access="members", most_people="1", keep_days="30"))

    event.refresh_from_db()
    assert (event.reminder_days, event.access, event.most_people, event.keep_days) == ([14, 3, 1], "members", 1, 30)


def test_who_saves_second_is_told_what_the_first_saved_and_may_insist(client, event, organiser):
    url = at(event, "textes/")
    opened = sent_to(client, url)
    client.post(url, opened | {"title_fr": "Titre de la première"})

    late = client.post(url, opened | {"title_fr": "Titre de la seconde"})

    page = text(late)
    assert late.status_code == 422
    assert "Titre de la première" in page and 'value="Titre de la seconde"' in page
    assert "enregistré ceci après" in page
    assert Event.objects.get().title_fr == "Titre de la première"
    client.post(url, opened | {"title_fr": "Titre de la seconde", "version": late.context["form"]["version"].value()})
    assert Event.objects.get().title_fr == "Titre de la seconde"


def test_two_organisers_on_different_screens_do_not_disturb_each_other(client, event, organiser):
    texts, settings = sent_to(client, at(event, "textes/")), sent_to(client, at(event, "reglages/"))
    client.post(at(event, "textes/"), texts | {"title_fr": "Nouveau"})
    client.post(at(event, "reglages/"), settings | {"signatory": "La présidente"})

    event.refresh_from_db()
    assert (event.title_fr, event.signatory) == ("Nouveau", "La présidente")


def test_a_series_of_drafts_of_others_cannot_be_chosen(client, event, organiser):
    secret = EventSeries.objects.create(title_fr="Secrète")
    EventFactory(draft=True, series=secret)
    url = at(event, "textes/")

    answer = client.post(url, sent_to(client, url, series=secret.pk))

    assert answer.status_code == 422 and Event.objects.get(pk=event.pk).series is None


def test_places_of_audiences_are_given_and_too_few_are_refused_in_words(client, event, organiser):
    press = Audience.objects.create(event=event, name_fr="presse")
    first = registered(event, audience=press)
    registered(event)
    url = f"/evenements/{event.slug}/inscriptions/places/"

    client.post(url, sent_to(client, url) | {"event_places": 5, f"audience_{press.pk}": 2})
    assert "7 places en tout</strong>, dont 2 pour « presse »." in " ".join(text(client.get(url)).split())

    first.refresh_from_db()
    press.refresh_from_db()
    assert (event.common_pool.capacity, press.pool.capacity) == (5, 2)
    assert first.pool == press.pool and first.is_confirmed
    refused = text(client.post(url, sent_to(client, url) | {f"audience_{press.pk}": 0}))
    assert ("« presse »" in refused and "1 personnes" in refused) or "une place" in refused
    assert press.pool.capacity == 2


def test_more_places_for_an_audience_confirm_those_in_its_line(client, event, organiser):
    press = Audience.objects.create(event=event, name_fr="presse")
    url = f"/evenements/{event.slug}/inscriptions/places/"
    client.post(url, sent_to(client, url) | {f"audience_{press.pk}": 1})
    press.refresh_from_db()
    registered(event, audience=press)
    waiting = registered(event, audience=press)
    assert waiting.is_waiting

    client.post(url, sent_to(client, url) | {f"audience_{press.pk}": 2})

    waiting.refresh_from_db()
    assert waiting.is_confirmed


def test_places_of_an_audience_go_back_to_all_once_nobody_has_one(client, event, organiser):
    press = Audience.objects.create(event=event, name_fr="presse")
    actions.set_audience_capacity(press, places=1)
    holder, waiting = registered(event, audience=press), registered(event, audience=press)
    url = f"/evenements/{event.slug}/inscriptions/places/"

    assert client.post(url, sent_to(client, url) | {f"audience_{press.pk}": ""}).status_code == 422
    actions.cancel_registration(waiting), actions.cancel_registration(holder)
    client.post(url, sent_to(client, url) | {f"audience_{press.pk}": ""})

    assert set(event.pools.values_list("audience", flat=True)) == {None}


def test_places_saved_from_an_old_page_are_refused(client, event, organiser):
    url = f"/evenements/{event.slug}/inscriptions/places/"
    opened = sent_to(client, url)
    client.post(url, opened | {"event_places": 10})

    late = client.post(url, opened | {"event_places": 4})

    assert late.status_code == 422 and event.common_pool.capacity == 10


def test_a_reader_sees_the_list_and_figures_without_addresses(client, event):
    registration = registered(event, email="prive@x.example")
    client.force_login(with_role(event, EventRoles.READER))

    page = text(client.get(f"/evenements/{event.slug}/inscriptions/"))

    assert registration.full_name in page and "prive@x.example" not in page
    assert client.get(f"/evenements/{event.slug}/inscriptions/export.xlsx").status_code == 403
