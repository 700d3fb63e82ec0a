"""projects/actions/composing.py, projects/pieces.py: pieces taken over, new versions, and where each came in."""

import uuid

import pytest
from django.urls import reverse

from projects.actions import Asked, add_draft_file, return_submission, submit_milestone, withdraw_submission
from projects.corrections import open_items
from projects.models import Deliverable, DraftFile
from projects.pieces import versions
from tests.factories.projects import MilestoneFactory, accompanier_of, lead_of, milestone_at, pdf_upload
from tests.factories.threads import place_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone():
    return MilestoneFactory()


@pytest.fixture
def lead(milestone, client):
    person = lead_of(milestone.project)
    client.force_login(person)
    return person


@pytest.fixture
def before(milestone, lead):
    """The pieces « étude » and « plan » of a submission that was returned."""
    drafts = [
        add_draft_file(milestone, owner=lead, upload=pdf_upload(name, title=name)) for name in ("étude.pdf", "plan.pdf")
    ]
    first = submit_milestone(milestone, by=lead, text="Voici.", pieces=drafts)
    return_submission(milestone, by=accompanier_of(milestone.project), number=1, items=[Asked("other", "Non.")])
    return list(first.deliverables.all())


def send(client, milestone, **sent):
    address = reverse("projects:milestone-submit", args=[milestone.project.slug, milestone.public_id])
    return client.post(address, {"public_id": uuid.uuid4(), "text": ""} | sent)


def last_pieces(milestone):
    rows = milestone.submissions.last().deliverables.all()
    return [(row.name, row.version, row.is_carried) for row in rows]


def test_an_unchanged_piece_is_taken_over_without_being_sent(client, milestone, before):
    send(client, milestone, text="Revue.", carried=[before[0].public_id])
    assert last_pieces(milestone) == [("étude.pdf", 1, True)]
    taken = milestone.submissions.last().deliverables.get()
    assert (taken.file.name, taken.sha256, taken.lineage) == (before[0].file.name, before[0].sha256, before[0].lineage)


def test_a_file_replaces_a_piece_without_a_script(client, milestone, before):
    new = pdf_upload("étude corrigée.pdf", title="Corrigée")
    sent = {f"replacement-{before[0].public_id}": new, "carried": [one.public_id for one in before]}
    send(client, milestone, **sent)
    assert last_pieces(milestone) == [("étude corrigée.pdf", 2, False), ("plan.pdf", 1, True)]
    [chain, plan] = versions(milestone)
    assert [(one.version, one.name, one.submission.number) for one in chain] == [
        (2, "étude corrigée.pdf", 2),
        (1, "étude.pdf", 1),
    ]
    assert [(one.version, one.submission.number) for one in plan] == [(1, 1)]
    shown = client.get(milestone.get_absolute_url()).content.decode()
    for one in chain:
        assert one.sha256[:12] in shown
        assert client.get(one.get_absolute_url()).status_code == 200


def test_a_file_of_the_same_name_is_the_next_version(client, milestone, lead, before):
    draft = add_draft_file(milestone, owner=lead, upload=pdf_upload("plan.pdf", title="Autre"))
    assert draft.replaces == before[1]
    again = add_draft_file(milestone, owner=lead, upload=pdf_upload("plan.pdf", title="Encore"))
    assert list(DraftFile.objects.all()) == [again]
    send(client, milestone, pieces=[again.public_id], carried=[before[0].public_id])
    assert last_pieces(milestone) == [("étude.pdf", 1, True), ("plan.pdf", 2, False)]


def test_only_taking_over_is_not_a_correction(client, milestone, before):
    answer = send(client, milestone, carried=[one.public_id for one in before])
    assert answer.status_code == 422
    assert milestone.submissions.count() == 1


def test_pieces_of_another_project_are_no_choice(client, milestone, before):
    other = MilestoneFactory()
    theirs_lead = lead_of(other.project)
    draft = add_draft_file(other, owner=theirs_lead, upload=pdf_upload("secret.pdf"))
    theirs = submit_milestone(other, by=theirs_lead, text="Voici.", pieces=[draft]).deliverables.get()
    answer = send(client, milestone, text="Gardez-moi.", carried=[theirs.public_id])
    assert answer.status_code == 422
    assert "Gardez-moi." in answer.content.decode()
    send(client, milestone, text="Voici.", **{f"replacement-{theirs.public_id}": pdf_upload("x.pdf")})
    assert not Deliverable.objects.filter(submission__milestone=milestone, lineage=theirs.lineage).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_for_one_and_for_three_pieces(
    client, milestone, lead, django_assert_max_num_queries, count
):
    names = [f"{number}.pdf" for number in range(count)]
    drafts = [add_draft_file(milestone, owner=lead, upload=pdf_upload(name, title=name)) for name in names]
    first = submit_milestone(milestone, by=lead, text="Voici.", pieces=drafts)
    items = [Asked("other", "Non.", piece) for piece in first.deliverables.all()]
    return_submission(milestone, by=accompanier_of(milestone.project), number=1, items=items)
    client.get(milestone.get_absolute_url())
    with django_assert_max_num_queries(45):
        client.get(milestone.get_absolute_url())


def test_nothing_is_taken_over_where_nothing_was_handed_in(client):
    milestone = milestone_at("pending")
    client.force_login(lead_of(milestone.project))
    assert "Fichiers de votre dernier dépôt" not in client.get(milestone.get_absolute_url()).content.decode()


def test_the_versions_of_a_piece_share_what_is_said_and_each_post_tells_which_one_it_was_about(
    client, milestone, lead, before
):
    study = before[0]
    thread = reverse("projects:deliverable-thread", args=[milestone.project.slug, study.public_id])
    client.post(thread, {"text": "La page 3 est floue.", "public_id": uuid.uuid4()})
    draft = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude.pdf", title="Revue"))
    submission = submit_milestone(milestone, by=lead, text="Revue.", pieces=[draft], item_answers=answered(milestone))
    second = submission.deliverables.get(name="étude.pdf")
    later = reverse("projects:deliverable-thread", args=[milestone.project.slug, second.public_id])
    client.post(later, {"text": "Elle est nette.", "public_id": uuid.uuid4()})
    for address in (thread, later):
        shown = client.get(address).content.decode()
        assert "La page 3 est floue." in shown and "Elle est nette." in shown
        assert shown.index("sur la version\xa01") < shown.index("sur la version\xa02")
    whole = client.get(reverse("projects:project-thread", args=[milestone.project.slug])).content.decode()
    assert whole.count("/echanges/") - whole.count(f"/projets/{milestone.project.slug}/echanges/") == 1
    page = client.get(milestone.get_absolute_url()).content.decode()
    assert "(2)" in page


def test_a_withdrawn_version_keeps_its_words_to_those_who_hand_in_until_it_is_handed_in_again(client, milestone, lead):
    accompanier = accompanier_of(milestone.project)
    draft = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude.pdf"))
    piece = submit_milestone(milestone, by=lead, text="Voici.", pieces=[draft]).deliverables.get()
    made = said(piece, by=lead, text="Relisez-moi.")
    withdraw_submission(piece.submission, by=lead)
    place = place_of(piece)
    assert (place.can_read(accompanier), place.can_read(lead), made.version) == (False, True, 1)
    milestone.refresh_from_db()
    draft = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude.pdf", title="Revue"))
    again = submit_milestone(milestone, by=lead, text="Voici.", pieces=[draft]).deliverables.get()
    assert again.lineage == piece.lineage
    assert place_of(piece).thing == again
    assert place_of(piece).can_read(accompanier)


def answered(milestone):
    return dict.fromkeys(open_items(milestone), "C’est fait.")
