"""The organiser's screens of slots, audiences, questions and consents: add, change, order, remove."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.actions import register
from events.answers import save_answers, save_consents
from events.models import Audience, Consent, Invitation, Question, QuestionOption, Slot, Workshop
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.office import text
from tests.factories.preparing import sent_from, typed, with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture(autouse=True)
def organiser(client, event):
    person = with_role(event)
    client.force_login(person)
    return person


def at(event, rest):
    return f"/evenements/{event.slug}/preparation/{rest}"


def sent_to(client, url, **changes):
    return sent_from(client.get(url).context["form"]) | changes


def question(event, **fields):
    options = fields.pop("options", [])
    row = Question.objects.create(event=event, position=event.questions.count(), **{"label_fr": "Question"} | fields)
    for position, label in enumerate(options):
        QuestionOption.objects.create(question=row, label_fr=label, position=position)
    return row


def messages_of(answer):
    return [str(message) for message in answer.context["messages"]]


# Slots


def test_a_slot_comes_with_its_workshops_a_row_at_a_time(client, event):
    url = at(event, "programme/nouveau/")
    hours = {"starts_at": typed(event.starts_at), "ends_at": typed(event.starts_at + timedelta(hours=1))}
    first = {"rows-0-title_fr": "Lire", "rows-0-room": "Salle verte", "rows-0-speaker": "Aurore", "rows-0-places": 12}

    done = client.post(url, sent_to(client, url, title_fr="Ateliers", **hours, **first) | {"save-more": "1"})
    assert done.url == at(event, f"programme/{Slot.objects.get().pk}/")
    client.post(done.url, sent_to(client, done.url) | {"rows-1-title_fr": "Ouvrir", "rows-1-places": 8})

    held = {(one.title_fr, one.room, one.speaker, one.capacity) for one in Workshop.objects.filter(slot__event=event)}
    assert held == {("Lire", "Salle verte", "Aurore", 12), ("Ouvrir", "", "", 8)}
    assert "12 places" in text(client.get(at(event, "programme/")))


def test_what_was_typed_is_kept_where_something_is_wrong_and_nothing_is_written(client, event):
    url = at(event, "programme/nouveau/")
    wrong = {"title_fr": "Ateliers", "rows-0-title_fr": "Lire", "rows-0-places": "beaucoup"}

    answer = client.post(url, sent_to(client, url) | wrong)

    assert answer.status_code == 422
    assert 'value="Lire"' in text(answer) and 'value="beaucoup"' in text(answer)
    assert not Slot.objects.exists()


def test_a_slot_may_overlap_another_and_is_warned_of_outside_the_day(client, event):
    SlotFactory(event=event)
    url = at(event, "programme/nouveau/")
    early = {"starts_at": typed(event.starts_at - timedelta(hours=2)), "ends_at": typed(event.ends_at)}

    answer = client.post(url, sent_to(client, url, title_fr="Installation", **early), follow=True)

    assert event.slots.count() == 2
    assert any("hors des horaires" in message for message in messages_of(answer))
    assert "hors des horaires" in text(client.get(at(event, "programme/")))


def test_hours_that_make_workshops_clash_for_those_who_hold_them_are_warned_of(client, event):
    morning = WorkshopFactory(slot=SlotFactory(event=event))
    later = SlotFactory(event=event, starts_at=morning.slot.ends_at + timedelta(minutes=30))
    afternoon = WorkshopFactory(slot=later)
    both, again = (registered(event, workshops=[morning, afternoon]) for _ in range(2))
    registered(event)
    url = at(event, f"programme/{later.pk}/")

    quiet = client.post(url, sent_to(client, url, title_fr="Ateliers du soir"), follow=True)
    back = typed(later.starts_at - timedelta(minutes=45))
    answer = client.post(url, sent_to(client, url, starts_at=back), follow=True)

    assert not any("mêmes horaires" in message for message in messages_of(quiet))
    [warning] = [message for message in messages_of(answer) if "mêmes horaires" in message]
    assert "2 personnes inscrites" in warning
    listed = client.get(f"/evenements/{event.slug}/inscriptions/?clash=yes")
    assert warning.count(listed.wsgi_request.get_full_path()) == 1
    assert {row for row, _cells in listed.context["rows"]} == {both, again}


def test_a_workshop_with_fewer_places_than_people_is_refused_in_words(client, event):
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    registered(event, workshops=[workshop])
    url = at(event, f"programme/{workshop.slot_id}/")

    page = text(client.post(url, sent_to(client, url) | {"rows-0-places": 0, "rows-0-title_fr": "Autre"}))

    assert f"« {workshop.title_fr} »" in page or "« Autre »" in page
    assert "déjà une place" in page
    workshop.refresh_from_db()
    assert (workshop.capacity, workshop.title_fr == "Autre") == (2, False)


def test_a_workshop_or_slot_somebody_chose_stays(client, event):
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    registered(event, workshops=[workshop])
    url = at(event, f"programme/{workshop.slot_id}/")

    page = text(client.post(url, sent_to(client, url) | {"rows-0-DELETE": "on"}))
    answer = client.post(f"{url}retirer/", follow=True)

    assert "reste au programme" in page and "reste au programme" in messages_of(answer)[0]
    assert Workshop.objects.filter(pk=workshop.pk).exists()


def test_a_room_that_changes_is_told_to_those_of_the_workshop_only(client, event, run_tasks, mailoutbox):
    slot = SlotFactory(event=event)
    chosen, other = WorkshopFactory(slot=slot), WorkshopFactory(slot=slot)
    registered(event, workshops=[chosen], email="concernee@x.example")
    registered(event, workshops=[other], email="ailleurs@x.example")
    registered(event, email="sans-atelier@x.example")
    run_tasks()
    mailoutbox.clear()
    url = at(event, f"programme/{slot.pk}/")

    answer = client.post(url, sent_to(client, url) | {"rows-0-room": "Salle rouge"}, follow=True)
    run_tasks()

    assert [mail.to for mail in mailoutbox] == [["concernee@x.example"]]
    assert "Salle rouge" in mailoutbox[0].body and "Salle verte" in mailoutbox[0].body
    assert "1 personne inscrite est prévenue" in messages_of(answer)[0]
    assert set(event.registrations.filter(sequence=1).values_list("email", flat=True)) == {"concernee@x.example"}


def test_hours_of_a_common_slot_are_told_to_all_and_a_slot_that_goes_too(client, event, run_tasks, mailoutbox):
    slot = SlotFactory(event=event, title_fr="Plénière")
    registered(event), registered(event)
    run_tasks()
    mailoutbox.clear()
    url = at(event, f"programme/{slot.pk}/")

    client.post(url, sent_to(client, url) | {"ends_at": typed(slot.ends_at + timedelta(hours=1))})
    run_tasks()
    assert len(mailoutbox) == 2 and "nouveaux horaires" in mailoutbox[0].body
    assert event.changes.count() == 1


def test_two_who_change_the_same_slot(client, event):
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    url = at(event, f"programme/{workshop.slot_id}/")
    opened = sent_to(client, url)
    client.post(url, opened | {"rows-0-room": "Salle de la première"})

    late = client.post(url, opened | {"rows-0-room": "Salle de la seconde"})

    assert late.status_code == 422
    assert "Salle de la première" in text(late) and 'value="Salle de la seconde"' in text(late)
    workshop.refresh_from_db()
    assert workshop.room == "Salle de la première"
    client.post(url, sent_from(late.context["form"]))
    workshop.refresh_from_db()
    assert workshop.room == "Salle de la seconde"


# Audiences


def test_an_audience_has_places_and_a_rule_of_its_own(client, event):
    url = at(event, "publics/nouveau/")

    client.post(url, sent_to(client, url, name_fr="presse", name_en="press", access="invited", places=4))

    [audience] = event.audiences.all()
    assert (audience.name_fr, audience.access, audience.pool.capacity) == ("presse", "invited", 4)
    assert "4 places réservées" in text(client.get(at(event, "publics/")))


def test_an_audience_in_use_stays(client, event):
    as_such, invited, asked = (Audience.objects.create(event=event, name_fr=name) for name in "abc")
    registered(event, audience=as_such)
    Invitation.objects.create(event=event, audience=invited)
    question(event).audiences.add(asked)
    unused = Audience.objects.create(event=event, name_fr="d")

    said = [
        messages_of(client.post(at(event, f"publics/{row.pk}/retirer/"), follow=True))[0]
        for row in (as_such, invited, asked, unused)
    ]

    assert ["inscrites à ce titre" in said[0], "invitées" in said[1], "lui est posée" in said[2]] == [True] * 3
    assert set(event.audiences.all()) == {as_such, invited, asked}


# Questions


def test_a_question_with_options_audiences_and_a_condition(client, event):
    press = Audience.objects.create(event=event, name_fr="presse")
    earlier = question(event, kind="yes_no", label_fr="Mangez-vous sur place ?")
    url = at(event, "questions/nouveau/")
    sent = sent_to(client, url, kind="choice", label_fr="Quel repas ?", is_required="on", audiences=[press.pk])
    sent |= {"condition": f"{earlier.pk}:yes", "rows-0-label_fr": "Viande", "rows-0-ORDER": 2}
    sent |= {"rows-1-label_fr": "Légumes", "rows-1-ORDER": 1}

    client.post(url, sent)

    made = event.questions.get(kind="choice")
    assert [option.label_fr for option in made.options.all()] == ["Légumes", "Viande"]
    assert (made.shown_if, made.shown_if_option, made.is_required) == (earlier, None, True)
    assert set(made.audiences.all()) == {press}
    page = text(client.get(at(event, "questions/")))
    assert "Posée seulement si la réponse à « Mangez-vous sur place ? » est : oui" in page
    third = at(event, "questions/nouveau/")
    condition = f"{made.pk}:{made.options.first().pk}"
    client.post(third, sent_to(client, third, label_fr="Lesquels ?", condition=condition))
    assert event.questions.get(label_fr="Lesquels ?").shown_if_option.label_fr == "Légumes"


def test_conditions_audiences_and_options_of_another_event_are_refused(client, event):
    other = EventFactory()
    theirs = question(other, kind="yes_no")
    audience = Audience.objects.create(event=other, name_fr="presse")
    Audience.objects.create(event=event, name_fr="a")
    url = at(event, "questions/nouveau/")

    for wrong in ({"condition": f"{theirs.pk}:yes"}, {"audiences": [audience.pk]}):
        assert client.post(url, sent_to(client, url, label_fr="Q", **wrong)).status_code == 422
    assert not event.questions.exists()
    option = QuestionOption.objects.create(question=theirs, label_fr="À eux")
    own = question(event, kind="choice", options=["un", "deux"])
    edit = at(event, f"questions/{own.pk}/")
    client.post(edit, sent_to(client, edit) | {"rows-0-id": option.pk, "rows-0-label_fr": "Pris"})
    option.refresh_from_db()
    assert option.label_fr == "À eux" and option.question == theirs


@pytest.mark.parametrize("screen", ["", "retirer/", "ordre/"])
@pytest.mark.parametrize("word", ["programme", "publics", "questions", "consentements"])
def test_parts_of_another_event_are_not_found(client, event, word, screen):
    other = EventFactory()
    rows = {
        "programme": lambda: SlotFactory(event=other),
        "publics": lambda: Audience.objects.create(event=other, name_fr="presse"),
        "questions": lambda: question(other),
        "consentements": lambda: Consent.objects.create(event=other, text_fr="Oui"),
    }
    row = rows[word]()

    assert client.post(at(event, f"{word}/{row.pk}/{screen}"), {"title_fr": "Pris"}).status_code == 404
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_choice_needs_two_answers_and_only_a_choice_has_some(client, event):
    url = at(event, "questions/nouveau/")

    one = client.post(url, sent_to(client, url, kind="choices", label_fr="Q", **{"rows-0-label_fr": "un"}))
    needless = client.post(url, sent_to(client, url, kind="text", label_fr="Q", **{"rows-0-label_fr": "un"}))

    assert "au moins deux réponses" in text(one) and 'value="un"' in text(one)
    assert "seule une question à choix" in text(needless)
    assert not Question.objects.exists()


def test_what_was_answered_is_not_lost(client, event):
    asked = question(event, kind="choice", options=["un", "deux", "trois"])
    first = asked.options.first()
    save_answers(registered(event), [(asked, [first])])
    url = at(event, f"questions/{asked.pk}/")

    other_kind = client.post(url, sent_to(client, url, kind="text") | {f"rows-{n}-DELETE": "on" for n in range(3)})
    without = client.post(url, sent_to(client, url) | {"rows-0-DELETE": "on"})
    gone = client.post(f"{url}retirer/", follow=True)
    unchosen = client.post(url, sent_to(client, url) | {"rows-2-DELETE": "on"})

    assert "ce qu’elle demande ne peut plus changer" in text(other_kind)
    assert "reste parmi les réponses" in text(without)
    assert "des personnes y ont répondu" in messages_of(gone)[0]
    assert unchosen.status_code == 302
    assert [option.label_fr for option in asked.options.all()] == ["un", "deux"]


def test_a_question_others_depend_on_stays_before_them(client, event):
    first = question(event, kind="choice", options=["un", "deux"])
    then = question(event, label_fr="Ensuite", shown_if=first, shown_if_option=first.options.first())
    url = at(event, f"questions/{first.pk}/")

    gone = client.post(f"{url}retirer/", follow=True)
    option = client.post(url, sent_to(client, url) | {"rows-0-DELETE": "on", "rows-2-label_fr": "trois"})
    up = client.post(at(event, f"questions/{then.pk}/ordre/"), {"to": "up"}, follow=True)

    assert "n’est posée qu’après" in messages_of(gone)[0] and "n’est posée qu’après" in text(option)
    assert "elle doit venir après" in messages_of(up)[0]
    assert list(event.questions.all()) == [first, then]


def test_questions_are_put_in_order(client, event):
    rows = [question(event, label_fr=name) for name in "abc"]

    client.post(at(event, f"questions/{rows[2].pk}/ordre/"), {"to": "up"})
    client.post(at(event, f"questions/{rows[0].pk}/ordre/"), {"to": "down"})
    client.post(at(event, f"questions/{rows[2].pk}/ordre/"), {"to": "up"})  # already the first

    assert [row.label_fr for row in event.questions.all()] == ["c", "a", "b"]


def test_a_question_after_the_event_asks_for_no_file_and_hangs_on_none_before(client, event):
    before = question(event, kind="yes_no")
    url = at(event, "questions/nouveau/")

    file = client.post(url, sent_to(client, url, label_fr="Q", purpose="feedback", kind="file"))
    hung = client.post(url, sent_to(client, url, label_fr="Q", purpose="feedback", condition=f"{before.pk}:yes"))

    assert "Aucun fichier" in text(file) and "pas posée au même moment" in text(hung)


# Consents


def test_a_consent_is_made_changed_and_stays_once_given(client, event):
    url = at(event, "consentements/nouveau/")
    client.post(url, sent_to(client, url, text_fr="J’accepte d’être photographié."))
    [consent] = event.consents.all()
    registration = registered(event)
    save_consents(registration, [consent])
    edit = at(event, f"consentements/{consent.pk}/")

    client.post(edit, sent_to(client, edit, text_fr="J’accepte les photographies.", is_required="on"))
    gone = client.post(f"{edit}retirer/", follow=True)

    consent.refresh_from_db()
    assert consent.is_required and consent.text_fr == "J’accepte les photographies."
    assert consent.given.get().wording == "J’accepte d’être photographié."
    assert "des personnes l’ont accepté" in messages_of(gone)[-1]


# Lists


@pytest.mark.parametrize("word", ["programme", "publics", "questions", "consentements"])
def test_lists_cost_the_same_for_1_and_for_3(client, event, word):
    def add():
        audience = Audience.objects.create(event=event, name_fr="presse")
        first = question(event, kind="choice", options=["un", "deux"])
        question(event, shown_if=first, shown_if_option=first.options.first()).audiences.add(audience)
        Consent.objects.create(event=event, text_fr="Oui")
        WorkshopFactory(slot=SlotFactory(event=event))

    add()
    client.get(at(event, f"{word}/"))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(at(event, f"{word}/"))
        counts.append(len(queries))
        add(), add()

    assert counts[0] == counts[1]


def test_a_question_saved_here_is_asked_there(client, event):
    """A registration answers what was prepared, by the same rows."""
    url = at(event, "questions/nouveau/")
    client.post(url, sent_to(client, url, label_fr="Comment venez-vous ?"))
    [asked] = event.questions.all()

    outcome = register(
        event, email="a@x.example", first_name="A", last_name="B", language="fr", answers=((asked, "À vélo"),)
    )

    assert outcome.registration.answers.get().text == "À vélo"
