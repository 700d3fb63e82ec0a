"""A deposit link: made, used in parts, revoked; what arrives waits for a lead."""

import base64
import hashlib
import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from portal import roles
from portal.demo.pieces import pdf
from portal.notices import Notice
from projects import deposits
from projects.actions import (
    forget_abandoned_uploads,
    forget_addresses_of_links,
    make_deposit_link,
    revoke_deposit_link,
    submit_milestone,
    withdraw_submission,
)
from projects.models import Deposit, DepositChunk, DepositLink, DepositUpload, ProjectRole
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, accompanier_of, in_role, lead_of, pdf_upload

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}
CONTENT = pdf("Étude", ["Trente pages"])
SIZE = len(CONTENT)


@pytest.fixture
def milestone():
    return MilestoneFactory()


@pytest.fixture
def lead(milestone):
    return lead_of(milestone.project)


@pytest.fixture
def link(milestone, lead):
    day = timezone.localdate() + timedelta(days=30)
    return make_deposit_link(milestone, by=lead, consultancy="Atelier des lieux", expires_on=day)


def page_of(link):
    return "/" + deposits.address_of(link).split("/", 3)[3]


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def announce(client, link, name="étude.pdf", size=SIZE, **more):
    told = ",".join(f"{key} {encoded(value)}" for key, value in {"filename": name, **more}.items())
    headers = TUS | {"Upload-Length": str(size), "Upload-Metadata": told}
    return client.post(f"{page_of(link)}envois/", headers=headers)


def part(client, address, content, offset, **headers):
    headers = TUS | {"Upload-Offset": str(offset)} | headers
    return client.patch(address, content, content_type="application/offset+octet-stream", headers=headers)


def send(client, link, content=CONTENT, **announced):
    address = announce(client, link, size=len(content), **announced)["Location"]
    return part(client, address, content, 0)


def test_a_file_comes_in_parts_goes_on_after_a_cut_and_is_checked(client, link, lead):
    address = announce(client, link, sha256=hashlib.sha256(CONTENT).hexdigest())["Location"]
    assert part(client, address, CONTENT[:300], 0)["Upload-Offset"] == "300"
    asked = client.head(address, headers=TUS)
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == ("300", str(len(CONTENT)))
    wrong = part(client, address, CONTENT[200:], 200)
    assert (wrong.status_code, wrong["Upload-Offset"]) == (409, "300")
    assert not Deposit.objects.exists()
    assert part(client, address, CONTENT[300:], 300).status_code == 204
    deposit = Deposit.objects.get()
    assert (deposit.name, deposit.sha256) == ("étude.pdf", hashlib.sha256(CONTENT).hexdigest())
    with deposit.file.open() as kept:
        assert kept.read() == CONTENT
    assert not DepositUpload.objects.exists()
    assert not DepositChunk.objects.exists()
    assert client.head(address, headers=TUS)["Upload-Offset"] == str(len(CONTENT))
    assert part(client, address, b"", len(CONTENT)).status_code == 204
    assert list(Notice.objects.values_list("kind", "address")) == [("deposit_arrived", lead.email)]
    assert "étude.pdf" in client.get(page_of(link)).content.decode()


def test_a_damaged_part_is_not_kept(client, link):
    address = announce(client, link)["Location"]
    digest = base64.b64encode(hashlib.sha256(CONTENT).digest()).decode()
    assert part(client, address, CONTENT[:-1] + b"x", 0, **{"Upload-Checksum": f"sha256 {digest}"}).status_code == 460
    assert part(client, address, CONTENT, 0, **{"Upload-Checksum": f"sha256 {digest}"}).status_code == 204


def test_a_whole_that_is_not_the_announced_one_is_refused(client, link):
    answer = send(client, link, sha256="0" * 64)
    assert answer.status_code == 422
    assert "n’est pas arrivé tel qu’il a été envoyé" in answer.content.decode()
    assert not DepositUpload.objects.exists()
    assert not Deposit.objects.exists()


@pytest.mark.parametrize(
    ("announced", "status", "said"),
    [
        ({"name": "logo.svg"}, 422, "n’est pas d’un type accepté"),
        ({"name": "archive.zip"}, 422, "n’est pas d’un type accepté"),
        ({"size": 301 * 1024 * 1024}, 413, "un fichier peut peser jusqu’à 300,0\xa0Mo"),
        ({"size": 0}, 422, "est vide"),
        ({"name": ""}, 400, "Le nom et la taille"),
        ({"size": "beaucoup"}, 400, "Le nom et la taille"),
    ],
)
def test_what_cannot_be_taken_is_said_before_it_is_sent(client, link, announced, status, said):
    answer = announce(client, link, **announced)
    assert (answer.status_code, said in answer.content.decode()) == (status, True), answer.content.decode()
    assert not DepositUpload.objects.exists()


def test_content_that_is_not_its_extension_is_refused_at_the_end(client, link):
    answer = send(client, link, b"<html></html>", name="étude.pdf")
    assert answer.status_code == 422
    assert "n’est pas celui d’un fichier .pdf" in answer.content.decode()
    assert not Deposit.objects.exists()


def test_more_than_was_announced_is_refused(client, link):
    address = announce(client, link, size=10)["Location"]
    assert part(client, address, CONTENT, 0).status_code == 422
    assert not DepositChunk.objects.exists()


def test_a_part_that_is_too_large_or_says_nothing_is_refused(client, link):
    address = announce(client, link, size=20 * 1024 * 1024)["Location"]
    assert part(client, address, b"a" * (deposits.CHUNK + 1), 0).status_code == 413
    assert part(client, address, b"a", "x").status_code == 400
    assert client.patch(address, b"a", content_type="text/plain", headers=TUS).status_code == 415
    assert client.patch(address, b"a").status_code == 412


def test_a_link_has_a_quota(client, link):
    DepositLink.objects.update(quota=len(CONTENT))
    assert send(client, link).status_code == 204
    assert announce(client, link, name="encore.pdf").status_code == 422


def test_closed_links_take_nothing(client, milestone, lead, link):
    address = announce(client, link)["Location"]
    page = page_of(link)
    revoke_deposit_link(link, by=lead)
    assert part(client, address, CONTENT, 0).status_code == 404
    assert announce(client, link).status_code == 422
    assert "Ce lien ne reçoit plus de fichiers" in client.get(page).content.decode()
    DepositLink.objects.update(revoked_at=None, expires_on=timezone.localdate() - timedelta(days=1))
    assert announce(client, link).status_code == 422
    DepositLink.objects.update(expires_on=timezone.localdate())
    submit_milestone(milestone, by=lead, text="Voici.")
    assert announce(client, link).status_code == 422
    assert client.get("/projets/depots/abime/").status_code == 404


def test_an_upload_of_another_link_is_not_found(client, milestone, lead, link):
    other = make_deposit_link(milestone, by=lead, consultancy="Autre", expires_on=timezone.localdate())
    address = announce(client, link)["Location"]
    crossed = f"{page_of(other)}envois/{address.rstrip('/').rsplit('/', 1)[1]}/"
    assert client.head(crossed, headers=TUS).status_code == 404
    assert part(client, crossed, CONTENT, 0).status_code == 404
    assert client.delete(address, headers=TUS).status_code == 204
    assert client.head(address, headers=TUS).status_code == 404


def test_without_a_script_a_file_comes_at_once(client, link):
    page = page_of(link)
    client.post(f"{page}fichier/", {"upload": pdf_upload("étude.pdf")})
    assert Deposit.objects.get().name == "étude.pdf"
    refused = client.post(f"{page}fichier/", {"upload": SimpleUploadedFile("étude.pdf", b"<svg/>")})
    assert (refused.status_code, "n’est pas celui d’un fichier .pdf" in refused.content.decode()) == (422, True)
    assert client.post(f"{page}fichier/").status_code == 422
    assert not DepositUpload.objects.exists()


def test_what_arrived_waits_and_is_submitted_only_when_a_lead_says_so(client, milestone, lead, link):
    send(client, link, name="un.pdf")
    send(client, link, pdf("Deux", ["Autre"]), name="deux.pdf")
    one = Deposit.objects.first()
    client.force_login(lead)
    form = client.get(milestone.get_absolute_url()).context["submission_form"]
    assert [(deposit.name, deposit.is_chosen) for deposit in form.deposited()] == [
        ("un.pdf", False),
        ("deux.pdf", False),
    ]
    address = reverse("projects:milestone-submit", args=[milestone.project.slug, milestone.public_id])
    client.post(address, {"public_id": uuid.uuid4(), "text": "Voici.", "deposits": [one.public_id]})
    submission = milestone.submissions.get()
    assert [(piece.name, piece.deposited_by) for piece in submission.deliverables.all()] == [
        ("un.pdf", "Atelier des lieux")
    ]
    assert [deposit.name for deposit in deposits.waiting_deposits(milestone)] == ["deux.pdf"]
    withdraw_submission(submission, by=lead)
    milestone.refresh_from_db()
    assert deposits.waiting_deposits(milestone).count() == 2


def test_a_file_is_read_and_set_aside_by_those_who_hand_in(client, milestone, lead, link):
    send(client, link)
    deposit = Deposit.objects.get()
    places = [milestone.project.slug, milestone.public_id, deposit.public_id]
    for person, expected in [(in_role(milestone.project, "observer"), 403), (PersonFactory(), 404)]:
        client.force_login(person)
        assert client.get(reverse("projects:deposit-download", args=places)).status_code == expected
        assert client.post(reverse("projects:deposit-set-aside", args=places)).status_code == expected
    client.force_login(lead)
    answer = client.get(reverse("projects:deposit-download", args=places))
    assert b"".join(answer.streaming_content) == CONTENT
    client.post(reverse("projects:deposit-set-aside", args=places))
    assert not deposits.waiting_deposits(milestone).exists()
    deposit.refresh_from_db()
    assert deposit.set_aside_by == lead


def test_links_are_made_and_revoked_by_those_who_hand_in(client, milestone):
    staff = accompanier_of(milestone.project)
    places = [milestone.project.slug, milestone.public_id]
    make, day = reverse("projects:deposit-link-make", args=places), timezone.localdate()
    sent = {"consultancy": "Atelier", "expires_on": day + timedelta(days=5)}
    for person, expected in [(in_role(milestone.project, "observer"), 403), (PersonFactory(), 404)]:
        client.force_login(person)
        assert client.post(make, sent).status_code == expected
    client.force_login(staff)
    for wrong in (day - timedelta(days=1), day + timedelta(days=400)):
        refused = client.post(make, sent | {"expires_on": wrong})
        assert (refused.status_code, "Atelier" in refused.content.decode()) == (422, True)
    client.post(make, sent)
    link = DepositLink.objects.get()
    shown = client.get(milestone.get_absolute_url()).content.decode()
    assert "/projets/depots/" in shown
    elsewhere = MilestoneFactory()
    client.force_login(lead_of(elsewhere.project))
    crossed = [elsewhere.project.slug, elsewhere.public_id, link.public_id]
    assert client.post(reverse("projects:deposit-link-revoke", args=crossed)).status_code == 404
    client.force_login(staff)
    client.post(reverse("projects:deposit-link-revoke", args=[*places, link.public_id]))
    link.refresh_from_db()
    assert link.revoked_by == staff


def test_abandoned_uploads_are_dropped_and_complete_ones_finished(client, link):
    announce(client, link)
    old = timezone.now() - timedelta(days=3)
    DepositUpload.objects.update(touched_at=old)
    assert forget_abandoned_uploads() == 1
    address = announce(client, link)["Location"]
    part(client, address, CONTENT[:100], 0)
    upload = DepositUpload.objects.get()
    chunk = DepositChunk(upload=upload, offset=100)
    chunk.file.save("chunk", SimpleUploadedFile("chunk", CONTENT[100:]), save=True)
    DepositUpload.objects.update(offset=len(CONTENT), touched_at=old)
    assert forget_abandoned_uploads() == 0
    assert Deposit.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_the_mail_leads_to_the_milestone(client, milestone, lead, link, run_tasks, mailoutbox):
    send(client, link)
    run_tasks()
    [mail] = mailoutbox
    assert mail.to == [lead.email]
    assert "Atelier des lieux a transmis un fichier par le lien de dépôt." in mail.body
    assert milestone.get_absolute_url() in mail.body


def test_a_link_goes_by_mail_to_the_address_written_and_answers_reach_a_lead(
    client, milestone, lead, run_tasks, mailoutbox
):
    client.force_login(lead)
    address = reverse("projects:deposit-link-make", args=[milestone.project.slug, milestone.public_id])
    day = timezone.localdate() + timedelta(days=9)
    sent = {"consultancy": "Atelier", "expires_on": day, "sent_to": "etudes@atelier.example"}
    shown = client.post(address, sent, follow=True).content.decode()
    assert "envoyé à etudes@atelier.example" in shown
    run_tasks()
    [mail] = mailoutbox
    link = DepositLink.objects.get()
    assert (mail.to, mail.reply_to) == (["etudes@atelier.example"], [lead.email])
    for part_of_mail in (mail.body, mail.alternatives[0].content):
        for told in (str(lead), date_format(day), "/projets/depots/", milestone.title):
            assert told in part_of_mail, told
    there = re.search(r"https?://\S+/projets/depots/\S+", mail.body).group()
    assert client.get("/" + there.split("/", 3)[3]).status_code == 200
    revoke_deposit_link(link, by=lead)
    assert no_address_is_left("etudes@atelier.example")


def no_address_is_left(address):
    kept = [*DepositLink.objects.values(), *Notice.objects.values()]
    return address not in str(kept) and "/projets/depots/" not in str(kept)


def test_the_address_is_forgotten_when_the_link_ends_and_not_before(milestone, lead, run_tasks):
    accompanier, day = accompanier_of(milestone.project), timezone.localdate()
    make_deposit_link(milestone, by=accompanier, consultancy="Atelier", expires_on=day, sent_to="e@atelier.example")
    run_tasks()
    assert Notice.objects.get(kind="deposit_link").address == "e@atelier.example"
    assert forget_addresses_of_links() == 0
    DepositLink.objects.update(expires_on=day - timedelta(days=1))
    assert forget_addresses_of_links() == 1
    assert no_address_is_left("e@atelier.example")


def test_without_an_address_or_with_a_bad_one_no_mail_leaves(client, milestone, lead):
    client.force_login(lead)
    address = reverse("projects:deposit-link-make", args=[milestone.project.slug, milestone.public_id])
    day = timezone.localdate()
    answer = client.post(address, {"consultancy": "Atelier", "expires_on": day, "sent_to": "pas une adresse"})
    assert (answer.status_code, "pas une adresse" in answer.content.decode()) == (422, True)
    client.post(address, {"consultancy": "Atelier", "expires_on": day, "sent_to": ""})
    assert DepositLink.objects.get().sent_to == ""
    assert not Notice.objects.exists()


def test_a_file_that_came_is_told_only_to_who_can_take_it(milestone, lead, link, client, run_tasks, mailoutbox):
    send(client, link)
    roles.end(ProjectRole.objects.get(person=lead), by=None)
    in_role(milestone.project, "observer", lead)
    run_tasks()
    assert mailoutbox == []
