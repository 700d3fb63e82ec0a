"""The versions of a text: kept, thinned, compared, restored."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal import coediting
from portal.coediting.models import Document, Update
from portal.people.erasure import erase_person
from portal.roles import AssociationRole, AssociationRoles, grant
from tests.coediting.texts import doc, line, paragraph, requirement
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from workgroups.actions import (
    GroupRefusal,
    create_specification,
    keep_automatic_versions,
    keep_version,
    restore_version,
    thin_versions,
)
from workgroups.comparing import compare_lines, compare_requirements, fold, words
from workgroups.enums import GroupRoles, SpecificationStatus, VersionKinds
from workgroups.models import Version

pytestmark = pytest.mark.django_db

FIRST = doc(paragraph("Neuf mètres carrés."), requirement("Une salle calme"))
SECOND = doc(paragraph("Dix mètres carrés."), requirement("Une salle calme", code="TIC-001"))


@pytest.fixture
def group():
    return GroupFactory()


@pytest.fixture
def editor(group):
    return person_with(GroupRoles.EDITOR, group, first_name="Zoé", last_name="Brun")


@pytest.fixture
def specification(group, editor):
    return create_specification(group, title="Surfaces", code_prefix="TIC", by=editor, content=FIRST)


def address(name, specification, *more):
    return reverse(f"workgroups:version-{name}", args=[specification.group.slug, specification.document_id, *more])


def fresh(specification):
    return Document.objects.get(pk=specification.document_id)


def rested(specification, minutes):
    when = timezone.now() - timedelta(minutes=minutes)
    Update.objects.filter(document=specification.document_id).update(committed_at=when)


def test_an_editor_keeps_a_version_that_later_changes_leave_alone(specification, editor, client):
    client.force_login(editor)
    page = client.post(address("list", specification), {"name": "Avant la réunion"}, follow=True).content.decode()
    assert "Avant la réunion" in page and "Zoé Brun" in page
    coediting.replace_content(fresh(specification), SECOND, by=editor)
    version = Version.objects.get()
    page = client.get(version.get_absolute_url()).content.decode()
    assert "Neuf mètres carrés." in page and "Dix" not in page


def test_a_version_needs_a_name(specification, editor, client):
    client.force_login(editor)
    assert client.post(address("list", specification), {"name": "  "}).status_code == 422
    with pytest.raises(GroupRefusal):
        keep_version(specification, name=" ", by=editor)
    assert not Version.objects.exists()


@pytest.mark.parametrize("role", [GroupRoles.COMMENTER, GroupRoles.READER])
def test_readers_read_and_neither_keep_nor_restore(specification, editor, group, client, role):
    version = keep_version(specification, name="Une", by=editor)
    reader = person_with(role, group)
    client.force_login(reader)
    page = client.get(address("list", specification))
    assert page.status_code == 200 and "form" not in (page.context["form"] or {})
    assert client.get(version.get_absolute_url()).context["may_restore"] is False
    assert client.post(address("list", specification), {"name": "Deux"}).status_code == 403
    assert client.post(address("restore", specification, version.public_id), {"epoch": "0"}).status_code == 403
    with pytest.raises(GroupRefusal):
        keep_version(specification, name="Deux", by=reader)
    with pytest.raises(GroupRefusal):
        restore_version(version, epoch=0, by=reader)


def test_outsiders_find_nothing_and_a_version_stands_at_its_own_document_only(specification, editor, group, client):
    version = keep_version(specification, name="Une", by=editor)
    client.force_login(person_with(GroupRoles.FACILITATOR, GroupFactory()))
    for name, more in (("list", ()), ("compare", ()), ("detail", (version.public_id,))):
        assert client.get(address(name, specification, *more)).status_code == 404
    client.force_login(editor)
    other = SpecificationFactory(group=group)
    assert client.get(address("detail", other, version.public_id)).status_code == 404


def test_restoring_keeps_what_was_there_and_leaves_the_codes(specification, editor, client):
    version = keep_version(specification, name="Une", by=editor)
    document = coediting.replace_content(fresh(specification), SECOND, by=editor)
    client.force_login(editor)
    answer = client.post(address("restore", specification, version.public_id), {"epoch": document.epoch})
    assert answer.url == specification.get_absolute_url()
    assert coediting.as_json(fresh(specification)) == version.content
    assert fresh(specification).epoch == document.epoch + 1
    before = Version.objects.get(kind=VersionKinds.BEFORE_RESTORE)
    assert "Dix mètres carrés." in coediting.text(before.content)


def test_the_second_of_two_who_restore_is_told_and_changes_nothing(specification, editor, client):
    version = keep_version(specification, name="Une", by=editor)
    client.force_login(editor)
    restore = address("restore", specification, version.public_id)
    assert client.post(restore, {"epoch": "0"}).status_code == 302
    answer = client.post(restore, {"epoch": "0"})
    assert answer.status_code == 409
    assert "Zoé Brun a mis un autre texte en place à" in answer.text
    assert 'name="epoch" value="1"' in answer.text, "who has looked may restore after all"
    assert fresh(specification).epoch == 1
    assert Version.objects.filter(kind=VersionKinds.BEFORE_RESTORE).count() == 1


def test_nothing_is_kept_or_restored_once_it_is_no_draft(specification, editor):
    version = keep_version(specification, name="Une", by=editor)
    specification.status = SpecificationStatus.ADOPTED
    specification.save()
    with pytest.raises(GroupRefusal):
        keep_version(specification, name="Deux", by=editor)
    with pytest.raises(GroupRefusal):
        restore_version(version, epoch=0, by=editor)


def test_a_text_that_rested_is_kept_once_and_at_most_hourly(specification, editor):
    now = timezone.now()
    keep_automatic_versions(now)
    assert not Version.objects.exists(), "somebody is still writing"
    rested(specification, minutes=11)
    keep_automatic_versions(now)
    keep_automatic_versions(now)
    assert [one.kind for one in Version.objects.all()] == [VersionKinds.AUTOMATIC]
    coediting.replace_content(fresh(specification), SECOND, by=editor)
    rested(specification, minutes=11)
    keep_automatic_versions(now + timedelta(minutes=50))
    assert Version.objects.count() == 1
    keep_automatic_versions(now + timedelta(minutes=61))
    assert Version.objects.count() == 2
    keep_automatic_versions(now + timedelta(hours=9))
    assert Version.objects.count() == 2, "nothing changed since"


def test_empty_texts_are_not_kept(group):
    SpecificationFactory(group=group)
    keep_automatic_versions(timezone.now() + timedelta(days=1))
    assert not Version.objects.exists()


def test_old_automatic_versions_are_thinned_and_named_ones_stay(specification):
    now = timezone.now()
    noon = timezone.localtime(now).replace(hour=12, minute=0)
    monday = noon - timedelta(days=noon.weekday())

    def kept(at, kind=VersionKinds.AUTOMATIC):
        sequence = Version.objects.count()
        return Version.objects.create(
            specification=specification, kind=kind, epoch=0, seq=sequence, content=doc(), at=at
        ).pk

    week = monday - timedelta(weeks=20)
    gone = {kept(noon - timedelta(days=9)), kept(week), kept(week + timedelta(days=1))}
    stay = {
        kept(noon - timedelta(days=9) + timedelta(hours=1)),
        kept(noon - timedelta(days=10)),
        kept(noon - timedelta(hours=30)),
        kept(noon - timedelta(hours=31)),
        kept(week + timedelta(days=2)),
        kept(week, VersionKinds.NAMED),
    }
    thin_versions(now)
    left = set(Version.objects.values_list("pk", flat=True))
    assert left == stay and not left & gone


def test_words_that_differ_are_marked_alone():
    assert words("Neuf mètres carrés.", "Dix mètres carrés.") == [
        ("deleted", "Neuf"),
        ("inserted", "Dix"),
        ("same", " mètres carrés."),
    ]


def test_lines_come_in_order_with_what_came_and_went():
    before, after = doc(paragraph("a"), paragraph("b")), doc(paragraph("a"), paragraph("c"), paragraph("d"))
    assert compare_lines(before, after) == [
        [("same", "a")],
        [("deleted", "b")],
        [("inserted", "c")],
        [("inserted", "d")],
    ]


def test_a_line_that_says_something_else_is_not_mixed_with_the_former_word_by_word():
    assert words("Le café est offert.", "Un abri à vélos est à moins de cinquante mètres.") == [
        ("deleted", "Le café est offert."),
        ("inserted", "Un abri à vélos est à moins de cinquante mètres."),
    ]
    before, after = doc(paragraph("Le café est offert.")), doc(paragraph("Un abri à vélos fermé est à l’entrée."))
    assert compare_lines(before, after) == [
        [("deleted", "Le café est offert.")],
        [("inserted", "Un abri à vélos fermé est à l’entrée.")],
    ]


def test_of_a_long_text_what_did_not_change_is_folded_but_for_two_lines_around():
    before = doc(*[paragraph(f"ligne {number}") for number in range(40)])
    after = doc(*[paragraph(f"ligne {number}" if number != 20 else "ligne vingt") for number in range(40)])
    stretches = fold(compare_lines(before, after))
    assert [(is_folded, len(lines)) for is_folded, lines in stretches] == [(True, 18), (False, 5), (True, 17)]
    assert [line for _, lines in stretches for line in lines] == compare_lines(before, after)
    near = doc(*[paragraph(f"ligne {number}") for number in range(5)], paragraph("autre"))
    assert [is_folded for is_folded, _ in fold(compare_lines(doc(*near["content"][:5]), near))] == [False]


def test_requirements_are_compared_by_code_wherever_they_stand():
    one, two, three = (requirement("x", code=f"TIC-00{number}", identifier=f"r{number}") for number in (1, 2, 3))
    changed = requirement("y", code="TIC-002", identifier="r2")
    found = compare_requirements(doc(one, two), doc(three, changed))
    assert [each.code for each in found["added"]] == ["TIC-003"]
    assert [each.after.code for each in found["changed"]] == ["TIC-002"]
    assert [each.code for each in found["dropped"]] == ["TIC-001"]
    assert compare_requirements(doc(one, two), doc(two, one)) == {"added": [], "changed": [], "dropped": []}


def test_two_versions_are_compared_on_a_page_and_one_with_now(specification, editor, client):
    version = keep_version(specification, name="Une", by=editor)
    coediting.replace_content(fresh(specification), SECOND, by=editor)
    client.force_login(editor)
    compare = address("compare", specification)
    page = client.get(compare, {"de": version.public_id, "a": "maintenant"})
    assert '<del class="bg-danger-subtle">' in page.content.decode()
    assert ("deleted", "Neuf") in page.context["lines"][0][1][0] and ("inserted", "Dix") in page.context["lines"][0][1][
        0
    ]
    other = keep_version(specification, name="Deux", by=editor)
    page = client.get(compare, {"de": other.public_id, "a": version.public_id})
    assert ("deleted", "Dix") in page.context["lines"][0][1][0]
    assert client.get(compare).status_code == 200
    assert client.get(compare, {"de": "autre", "a": "maintenant"}).status_code == 422


def test_the_list_costs_the_same_for_one_and_for_many(specification, editor, client):
    client.force_login(editor)
    counts = []
    for number in (1, 3):
        while Version.objects.count() < number:
            keep_version(specification, name="Une", by=editor)
        client.get(address("list", specification))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address("list", specification))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_somebody_erased_since_is_named_by_no_comparison_workbook_or_restored_text(specification, editor, client):
    gone = person_with(GroupRoles.COMMENTER, specification.group, first_name="Nour", last_name="Haddad")
    mention = {"type": "mention", "attrs": {"person": str(gone.public_id), "label": str(gone)}}
    asked = requirement("Un lieu")
    asked["content"][0]["content"][0]["content"].append(mention)
    coediting.replace_content(specification.document, doc(asked, line("Voir ", mention)), by=editor)
    version = keep_version(specification, name="avant", by=editor)
    administrator = PersonFactory()
    grant(AssociationRole, person=administrator, role=AssociationRoles.ADMINISTRATOR, by=None)
    erase_person(gone, by=administrator)
    coediting.replace_content(specification.document, doc(paragraph("Autre chose.")), by=editor)
    client.force_login(editor)
    page = client.get(address("compare", specification), {"de": version.public_id, "a": "maintenant"}).content.decode()
    assert "Voir" in page and "Haddad" not in page
    book = client.get(f"{address('detail', specification, version.public_id)}exigences.xlsx").content
    with zipfile.ZipFile(BytesIO(book)) as archive:
        cells = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Un lieu" in cells and b"Haddad" not in cells
    restore_version(version, epoch=fresh(specification).epoch, by=editor)
    document = fresh(specification)
    written = b"".join(bytes(row.data) for row in Update.objects.filter(document=document, epoch=document.epoch))
    assert b"Voir" in written and b"Haddad" not in written
