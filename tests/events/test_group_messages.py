"""Writing to those a list shows."""

import pytest

from events import actions
from events.actions import messaging
from events.enums import EventRoles
from events.models import EventRole, GroupMessage, Registration
from events.refusals import AlreadySent
from portal import roles
from portal.notices import Notice
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
WORDS = {"subject_fr": "Bonjour [prénom]", "body_fr": "À [événement],\n\n[prénom] [nom] [1] <b>x</b>"}


def holder(event, role):
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=role, by=None)
    return person


@pytest.fixture
def event():
    return EventFactory(places=3)


@pytest.fixture
def organiser(client, event):
    person = holder(event, EventRoles.ORGANISER)
    client.force_login(person)
    return person


def url(event, rest=""):
    return f"/evenements/{event.slug}/inscriptions/envois/{rest}"


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


def write(client, event, query="", **words):
    answer = client.post(url(event, f"nouveau/?{query}"), WORDS | words)
    return answer.url


@pytest.fixture
def outbox(run_tasks, mailoutbox):
    """What is mailed from now on: what registering sent is left out."""

    def mails():
        run_tasks()
        return sorted((mail for mail in mailoutbox if "Bonjour" in mail.subject), key=lambda mail: mail.to)

    return mails


def test_a_message_goes_to_those_the_filters_leave(client, event, organiser, outbox):
    for name, email in (("Un", "un@x.example"), ("Deux", "deux@x.example"), ("Trois", ""), ("Quatre", "q@x.example")):
        registered(event, last_name=name, email=email)

    here = write(client, event, "status=confirmed&page=2&nonsense=1")
    shown = page(client.get(here))

    assert "Il touche 2 personnes" in shown and "Confirmée" in shown and "Envoyer à 2 personnes" in shown
    assert "1 personne est laissée de côté" in shown and "Zoé Trois" in shown
    assert outbox() == []
    client.post(here, {"send": "1", "expected": "2"})

    mails = outbox()
    assert [mail.to for mail in mails] == [["deux@x.example"], ["un@x.example"]]
    mail = mails[0]
    assert mail.subject == "Bonjour Zoé" and mail.reply_to == [organiser.email]
    html = mail.alternatives[0].content
    assert "À Étape « d’essai »" in mail.body and "Zoé Deux [1] <b>x</b>" in mail.body
    assert "&lt;b&gt;x&lt;/b&gt;" in html and "/inscription/" in html and "/inscription/" in mail.body
    assert "Halle fictive" in mail.body
    message = GroupMessage.objects.get()
    assert (message.sent_to, message.written_by) == (2, organiser) and message.sent_at
    assert "à 2 personnes" in page(client.get(here)) and "Bonjour" in page(client.get(url(event)))


def test_a_double_click_sends_once(client, event, organiser, outbox):
    registered(event, email="un@x.example")
    here = write(client, event)

    for _ in range(2):
        client.post(here, {"send": "1", "expected": "1"})

    assert len(outbox()) == 1 and Notice.objects.filter(kind="event_message").count() == 1


def test_a_list_that_changed_since_is_confirmed_once_more(client, event, organiser, outbox):
    registered(event)
    here = write(client, event)
    registered(event)

    refused = page(client.post(here, {"send": "1", "expected": "1"}, follow=True))

    assert "toucherait maintenant 2 personnes" in refused and outbox() == []
    client.post(here, {"send": "1", "expected": "2"})
    assert len(outbox()) == 2


def test_who_cancelled_or_was_erased_meanwhile_gets_nothing(client, event, organiser, outbox):
    gone, erased, stays = registered(event), registered(event), registered(event)
    here = write(client, event)
    client.post(here, {"send": "1", "expected": "3"})
    actions.cancel_registration(gone)
    Registration.objects.filter(pk=erased.pk).delete()

    assert [mail.to for mail in outbox()] == [[stays.email]]


def test_an_address_corrected_meanwhile_is_not_handed_the_personal_link(client, event, organiser, outbox):
    corrected = registered(event, email="faute@x.example")
    registered(event, email="juste@x.example")
    here = write(client, event)
    client.post(here, {"send": "1", "expected": "2"})
    names = {"first_name": "Zoé", "last_name": "Exemple", "organisation": ""}
    actions.correct_details(corrected, email="corrigee@x.example", **names)

    assert [mail.to for mail in outbox()] == [["juste@x.example"]]


def test_a_filter_that_makes_no_sense_any_more_reaches_nobody(client, event, organiser, outbox):
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    registered(event)
    here = write(client, event, f"workshop={workshop.pk}")
    workshop.delete()

    for expected in ("0", "1"):
        assert "Personne ne recevrait" in page(client.post(here, {"send": "1", "expected": expected}, follow=True))
    assert outbox() == []


def test_what_belongs_to_another_event_is_no_filter(client, event, organiser):
    other = WorkshopFactory()
    registered(event)

    write(client, event, f"workshop={other.pk}&status=nonsense")

    assert GroupMessage.objects.get().query == ""


def test_each_reads_their_language_where_it_was_written(client, event, organiser, outbox):
    registered(event, email="a@x.example", language="en"), registered(event, email="b@x.example")
    here = write(client, event, subject_en="Bonjour? Hello [first name]", body_en="In English, [last name]")
    client.post(here, {"send": "1", "expected": "2"})

    english, french = outbox()
    assert english.subject == "Bonjour? Hello Zoé" and "In English, Exemple 1" in english.body
    assert "Paris time" in english.body and french.subject == "Bonjour Zoé"


def test_a_colleague_without_an_address_is_reached_through_who_registered_them(client, event, organiser, outbox):
    people = [
        actions.Applicant("Zoé", "Un", email="un@x.example"),
        actions.Applicant("Éli", "Deux"),
    ]
    actions.register_people(event, people, language="fr")
    here = write(client, event)
    client.post(here, {"send": "1", "expected": "2"})

    own, passed_on = sorted(outbox(), key=lambda mail: mail.subject)
    assert [(mail.to[0], mail.subject) for mail in (own, passed_on)] == [
        ("un@x.example", "Bonjour Zoé"),
        ("un@x.example", "Pour Éli Deux\N{NO-BREAK SPACE}: Bonjour Éli"),
    ]
    for words in (passed_on.body, passed_on.alternatives[0].content):
        assert "Ce courriel est pour Éli Deux" in words
    assert "Ce courriel est pour" not in own.body + own.alternatives[0].content


def test_the_preview_goes_to_oneself_only(client, event, organiser, outbox):
    registered(event)
    here = write(client, event, subject_fr="Bonjour\n[prénom]")

    client.post(here, {"preview": "fr"})

    [mail] = outbox()
    assert mail.to == [organiser.email] and mail.subject == f"Bonjour {organiser.first_name}"
    assert not GroupMessage.objects.get().sent_at


def test_a_message_is_changed_or_forgotten_until_it_is_sent(client, event, organiser):
    registered(event)
    here = write(client, event)
    client.post(f"{here}modifier/", WORDS | {"subject_fr": "Autre"})
    message = GroupMessage.objects.get()
    assert message.subject_fr == "Autre"
    client.post(here, {"send": "1", "expected": "1"})

    assert "déjà été envoyé" in page(client.post(f"{here}modifier/", WORDS, follow=True))
    with pytest.raises(AlreadySent):
        messaging.drop_message(message)
    draft = write(client, event)
    client.post(draft, {"drop": "1"})
    assert GroupMessage.objects.get().subject_fr == "Autre"


@pytest.mark.parametrize("missing", ["subject_fr", "body_fr"])
def test_a_message_needs_subject_and_text(client, event, organiser, missing):
    assert "invalid" in page(client.post(url(event, "nouveau/"), WORDS | {missing: " "}))
    assert "invalid" in page(client.post(url(event, "nouveau/"), WORDS | {"subject_en": "Hello"}))
    assert not GroupMessage.objects.exists()


def test_a_placeholder_nobody_knows_is_refused_with_those_there_are(client, event, organiser):
    words = WORDS | {
        "body_fr": "Le [ DATE ], [Prenom], voyez [plan] et [1].",
        "subject_en": "Hello",
        "body_en": "[plan]",
    }

    shown = page(client.post(url(event, "nouveau/"), words))

    known = "ne peut pas être rempli ici. Ce qui peut l’être :"
    assert f"[plan] {known} [prénom], [nom], [événement], [date], [lieu]." in shown
    assert f"[plan] {known} [first name], [last name], [event], [date], [place]." in shown
    assert not GroupMessage.objects.exists()


def test_the_screen_shows_the_whole_mail_in_each_language(client, event, organiser):
    registered(event)
    here = write(client, event, subject_en="Hello [First  NAME]", body_en="[event], [place]")

    french, english = page(client.get(here)).split('<section class="message-preview" lang="en"')

    name = f"{organiser.first_name} {organiser.last_name}"
    for said in (f"Bonjour {organiser.first_name}", f"{name} [1]", "Halle fictive", "Modifier ou annuler"):
        assert said in french
    for said in (f"Hello {organiser.first_name}", "A stop, Halle fictive", "Change or cancel my registration"):
        assert said in english


@pytest.mark.parametrize("role", [None, EventRoles.DOOR, EventRoles.READER])
def test_who_may_not_write_sees_and_sends_nothing(client, event, role):
    registered(event)
    message = messaging.write_message(event, words=WORDS, by=None)
    client.force_login(holder(event, role) if role else PersonFactory())

    one = f"{message.public_id}/"
    for path in ("", "nouveau/", one, f"{one}modifier/"):
        assert client.get(url(event, path)).status_code == 403
    assert client.post(url(event, f"{message.public_id}/"), {"send": "1", "expected": "1"}).status_code == 403
    assert not Notice.objects.filter(kind="event_message").exists()


def test_a_message_of_another_event_is_not_found(client, event, organiser):
    message = messaging.write_message(EventFactory(), words=WORDS, by=None)

    for path in (f"{message.public_id}/", f"{message.public_id}/modifier/"):
        assert client.get(url(event, path)).status_code == 404


def test_an_empty_screen_says_what_comes_next(client, event, organiser):
    assert "Écrire à toutes les personnes inscrites" in page(client.get(url(event)))


def test_reaching_many_costs_few_queries(event, organiser, django_assert_max_num_queries):
    Registration.objects.bulk_create(
        Registration(
            event=event,
            status="waiting",
            pool=event.common_pool,
            waiting_number=n,
            email=f"{n}@x.example",
            consent_at=event.created_at,
        )
        for n in range(300)
    )
    message = messaging.write_message(event, words=WORDS, by=organiser)

    with django_assert_max_num_queries(40):
        assert messaging.send_message(message, expected=300, by=organiser).sent_to == 300
