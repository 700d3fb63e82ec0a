"""portal/threads/actions.py on the threads of projects."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from portal import roles
from portal.files import RefusedFile
from portal.notices import Notice
from portal.threads import actions, summaries
from portal.threads.enums import PieceKinds
from portal.threads.models import Post, PostAttachment, PostVersion
from portal.threads.reading import mark_thread_read
from portal.threads.refusals import ThreadRefusal
from projects.enums import ProjectRoles
from projects.models import ProjectRole
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, in_role, lead_of, pdf_upload
from tests.factories.threads import place_of, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def lead(project):
    return lead_of(project)


@pytest.fixture
def accompanier(project):
    return accompanier_of(project)


def told():
    return {(notice.kind, notice.person) for notice in Notice.objects.all()}


def test_who_is_called_upon_and_who_follows_are_told_each_once(project, lead, accompanier):
    contributor = in_role(project, ProjectRoles.CONTRIBUTOR)
    in_role(project, ProjectRoles.OBSERVER)
    made = said(project, by=lead, text=f"@{accompanier} : faut-il une annexe ?")
    assert told() == {("thread_mention", accompanier), ("thread_post", contributor)}
    assert list(made.mentioned.all()) == [accompanier]


def test_only_those_who_take_part_can_be_called_upon(project, lead):
    observer, outsider = in_role(project, ProjectRoles.OBSERVER), PersonFactory()
    made = said(project, by=lead, mentioned=[observer, outsider], text=f"@{observer}")
    assert not made.mentions.exists()
    assert told() == set()


def test_the_same_form_sent_twice_makes_one_post(project, lead, accompanier):
    identifier = uuid.uuid4()
    first = said(project, by=lead, public_id=identifier)
    assert said(project, by=lead, public_id=identifier) == first
    assert Post.objects.count() == Notice.objects.count() == 1
    taken = said(project, by=accompanier, public_id=identifier, text="Autre chose")
    assert taken != first and taken.public_id != identifier


def test_an_accompanier_writes_down_what_came_by_mail(project, lead, accompanier):
    other = lead_of(project)
    made = said(project, by=accompanier, on_behalf_of=lead, text="Reçu ce matin.")
    assert (made.speaker, made.author) == (lead, accompanier)
    assert told() == {("thread_post", other)}
    with pytest.raises(ThreadRefusal):
        said(project, by=lead, on_behalf_of=other)
    with pytest.raises(ThreadRefusal):
        said(project, by=accompanier, on_behalf_of=PersonFactory())


@pytest.mark.parametrize("role", [ProjectRoles.OBSERVER, None])
def test_nobody_else_writes(project, role):
    person = in_role(project, role) if role else PersonFactory()
    for thing in (project, MilestoneFactory(project=project)):
        with pytest.raises(ThreadRefusal):
            said(thing, by=person)
    assert not Post.objects.exists()


def test_who_lost_the_role_writes_and_changes_no_more(project, lead):
    made = said(project, by=lead)
    roles.end(ProjectRole.objects.get(person=lead), by=None)
    lead = type(lead).objects.get(pk=lead.pk)
    with pytest.raises(ThreadRefusal):
        said(project, by=lead)
    with pytest.raises(ThreadRefusal):
        actions.edit_post(made, by=lead, text="Autrement.")
    with pytest.raises(ThreadRefusal):
        actions.remove_post(made, by=lead)


def test_there_must_be_something_in_a_post(project, lead):
    with pytest.raises(ThreadRefusal):
        said(project, by=lead, text="  \n")


def test_files_come_along_with_their_kind_and_those_left_out_go(project, lead):
    place = place_of(project)
    kept = actions.add_attachment(place, owner=lead, upload=pdf_upload("délibération.pdf"))
    left = actions.add_attachment(place, owner=lead, upload=pdf_upload("brouillon.pdf", title="Autre"))
    again = actions.add_attachment(place, owner=lead, upload=pdf_upload("délibération.pdf"))
    assert again == kept != left
    made = said(project, by=lead, text="", pieces=[kept], piece_kind=PieceKinds.DECISION)
    assert [(piece.name, piece.kind) for piece in made.attachments.all()] == [("délibération.pdf", "decision")]
    assert PostAttachment.objects.count() == 1


def test_a_file_that_is_not_what_it_says_is_refused_and_nobody_takes_anothers(project, lead, accompanier):
    place = place_of(project)
    upload = pdf_upload("plan.png")
    with pytest.raises(RefusedFile):
        actions.add_attachment(place, owner=lead, upload=upload)
    with pytest.raises(ThreadRefusal):
        actions.add_attachment(place, owner=in_role(project, ProjectRoles.OBSERVER), upload=pdf_upload())
    theirs = actions.add_attachment(place, owner=accompanier, upload=pdf_upload())
    assert not said(project, by=lead, pieces=[theirs]).attachments.exists()
    theirs.refresh_from_db()
    assert theirs.post is None
    PostAttachment.objects.update(uploaded_at=timezone.now() - timedelta(days=31))
    assert actions.forget_old_attachments() == 1


def test_ones_words_are_changed_within_a_quarter_of_an_hour_and_what_they_were_is_kept(project, lead, accompanier):
    made = said(project, by=lead, text="Bonjuor")
    changed = actions.edit_post(made, by=lead, text="Bonjour")
    assert changed.edited_at is not None
    assert [version.text for version in changed.versions.all()] == ["Bonjuor"]
    actions.edit_post(made, by=lead, text="Bonjour")  # nothing to change
    assert PostVersion.objects.count() == 1
    with pytest.raises(ThreadRefusal):
        actions.edit_post(made, by=accompanier, text="Non")
    with pytest.raises(ThreadRefusal):
        actions.edit_post(made, by=lead, text="")
    Post.objects.update(posted_at=timezone.now() - timedelta(minutes=15))
    with pytest.raises(ThreadRefusal):
        actions.edit_post(made, by=lead, text="Trop tard")
    made.refresh_from_db()
    assert made.text == "Bonjour"


@pytest.mark.parametrize("who", ["lead", "accompanier"])
def test_a_removed_post_is_emptied_and_leaves_its_trace(project, lead, accompanier, who, request):
    piece = actions.add_attachment(place_of(project), owner=lead, upload=pdf_upload())
    made = said(project, by=lead, text=f"Secret @{accompanier}", pieces=[piece])
    actions.edit_post(made, by=lead, text="Secret, encore")
    remover = request.getfixturevalue(who)
    actions.remove_post(made, by=remover)
    actions.remove_post(made, by=remover)
    made.refresh_from_db()
    assert (made.text, made.removed_by) == ("", remover)
    assert not (PostVersion.objects.exists() or PostAttachment.objects.exists() or made.mentions.exists())
    assert not Notice.objects.exclude(person=None, address="").exists()  # nothing more is sent of it
    with pytest.raises(ThreadRefusal):
        actions.edit_post(made, by=lead, text="Revenu")


def test_nobody_else_removes(project, lead):
    made = said(project, by=lead)
    with pytest.raises(ThreadRefusal):
        actions.remove_post(made, by=lead_of(project))


def test_what_is_new_is_counted_for_each_person(project, lead, accompanier, django_assert_num_queries):
    milestones = [MilestoneFactory(project=project, order=order) for order in (1, 2, 3)]
    first, second = said(milestones[0], by=lead), said(milestones[0], by=lead, text="Et aussi…")
    actions.remove_post(said(milestones[0], by=lead, text="Erreur"), by=lead)
    identifiers = [milestone.public_id for milestone in milestones]

    def counted(person):
        with django_assert_num_queries(1):
            found = summaries(person, "milestone", identifiers)
        return [(found[str(identifier)].posts, found[str(identifier)].unread) for identifier in identifiers]

    assert counted(accompanier) == [(2, 2), (0, 0), (0, 0)]
    assert counted(lead) == [(2, 0), (0, 0), (0, 0)]
    mark_thread_read(first.thread, accompanier, first.pk)
    assert counted(accompanier)[0] == (2, 1)
    mark_thread_read(first.thread, accompanier, second.pk)
    mark_thread_read(first.thread, accompanier, first.pk)  # never back
    mark_thread_read(first.thread, accompanier, 10**9)  # nor to what was not said
    assert counted(accompanier)[0] == (2, 0)
    assert summaries(lead, "milestone", []) == {}
