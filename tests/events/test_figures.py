"""Each figure, exact on people counted by hand."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from events import actions
from events.enums import QuestionKind, QuestionPurpose, Sources
from events.figures import answer_tables, arrivals, percent, registrations, standings
from events.figures.feedback import results, satisfaction
from events.models import Audience, Event, Registration
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.following import answered, asked, checked_in, over, registered_on, replied
from tests.factories.preparing import with_role

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def event():
    return EventFactory(places=4)


def numbers(table):
    return {row.label: row.numbers for row in table.rows}


def audiences(event):
    return numbers(registrations.by_audience(event, registrations.kinds_of(event)))


def standing(event):
    [found] = standings([Event.objects.with_places().get(pk=event.pk)])
    return found


def test_the_standing_counts_each_state_once(event):
    people = [registered(event) for _number in range(6)]
    actions.cancel_registration(people[0])
    checked_in(people[1])
    checked_in(people[2], undone=True)
    checked_in(people[2])
    checked_in(people[3], undone=True)

    found = standing(event)

    assert (found.places, found.confirmed, found.waiting, found.cancelled, found.checked_in) == (4, 4, 1, 1, 2)
    assert (found.active, found.total, found.came) == (5, 6, 2)
    assert found.absent is None  # it has not begun
    assert standing(over(event)).absent == 2
    assert (found.taken_share, found.came_share) == ("100\N{NO-BREAK SPACE}%", "50\N{NO-BREAK SPACE}%")


def test_who_waits_for_workshops_only_is_said_beside_the_waiting_list(event, client):
    slot = SlotFactory(event=event)
    full = [WorkshopFactory(slot=slot, places=1), WorkshopFactory(slot=slot, places=1)]
    for workshop in full:
        registered(event, workshops=[workshop])
    both = registered(event, workshops=[])
    for workshop in full:
        actions.join_line(both, workshop=workshop)
    client.force_login(with_role(event))

    assert (standing(event).waiting, standing(event).waiting_for_workshop) == (0, 1)
    for screen in ("inscriptions", "suivi"):
        assert "1 attend un atelier" in client.get(f"/evenements/{event.slug}/{screen}/").text


def test_a_check_in_of_somebody_who_cancelled_does_not_count(event):
    person = registered(event)
    checked_in(person)
    actions.cancel_registration(person)
    assert standing(event).checked_in == 0


def test_the_typed_number_counts_where_nobody_was_checked_in():
    archived = EventFactory(archived=True, attended=180)
    assert (standing(archived).came, standing(archived).absent) == (180, None)
    event = EventFactory(attended=99)
    checked_in(registered(event))
    assert standing(event).came == 1


def test_figures_stay_once_the_names_are_gone(event):
    checked_in(registered(event, postcode="77000"))
    registered(event, postcode="75001")
    before = (standing(event), numbers(registrations.by_territory(event)))
    Registration.objects.update(first_name="", last_name="", email="", organisation="", erased_at=timezone.now())
    assert (standing(event), numbers(registrations.by_territory(event))) == before


def test_registrations_by_day_have_no_gap_and_add_up(event):
    first = timezone.localtime().replace(hour=23, minute=30) - timedelta(days=3)
    for shift, cancelled in ((0, False), (0, True), (2, False)):
        person = registered(event)
        registered_on(person, first + timedelta(days=shift))
        if cancelled:
            actions.cancel_registration(person)

    table = registrations.by_day(event)

    assert [row.numbers for row in table.rows] == [(1, 1, 1), (0, 0, 1), (1, 0, 2), (0, 0, 2)]
    assert table.rows[0].label == f"{first:%d/%m/%Y}"  # the day in Paris, not in Greenwich


def test_many_days_are_shown_by_week(event):
    for days in (200, 100, 99):
        registered_on(registered(event), timezone.now() - timedelta(days=days))
    table = registrations.by_day(event)
    assert "semaine" in table.title
    assert table.sum() == 3
    assert len(table.rows) in (29, 30)


def test_workshops_show_places_held_and_the_line(event):
    workshop = WorkshopFactory(slot=SlotFactory(event=event), title_fr="Petit", places=1)
    other = WorkshopFactory(slot=workshop.slot, title_fr="Grand", places=5)
    registered(event, workshops=[workshop])
    registered(event, workshops=[other], waits=[workshop])
    assert numbers(registrations.by_workshop(event)) == {"Petit": (1, 1, 1), "Grand": (1, 5, 0)}


def test_audiences_show_confirmed_in_line_and_came(event):
    press = Audience.objects.create(event=event, name_fr="Presse")
    Audience.objects.create(event=event, name_fr="Étudiants", position=1)
    actions.set_audience_capacity(press, places=1)
    first = registered(event, audience=press)
    registered(event, audience=press)
    registered(event)
    assert audiences(event) == {"Presse": (1, 1), "Étudiants": (0, 0), "Non précisé": (1, 0)}

    checked_in(first)

    assert audiences(event)["Presse"] == (1, 1, 1)


def test_sources_leave_out_what_was_cancelled(event):
    registered(event)
    Registration.objects.filter(pk=registered(event).pk).update(source=Sources.DOOR)
    actions.cancel_registration(registered(event))
    found = numbers(registrations.by_source(registrations.kinds_of(event)))
    assert list(found.values()) == [(1,), (1,)]
    assert list(found) == [Sources.FORM.label, Sources.DOOR.label]


def test_territories_come_by_frequency_with_the_unknown_last(event):
    for postcode in ("", "77000", "77190", "", "", "69001", "75001"):
        registered(event, postcode=postcode)
    came = Registration.objects.get(postcode="77190")
    Registration.objects.filter(pk=came.pk).update(status="confirmed")
    checked_in(came)
    table = registrations.by_territory(event)
    assert [(row.label, row.numbers) for row in table.rows] == [
        ("Melun Val de Seine", (2, 1)),
        ("Paris", (1, 0)),
        ("Ailleurs", (1, 0)),
        ("Non précisé", (3, 0)),
    ]


def test_arrivals_are_counted_by_quarter_and_door(event):
    def at(hour, minute):
        return datetime(2026, 3, 5, hour, minute, tzinfo=PARIS)

    for moment, door in ((at(8, 59), "Hall"), (at(9, 0), "Hall"), (at(9, 14), "Quai"), (at(9, 31), "Hall")):
        checked_in(registered(event), at=moment, door=door)
    checked_in(registered(event), at=at(10, 0), door="Hall", undone=True)

    table = arrivals.by_quarter(event)

    assert table.columns == ("Hall", "Quai")
    assert [(row.label, row.numbers) for row in table.rows] == [
        ("8\xa0h\xa045", (1, 0)),
        ("9\xa0h", (1, 1)),
        ("9\xa0h\xa015", (0, 0)),
        ("9\xa0h\xa030", (1, 0)),
    ]


def test_a_night_between_two_days_is_left_out_and_more_than_three_doors_are_put_together():
    event = EventFactory(places=6)
    begins = datetime(2026, 3, 5, 18, 0, tzinfo=PARIS)
    for hours, door in ((0, "A"), (0, "A"), (0, "B"), (14, "B"), (14, "C"), (14, "D")):
        checked_in(registered(event), at=begins + timedelta(hours=hours), door=door)
    table = arrivals.by_quarter(event)
    assert table.columns == ("A", "B", "Autres entrées")
    assert [(row.label, row.numbers) for row in table.rows] == [
        ("05/03 18\xa0h", (2, 1, 0)),
        ("06/03 8\xa0h", (0, 1, 2)),
    ]


def test_answers_to_choices_are_counted_without_the_cancelled(event):
    travel = asked(event, QuestionKind.CHOICE, "Train", "Vélo", label_fr="Comment ?")
    themes = asked(event, QuestionKind.CHOICES, "Un", "Deux", label_fr="Quoi ?", position=1)
    lunch = asked(event, QuestionKind.YES_NO, label_fr="Repas ?", position=2)
    asked(event, QuestionKind.TEXT, label_fr="Un mot ?", position=3)
    people = [registered(event) for _number in range(3)]
    for person, options in zip(people, ([0], [1], [0]), strict=True):
        answered(travel, registration=person, options=options)
        answered(themes, registration=person, options=[0, 1])
        answered(lunch, registration=person, is_yes=options == [0])
    actions.cancel_registration(people[2])

    tables = answer_tables(event, QuestionPurpose.REGISTRATION)

    assert [(table.title, numbers(table)) for table in tables] == [
        ("Comment ?", {"Train": (1,), "Vélo": (1,)}),
        ("Quoi ?", {"Un": (2,), "Deux": (2,)}),
        ("Repas ?", {"Oui": (1,), "Non": (1,)}),
    ]
    assert "plusieurs choix" in tables[1].note


def test_feedback_is_held_back_below_three_replies(event):
    replied(event, 5, 4, text="Secret")
    assert (results(event).replies, results(event).tables, results(event).texts) == (2, [], [])
    assert satisfaction([event]) == {}

    replied(event, 1)

    found = results(event)
    assert found.are_shown and found.replies == 3
    assert numbers(found.tables[0]) == {
        "5 sur 5": (1,), "4 sur 5": (1,), "3 sur 5": (0,), "2 sur 5": (0,), "1 sur 5": (1,)
    }  # fmt: skip
    assert found.texts[0][1] == ["Secret"]
    assert satisfaction([event])[event.pk] == pytest.approx(10 / 3)


def test_texts_are_not_in_the_order_in_which_they_came(event):
    texts = [f"Texte {number}" for number in range(12)]
    for text in texts:
        replied(event, 3, text=text)
    [(_question, shown)] = results(event).texts
    assert sorted(shown) == sorted(texts)
    assert shown != texts and shown != texts[::-1]


@pytest.mark.parametrize(("part", "whole", "said"), [(1, 3, "33\N{NO-BREAK SPACE}%"), (0, 0, "–"), (None, 4, "–")])
def test_shares_are_said_in_words(part, whole, said):
    assert percent(part, whole) == said
