"""The pages of discussions: who opens which, what they show, and what is kept when something is refused."""

import uuid

import pytest
from django.urls import reverse

from portal.roles import AssociationRoles
from portal.threads import actions
from portal.threads.models import Post, PostAttachment, Reading
from projects.enums import MilestoneStatus, ProjectRoles
from tests.factories.people import PersonFactory
from tests.factories.projects import (
    MilestoneFactory,
    ProjectFactory,
    accompanier_of,
    lead_of,
    milestone_at,
    pdf_upload,
)
from tests.factories.threads import place_of, said
from tests.projects.test_permissions import EVERYBODY, HANDS_IN, somebody

pytestmark = pytest.mark.django_db
READS = {*HANDS_IN, ProjectRoles.ACCOMPANIER, AssociationRoles.STAFF, AssociationRoles.ADMINISTRATOR}
WRITES = READS - {AssociationRoles.ADMINISTRATOR}
FOLLOWS_ONLY = {ProjectRoles.DIRECTOR, ProjectRoles.OBSERVER}


def sent(text="Bonjour.", **fields):
    return {"public_id": uuid.uuid4(), "text": text, "piece_kind": "document", **fields}


@pytest.fixture
def piece():
    """A deliverable of a project that has a lead and an accompanier."""
    milestone = milestone_at(MilestoneStatus.SUBMITTED)
    return milestone.submissions.get().deliverables.create(
        file="x", name="étude.pdf", size=1, sha256="0" * 64, content_type="application/pdf"
    )


def test_who_reads_and_who_writes_is_the_same_on_project_milestone_and_deliverable(client, piece):
    milestone = piece.submission.milestone
    paths = [place_of(thing).path_of() for thing in (milestone.project, milestone, piece)]
    assert len(set(paths)) == 3
    for who in EVERYBODY:
        person = somebody(who, milestone.project)
        client.logout()
        if who != "visitor":
            client.force_login(person)
        read = {client.get(path).status_code for path in paths}
        written = {client.post(path, sent()).status_code for path in paths}
        refused = {302} if who == "visitor" else {403} if who in FOLLOWS_ONLY else {404}
        if who == ProjectRoles.OBSERVER:
            refused |= {404}  # a piece is not found where what was handed in is not read
        assert read == ({200} if who in READS else refused), who
        refused = {403} if who == AssociationRoles.ADMINISTRATOR else refused
        assert written == ({302} if who in WRITES else refused), who
        assert Post.objects.filter(author=person if who != "visitor" else None).count() == (3 if who in WRITES else 0)


def test_a_post_its_files_and_acts_are_for_those_who_read_the_thread(client, piece):
    project = piece.submission.milestone.project
    lead = lead_of(project)
    attached = actions.add_attachment(place_of(project), owner=lead, upload=pdf_upload())
    made = said(project, by=lead, pieces=[attached])
    file, edit, remove = (
        reverse("threads:attachment", args=[attached.public_id]),
        reverse("threads:post-edit", args=[made.public_id]),
        reverse("threads:post-remove", args=[made.public_id]),
    )
    for who in EVERYBODY:
        if who == "visitor":
            continue
        client.force_login(somebody(who, project))
        reads, moderates = who in READS, who in (ProjectRoles.ACCOMPANIER, AssociationRoles.STAFF)
        assert client.get(file).status_code == (200 if reads else 404), who
        assert client.get(edit).status_code == (403 if reads else 404), who
        assert client.get(remove).status_code == (200 if moderates else 403 if reads else 404), who
        assert client.post(
            reverse("threads:thread-read", args=[made.thread.public_id]), {"last": made.pk}
        ).status_code == (302 if reads else 404), who
    assert Post.objects.get().text == "Bonjour."


def test_text_is_shown_as_text_with_its_links_and_lines(client):
    project = ProjectFactory()
    said(project, by=lead_of(project), text="Voir https://example.org/a\nmerci <script>alert(1)</script>")
    client.force_login(accompanier_of(project))
    page = client.get(place_of(project).path_of()).text
    assert '<a href="https://example.org/a" rel="nofollow">' in page
    assert "<br>" in page
    assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page


def test_a_refused_file_keeps_the_text_the_people_and_the_good_files(client):
    project = ProjectFactory()
    lead, accompanier = lead_of(project), accompanier_of(project)
    client.force_login(lead)
    path = place_of(project).path_of()
    fields = sent("Voici.", mentioned=[accompanier.pk], uploads=[pdf_upload("bon.pdf"), pdf_upload("faux.png")])
    answer = client.post(path, fields)
    assert answer.status_code == 422
    assert "faux.png" in answer.text and "Voici." in answer.text
    kept = PostAttachment.objects.get()
    form = answer.context["form"]
    assert [(piece.name, piece.is_chosen) for piece in form.kept_files()] == [("bon.pdf", True)]
    assert client.post(path, sent("Voici.", mentioned=[accompanier.pk], pieces=[kept.public_id])).status_code == 302
    made = Post.objects.get()
    assert (list(made.mentioned.all()), [piece.name for piece in made.attachments.all()]) == (
        [accompanier],
        ["bon.pdf"],
    )


@pytest.mark.parametrize("fields", [{"text": "x" * 10_001}, {"public_id": "no"}, {"on_behalf_of": 1}, {"text": "  "}])
def test_bad_input_is_said_and_writes_nothing(client, fields):
    project = ProjectFactory()
    fields = {key: value if key != "on_behalf_of" else PersonFactory().pk for key, value in fields.items()}
    client.force_login(accompanier_of(project))
    answer = client.post(place_of(project).path_of(), sent() | fields)
    assert answer.status_code == 422
    assert not Post.objects.exists()


def test_a_post_is_changed_and_removed_on_its_pages(client):
    project = ProjectFactory()
    lead = lead_of(project)
    made = said(project, by=lead, text="Bonjuor")
    client.force_login(lead)
    path = place_of(project).path_of()
    assert reverse("threads:post-edit", args=[made.public_id]) in client.get(path).text
    client.post(reverse("threads:post-edit", args=[made.public_id]), {"text": "Bonjour"})
    page = client.get(path).text
    assert "Bonjour" in page and "Ce qu’il disait avant" in page
    client.post(reverse("threads:post-remove", args=[made.public_id]))
    page = client.get(path).text
    assert "Message retiré par" in page and "Bonjour" not in page


def test_what_is_new_is_marked_until_it_is_read_which_a_get_never_does(client):
    project = ProjectFactory()
    made = said(project, by=lead_of(project))
    accompanier = accompanier_of(project)
    client.force_login(accompanier)
    path = place_of(project).path_of()
    for _ in range(2):
        assert "1 nouveau" in client.get(project.get_absolute_url()).text
        assert 'class="post is-new"' in client.get(path).text
    assert not Reading.objects.exists()
    answer = client.post(
        reverse("threads:thread-read", args=[made.thread.public_id]),
        {"last": made.pk},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 204
    assert "is-new" not in client.get(path).text
    assert "1 nouveau" not in client.get(project.get_absolute_url()).text


def test_the_part_that_renews_itself_is_the_posts_alone(client):
    project = ProjectFactory()
    said(project, by=lead_of(project), text="Bonjour à tous.")
    client.force_login(accompanier_of(project))
    part = client.get(place_of(project).path_of(), headers={"HX-Request": "true"})
    assert "Bonjour à tous." in part.text and "<html" not in part.text
    assert "HX-Request" in part.headers["Vary"]


def test_the_project_lists_the_threads_of_its_parts_at_a_constant_cost(client, piece, django_assert_max_num_queries):
    milestone = piece.submission.milestone
    project, lead = milestone.project, lead_of(milestone.project)
    for thing in (milestone, piece, project):
        said(thing, by=lead)
    client.force_login(accompanier_of(project))
    path = place_of(project).path_of()
    client.get(path)
    with django_assert_max_num_queries(60) as one:
        page = client.get(path)
    assert [other["title"] for other in page.context["others"]] == [milestone.title, "étude.pdf"]
    for order in (51, 52, 53):
        said(MilestoneFactory(project=project, order=order), by=lead)
        said(project, by=lead, text=f"Message {order}")
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(path)
