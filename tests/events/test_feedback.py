"""What people say after an event: who may, once, without their name."""

import re
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from events import actions
from events.enums import EventRoles, QuestionKind, QuestionPurpose
from events.models import Answer, EventRole, FeedbackReply, Registration
from events.refusals import AlreadyReplied, FeedbackNotForYou, FeedbackNotOpen
from portal import roles, tokens
from tests.factories.events import EventFactory, registered
from tests.factories.following import asked, checked_in, over, replied
from tests.factories.people import PersonFactory
from tests.factories.questions import AudienceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(event):
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=EventRoles.ORGANISER, by=None)
    return person


@pytest.fixture
def event():
    return EventFactory(places=9)


@pytest.fixture
def person(event, organiser):
    """Somebody who came to an event that is over and asks the three standard questions."""
    found = registered(event)
    checked_in(found)
    over(event)
    actions.add_standard_questions(event, by=organiser)
    return Registration.objects.get(pk=found.pk)


def fields(event):
    return [f"question_{question.pk}" for question in actions.feedback_questions(event)]


def send(client, person, **values):
    mark, use, text = fields(person.event)[:3]
    chosen = actions.feedback_questions(person.event)[1].options.first()
    sent = {mark: "4", use: chosen.pk, text: "Très bien, <b>merci</b>"} | values
    return client.post(person.feedback_path(), sent)


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_somebody_who_came_replies_by_their_link_without_their_name(client, person):
    page = client.get(person.feedback_path())
    assert "Dans l’ensemble, comment avez-vous trouvé cette journée" in words(page)
    assert page["X-Robots-Tag"] == "noindex"

    answer = send(client, person)

    assert "sans votre nom" in words(client.get(answer.url))
    [reply] = FeedbackReply.objects.all()
    assert (reply.event, reply.at) == (person.event, timezone.localdate())
    mark, use, text = reply.answers.order_by("question__position")
    assert (mark.mark, text.text) == (4, "Très bien, <b>merci</b>")
    assert [option.label_fr for option in use.options.all()] == ["Oui, tout de suite"]
    person.refresh_from_db()
    assert person.replied_at == timezone.localdate()
    assert not person.answers.exists() and person.transitions.count() == 1  # only that they registered


def test_a_get_changes_nothing(client, person):
    client.get(person.feedback_path())
    person.refresh_from_db()
    assert person.replied_at is None and not FeedbackReply.objects.exists()


def test_a_second_reply_is_refused_politely(client, person):
    send(client, person)
    assert "Votre avis nous est déjà parvenu" in words(send(client, person))
    assert "Votre avis nous est déjà parvenu" in words(client.get(person.feedback_path()))
    assert FeedbackReply.objects.count() == 1


def test_two_forms_sent_at_once_count_once(person):
    other_tab = Registration.objects.get(pk=person.pk)
    actions.give_feedback(person, answers=[])
    with pytest.raises(AlreadyReplied):  # it was read before the first was saved
        actions.give_feedback(other_tab, answers=[])
    assert FeedbackReply.objects.count() == 1


def test_it_is_for_those_who_came(client, event, person):
    absent = registered_late(event)
    checked_in(absent, undone=True)
    page = client.get(absent.feedback_path())
    assert "pointées à l’entrée" in words(page) and "<textarea" not in page.content.decode()
    with pytest.raises(FeedbackNotForYou):
        actions.give_feedback(absent, answers=[])
    assert not FeedbackReply.objects.exists()


def registered_late(event):
    """Somebody registered for an event that has begun, which the form no longer does."""
    pool = event.common_pool
    return Registration.objects.create(
        event=event,
        status="confirmed",
        pool=pool,
        seat=pool.free_seats().first(),
        email="tard@atelier.example",
        first_name="Noé",
        last_name="Exemple",
        consent_at=timezone.now(),
    )


def test_it_opens_when_the_event_is_over(client):
    event = EventFactory(begun=True)
    found = registered_late(event)
    checked_in(found)
    asked(event, QuestionKind.SCALE, purpose=QuestionPurpose.FEEDBACK)
    assert "une fois l’événement terminé" in words(client.get(found.feedback_path()))
    with pytest.raises(FeedbackNotOpen):
        actions.give_feedback(found, answers=[])


def test_where_nothing_is_asked_it_says_so(client, event):
    found = registered(event)
    checked_in(found)
    over(event)
    assert "ne demandent plus rien" in words(client.get(found.feedback_path()))


@pytest.mark.parametrize("purpose", ["invitation", "registration-other"])
def test_a_token_of_another_purpose_opens_nothing(client, person, purpose):
    identifier = f"{person.public_id}.{person.address_mark}"
    token = tokens.sign(purpose, identifier, days=30)
    assert client.get(person.feedback_path(token)).status_code == 404
    assert client.post(person.feedback_path(token), {}).status_code == 404


def test_what_was_typed_stays_when_something_is_missing(client, person):
    mark, _use, _text = fields(person.event)
    answer = send(client, person, **{mark: ""})
    assert answer.status_code == 200
    assert "Très bien, &lt;b&gt;merci&lt;/b&gt;" in answer.content.decode()
    assert not FeedbackReply.objects.exists()


def test_every_kind_of_question_can_be_asked(client, event):
    found = registered(event)
    checked_in(found)
    over(event)
    feedback = {"purpose": QuestionPurpose.FEEDBACK}
    one = asked(event, QuestionKind.CHOICE, "Seul", **feedback)
    several = asked(event, QuestionKind.CHOICES, "Un", "Deux", "Trois", **feedback)
    yes = asked(event, QuestionKind.YES_NO, position=1, **feedback)
    short = asked(event, QuestionKind.TEXT, position=2, **feedback)
    asked(event, QuestionKind.FILE, position=3, **feedback)  # would say who replied: never asked
    depends = asked(event, QuestionKind.TEXT, position=4, is_required=True, shown_if=yes, **feedback)
    options = list(several.options.all())

    answer = client.post(
        found.feedback_path(),
        {
            f"question_{several.pk}": [options[0].pk, options[2].pk],
            f"question_{yes.pk}": "no",
            f"question_{short.pk}": "Court",
        },
    )

    assert answer.status_code == 302
    given = {one.question_id: one for one in Answer.objects.all()}
    assert list(given[several.pk].options.all()) == [options[0], options[2]]
    assert (given[yes.pk].is_yes, given[short.pk].text) == (False, "Court")
    assert not {depends.pk, one.pk} & set(given)


# --- results --------------------------------------------------------------------------------------


def results_url(event, rest=""):
    return f"/evenements/{event.slug}/suivi/avis/{rest}"


def test_three_questions_are_added_once(client, event, organiser):
    client.force_login(organiser)
    assert "Ajouter les trois questions" in words(client.get(results_url(event)))
    client.post(results_url(event))
    client.post(results_url(event))
    asked_now = list(actions.feedback_questions(event))
    assert [question.kind for question in asked_now] == ["scale", "choice", "long"]
    assert asked_now[0].label_fr.startswith("Dans l’ensemble") and asked_now[0].label_en.startswith("Overall")
    assert asked_now[1].options.first().label_fr == "Oui, tout de suite"


def test_a_reader_sees_the_results_and_adds_nothing(client, event):
    reader = PersonFactory()
    roles.grant(EventRole, anchor=event, person=reader, role=EventRoles.READER, by=None)
    client.force_login(reader)
    assert "Ajouter les trois questions" not in words(client.get(results_url(event)))
    assert client.post(results_url(event)).status_code == 403
    client.force_login(PersonFactory())
    assert client.get(results_url(event)).status_code == 403
    assert client.get(results_url(event, "export.xlsx")).status_code == 403


def test_results_are_held_back_until_three_replies(client, event, organiser):
    client.force_login(organiser)
    replied(event, 1, 2, text="Bien vu")
    page = words(client.get(results_url(event)))
    assert "à partir de 3 réponses" in page and "Réponses 2" in page
    assert "Bien vu" not in page and "moyenne" not in page
    book = openpyxl.load_workbook(BytesIO(client.get(results_url(event, "export.xlsx")).content))
    assert book["Résultats"].max_row == 2 and book["Avec leurs mots"].max_row == 1

    replied(event, 3)

    page = words(client.get(results_url(event)))
    assert "Bien vu" in page and "2,0 sur 5, en moyenne" in page


def test_results_are_taken_away_without_saying_what_was_answered_together(client, event, organiser):
    client.force_login(organiser)
    replied(event, 5, 5, 2, text="=1+1")
    book = openpyxl.load_workbook(BytesIO(client.get(results_url(event, "export.xlsx")).content))
    rows = list(book["Résultats"].values)[1:]
    assert rows[0][:3] == ("Réponses", None, 3)
    assert ("Votre note ?", "5 sur 5", 2, 4) in rows
    [words_cell] = [row[1] for row in book["Avec leurs mots"].iter_rows(min_row=2)]
    assert (words_cell.value, words_cell.data_type) == ("=1+1", "s")


def test_the_rate_is_of_those_who_came(client, event, organiser):
    client.force_login(organiser)
    for _number in range(4):
        checked_in(registered(event))
    replied(event, 5)
    assert "1 pour 4 présents" in words(client.get(results_url(event)))
    assert "25\N{NO-BREAK SPACE}% ont répondu" in client.get(results_url(event)).content.decode()


def test_a_question_that_depends_on_an_answer_counts_and_is_required_only_after_it(client, person):
    event = person.event
    helped = asked(event, QuestionKind.YES_NO, purpose=QuestionPurpose.FEEDBACK, position=5)
    whom = asked(
        event, QuestionKind.TEXT, purpose=QuestionPurpose.FEEDBACK, position=6, is_required=True, shown_if=helped
    )
    yes_no, name = f"question_{helped.pk}", f"question_{whom.pk}"

    refused = send(client, person, **{yes_no: "yes", name: ""})
    assert refused.status_code == 200 and list(refused.context["form"].errors) == [name]
    assert not FeedbackReply.objects.exists()

    send(client, person, **{yes_no: "no", name: "left over"})
    assert not Answer.objects.filter(question=whom).exclude(text="").exists()
    assert Answer.objects.filter(question=helped).exists()


def test_what_is_left_over_in_a_question_that_is_not_asked_stops_nobody(client, person):
    event = person.event
    asking = {"purpose": QuestionPurpose.FEEDBACK}
    helped = asked(event, QuestionKind.YES_NO, position=5, **asking)
    whom = asked(event, QuestionKind.TEXT, position=6, shown_if=helped, **asking)
    how = asked(event, QuestionKind.CHOICE, "Bien", position=7, shown_if=helped, **asking)
    malformed = {f"question_{whom.pk}": "x" * 301, f"question_{how.pk}": "no such answer"}

    stopped = send(client, person, **malformed, **{f"question_{helped.pk}": "yes"})
    assert set(stopped.context["form"].errors) == set(malformed)

    assert send(client, person, **malformed, **{f"question_{helped.pk}": "no"}).status_code == 302
    assert not Answer.objects.filter(question__in=[whom, how]).exists()


def test_what_is_asked_of_one_audience_is_not_asked_of_another(client, person):
    question = asked(person.event, QuestionKind.TEXT, purpose=QuestionPurpose.FEEDBACK, is_required=True, position=9)
    question.audiences.add(AudienceFactory(event=person.event))

    assert f"question_{question.pk}" not in client.get(person.feedback_path()).content.decode()
    assert send(client, person).status_code == 302
