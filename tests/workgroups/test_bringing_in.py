"""Files that become texts: read in the background, a few at a time, written whole or not at all."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from portal import coediting, paper, roles
from portal.coediting.models import Document, Image
from portal.demo.specifications import p, text
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, person_with
from workgroups.actions import GroupRefusal, bringing_in, create_specification, send_file
from workgroups.enums import GroupRoles, TextImportStates
from workgroups.models import GroupRole, Specification, TextImport

from .test_importing import png_address, sent, word

pytestmark = pytest.mark.django_db
GIVEN = {"title": "Surfaces", "kind": "specification", "code_prefix": "SUR"}


@pytest.fixture
def group():
    return GroupFactory(slug="amenagement")


@pytest.fixture
def editor(group):
    return person_with(GroupRoles.EDITOR, group)


def pictured():
    """A file with an image."""
    source = text(p("Avant"), {"type": "image", "attrs": {"src": "x", "alt": "Un plan"}})
    return paper.docx(source, title="T", images={"x": png_address()})


def stored_images():
    """The files of every image there is."""
    storage = storages["private"]
    folders = storage.listdir("images")[0] if storage.exists("images") else []
    return {name for folder in folders for name in storage.listdir(f"images/{folder}")[1]}


def test_the_page_says_how_far_it_is_and_leads_to_the_text(client, editor, run_tasks):
    client.force_login(editor)
    address = client.post("/groupes/amenagement/documents/nouveau/", GIVEN | {"source": sent(word())}).url
    waiting = client.get(address)
    assert "attend son tour" in waiting.content.decode() and "no-store" in waiting["Cache-Control"]
    assert "attend son tour" in client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert not Specification.objects.exists()

    run_tasks()

    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    done = client.get(address, follow=True)
    assert done.redirect_chain == [(Specification.objects.get().get_absolute_url(), 302)]
    assert "a été repris" in done.content.decode()
    assert "a été repris" not in client.get(address, follow=True).content.decode()
    assert TextImport.objects.get().source.name == ""


def test_nobody_else_sees_what_somebody_sends(client, group, editor):
    kept = send_file(group, sent(word()), by=editor, given=GIVEN)
    assert client.get(kept.get_absolute_url()).status_code == 302
    for person in (person_with(GroupRoles.FACILITATOR, group), PersonFactory()):
        client.force_login(person)
        assert client.get(kept.get_absolute_url()).status_code == 404


def test_two_files_of_a_person_and_twenty_of_all_are_read_at_once(monkeypatch, group, editor, run_tasks):
    for number in range(2):
        send_file(
            group,
            sent(word()),
            by=editor,
            given=GIVEN | {"title": f"Texte {number}", "code_prefix": f"SU{'AB'[number]}"},
        )
    with pytest.raises(GroupRefusal, match="Deux de vos fichiers"):
        send_file(group, sent(word()), by=editor, given=GIVEN)
    monkeypatch.setattr(bringing_in, "MOST_AT_ONCE", 2)
    other = person_with(GroupRoles.EDITOR, group)
    with pytest.raises(GroupRefusal, match="Beaucoup de fichiers"):
        send_file(group, sent(word()), by=other, given=GIVEN)
    run_tasks()
    send_file(group, sent(word()), by=other, given=GIVEN)
    assert Specification.objects.count() == 2


def test_the_limit_is_said_on_the_form_with_what_was_typed(client, editor):
    client.force_login(editor)
    address = "/groupes/amenagement/documents/nouveau/"
    for title in ("Un", "Deux"):
        client.post(address, GIVEN | {"title": title, "source": sent(word())})
    page = client.post(address, GIVEN | {"source": sent(word())}).content.decode()
    assert "Deux de vos fichiers" in page and 'value="Surfaces"' in page


def test_what_was_cut_off_is_given_up_and_says_so(client, group, editor, run_tasks):
    kept = send_file(group, sent(pictured()), by=editor, given=GIVEN)
    TextImport.objects.update(started_at=timezone.now() - timedelta(minutes=4))
    client.force_login(editor)
    page = client.get(kept.get_absolute_url()).content.decode()
    assert "a été interrompue" in page and 'value="Surfaces"' in page
    run_tasks()  # the reaper hands the task to another worker in the end
    kept.refresh_from_db()
    assert kept.state == TextImportStates.REFUSED
    assert not Specification.objects.exists() and not Document.objects.exists() and not Image.objects.exists()


def test_a_reader_that_was_given_up_writes_nothing_when_it_ends_after_all(monkeypatch, group, editor):
    kept = send_file(group, sent(pictured()), by=editor, given=GIVEN)
    before = stored_images()
    real = bringing_in.prepared_images

    def slow(*arguments, **choices):
        TextImport.objects.update(started_at=timezone.now() - timedelta(minutes=4))
        bringing_in.give_up_lost()
        return real(*arguments, **choices)

    monkeypatch.setattr(bringing_in, "prepared_images", slow)
    bringing_in.read_file(kept)
    assert not Specification.objects.exists() and not Image.objects.exists()
    assert stored_images() == before


@pytest.mark.parametrize("fails", ["create_specification", "keep_image"])
def test_a_failure_while_writing_leaves_nothing_behind_and_is_said(monkeypatch, group, editor, fails):
    kept = send_file(group, sent(pictured()), by=editor, given=GIVEN)
    before = stored_images()

    def broken(*_arguments, **_choices):
        raise RuntimeError("the disk is full")

    where = "workgroups.actions.importing" if fails == "create_specification" else "portal.coediting.reading"
    monkeypatch.setattr(f"{where}.{fails}", broken)
    with pytest.raises(RuntimeError):
        bringing_in.read_file(kept)
    kept.refresh_from_db()
    assert kept.state == TextImportStates.REFUSED and "de notre côté" in kept.problem
    assert not Specification.objects.exists() and not Document.objects.exists() and not Image.objects.exists()
    assert stored_images() == before


def test_images_that_take_too_long_end_the_reading(monkeypatch, group, editor):
    monkeypatch.setattr(bringing_in, "SECONDS_FOR_IMAGES", -1)
    kept = send_file(group, sent(pictured()), by=editor, given=GIVEN)
    bringing_in.read_file(kept)
    kept.refresh_from_db()
    assert "trop long à lire" in kept.problem
    assert not Image.objects.exists()


def test_a_right_that_ends_before_the_reading_ends_it(group, editor, run_tasks):
    kept = send_file(group, sent(word()), by=editor, given=GIVEN)
    roles.end(GroupRole.objects.get(person=editor), by=None)
    run_tasks()
    kept.refresh_from_db()
    assert kept.state == TextImportStates.REFUSED and not Specification.objects.exists()


def test_a_text_replaced_twice_at_the_same_time_is_replaced_once(group, editor, run_tasks):
    specification = create_specification(group, title="Surfaces", code_prefix="SUR", by=editor)
    epoch = specification.document.epoch
    first, second = (
        send_file(group, sent(word()), by=editor, specification=specification, epoch=epoch) for _each in range(2)
    )
    run_tasks()
    for kept in (first, second):
        kept.refresh_from_db()
    assert [first.state, second.state] == [TextImportStates.DONE, TextImportStates.REFUSED]
    assert "a mis un autre texte en place" in second.problem
    assert coediting.as_text(specification.document).strip() == "Une phrase."


def test_what_was_sent_is_forgotten_after_a_day(group, editor, run_tasks):
    send_file(group, sent(word()), by=editor, given=GIVEN)
    run_tasks()
    bringing_in.forget_old_files()
    assert TextImport.objects.exists()
    TextImport.objects.update(sent_at=timezone.now() - timedelta(days=2))
    bringing_in.forget_old_files()
    assert not TextImport.objects.exists() and Specification.objects.exists()
