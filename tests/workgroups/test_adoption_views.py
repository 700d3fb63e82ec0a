"""The screens of consultation, vote and adopted versions: who sees them, what they show, what they take."""

import io
import json
import re
from datetime import timedelta

import openpyxl
import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal import coediting
from portal.coediting.models import Image
from portal.files.sweeping import sweep
from tests.coediting.texts import doc, heading, paragraph, requirement
from tests.factories.adoption import adopted, consulted, drafted, illustrate, put_to_vote, soon
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, person_with
from tests.tasks import run_waiting_tasks
from workgroups.actions import begin_next_draft, close_consultation, comment, end_group_role, open_vote, publish_erratum
from workgroups.enums import Answers, Audience, Choices, GroupRoles, SpecificationStatus, VoteModes
from workgroups.models import AdoptedVersion, Consultation, ConsultationComment, Erratum, GroupRole, Specification, Vote
from workgroups.waiting import waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return drafted()


def address(name, specification, *more):
    return reverse(f"workgroups:{name}", args=[specification.group.slug, specification.document_id, *more])


def page_of(client, person, url):
    client.logout()
    if person is not None:
        client.force_login(person)
    return client.get(url)


def test_the_facilitator_goes_from_the_draft_to_the_published_page(draft, client):
    specification, facilitator = draft
    client.force_login(facilitator)
    page = client.get(address("adoption-detail", specification)).content.decode()
    assert "Ouvrir une consultation" in page and "Mettre le texte au vote" not in page
    opened = {"ends_on": f"{soon():%Y-%m-%d}", "audience": "group", "question": "Assez strict ?"}
    answer = client.post(address("consultation-open", specification), opened)
    consultation = Consultation.objects.get()
    assert answer.url == consultation.get_absolute_url()
    page = client.get(answer.url).content.decode()
    assert "Assez strict ?" in page and 'href="?lieu=TIC-001#commenter"' in page
    client.post(address("consultation-close", specification, consultation.public_id))
    assert "Mettre le texte au vote" in client.get(address("adoption-detail", specification)).content.decode()
    opened = {"mode": "vote", "ends_on": f"{soon():%Y-%m-%d}", "quorum": "50"}
    answer = client.post(address("vote-open", specification), opened)
    vote = Vote.objects.get()
    assert answer.url == vote.get_absolute_url()
    client.post(address("ballot-cast", specification, vote.public_id), {"choice": "for"})
    assert "Tout le monde a voté" in client.get(vote.get_absolute_url()).content.decode()
    answer = client.post(address("vote-close", specification, vote.public_id))
    version = AdoptedVersion.objects.get()
    assert answer.url == version.get_absolute_url()
    client.logout()
    page = client.get(answer.url).content.decode()
    assert "Surfaces" in page and version.checksum in page and 'id="TIC-001"' in page
    client.force_login(facilitator)
    assert client.post(address("next-begin", specification)).url == specification.get_absolute_url()
    assert Specification.objects.get().status == SpecificationStatus.DRAFT


@pytest.mark.parametrize("name", ["consultation-open", "vote-open"])
def test_forms_of_the_facilitator_are_refused_to_others_and_keep_what_was_typed(draft, client, name):
    specification, facilitator = draft
    client.force_login(person_with(GroupRoles.EDITOR, specification.group))
    assert client.get(address(name, specification)).status_code == 403
    client.force_login(PersonFactory())
    assert client.get(address(name, specification)).status_code == 404
    client.force_login(facilitator)
    typed = {"ends_on": "2020-01-01", "audience": "group", "question": "Assez ?", "mode": "consent", "quorum": "41"}
    answer = client.post(address(name, specification), typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and "entre demain et dans un an" in page
    kept = {"consultation-open": ">\nAssez ?</textarea>", "vote-open": 'name="quorum" value="41"'}
    assert kept[name] in page
    assert not Consultation.objects.exists() and not Vote.objects.exists()


def test_a_vote_before_its_consultation_is_refused_on_the_page(draft, client):
    specification, facilitator = draft
    client.force_login(facilitator)
    answer = client.post(
        address("vote-open", specification), {"mode": "vote", "ends_on": f"{soon():%Y-%m-%d}", "quorum": "50"}
    )
    assert answer.status_code == 422 and "Une consultation précède le vote." in answer.content.decode()


@pytest.mark.parametrize(
    ("audience", "outsider", "visitor"), [(Audience.GROUP, 404, 302), (Audience.EVERYBODY, 200, 200)]
)
def test_who_reads_a_consultation(draft, client, audience, outsider, visitor):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator, audience=audience)
    for url in (
        consultation.get_absolute_url(),
        address("consultation-answers", specification, consultation.public_id),
        address("answers-export", specification, consultation.public_id),
    ):
        reader = person_with(GroupRoles.READER, specification.group)
        assert page_of(client, reader, url).status_code == 200
        assert page_of(client, PersonFactory(), url).status_code == outsider
        assert page_of(client, None, url).status_code == visitor


def test_a_comment_is_sent_answered_and_withdrawn_on_the_page(draft, client):
    specification, facilitator = draft
    reader = person_with(GroupRoles.READER, specification.group, first_name="Léa", last_name="Petit")
    consultation = consulted(specification, facilitator)
    client.force_login(reader)
    send = address("comment-create", specification, consultation.public_id)
    assert client.post(send, {"anchor": "", "text": " "}).status_code == 422
    client.post(send, {"anchor": "TIC-002", "text": "Et en zone blanche ?"})
    client.post(send, {"anchor": "", "text": "À retirer."})
    said, other = ConsultationComment.objects.order_by("-rank")
    page = client.get(consultation.get_absolute_url()).content.decode()
    assert "Et en zone blanche ?" in page and "Commenter (1)" in page and "Retirer mon commentaire" in page
    client.post(address("comment-withdraw", specification, consultation.public_id, other.public_id))
    reply = address("comment-answer", specification, consultation.public_id, said.public_id)
    assert client.get(reply).status_code == 403
    client.force_login(facilitator)
    answer = client.post(reply, {"answer": "refused", "reason": "", "seen": ""})
    assert answer.status_code == 422 and "Dites pourquoi" in answer.content.decode()
    client.post(reply, {"answer": "partly", "reason": "Par satellite.", "seen": ""})
    table = client.get(address("consultation-answers", specification, consultation.public_id)).content.decode()
    assert "Par satellite." in table and "Retenu en partie" in table and "Léa Petit" in table
    client.force_login(reader)
    assert (
        client.post(address("comment-withdraw", specification, consultation.public_id, said.public_id), follow=True)
        .content.decode()
        .count("il reste")
    )
    file = client.get(address("answers-export", specification, consultation.public_id))
    rows = list(openpyxl.load_workbook(io.BytesIO(file.content)).active.values)
    assert rows[1][0].startswith("TIC-002") and rows[1][1:3] == ("Et en zone blanche ?", "Léa Petit")
    assert rows[1][4:6] == ("Retenu en partie", "Par satellite.") and len(rows) == 2


def test_somebody_from_outside_sees_no_way_into_the_group(client):
    specification, facilitator = drafted(GroupFactory(private=True))
    consultation = consulted(specification, facilitator, audience=Audience.EVERYBODY)
    page = page_of(client, PersonFactory(), consultation.get_absolute_url()).content.decode()
    assert specification.get_absolute_url() + '"' not in page and "Envoyer le commentaire" in page
    page = page_of(client, None, consultation.get_absolute_url()).content.decode()
    assert "Se connecter" in page and "Envoyer le commentaire" not in page


def test_a_vote_is_for_its_roll_and_shows_who_voted_what_only_once_closed(draft, client):
    specification, facilitator = draft
    reader = person_with(GroupRoles.READER, specification.group)
    vote = put_to_vote(specification, facilitator)
    cast = address("ballot-cast", specification, vote.public_id)
    assert page_of(client, PersonFactory(), vote.get_absolute_url()).status_code == 404
    page = page_of(client, reader, vote.get_absolute_url()).content.decode()
    assert (
        "animation, de rédaction ou de commentaire dans le groupe à l’ouverture du vote" in page
        and "Qui a voté quoi" not in page
    )
    compare = re.search(r'href="([^"]*/versions/comparer/[^"]*)"', page)[1].replace("&amp;", "&")
    assert "Les deux textes sont identiques" in client.get(compare).content.decode()
    assert client.post(cast, {"choice": "for"}).status_code == 403
    assert client.post(address("vote-close", specification, vote.public_id)).status_code == 403
    assert client.post(address("vote-withdraw", specification, vote.public_id), {"reason": "x"}).status_code == 403
    client.force_login(facilitator)
    assert client.post(cast, {"choice": "objection"}).status_code == 422
    assert client.post(address("vote-withdraw", specification, vote.public_id), {}).status_code == 422
    client.post(cast, {"choice": "against", "reason": "Trop long."})
    client.post(address("vote-close", specification, vote.public_id))
    page = page_of(client, reader, vote.get_absolute_url()).content.decode()
    assert "Rejeté" in page and "Qui a voté quoi" in page and "Trop long." in page


def test_who_left_the_group_votes_while_it_is_open_and_reads_nothing_after(draft, client):
    specification, facilitator = draft
    voter = person_with(GroupRoles.COMMENTER, specification.group)
    vote = put_to_vote(specification, facilitator)
    end_group_role(GroupRole.objects.get(person=voter), by=facilitator)
    assert page_of(client, voter, vote.get_absolute_url()).status_code == 200
    Vote.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert page_of(client, voter, vote.get_absolute_url()).status_code == 404


def test_an_adopted_version_is_for_everybody_at_addresses_that_stay(client):
    group = GroupFactory(private=True)
    specification, facilitator = drafted(group)
    version = adopted(specification, facilitator)
    run_waiting_tasks()
    begin_next_draft(specification, by=facilitator)
    first = version.get_absolute_url()
    assert client.get(address("adopted-latest", specification)).url == first
    for name in ("adopted-detail", "adopted-source", "adopted-compare"):
        assert client.get(version.address(name)).status_code == 200, name
    assert "Surfaces" in client.get(reverse("workgroups:adopted-list")).content.decode()
    assert f"http://testserver{first}</loc>" in client.get("/sitemap.xml").content.decode()
    assert group.get_absolute_url() + '"' not in client.get(first).content.decode()
    assert client.get(address("adopted-detail", specification, 1, 1)).status_code == 404
    group.slug = "autre-adresse"
    group.save()
    assert client.get(first).url == AdoptedVersion.objects.get().get_absolute_url()


def test_the_pdf_and_the_docx_hold_the_text_and_what_it_is_signed_by(draft, client):
    specification, facilitator = draft
    version = adopted(specification, facilitator)
    assert "en préparation" in client.get(version.get_absolute_url()).content.decode()
    run_waiting_tasks()
    page = client.get(version.get_absolute_url()).content.decode()
    assert "PDF (" in page and "DOCX (" in page
    answer = client.get(address("adopted-file", specification, 1, 0, "pdf"))
    content = b"".join(answer.streaming_content)
    assert answer["Content-Disposition"] == 'inline; filename="surfaces-v1.0.pdf"'
    assert b"pdfaid" in content and b"pdfuaid" in content and b"/v1.0/" in content
    pages = pypdfium2.PdfDocument(content)
    read = " ".join(pages[number].get_textpage().get_text_bounded() for number in range(len(pages)))
    for said in ("TIC-001", "Une conversation", version.checksum[:20], "v1.0"):
        assert said in read
    answer = client.get(address("adopted-file", specification, 1, 0, "docx"))
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert client.get(address("adopted-file", specification, 1, 0, "odt")).status_code == 404


def test_images_are_public_with_the_version_and_stay_when_the_draft_loses_them(client):
    specification, facilitator = drafted(GroupFactory(private=True))
    source = illustrate(specification, by=facilitator)
    consultation = consulted(specification, facilitator, audience=Audience.EVERYBODY)
    page = client.get(consultation.get_absolute_url()).content.decode()
    address_there = re.search(r'<img src="([^"]+)" alt="Plan du lieu"', page)[1]
    assert b"".join(client.get(address_there).streaming_content)[:4] == b"\x89PNG"
    assert client.get(address_there.replace(address_there[-6:-1], "00000")).status_code == 404
    close_consultation(consultation, by=facilitator)
    specification.refresh_from_db()
    version = adopted(specification, facilitator)
    run_waiting_tasks()
    Image.objects.all().delete()
    sweep()
    assert client.get(source).status_code == 404
    page = client.get(version.get_absolute_url()).content.decode()
    shown = re.search(r'<img src="([^"]+)" alt="Plan du lieu"', page)[1]
    assert shown.startswith(version.get_absolute_url())
    assert b"".join(client.get(shown).streaming_content)[:4] == b"\x89PNG"
    pdf = b"".join(client.get(address("adopted-file", specification, 1, 0, "pdf")).streaming_content)
    assert b"/Subtype /Image" in pdf or b"/Subtype/Image" in pdf
    signed = json.loads(client.get(version.address("adopted-source")).content)
    assert list(signed["images"]) == [source]


def test_an_image_without_a_description_is_named_before_anything_opens(draft, client):
    specification, facilitator = draft
    illustrate(specification, by=facilitator, alt="")
    client.force_login(facilitator)
    page = client.get(address("adoption-detail", specification)).content.decode()
    assert "1 image n’a pas de description" in page and "Ouvrir une consultation" not in page
    Image.objects.all().delete()
    assert "1 image ne peut plus être lue" in client.get(address("adoption-detail", specification)).content.decode()


def test_two_adopted_versions_are_compared_by_anybody(draft, client):
    specification, facilitator = draft
    first = adopted(specification, facilitator)
    begin_next_draft(specification, by=facilitator)
    specification.refresh_from_db()
    text = doc(heading(1, "Confidentialité"), requirement("Rien ne s’entend.", code="TIC-001"), paragraph("Fin."))
    coediting.replace_content(specification.document, text, by=facilitator)
    second = adopted(Specification.objects.get(), facilitator, is_major=True)
    page = client.get(first.get_absolute_url()).content.decode()
    assert "Une version plus récente a été adoptée" in page
    page = client.get(second.address("adopted-compare"), {"avec": "v1.0"}).content.decode()
    assert "De la v1.0 à la v2.0." in page and "TIC-002" in page and "supprimée" in page
    assert client.get(second.address("adopted-compare"), {"avec": "v9.9"}).status_code == 422


def test_an_erratum_is_published_by_who_leads_and_shown_above_the_text(draft, client):
    specification, facilitator = draft
    version = adopted(specification, facilitator)
    url = version.address("erratum-create")
    client.force_login(person_with(GroupRoles.EDITOR, specification.group))
    assert client.get(url).status_code == 403
    client.force_login(facilitator)
    assert client.post(url, {"anchor": "TIC-001", "text": ""}).status_code == 422
    answer = client.post(url, {"anchor": "TIC-001", "text": "Lire « neuf »."})
    assert answer.url == Erratum.objects.get().get_absolute_url()
    client.logout()
    page = client.get(version.get_absolute_url()).content.decode()
    assert "Erratum 1 à la v1.0" in page and "Lire « neuf »." in page


def test_whoever_is_logged_in_follows_a_document_with_an_adopted_version(draft, client):
    specification, facilitator = draft
    stranger = PersonFactory()
    client.force_login(stranger)
    url = address("document-follow", specification)
    assert client.post(url, {"suivre": "oui"}).status_code == 404
    adopted(specification, facilitator)
    client.post(url, {"suivre": "oui"})
    assert [one.person for one in specification.followers.all()] == [stranger]
    client.post(url, {"suivre": "non"})
    assert not specification.followers.exists()


def test_what_waits_for_whom(draft):
    specification, facilitator = draft
    editor = person_with(GroupRoles.EDITOR, specification.group)
    reader = person_with(GroupRoles.READER, specification.group)
    consultation = consulted(specification, facilitator)
    said = comment(consultation, text="Et ?", by=reader)
    close_consultation(consultation, by=facilitator)
    assert [item.title for item in waiting_for(editor)] == ["Surfaces"]
    assert waiting_for(reader) == []
    said.answer = Answers.ACCEPTED
    said.save()
    assert waiting_for(editor) == []
    vote = open_vote(specification, mode=VoteModes.VOTE, ends_on=soon(), by=facilitator)
    assert [item.url for item in waiting_for(editor)] == [vote.get_absolute_url()]
    vote.ballots.filter(person=editor).update(choice=Choices.FOR)
    assert waiting_for(editor) == []


@pytest.mark.parametrize("many", [1, 3])
def test_lists_cost_the_same_however_long(draft, client, many):
    specification, facilitator = draft
    consultation = consulted(specification, facilitator)
    for number in range(many):
        comment(consultation, text=f"Numéro {number}", by=person_with(GroupRoles.READER, specification.group))
    client.force_login(facilitator)
    client.get(consultation.get_absolute_url())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(consultation.get_absolute_url())
    with CaptureQueriesContext(connection) as table:
        client.get(address("consultation-answers", specification, consultation.public_id))
    assert (len(queries), len(table)) == COSTS.setdefault("detail", (len(queries), len(table)))


@pytest.mark.parametrize("many", [1, 3])
def test_the_public_list_costs_the_same_however_long(client, many):
    for number in range(many):
        specification, facilitator = drafted(title=f"Titre {number}", code_prefix=f"{'ABC'[number]}BC")
        version = adopted(specification, facilitator)
        publish_erratum(version, text="Lire neuf.", by=facilitator)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("workgroups:adopted-list"))
    assert len(queries) == COSTS.setdefault("list", len(queries))


COSTS: dict = {}


def test_the_site_s_search_finds_adopted_texts_and_requirements_and_no_draft(draft, client):
    specification, facilitator = draft
    search = reverse("search")
    assert "TIC-002" not in client.get(search, {"q": "tic-002"}).content.decode()
    version = adopted(specification, facilitator)
    page = client.get(search, {"q": "tic-002"}).content.decode()
    assert f"{version.get_absolute_url()}#TIC-002" in page and "raccordé" in page
    assert f'href="{version.get_absolute_url()}"' in client.get(search, {"q": "bureaux fermés"}).content.decode()
