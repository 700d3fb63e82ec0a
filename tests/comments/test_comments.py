"""Comments on a text: who says what, who settles it, who is told, and what the panel shows."""

import uuid

import pytest
from django.urls import reverse

from portal import coediting, comments, roles
from portal.coediting import kinds
from portal.coediting.models import Document
from portal.comments.actions import edit, remove
from portal.comments.models import Comment
from portal.comments.panel import panel_context
from portal.comments.reading import began_all
from portal.notices.models import Notice
from portal.refusals import Refusal
from portal.roles import AssociationRole, AssociationRoles
from portal.threads.models import Post
from tests.factories.people import PersonFactory
from tests.factories.workgroups import SpecificationFactory, person_with
from workgroups.enums import GroupRoles, SpecificationStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def specification():
    return SpecificationFactory(title="Surfaces")


@pytest.fixture
def document(specification):
    return specification.document


@pytest.fixture
def commenter(specification):
    return person_with(GroupRoles.COMMENTER, specification.group, first_name="Chloé", last_name="Roy")


@pytest.fixture
def editor(specification):
    return person_with(GroupRoles.EDITOR, specification.group, first_name="Zoé", last_name="Brun")


@pytest.fixture
def reader(specification):
    return person_with(GroupRoles.READER, specification.group)


@pytest.fixture
def comment(document, commenter):
    return comments.begin(
        document, by=commenter, quote="neuf  mètres\ncarrés", text="Trop peu ?", public_id=uuid.uuid4()
    )


def said(comment):
    return list(Post.objects.filter(thread__anchor_id=str(comment.public_id)).order_by("pk"))


def address(name, comment, *more):
    return reverse(f"comments:{name}", args=[comment.document_id, comment.public_id, *more])


def talk(document):
    return Document.objects.values_list("talk", flat=True).get(pk=document.pk)


def test_a_comment_keeps_the_words_it_is_about(comment, commenter, document):
    assert comment.quote == "neuf mètres carrés"
    assert [(post.author, post.text) for post in said(comment)] == [(commenter, "Trop peu ?")]
    again = comments.begin(document, by=commenter, quote="x", text="Trop peu ?", public_id=comment.public_id)
    assert again == comment
    assert len(said(comment)) == 1


def test_nobody_takes_over_a_comment_by_its_identifier(comment, editor, document):
    with pytest.raises(Refusal):
        comments.begin(document, by=editor, quote="x", text="À moi.", public_id=comment.public_id)


@pytest.mark.parametrize("status", SpecificationStatus)
@pytest.mark.parametrize("role", [GroupRoles.READER, GroupRoles.COMMENTER, GroupRoles.EDITOR])
def test_who_comments_while_it_is_a_draft(role, status):
    specification = SpecificationFactory(status=status)
    person = person_with(role, specification.group)
    may = role != GroupRoles.READER and status == SpecificationStatus.DRAFT

    def begin():
        return comments.begin(specification.document, by=person, quote="x", text="y", public_id=uuid.uuid4())

    if may:
        assert begin().created_by == person
    else:
        with pytest.raises(Refusal):
            begin()


def test_those_named_and_those_who_spoke_are_told(comment, commenter, editor, document):
    comments.reply(comment, by=editor, text="Dix, plutôt.")
    assert {(one.kind, one.person) for one in Notice.objects.all()} == {("thread_post", commenter)}
    comments.reply(comment, by=commenter, text=f"Pourquoi, @{editor} ?")
    assert ("thread_mention", editor) in {(one.kind, one.person) for one in Notice.objects.all()}


def test_staff_over_all_groups_hear_the_answer_to_what_they_said(comment, commenter, document):
    staff = PersonFactory()
    roles.grant(AssociationRole, person=staff, role=AssociationRoles.STAFF, by=None)
    comments.reply(comment, by=staff, text="Pourquoi neuf ?")
    Notice.objects.all().delete()
    comments.reply(comment, by=commenter, text="C’est la norme.")
    assert {(one.kind, one.person) for one in Notice.objects.all()} == {("thread_post", staff)}


def test_the_mail_of_a_mention_says_where_and_about_which_words_and_leads_there(
    comment, commenter, editor, run_tasks, mailoutbox
):
    comments.reply(comment, by=commenter, text=f"Est-ce assez, @{editor} ?")
    run_tasks()
    [mail] = [mail for mail in mailoutbox if mail.to == [editor.email]]
    group = comment.document.specification.group
    assert str(commenter) in mail.subject and f"Surfaces – {group.name}" in mail.subject
    for part in (mail.body, mail.alternatives[0][0].replace("&#x27;", "’")):
        assert f"Surfaces – {group.name}" in part
        assert "À propos de «\xa0neuf mètres carrés\xa0»" in part
        assert f"Est-ce assez, @{editor}" in part
        assert f"?comment={comment.public_id}#post-" in part


def test_every_change_is_told_to_open_pages(comment, commenter, editor, document):
    seen = [talk(document)]
    for act in (
        lambda: comments.reply(comment, by=editor, text="Dix."),
        lambda: edit(comment, said(comment)[1], by=editor, text="Onze."),
        lambda: comments.resolve(comment, by=commenter),
        lambda: comments.reopen(comment, by=commenter),
        lambda: remove(comment, said(comment)[1], by=editor),
    ):
        act()
        seen.append(talk(document))
    assert seen == sorted(set(seen))


def test_a_resolved_comment_takes_no_answer_until_it_is_reopened(comment, commenter, editor):
    comments.resolve(comment, by=editor)
    with pytest.raises(Refusal):
        comments.reply(comment, by=commenter, text="Encore.")
    comments.reopen(comment, by=commenter)
    comments.reply(comment, by=commenter, text="Encore.")
    assert len(said(comment)) == 2


def test_who_resolves(comment, commenter, editor, reader, specification):
    other = person_with(GroupRoles.COMMENTER, specification.group)
    for person in (reader, other):
        with pytest.raises(Refusal):
            comments.resolve(comment, by=person)
    comments.resolve(comment, by=editor)
    comment.refresh_from_db()
    assert comment.resolved_by == editor
    comments.resolve(comment, by=commenter)  # a second time changes nothing
    comment.refresh_from_db()
    assert comment.resolved_by == editor


def test_one_s_own_words_are_changed_and_removed_by_oneself(comment, commenter, editor, specification):
    other = person_with(GroupRoles.COMMENTER, specification.group)
    first = said(comment)[0]
    for act in (
        lambda: edit(comment, first, by=editor, text="x"),
        lambda: edit(comment, first, by=other, text="x"),
        lambda: remove(comment, first, by=other),
    ):
        with pytest.raises(Refusal):
            act()
    edit(comment, first, by=commenter, text="Bien peu ?")
    assert said(comment)[0].text == "Bien peu ?"
    remove(comment, first, by=commenter)
    assert said(comment)[0].text == ""


def test_anchors_are_one_s_own(comment, commenter, editor, document):
    other = SpecificationFactory().document
    assert began_all(document.pk, commenter.pk, {str(comment.public_id)})
    assert not began_all(document.pk, editor.pk, {str(comment.public_id)})
    assert not began_all(other.pk, commenter.pk, {str(comment.public_id)})
    assert not began_all(document.pk, commenter.pk, {str(comment.public_id), str(uuid.uuid4())})
    assert not began_all(document.pk, commenter.pk, {"x"})
    assert kinds.began_threads(document.pk, commenter.pk, {str(comment.public_id)})


# --- The panel -------------------------------------------------------------------------------------


def test_what_each_sees_and_may_do(comment, commenter, editor, reader, client, document):
    comments.reply(comment, by=editor, text="Dix.")
    pages = {}
    for person in (commenter, editor, reader):
        client.force_login(person)
        url = reverse("comments:comment-list", args=[document.pk])
        pages[person] = client.get(url, headers={"X-Panel": "1"}).content.decode()
        assert "Trop peu ?" in pages[person] and "neuf mètres carrés" in pages[person]
    offered = {
        person: {word for word in ("Répondre", "Résoudre", "Retirer", "Modifier") if f">{word}<" in page}
        for person, page in pages.items()
    }
    assert offered[reader] == set()
    assert offered[commenter] == {"Répondre", "Résoudre", "Retirer", "Modifier"}
    assert offered[editor] == {"Répondre", "Résoudre", "Retirer", "Modifier"}
    assert pages[commenter].count(">Retirer<") == 1
    assert pages[editor].count(">Retirer<") == 2  # who writes the text may remove what others said


def test_outsiders_find_nothing(comment, client, document):
    url = reverse("comments:comment-list", args=[document.pk])
    assert client.get(url).status_code == 302
    client.force_login(person_with(GroupRoles.EDITOR, SpecificationFactory().group))
    assert client.get(url).status_code == 404
    assert client.post(address("comment-reply", comment), {"text": "x"}).status_code == 404


def test_a_reader_is_turned_away(comment, reader, client, document):
    client.force_login(reader)
    begin = reverse("comments:comment-begin", args=[document.pk])
    assert client.post(begin, {"text": "x", "quote": "y", "public_id": uuid.uuid4()}).status_code == 403
    for name in ("comment-reply", "comment-resolve", "comment-reopen"):
        assert client.post(address(name, comment), {"text": "x"}).status_code == 403
    for name in ("said-edit", "said-remove"):
        assert client.post(address(name, comment, said(comment)[0].public_id), {"text": "x"}).status_code == 403
    assert len(said(comment)) == 1


def test_a_comment_s_life_through_its_addresses(client, commenter, document):
    client.force_login(commenter)
    headers, thread = {"X-Panel": "1"}, uuid.uuid4()
    begin = reverse("comments:comment-begin", args=[document.pk])
    words = {"quote": "neuf mètres", "text": "Trop <b>peu</b> ?", "public_id": thread}
    page = client.post(begin, words, headers=headers).content.decode()
    assert "Trop &lt;b&gt;peu&lt;/b&gt; ?" in page
    comment = Comment.objects.get(public_id=thread)
    for name, data, expected in (
        ("comment-reply", {"text": "Vraiment."}, "Vraiment."),
        ("comment-resolve", {}, "1 commentaire résolu"),
        ("comment-reopen", {}, "Résoudre"),
    ):
        assert expected in client.post(address(name, comment), data, headers=headers).content.decode()
    first = said(comment)[0].public_id
    assert (
        "Bien peu"
        in client.post(address("said-edit", comment, first), {"text": "Bien peu"}, headers=headers).content.decode()
    )
    for post in said(comment):
        page = client.post(address("said-remove", comment, post.public_id), headers=headers).content.decode()
    assert "neuf mètres" not in page  # nothing is left of it


def test_what_cannot_be_taken_is_said(comment, commenter, client, document):
    client.force_login(commenter)
    answer = client.post(address("comment-reply", comment), {"text": " "})
    assert (answer.status_code, answer.json()) == (422, {"error": "Écrivez d’abord quelques mots."})
    comments.resolve(comment, by=commenter)
    answer = client.post(address("comment-reply", comment), {"text": "Encore."})
    assert answer.status_code == 409
    assert "résolu" in answer.json()["error"]


def test_the_list_costs_the_same_for_one_and_for_three(rf, commenter, document, django_assert_num_queries):
    request = rf.get("/")
    request.user = commenter
    for number in (1, 3):
        while Comment.objects.count() < number:
            comments.begin(document, by=commenter, quote="x", text="y", public_id=uuid.uuid4())
        request.user = type(commenter).objects.get(pk=commenter.pk)
        panel_context(request, document)
        with django_assert_num_queries(5):
            assert len(panel_context(request, document)["talk"]["open"]) == number


def test_guides_are_commented_on_as_specifications_are(specification, commenter, editor):
    text = coediting.create_document(kind="guide", by=None)
    SpecificationFactory(kind="guide", group=specification.group, document=text)
    said_there = comments.begin(text, by=commenter, quote="x", text="Et ici ?", public_id=uuid.uuid4())
    comments.resolve(said_there, by=editor)
    said_there.refresh_from_db()
    assert said_there.resolved_by == editor
