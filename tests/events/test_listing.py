"""The organiser's list: what narrows it, its columns and order, and lists kept under a name."""

from datetime import datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.enums import EventRoles, Sources
from events.models import EventRole, Registration, SavedList
from portal import roles
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.people import PersonFactory
from tests.factories.questions import AudienceFactory, CheckInFactory, ConsentFactory, QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(places=20)


def holder(event, role):
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=role, by=None)
    return person


@pytest.fixture
def organiser(client, event):
    person = holder(event, EventRoles.ORGANISER)
    client.force_login(person)
    return person


def list_url(event, rest=""):
    return f"/evenements/{event.slug}/inscriptions/{rest}"


def page(answer):
    return plain(answer.content.decode())


def plain(text):
    return text.replace("\xa0", " ")


def names(answer):
    """The last names on the screen, in order."""
    return [row.last_name for row, _cells in answer.context["rows"]]


def shown(client, event, query=""):
    return names(client.get(list_url(event, f"?{query}")))


def exported(answer):
    rows = openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    header = [plain(text) for text in next(rows)]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_list_narrows_by_standing_in_a_workshop(client, event, organiser):
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=1)
    registered(event, last_name="Tient", workshops=[workshop])
    registered(event, last_name="Attend", waits=[workshop])
    registered(event, last_name="Sans")

    assert set(shown(client, event, f"workshop={workshop.pk}")) == {"Tient", "Attend"}
    assert shown(client, event, f"workshop={workshop.pk}&standing=held") == ["Tient"]
    assert shown(client, event, f"workshop={workshop.pk}&standing=waiting") == ["Attend"]
    assert shown(client, event, f"workshop={workshop.pk}&standing=wished") == []


def test_the_list_narrows_by_audience_source_organisation_postcode_and_day(client, event, organiser):
    press = AudienceFactory(event=event)
    registered(event, last_name="Presse", audience=press, organisation="L’Écho", postcode="77000")
    other = registered(event, last_name="Écho", organisation="Mairie", postcode="75001")
    Registration.objects.filter(pk=other.pk).update(
        source=Sources.DOOR, created_at=timezone.make_aware(datetime(2026, 1, 10, 23, 30))
    )

    for query in (f"audience={press.pk}", "organisation=echo", "postcode=77", "source=form", "since=2026-01-11"):
        assert shown(client, event, query) == ["Presse"], query
    for query in ("source=door", "until=2026-01-10", "since=2026-01-10&until=2026-01-10", "organisation=MAIRIE"):
        assert shown(client, event, query) == ["Écho"], query


def test_each_filter_says_in_words_of_its_own_that_it_leaves_everybody(client, event, organiser):
    WorkshopFactory(slot=SlotFactory(event=event))
    AudienceFactory(event=event)

    text = client.get(list_url(event)).text

    for words in ("Tous", "Tous les ateliers", "Tous les publics", "présent ou absent"):
        assert f'<option value="" selected>{words}</option>' in text
    assert '<option value="yes">présent</option>' in text and '<option value="no">absent</option>' in text


def test_the_list_narrows_by_who_came(client, event, organiser):
    CheckInFactory(registration=registered(event, last_name="Là"))
    CheckInFactory(registration=registered(event, last_name="Reparti"), undone_at=timezone.now())

    assert shown(client, event, "came=yes") == ["Là"]
    assert shown(client, event, "came=no") == ["Reparti"]


def test_the_list_narrows_by_an_answer(client, event, organiser):
    meal = QuestionFactory(event=event, choice=True, options=["Poisson", "Légumes"])
    coming = QuestionFactory(event=event, yes_no=True)
    fish, _greens = meal.options.all()
    registered(event, last_name="Mer", answers=[(meal, [fish]), (coming, True)])
    registered(event, last_name="Terre", answers=[(coming, False)])

    assert shown(client, event, f"answer={meal.pk}-{fish.pk}") == ["Mer"]
    assert shown(client, event, f"answer={coming.pk}-yes") == ["Mer"]
    assert shown(client, event, f"answer={coming.pk}-no") == ["Terre"]


def test_what_belongs_to_another_event_narrows_nothing(client, event, organiser):
    other = EventFactory()
    workshop = WorkshopFactory(slot=SlotFactory(event=other))
    question = QuestionFactory(event=other, choice=True, options=["Oui"])
    answer = f"{question.pk}-{question.options.get().pk}"
    QuestionFactory(event=event, yes_no=True), AudienceFactory(event=event)
    WorkshopFactory(slot=SlotFactory(event=event))
    registered(other, last_name="Ailleurs"), registered(event, last_name="Ici")

    foreign = [f"workshop={workshop.pk}", f"audience={AudienceFactory(event=other).pk}", f"answer={answer}"]
    for query in [*foreign, f"columns=question-{question.pk}&columns=slot-{workshop.slot_id}", "since=x&until=31"]:
        assert shown(client, event, query) == ["Ici"]


@pytest.mark.parametrize("role", [EventRoles.READER])
def test_who_sees_no_addresses_finds_nobody_by_them_and_has_no_column_of_theirs(client, event, role):
    question = QuestionFactory(event=event)
    registered(
        event, last_name="Secret", email="cachette@x.example", postcode="77123", answers=[(question, "Diabétique")]
    )
    client.force_login(holder(event, EventRoles.READER))

    for query in ("text=cachette", "text=example"):
        assert shown(client, event, query) == []
    assert shown(client, event, "text=SECRET") == ["Secret"]
    query = f"columns=email&columns=postcode&columns=question-{question.pk}&columns=status&sort=email&postcode=75"
    answer = client.get(list_url(event, f"?{query}"))
    assert names(answer) == ["Secret"]
    for hidden in ("cachette", "77123", "Diabétique", "?sort=email"):
        assert hidden not in page(answer)
    assert client.get(list_url(event, f"export.xlsx?{query}")).status_code == 403


def test_the_list_is_sorted_by_a_column_whatever_the_accents(client, event, organiser):
    for name, organisation in (("Zola", "beta"), ("Éluard", "Ärger"), ("camus", "Gamma")):
        registered(event, last_name=name, organisation=organisation)

    assert shown(client, event, "sort=name") == ["camus", "Éluard", "Zola"]
    assert shown(client, event, "sort=-name") == ["Zola", "Éluard", "camus"]
    assert shown(client, event, "sort=organisation") == ["Éluard", "Zola", "camus"]
    assert shown(client, event) == shown(client, event, "sort=nonsense") == ["camus", "Éluard", "Zola"]
    heading = page(client.get(list_url(event, "?sort=name")))
    assert 'aria-sort="ascending"' in heading and "?sort=-name" in heading


def test_every_column_can_be_shown_and_exported(client, event, organiser):
    slot = SlotFactory(event=event)
    workshop = WorkshopFactory(slot=slot, title_fr="Économie", places=1)
    meal = QuestionFactory(event=event, choices=True, label_fr="Repas", options=["Poisson", "Légumes"])
    veg = QuestionFactory(event=event, yes_no=True, label_fr="Végétarien ?")
    consent = ConsentFactory(event=event)
    press = AudienceFactory(event=event, name_fr="Presse")
    one = registered(
        event,
        audience=press,
        workshops=[workshop],
        answers=[(meal, list(meal.options.all())), (veg, False)],
        organisation="=1+1",
        last_name="😀 Œuvre",
    )
    one.consents_given.create(consent=consent, wording="Photographies")
    CheckInFactory(registration=one)
    keys = [column.key for column in client.get(list_url(event)).context["listing"].every_column]

    text = page(client.get(list_url(event, "?" + "&".join(f"columns={key}" for key in keys))))
    [row] = exported(client.get(list_url(event, "export.xlsx")))

    for said in ("Économie", "Poisson ; Légumes", "Presse", "=1+1", "😀 Œuvre"):
        assert said in text and said in row.values()
    assert row["Végétarien ?"] == "non" and row["Accepté : Photographies"] == "oui"
    assert isinstance(row["Arrivée à"], datetime) and isinstance(row["Inscription le"], datetime)


def test_the_export_has_the_columns_and_the_order_of_the_screen(client, event, organiser):
    registered(event, last_name="B", organisation="O"), registered(event, last_name="A")

    rows = exported(client.get(list_url(event, "export.xlsx?columns=organisation&sort=name")))

    assert rows == [
        {"Nom": "A", "Prénom": "Zoé", "Organisme": None},
        {"Nom": "B", "Prénom": "Zoé", "Organisme": "O"},
    ]


def test_a_long_list_is_prepared_with_its_filters_and_handed_out_while_the_right_lasts(
    client, event, organiser, run_tasks, mailoutbox, monkeypatch
):
    monkeypatch.setattr("portal.exports.views.MOST_AT_ONCE", 1)
    registered(event, last_name="Un", organisation="Mairie"), registered(event, last_name="Deux", organisation="Mairie")
    registered(event, last_name="Trois", organisation="Agence")

    waits_at = client.get(list_url(event, "export.xlsx?text=mairie&columns=organisation&sort=name")).url
    run_tasks()

    assert [mail.to for mail in mailoutbox if waits_at in mail.body] == [[organiser.email]]
    written = b"".join(client.get(f"{waits_at}fichier/").streaming_content)
    rows = openpyxl.load_workbook(BytesIO(written)).active.iter_rows(values_only=True, min_row=2)
    assert [row[0] for row in rows] == ["Deux", "Un"]
    roles.end(EventRole.objects.get(anchor=event, person=organiser), by=None)
    assert client.get(f"{waits_at}fichier/").status_code == 403


def test_ranks_are_those_of_each_line(client, event, organiser):
    full = EventFactory(places=0)
    roles.grant(EventRole, anchor=full, person=organiser, role=EventRoles.ORGANISER, by=None)
    for name in ("Un", "Deux"):
        registered(full, last_name=name)

    rows = exported(client.get(list_url(full, "export.xlsx?columns=rank&sort=created")))

    assert [(row["Nom"], row["Rang en liste d’attente"]) for row in rows] == [("Un", 1), ("Deux", 2)]


def test_every_column_costs_the_same_for_1_and_for_3(client, event, organiser):
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=9)
    meal = QuestionFactory(event=event, choices=True, options=["Poisson"])
    ConsentFactory(event=event), AudienceFactory(event=event)

    def somebody():
        row = registered(event, workshops=[workshop], answers=[(meal, list(meal.options.all()))])
        CheckInFactory(registration=row)

    somebody()
    keys = [column.key for column in client.get(list_url(event)).context["listing"].every_column]
    for path in ("?", "export.xlsx?"):
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get(list_url(event, path + "&".join(f"columns={key}" for key in keys)))
            counts.append(len(queries))
            somebody(), somebody()
        assert counts[0] == counts[1], path


def keep(client, event, query, *, name="Ma liste", reach="mine"):
    return client.post(list_url(event, "listes/"), {"name": name, "reach": reach, "query": query})


def test_a_list_is_kept_with_its_filters_columns_and_order(client, event, organiser):
    answer = keep(client, event, "text=zo%C3%A9&status=confirmed&columns=email&sort=name&page=3&nonsense=1")

    assert SavedList.objects.get().query == "text=zo%C3%A9&status=confirmed&columns=email&sort=name"
    assert "?text=zo%C3%A9&amp;status=confirmed" in page(client.get(answer.url))
    keep(client, event, "status=waiting")
    assert SavedList.objects.get().query == "status=waiting"


def test_a_list_of_the_team_is_seen_by_the_team_and_one_of_mine_is_not(client, event, organiser):
    keep(client, event, "status=waiting", name="Équipe", reach="team")
    keep(client, event, "status=waiting", name="Privée")
    shared = SavedList.objects.get(name="Équipe")
    client.force_login(holder(event, EventRoles.READER))

    client.get(list_url(event))  # what was said to the organiser, in the same browser
    text = page(client.get(list_url(event)))
    assert "Équipe" in text and "Privée" not in text
    assert client.post(list_url(event, f"listes/{shared.pk}/")).status_code == 404

    client.force_login(organiser)
    client.post(list_url(event, f"listes/{shared.pk}/"))
    assert SavedList.objects.get().name == "Privée"


def test_a_list_for_every_event_leaves_out_what_only_this_one_has(client, event, organiser):
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    query = f"status=confirmed&workshop={workshop.pk}&columns=slot-{workshop.slot_id}&columns=status"
    keep(client, event, query, reach="every_event")
    other = EventFactory()
    roles.grant(EventRole, anchor=other, person=organiser, role=EventRoles.ORGANISER, by=None)

    assert SavedList.objects.get().query == "status=confirmed&columns=status"
    assert "Ma liste" in page(client.get(list_url(other)))


def test_a_list_without_a_name_is_not_kept_and_outsiders_keep_none(client, event, organiser):
    assert "nom" in page(client.get(keep(client, event, "", name="").url))
    client.force_login(PersonFactory())
    assert keep(client, event, "").status_code == 403
    assert client.get(list_url(event, "listes/")).status_code == 405
    assert not SavedList.objects.exists()


def test_the_list_shows_at_most_fifty(client, event, organiser):
    Registration.objects.bulk_create(
        Registration(
            event=event, status="cancelled", pool=event.common_pool, last_name=f"{n}", consent_at=timezone.now()
        )
        for n in range(51)
    )

    assert len(shown(client, event)) == 50 and len(shown(client, event, "page=2")) == 1
    assert timedelta(0) < timezone.now() - Registration.objects.first().created_at
