"""Invitations: links to pass on, lists of addresses, mails, who registered by them."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.actions import Applicant, inviting, lifecycle, register_people
from events.enums import EventRoles
from events.models import Audience, Invitation
from events.refusals import NotForYou, NotYoursToPrepare
from portal.spreadsheets import Column, Sheet, write_workbook
from tests.factories.events import EventFactory
from tests.factories.office import text
from tests.factories.preparing import with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(access="invited", places=30)


@pytest.fixture
def organiser(client, event):
    person = with_role(event)
    client.force_login(person)
    return person


def at(event, rest=""):
    return f"/evenements/{event.slug}/invitations/{rest}"


def send(client, event, lines, **fields):
    return client.post(at(event, "liste/"), {"guests": "\n".join(lines), "language": "fr"} | fields, follow=True)


def messages_of(answer):
    return [str(message).replace("\u00a0", " ") for message in answer.context["messages"]]


def test_each_address_is_invited_and_mailed_once(client, event, organiser, run_tasks, mailoutbox):
    send(client, event, ["zoe@x.example Zoé Exemple", "Ali Baba <ali@x.example>", ""])
    again = send(client, event, ["ZOE@x.example", "eve@x.example", "eve@x.example"])
    run_tasks()

    assert {(one.email, one.name) for one in Invitation.objects.all()} == {
        ("zoe@x.example", "Zoé Exemple"),
        ("ali@x.example", "Ali Baba"),
        ("eve@x.example", ""),
    }
    assert sorted(mail.to[0] for mail in mailoutbox) == ["ali@x.example", "eve@x.example", "zoe@x.example"]
    said = messages_of(again)
    assert "1 personne est invitée" in said[0]
    assert "Ligne 1, « ZOE@x.example » : déjà invité" in said[1] and "Ligne 3" in said[2]


def test_the_mail_says_when_and_where_and_carries_a_link_of_ones_own(client, event, organiser, run_tasks, mailoutbox):
    send(client, event, ["zoe@x.example Zoé"], language="fr")
    run_tasks()

    [mail] = mailoutbox
    invitation = Invitation.objects.get()
    html = mail.alternatives[0][0]
    for body in (mail.body, html):
        assert "Bonjour Zoé" in body and "Halle fictive" in body and "10 minutes" not in body
        assert f"inscription/?invitation={invitation.public_id}" in body
        assert "À dix minutes à pied" in body
    assert mail.subject.startswith("Invitation")


def test_an_english_invitation_is_in_english(client, event, organiser, run_tasks, mailoutbox):
    send(client, event, ["zoe@x.example"], language="en")
    run_tasks()

    assert "A stop" in mailoutbox[0].subject and "Ten minutes on foot" in mailoutbox[0].body


def test_bad_lines_are_told_one_by_one_and_everything_typed_is_kept(client, event, organiser):
    lines = ["zoe@x.example", "pas une adresse", "deux@x.example trois@x.example", "fini@"]

    answer = send(client, event, lines)

    page = text(answer)
    assert answer.status_code == 422 and not Invitation.objects.exists()
    for said in ("Ligne 2, « pas une adresse »", "Ligne 3", "Ligne 4", "3 lignes sont inutilisables"):
        assert said in page
    assert "zoe@x.example\npas une adresse" in page
    assert "Inviter la seule bonne adresse" in page
    done = send(client, event, lines, **{"leave-aside": "1"})
    assert [one.email for one in Invitation.objects.all()] == ["zoe@x.example"]
    assert any("pas une adresse" in message for message in messages_of(done))


def workbook(rows):
    columns = [Column("Nom"), Column("Prénom"), Column("E-mail")]
    made = BytesIO()
    write_workbook(made, [Sheet("Invités", columns, rows)])
    made.seek(0)
    made.name = "invites.xlsx"
    return made


def test_a_workbook_is_read_and_shown_as_lines_where_some_are_bad(client, event, organiser):
    good = [["Exemple", "Zoé", "zoe@x.example"], ["Baba", "Ali", "ali@x.example"]]

    refused = send(client, event, [], workbook=workbook([*good, ["Sans", "Adresse", "non"]]))
    assert "zoe@x.example Zoé Exemple" in text(refused) and not Invitation.objects.exists()
    send(client, event, ["eve@x.example"], workbook=workbook(good))

    assert {one.name for one in Invitation.objects.all()} == {"Zoé Exemple", "Ali Baba", ""}


def test_what_is_no_workbook_is_refused_in_words(client, event, organiser):
    fake = BytesIO(b"%PDF-1.4")
    fake.name = "liste.xlsx"

    answer = send(client, event, ["zoe@x.example"], workbook=fake)

    assert answer.status_code == 422 and "classeur" in text(answer) and "zoe@x.example" in text(answer)


def test_a_link_is_made_for_an_audience_and_passed_on(client, event, organiser):
    press = Audience.objects.create(event=event, name_fr="presse", access="invited")

    done = client.post(at(event, "lien/"), {"link-name": "Rédactions", "link-audience": press.pk}, follow=True)

    invitation = Invitation.objects.get()
    assert (invitation.name, invitation.email, invitation.audience) == ("Rédactions", "", press)
    assert f"?invitation={invitation.public_id}" in text(done)


def test_audiences_of_another_event_are_refused(client, event, organiser):
    Audience.objects.create(event=event, name_fr="a")
    theirs = Audience.objects.create(event=EventFactory(), name_fr="presse")

    assert client.post(at(event, "lien/"), {"link-name": "L", "link-audience": theirs.pk}).status_code == 422
    assert send(client, event, ["zoe@x.example"], audience=theirs.pk).status_code == 422
    assert not Invitation.objects.exists()


def test_who_registered_by_it_is_shown_and_withdrawing_closes_it(client, event, organiser):
    link = inviting.create_link(event, name="Réseau", by=organiser)
    register_people(event, [Applicant("Zoé", "Exemple", "z@x.example")], language="fr", invitation=link)
    assert "Zoé Exemple" in text(client.get(at(event)))

    for _ in range(2):
        client.post(at(event, f"{link.public_id}/retirer/"))

    link.refresh_from_db()
    assert link.revoked_at is not None and event.registrations.get().is_confirmed
    with pytest.raises(NotForYou):
        register_people(event, [Applicant("Ali", "B", "a@x.example")], language="fr", invitation=link)


def test_an_invitation_withdrawn_before_its_mail_went_out_says_nothing(event, run_tasks, mailoutbox):
    organiser = with_role(event)
    inviting.invite_people(event, [("z@x.example", "")], language="fr", by=organiser)

    inviting.withdraw_invitation(Invitation.objects.get(email="z@x.example"), by=organiser)
    run_tasks()

    assert mailoutbox == []
    inviting.invite_people(event, [("z@x.example", "")], language="fr", by=organiser)
    run_tasks()
    assert len(mailoutbox) == 1


def test_those_invited_to_a_draft_get_their_mail_when_it_is_announced(client, run_tasks, mailoutbox):
    draft = EventFactory(draft=True)
    organiser = with_role(draft)
    client.force_login(organiser)
    done = send(client, draft, ["zoe@x.example"])
    run_tasks()
    assert mailoutbox == [] and "quand l’événement sera annoncé" in messages_of(done)[0]

    lifecycle.change_status(draft, "published", by=organiser)
    run_tasks()

    assert [mail.to for mail in mailoutbox] == [["zoe@x.example"]]


def test_invitations_of_another_event_are_not_found(client, event, organiser):
    theirs = Invitation.objects.create(event=EventFactory(), name="À eux")

    assert client.post(at(event, f"{theirs.public_id}/retirer/")).status_code == 404
    assert Invitation.objects.get().revoked_at is None


@pytest.mark.parametrize("role", [EventRoles.DOOR, EventRoles.READER])
def test_the_door_and_readers_invite_nobody(event, role):
    person = with_role(event, role)
    link = Invitation.objects.create(event=event, name="L")

    for act in (
        lambda: inviting.create_link(event, name="L", by=person),
        lambda: inviting.invite_people(event, [("z@x.example", "")], language="fr", by=person),
        lambda: inviting.withdraw_invitation(link, by=person),
    ):
        with pytest.raises(NotYoursToPrepare):
            act()


def test_the_list_costs_the_same_for_1_and_for_3(client, event, organiser):
    def add(number):
        link = inviting.create_link(event, name=f"L{number}", by=organiser)
        register_people(event, [Applicant("Zoé", "E", f"z{number}@x.example")], language="fr", invitation=link)

    add(1)
    client.get(at(event))
    counts = []
    for number in (2, 4):
        with CaptureQueriesContext(connection) as queries:
            client.get(at(event))
        counts.append(len(queries))
        add(number), add(number + 1)
    assert counts[0] == counts[1]
